/** How many requirements are missing at least, even if each badge could count several times. */

import { bestTally, unitsOf } from '../count/counting.js'
import type { Scenario } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { PlanNode } from '../plan/plan.js'
import { pointsChoice } from './points-choice.js'

/** A lower bound for the result of the exact search, for each node of one scenario. */
export class Bound {
  readonly #scenario: Scenario
  readonly #work: Work
  readonly #costs: (number | undefined)[] = []

  constructor(scenario: Scenario, work: Work) {
    this.#scenario = scenario
    this.#work = work
  }

  of(index: number): number {
    return (this.#costs[index] ??= this.#cost(this.#scenario.plan.nodes[index]!))
  }

  #cost(node: PlanNode): number {
    const scenario = this.#scenario
    if (scenario.isGranted(node.index)) return 0
    if (node.kind === 'unsupported') return 1
    if (node.leaf !== undefined) return scenario.awardsOf(node.index).length > 0 ? 0 : 1
    if (node.countsBadges) return countingCost(node, scenario, this.#work)
    const costs = node.children.map((child) => this.of(child))
    if (node.kind === 'points') {
      const { cost, isOut } = pointsChoice(node, costs, this.#work)
      return isOut ? 0 : cost
    }
    const wanted = node.kind === 'any' ? 1 : node.need
    return costs
      .sort((one, other) => one - other)
      .slice(0, wanted)
      .reduce((sum, cost) => sum + cost, 0)
  }
}

/** Number of missing badges. Missing credits are one requirement, whatever their number. */
function countingCost(node: PlanNode, scenario: Scenario, work: Work): number {
  const { met, have, groups, undecided } = bestTally(node, unitsOf(node, scenario, work), work)
  if (met || undecided) return 0
  if (node.kind === 'credits') return 1
  return Math.max(node.need - have, node.groups - groups)
}
