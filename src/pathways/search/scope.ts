/** Inside a node with `once` each badge supports one requirement: the exact search for who supports what. */
import type { Award } from '../badges/award.js'
import type { Solution, World } from '../count/world.js'
import type { PlanNode } from '../plan/plan.js'
import { ScopeSearch } from './scope-search.js'
import type { Work } from './work.js'

export interface ScopeAnswer {
  /** Leaf → the badges that support it. */
  readonly matches: readonly (readonly Award[] | undefined)[]
  /** The limit ended the search before there was an answer. */
  readonly undecided: boolean
  /** Present where the node is not met. */
  readonly best?: Solution
}

/** Whether the node can be met; where not, what comes nearest to it. */
export function solveScope(node: PlanNode, world: World, work: Work): ScopeAnswer {
  const shape = world.plan.scopes.get(node.index)!
  if (shape.isPlain) {
    // One flow is both the decision and what comes nearest.
    const best = new ScopeSearch(node, shape, world, work, 'complete').run()
    const undecided = work.isOut
    if (best === undefined) return { matches: [], undecided }
    return best.cost === 0
      ? { matches: best.matches, undecided: false }
      : { matches: best.matches, undecided, best }
  }
  const found = new ScopeSearch(node, shape, world, work, 'decide').run()
  if (found !== undefined) return { matches: found.matches, undecided: false }
  const undecided = work.isOut
  const best = new ScopeSearch(node, shape, world, work.spare, 'complete').run()
  return best === undefined ? { matches: [], undecided } : { matches: best.matches, undecided, best }
}
