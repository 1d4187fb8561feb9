/** What badges count together, below caps. */
import type { PlanNode } from '../plan/plan.js'
import type { Use } from './scenario.js'

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

export interface BestTally extends Tally {
  readonly options: readonly Option[]
  /** The limit ended the search before it was exhaustive. */
  readonly undecided: boolean
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

export const greatest = (options: readonly Option[]): Option =>
  options.reduce((best, option) => (option.weight > best.weight ? option : best))
