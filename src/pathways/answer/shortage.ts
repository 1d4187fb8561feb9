/** Why a matching fails: some requirements together need more badges than there are (Hall's theorem). */

import type { NodeState, Scenario } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { Shortage } from '../evaluate/types.js'
import { stateOf } from './state.js'

/** The shortage of the first scope, from the top, whose badges suffice for each requirement but not for all together. */
export function shortageOf(
  scenario: Scenario,
  work: Work,
  index = scenario.plan.root.index,
  seen = new Set<NodeState>(),
): Shortage | undefined {
  const { nodes } = scenario.plan
  const state = stateOf(index, scenario, work)
  // A node can be referred to from several nodes.
  if (state.met || seen.has(state)) return undefined
  seen.add(state)
  const violator = state.best?.violator
  if (violator !== undefined)
    return {
      pointers: violator.nodes.map((node) => nodes[node]!.pointer),
      requirements: violator.requirements,
      badges: violator.awards.map(({ name }) => name),
    }
  for (const child of nodes[index]!.children) {
    const found = shortageOf(state.inside, work, child, seen)
    if (found !== undefined) return found
  }
  return undefined
}
