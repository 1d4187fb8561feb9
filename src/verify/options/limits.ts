/** How much work one call of `verify` may cause. */
import { JSON_LIMITS, RECORD_LIMITS } from '../../encoding/json.js'
import { checkOptions } from '../../encoding/options.js'
import type { CanonizeLimits } from '../../jsonld/budget/limits.js'
import { number } from '../../option-tests.js'

/** Counts of work that all canonicalising of a call draws on. */
export type CanonizeWork =
  | 'contextWork'
  | 'scalars'
  | 'bytes'
  | 'quads'
  | 'hashes'
  | 'generalObjects'
  | 'deepIterations'

/** Work that one verification may cause, whatever it leads to. */
export interface VerifyLimits extends Pick<CanonizeLimits, CanonizeWork> {
  /** Bytes (or characters) handed in; images included. */
  readonly input: number
  /** Characters of JSON text of one credential. */
  readonly document: number
  /** Characters of JSON text of a record, which holds credentials. */
  readonly record: number
  /** Levels of nesting. */
  readonly depth: number
  /** Objects, arrays and scalars of one credential. */
  readonly nodes: number
  /** Endorsements and other credentials inside, at all depths together. */
  readonly embedded: number
  /** Documents fetched through `load`, contexts included. */
  readonly loads: number
  /** Bytes of memory that the loaded documents take, all together. */
  readonly loadedBytes: number
  /** Work on schemas that credentials name for themselves, all together; a step takes some fifty nanoseconds. */
  readonly schemaSteps: number
  /** Bytes of status lists after decompression, all together. */
  readonly statusBytes: number
}

/**
 * The default limits of one verification. Each may be lowered or raised with `limits` of `verify`.
 *
 * @example
 * const report = await verify(signed, { limits: { loads: VERIFY_LIMITS.loads / 2 } })
 */
export const VERIFY_LIMITS: VerifyLimits = {
  input: 2_097_152,
  document: JSON_LIMITS.length,
  record: RECORD_LIMITS.length,
  depth: JSON_LIMITS.depth,
  nodes: JSON_LIMITS.nodes,
  embedded: 256,
  loads: 48,
  loadedBytes: 33_554_432,
  schemaSteps: 2_000_000,
  statusBytes: 33_554_432,
  contextWork: 500_000,
  scalars: 200_000,
  bytes: 16_777_216,
  quads: 50_000,
  hashes: 60_000,
  generalObjects: 14_000,
  deepIterations: 50_000,
}

const TESTS = Object.fromEntries(Object.keys(VERIFY_LIMITS).map((name) => [name, number]))

/** @returns The default limits, with those that are given. @throws TypeError */
export function readLimits(limits: Partial<VerifyLimits> | undefined): VerifyLimits {
  if (limits === undefined) return VERIFY_LIMITS
  checkOptions('limits', limits, TESTS)
  return { ...VERIFY_LIMITS, ...limits }
}
