/** Inside a node with `once` each badge supports one requirement: the exact search for who supports what. */
import type { Award } from '../badges/award.js'
import type { Solution, World } from '../count/world.js'
import type { PlanNode } from '../plan/compile.js'
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
  const nodes = nodesBelow(node, world)
  const found = new ScopeSearch(node, nodes, world, work, 'decide').run()
  if (found !== undefined) return { matches: found.matches, undecided: false }
  const undecided = work.isOut
  const best = new ScopeSearch(node, nodes, world, work.spare, 'complete').run()
  return best === undefined ? { matches: [], undecided } : { matches: best.matches, undecided, best }
}

/** Each once, children first. */
function nodesBelow(node: PlanNode, { plan }: World): readonly PlanNode[] {
  const seen = new Set<PlanNode>()
  const visit = (each: PlanNode): void => {
    if (seen.has(each)) return
    for (const child of each.children) visit(plan.nodes[child]!)
    seen.add(each)
  }
  visit(node)
  return [...seen]
}
