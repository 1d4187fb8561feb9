/** The options of `verifyStack`, and their limits. */
import type { IssuerPolicy, VerifyOptions } from '../../verify/index.js'
import type { Pathway } from '../pathway/types.js'

/** Limits for one larger credential, in addition to the limits of each verification. */
export interface StackLimits {
  /** Number of parts that are read, including those in presentations and records; also parts that a credential may name. */
  readonly parts: number
  /** Bytes or characters of all parts together. */
  readonly bytes: number
  /** Levels of larger credentials that are parts of each other. */
  readonly depth: number
}

/**
 * The default limits of `verifyStack`.
 *
 * @example
 * const limits = { ...STACK_LIMITS, parts: 16 }
 */
export const STACK_LIMITS: StackLimits = { parts: 256, bytes: 33_554_432, depth: 4 }

/**
 * The options of `verify` apply to the larger credential. They apply to its parts too, except `issuers`, `recipient`, `kinds`,
 * `require`, `challenge`, `domain` and `refresh`. `recipient` is the owner: you must have proof that all these ids and
 * addresses belong to one person.
 */
export interface VerifyStackOptions extends VerifyOptions {
  /** The pathway that the larger credential names, as you received it; several if parts are larger credentials too. */
  readonly pathway?: Pathway | readonly Pathway[]
  /** Issuers of parts that you trust. By default only the pathway decides which issuers count. */
  readonly partIssuers?: IssuerPolicy
  /** Default `STACK_LIMITS`. */
  readonly stackLimits?: Partial<StackLimits>
}
