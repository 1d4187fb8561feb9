/** Nodes that count badges or credits: what each badge adds, and how much of it counts with groups and caps. */
import type { Award } from '../badges/award.js'
import { creditsOf } from '../badges/credits.js'
import type { PlanNode } from '../plan/plan.js'
import { bestBelowCaps } from './caps.js'
import { cover } from './cover.js'
import { type Scenario, type Use, unitOf } from './scenario.js'
import { type BestTally, type CountedUnit, greatest, type Option, tally } from './tally.js'
import type { Work } from './work.js'

/**
 * The badges of a node, each with the leaves that it could support. If the node has caps, a badge belongs to the first leaf
 * that it passes, so that it cannot avoid a cap with a later leaf.
 */
export function unitsOf(node: PlanNode, scenario: Scenario, work: Work): readonly CountedUnit[] {
  const units = new Map<string, Map<string | undefined, Option>>()
  const placed = new Set<Award>()
  const capped = node.caps.length > 0
  for (const leaf of node.children) {
    const { group } = scenario.plan.nodes[leaf]!.leaf!
    const awards = scenario.awardsOf(leaf)
    work.spend(awards.length / AWARDS_OF_A_STEP)
    for (const award of awards) {
      if (capped && placed.has(award)) continue
      placed.add(award)
      const weight = weightOf(award, node, scenario)
      if (weight === 0) continue
      const key = unitOf(award, node.repeat)
      let options = units.get(key)
      if (options === undefined) units.set(key, (options = new Map()))
      // The greatest of several options in one group.
      if (weight > (options.get(group)?.weight ?? 0))
        options.set(group, { use: { award, leaf, credits: node.credits && weight }, weight, group })
    }
  }
  return [...units].map(([key, options]) => ({ key, options: [...options.values()] }))
}

const AWARDS_OF_A_STEP = 16

function weightOf({ facts }: Award, { credits }: PlanNode, { plan }: Scenario): number {
  return credits === undefined ? 1 : (creditsOf(facts, credits, plan) ?? 0)
}

/** The best result of all badges together: as much as possible of those with enough groups. */
export function bestTally(node: PlanNode, units: readonly CountedUnit[], work: Work): BestTally {
  const most = units.map(({ options }) => greatest(options))
  if (units.every(({ options }) => options.length === 1) || (node.groups === 0 && node.caps.length === 0))
    return { ...tally(node, most), options: most, undecided: false }
  const { chosen, isOut } = cover(units, node.groups, work)
  const found = tally(node, chosen)
  if (node.caps.length > 0) {
    if (found.met) return { ...found, options: chosen, undecided: false }
    const best = bestBelowCaps(node, units, work)
    // Without caps there would be no fewer badges or credits.
    const sum = most.reduce((total, { weight }) => total + weight, 0)
    const couldBeMet = sum >= node.need && (isOut || found.groups >= node.groups)
    const better = best.met || best.have >= found.have ? best : { ...found, options: chosen }
    return { ...better, undecided: best.undecided && !best.met && couldBeMet }
  }
  if (found.groups >= node.groups) return { ...found, options: chosen, undecided: false }
  const { have } = tally(node, most)
  return { ...found, have, options: most, undecided: isOut && have >= node.need }
}

/** The fewest options that meet the node: first those that cover groups, then the greatest, in the order of the badges. */
export function needed(node: PlanNode, options: readonly Option[]): readonly Use[] {
  const groups = new Set<string | undefined>()
  const first = new Set(
    options.filter(({ group }) => groups.size < node.groups && !groups.has(group) && groups.add(group)),
  )
  const rest = options.filter((option) => !first.has(option)).sort((one, other) => other.weight - one.weight)
  const all = [...first, ...rest]
  // More options never count less.
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (tally(node, all.slice(0, middle)).met) high = middle
    else low = middle + 1
  }
  return all.slice(0, low).map(({ use }) => use)
}
