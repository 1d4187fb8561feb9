/** Why a matching fails: requirements that together want more badges than there are (Hall's theorem). */

import type { World } from '../count/world.js'
import type { Shortage } from '../evaluate/types.js'
import type { Work } from '../search/work.js'
import { stateOf } from './state.js'

/** Of the first scope, from the top, in which each badge alone would do, but not all together. */
export function shortageOf(world: World, work: Work, index = world.plan.root.index): Shortage | undefined {
  const { nodes } = world.plan
  const state = stateOf(index, world, work)
  if (state.met) return undefined
  const hall = state.best?.hall
  if (hall !== undefined)
    return {
      pointers: hall.nodes.map((node) => nodes[node]!.pointer),
      requirements: hall.requirements,
      badges: hall.awards.map(({ name }) => name),
    }
  for (const child of nodes[index]!.children) {
    const found = shortageOf(state.inside, work, child)
    if (found !== undefined) return found
  }
  return undefined
}
