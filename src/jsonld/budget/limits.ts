/** How much a document may cost: counts of work, never of time, so that every machine gives the same answer (RC-3, SEC-3). */
import { OpenBadgeError } from '../../errors.js'

export interface CanonizeLimits {
  /** Characters in all strings and names of the document; checked at the public door. */
  readonly length: number
  /** Levels of nesting of the document, and of contexts inside contexts. */
  readonly depth: number
  /** Objects, arrays and scalars of the document; checked at the public door. */
  readonly nodes: number
  /** Context documents that a document may ask for beyond the bundled ones. */
  readonly contexts: number
  /** Term definitions that its own contexts may hold, those of scoped contexts included. */
  readonly termDefinitions: number
  /** Context applications times terms in force: the work of processing contexts that are not bundled. */
  readonly contextWork: number
  readonly quads: number
  /** Objects and arrays of a document that needs the general processor. */
  readonly generalObjects: number
  /** Places at which such a document names contexts; each costs the general processor milliseconds. */
  readonly generalContexts: number
  /** Calls of Hash N-Degree Quads and permutations tried in it. */
  readonly deepIterations: number
}

/** What is left of some limits to all that one call canonicalises: documents, proofs, and what is tried on them. */
export interface Work extends Record<Shared, number> {
  readonly limits: CanonizeLimits
}

type Shared = 'quads' | 'generalObjects' | 'generalContexts' | 'deepIterations'

export function newWork(limits: CanonizeLimits = CANONIZE_LIMITS): Work {
  const { quads, generalObjects, generalContexts, deepIterations } = limits
  return { limits, quads, generalObjects, generalContexts, deepIterations }
}

/** @throws OpenBadgeError `limit_exceeded` when no more of `limit` is left */
export function spend(work: Work, limit: Shared, amount: number): void {
  work[limit] -= amount
  if (work[limit] < 0) throw exceeded(limit, work.limits[limit])
}

export const CANONIZE_LIMITS: CanonizeLimits = {
  length: 4_194_304,
  depth: 64,
  nodes: 500_000,
  contexts: 32,
  termDefinitions: 10_000,
  contextWork: 1_000_000,
  quads: 500_000,
  generalObjects: 2_000,
  generalContexts: 64,
  deepIterations: 50_000,
}

export function withDefaults(limits: Partial<CanonizeLimits> | undefined): CanonizeLimits {
  return limits === undefined ? CANONIZE_LIMITS : { ...CANONIZE_LIMITS, ...limits }
}

export function exceeded(limit: keyof CanonizeLimits, maximum: number): OpenBadgeError<'limit_exceeded'> {
  return new OpenBadgeError(
    'limit_exceeded',
    `canonicalising the document passes the limit ${limit} (${maximum})`,
    {
      limit,
      maximum,
    },
  )
}
