/** Nodes that count badges or credits: what each badge adds, and how much of it counts with groups and caps. */
import type { Award } from '../badges/award.js'
import { creditsOf } from '../badges/credits.js'
import type { PlanNode } from '../plan/plan.js'
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
export function unitsOf(node: PlanNode, scenario: Scenario): readonly CountedUnit[] {
  const units = new Map<string, Option[]>()
  const placed = new Set<Award>()
  const capped = node.caps.length > 0
  for (const leaf of node.children) {
    const { leaf: rule } = scenario.plan.nodes[leaf]!
    for (const award of scenario.awardsOf(leaf)) {
      if (capped && placed.has(award)) continue
      placed.add(award)
      const weight = weightOf(award, node, scenario)
      if (weight === 0) continue
      const option: Option = {
        use: { award, leaf, credits: node.credits && weight },
        weight,
        group: rule!.group,
      }
      addOption(units, unitOf(award, node.repeat), option)
    }
  }
  return [...units].map(([key, options]) => ({ key, options }))
}

/** Keeps the greatest of several options in one group. */
function addOption(units: Map<string, Option[]>, key: string, option: Option): void {
  const options = units.get(key)
  if (options === undefined) {
    units.set(key, [option])
    return
  }
  const i = options.findIndex(({ group }) => group === option.group)
  if (i < 0) options.push(option)
  else if (options[i]!.weight < option.weight) options[i] = option
}

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
    let over = [...of].reduce((sum, group) => sum + (sums.get(group) ?? 0), 0) - most
    for (const group of of) {
      const cut = Math.min(Math.max(over, 0), sums.get(group) ?? 0)
      if (cut > 0) sums.set(group, sums.get(group)! - cut)
      over -= cut
    }
  }
  return [...sums.values()].reduce((sum, value) => sum + value, 0)
}

/** If there are more combinations, they are not tried one by one. */
const MOST_CHOICES = 4096

/**
 * The best result of all badges together. A matching covers the groups. If one badge could count in several groups and the
 * node has caps, each combination is tried.
 */
export function bestTally(
  node: PlanNode,
  units: readonly CountedUnit[],
): Tally & { readonly options: readonly Option[]; readonly undecided: boolean } {
  const choices = units.reduce((product, { options }) => Math.min(product * options.length, 1e9), 1)
  const all = cover(units)
  if (choices === 1 || node.caps.length === 0) return { ...tally(node, all), options: all, undecided: false }
  const chosen = units.map(({ options }) => options[0]!)
  let best = { ...tally(node, chosen), options: [...chosen] }
  if (choices > MOST_CHOICES) {
    // Without caps there would be no fewer badges or credits.
    const most = units.reduce((sum, { options }) => sum + greatest(options).weight, 0)
    const groups = new Set(all.map(({ group }) => group)).size
    return { ...best, undecided: !best.met && most >= node.need && groups >= node.groups }
  }
  // At most twelve badges have several options.
  const open = [...units.keys()].filter((i) => units[i]!.options.length > 1)
  const pick = (place: number): void => {
    const i = open[place]
    if (i === undefined) {
      const found = tally(node, chosen)
      if (found.met || found.have > best.have) best = { ...found, options: [...chosen] }
      return
    }
    for (const option of units[i]!.options) {
      chosen[i] = option
      if (!best.met) pick(place + 1)
    }
  }
  if (!best.met) pick(0)
  return { ...best, undecided: false }
}

/** One option for each badge, so that as many groups as possible have a badge. */
export function cover(units: readonly CountedUnit[]): readonly Option[] {
  const taken = new Map<string | undefined, number>()
  const chosen = new Map<number, Option>()
  const place = (i: number, seen: Set<string | undefined>): boolean =>
    units[i]!.options.some((option) => {
      const { group } = option
      if (seen.has(group)) return false
      seen.add(group)
      const holder = taken.get(group)
      if (holder !== undefined && !place(holder, seen)) return false
      taken.set(group, i)
      chosen.set(i, option)
      return true
    })
  for (const i of units.keys()) place(i, new Set())
  return units.map(({ options }, i) => chosen.get(i) ?? greatest(options))
}

const greatest = (options: readonly Option[]): Option =>
  options.reduce((best, option) => (option.weight > best.weight ? option : best))

/** The fewest options that meet the node: first those that cover groups, then the greatest, in the order of the badges. */
export function needed(node: PlanNode, options: readonly Option[]): readonly Use[] {
  const groups = new Set<string | undefined>()
  const first = options.filter(
    ({ group }) => groups.size < node.groups && !groups.has(group) && groups.add(group),
  )
  const rest = options
    .filter((option) => !first.includes(option))
    .sort((one, other) => other.weight - one.weight)
  const taken: Option[] = []
  for (const option of [...first, ...rest]) {
    if (tally(node, taken).met) break
    taken.push(option)
  }
  return taken.map(({ use }) => use)
}
