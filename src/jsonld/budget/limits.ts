/** Limits for canonicalising: counted in work and never in time, so that the result is the same on each machine. */

import { type LimitName, OpenBadgeError } from '../../errors.js'
import { WorkAccount } from '../../work-account.js'

export interface CanonizeLimits {
  /** Characters in all strings and names of the document; checked in the public functions. */
  readonly length: number
  /** Levels of nesting of the document, and of contexts inside contexts. */
  readonly depth: number
  /** Objects, arrays and scalars of the document; checked in the public functions. */
  readonly nodes: number
  /** Context documents that a document may load, without the bundled ones. */
  readonly contexts: number
  /** Distinct contexts that one `@context` may hold. */
  readonly contextList: number
  /** Term definitions in its own contexts, including those of scoped contexts. */
  readonly termDefinitions: number
  /** Terms that all used contexts copy and define. A definition counts as several copies. */
  readonly contextWork: number
  /** Members and array items that all walks visit. */
  readonly scalars: number
  /** Characters of all IRIs, lines and canonical texts that are made. */
  readonly bytes: number
  /** Lines, and blank nodes, whose lines are joined again for each hash. */
  readonly quads: number
  /** Blocks of 64 bytes that are hashed to label blank nodes; keys and checks of signatures cost as much as several. */
  readonly hashes: number
  /** Work of the general processor, in units of about fifty microseconds. */
  readonly generalObjects: number
  /** Calls of Hash N-Degree Quads, and permutations in them. */
  readonly deepIterations: number
}

/** The remaining work of one call, for all its documents, proofs and attempts. */
export type Work = WorkAccount<keyof CanonizeLimits>

/** The limits of work that takes a long time: those that `combined` adds up. */
export const COMBINED: ReadonlySet<LimitName> = new Set<LimitName>([
  'contextWork',
  'scalars',
  'bytes',
  'quads',
  'hashes',
  'generalObjects',
  'deepIterations',
  'schemaSteps',
  'statusBytes',
])

/** The limits of one call that issues. */
export interface WorkLimits extends CanonizeLimits {
  /** How much of `COMBINED` may be used together, in percent of one limit; without it, as much as each allows. */
  readonly combined?: number
}

export function newWork(limits: WorkLimits = CANONIZE_LIMITS): Work {
  const { combined: percent } = limits
  return new WorkAccount<keyof CanonizeLimits>(
    limits,
    percent === undefined ? undefined : { limits: COMBINED, percent },
  )
}

export const CANONIZE_LIMITS: CanonizeLimits = {
  length: 4_194_304,
  depth: 64,
  nodes: 500_000,
  contexts: 32,
  contextList: 10,
  termDefinitions: 10_000,
  contextWork: 2_000_000,
  scalars: 5_000_000,
  bytes: 268_435_456,
  quads: 500_000,
  hashes: 4_000_000,
  generalObjects: 14_000,
  deepIterations: 50_000,
}

export function withDefaults(limits: Partial<CanonizeLimits> | undefined): CanonizeLimits {
  return limits === undefined ? CANONIZE_LIMITS : { ...CANONIZE_LIMITS, ...limits }
}

export function exceeded(limit: keyof CanonizeLimits, maximum: number): OpenBadgeError<'limit_exceeded'> {
  return new OpenBadgeError(
    'limit_exceeded',
    `canonicalising the document exceeds the limit ${limit} (${maximum})`,
    { limit, maximum },
  )
}
