/** The exact search for a node with `once`: which badge supports which of its requirements. */
import type { Award } from '../badges/award.js'
import type { Scenario, Solution } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { PlanNode } from '../plan/plan.js'
import { ScopeSearch } from './scope-search.js'

export interface ScopeAnswer {
  /** Leaf → the badges that support it. */
  readonly matches: readonly (readonly Award[] | undefined)[]
  /** The limit ended the search before a decision. */
  readonly undecided: boolean
  /** Present if the node is not met. */
  readonly best?: Solution
}

/** Decides whether the node can be met. If not, finds the solution that lacks the fewest requirements. */
export function solveScope(node: PlanNode, scenario: Scenario, work: Work): ScopeAnswer {
  const shape = scenario.plan.scopes.get(node.index)!
  if (shape.oneFlowDecides) {
    // One flow gives both the decision and the nearest solution.
    const best = new ScopeSearch(node, shape, scenario, work, 'complete').run()
    const undecided = work.isOut
    if (best === undefined) return { matches: [], undecided }
    return best.cost === 0
      ? { matches: best.matches, undecided: false }
      : { matches: best.matches, undecided, best }
  }
  const found = new ScopeSearch(node, shape, scenario, work, 'decide').run()
  if (found !== undefined) return { matches: found.matches, undecided: false }
  const undecided = work.isOut
  const best = new ScopeSearch(node, shape, scenario, work.spare, 'complete').run()
  return best === undefined ? { matches: [], undecided } : { matches: best.matches, undecided, best }
}
