/**
 * For a signature of the graph, several objects with the same id are one node. So anybody could move a member from one to
 * another, or write one object as two. `misplaced-members.ts` therefore wants all members in the object that is nearest to the
 * root. `misplaced-by-embedded.ts` lets no embedded credential state what an object of the document states too.
 */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { ActiveContext } from '../context/active-context.js'

export type Path = readonly (string | number)[]

export interface NodeMention {
  readonly element: JsonObject
  readonly path: Path
  /** `undefined` for the general processor. */
  readonly active?: ActiveContext
  /** The graph of the object. */
  readonly graph?: unknown
  /** The previous object with this id. */
  readonly before?: NodeMention | undefined
  /** Only the text of the id is there. */
  readonly isReference?: boolean
}

/** Receives the objects of each node with several objects, instead of the strict rule. Not called if there is no such node. */
export type JudgeSharedIds = (nodes: readonly (readonly NodeMention[])[]) => void

/** Charges for this number of comparisons before they are made. @throws OpenBadgeError `limit_exceeded` */
export type Spend = (count: number) => void

/** Judges the objects of each node that has several, in addition to the strict rule. Returns the issues. */
export type AlsoJudge = (
  document: JsonObject,
  nodes: readonly (readonly NodeMention[])[],
  spend: Spend,
) => Awaitable<readonly Issue[]>

/** Members that may be in each of the objects. Endorsements are verified at all places. */
export const ANYWHERE: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  '@id',
  '@type',
  'endorsement',
  'endorsementJwt',
])

export const NEAREST_HINT = 'put it into the first and outermost of the objects with this id'
export const EMBEDDED_HINT =
  'an embedded credential describes this object too: embed that credential as a JWT, or let only one of them describe it'

export function hasOwnMembers(element: JsonObject): boolean {
  for (const name in element) if (!ANYWHERE.has(name)) return true
  return false
}

/** Number of names from the root to the object. */
export function depthOf({ path }: NodeMention): number {
  let depth = 0
  for (let i = 0; i < path.length; i++) if (typeof path[i] === 'string') depth++
  return depth
}
