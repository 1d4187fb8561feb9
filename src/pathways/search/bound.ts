/** How many requirements are missing at least, even if each badge could count several times. */

import { bestTally, unitsOf } from '../count/counting.js'
import type { Scenario } from '../count/scenario.js'
import type { PlanNode } from '../plan/plan.js'

/** A lower bound for the result of the exact search, for each node of one scenario. */
export class Bound {
  readonly #scenario: Scenario
  readonly #costs: (number | undefined)[] = []

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  of(index: number): number {
    return (this.#costs[index] ??= this.#cost(this.#scenario.plan.nodes[index]!))
  }

  #cost(node: PlanNode): number {
    const scenario = this.#scenario
    if (scenario.isGranted(node.index)) return 0
    if (node.kind === 'unsupported') return 1
    if (node.leaf !== undefined) return scenario.awardsOf(node.index).length > 0 ? 0 : 1
    if (node.countsBadges) return countingCost(node, scenario)
    const costs = node.children.map((child) => this.of(child))
    if (node.kind === 'points') return pointsCost(node, costs)
    const wanted = node.kind === 'any' ? 1 : node.need
    return costs
      .sort((one, other) => one - other)
      .slice(0, wanted)
      .reduce((sum, cost) => sum + cost, 0)
  }
}

/** Number of missing badges. Missing credits are one requirement, whatever their number. */
function countingCost(node: PlanNode, scenario: Scenario): number {
  const { met, have, groups, undecided } = bestTally(node, unitsOf(node, scenario))
  if (met || undecided) return 0
  if (node.kind === 'credits') return 1
  return Math.max(node.need - have, node.groups - groups)
}

/** The fewest missing requirements that would give the points. */
function pointsCost(node: PlanNode, costs: readonly number[]): number {
  return pointsChoice(node, costs).cost
}

export function pointsChoice(
  { need, worth }: PlanNode,
  costs: readonly number[],
): { readonly cost: number; readonly children: readonly number[] } {
  let points = 0
  let best: { points: number; children: readonly number[] }[] = [{ points: 0, children: [] }]
  for (const [i, cost] of costs.entries()) {
    if (cost === 0) {
      points += worth[i]!
      continue
    }
    if (cost === Number.POSITIVE_INFINITY) continue
    const next = best.slice()
    for (const [spent, { points: sum, children }] of best.entries()) {
      const found = { points: sum + worth[i]!, children: [...children, i] }
      for (let k = next.length; k <= spent + cost; k++) next.push(next[k - 1]!)
      if (found.points > next[spent + cost]!.points) next[spent + cost] = found
    }
    best = next
  }
  const cost = best.findIndex((each) => points + each.points >= need)
  return cost < 0
    ? { cost: Number.POSITIVE_INFINITY, children: [] }
    : { cost, children: best[cost]!.children }
}
