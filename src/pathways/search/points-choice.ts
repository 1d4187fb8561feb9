/** Which children of a node give its points with the fewest missing requirements. */

import type { Work } from '../count/work.js'
import type { PlanNode } from '../plan/plan.js'

interface Way {
  readonly cost: number
  readonly points: number
  readonly taken: Taken
}

type Taken = { readonly child: number; readonly rest: Taken } | undefined

export interface PointsChoice {
  /** Infinite if no choice gives the points. */
  readonly cost: number
  /** Positions of the children. */
  readonly children: readonly number[]
  /** The limit ended the search, so there may be a choice that costs less. */
  readonly isOut: boolean
}

/** @param costs - of each child: 0 if it is met, infinite if it cannot be */
export function pointsChoice(
  { need, worth }: Pick<PlanNode, 'need' | 'worth'>,
  costs: readonly number[],
  work: Work,
): PointsChoice {
  const free = costs.reduce((sum, cost, i) => (cost === 0 ? sum + worth[i]! : sum), 0)
  // By cost. Each gives more points than all before it.
  let ways: readonly Way[] = [{ cost: 0, points: Math.min(need, free), taken: undefined }]
  let isOut = false
  for (const [child, cost] of costs.entries()) {
    if (cost === 0 || cost === Number.POSITIVE_INFINITY) continue
    isOut ||= !work.spend(ways.length / WAYS_OF_A_STEP)
    // If no work is left, each child is taken until there are enough points.
    if (isOut) ways = ways.slice(-1)
    const more = ways.map(({ cost: spent, points, taken }) => ({
      cost: spent + cost,
      points: Math.min(need, points + worth[child]!),
      taken: { child, rest: taken },
    }))
    ways = better([...ways, ...more])
  }
  const way = ways.find(({ points }) => points >= need)
  const children: number[] = []
  for (let each = way?.taken; each !== undefined; each = each.rest) children.push(each.child)
  return { cost: way?.cost ?? Number.POSITIVE_INFINITY, children: children.reverse(), isOut }
}

const WAYS_OF_A_STEP = 8

/** Without those that give no more points than one that costs no more. */
function better(ways: Way[]): readonly Way[] {
  const kept: Way[] = []
  for (const way of ways.sort((one, other) => one.cost - other.cost || other.points - one.points))
    if (kept.length === 0 || way.points > kept.at(-1)!.points) kept.push(way)
  return kept
}
