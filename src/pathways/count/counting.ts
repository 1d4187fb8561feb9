/** Nodes that count badges or credits: what each badge adds, and how much of it counts with groups and caps. */
import type { Award } from '../badges/award.js'
import { creditsOf } from '../badges/credits.js'
import type { PlanNode } from '../plan/plan.js'
import type { Work } from '../search/work.js'
import { bestBelowCaps } from './caps.js'
import { cover, greatest } from './cover.js'
import { type Scenario, type Use, unitOf } from './scenario.js'

/** One place where a badge could count. */
export interface Option {
  readonly use: Use
  /** One badge, or its credits. */
  readonly weight: number
  readonly group: string | undefined
}

/** A badge with all leaves of the node that it could support. It counts once. */
export interface CountedUnit {
  readonly key: string
  readonly options: readonly Option[]
}

export interface Tally {
  readonly have: number
  readonly groups: number
  readonly met: boolean
}

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

/** What the options count together. The list has at most one option of each badge. */
export function tally(node: PlanNode, options: readonly Option[]): Tally {
  const have = cappedSum(node, options)
  const groups = new Set(options.map(({ group }) => group)).size
  return { have, groups, met: have >= node.need && groups >= node.groups }
}

/** Caps are nested or disjoint. What an inner cap cuts off no longer counts for the outer cap. */
function cappedSum(node: PlanNode, options: readonly Option[]): number {
  const { caps } = node
  if (caps.length === 0) return options.reduce((sum, { weight }) => sum + weight, 0)
  const sums = new Map<string | undefined, number>()
  for (const { group, weight } of options) sums.set(group, (sums.get(group) ?? 0) + weight)
  for (const { of, most } of caps) {
    const own = [...sums].filter(([group]) => of.has(group!))
    let over = own.reduce((sum, [, value]) => sum + value, 0) - most
    for (const [group, value] of own) {
      const cut = Math.min(Math.max(over, 0), value)
      if (cut > 0) sums.set(group, value - cut)
      over -= cut
    }
  }
  return [...sums.values()].reduce((sum, value) => sum + value, 0)
}

export interface BestTally extends Tally {
  readonly options: readonly Option[]
  /** The limit ended the search before it was exhaustive. */
  readonly undecided: boolean
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
