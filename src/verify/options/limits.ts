/** The limits of the work of one call of `verify`. */
import { FILE_MAXIMUM, JSON_LIMITS, RECORD_LIMITS } from '../../encoding/json.js'
import { checkOptions } from '../../encoding/options.js'
import type { CanonizeLimits } from '../../jsonld/budget/limits.js'
import { number } from '../../option-tests.js'

/** Limits that all canonicalisations of a call share. */
export type CanonizeWork =
  | 'contextWork'
  | 'scalars'
  | 'bytes'
  | 'quads'
  | 'hashes'
  | 'generalObjects'
  | 'deepIterations'

/** The limits of one verification, with all embedded credentials and status lists. */
export interface VerifyLimits extends Pick<CanonizeLimits, CanonizeWork> {
  /** Bytes or characters of the input, which may be an image. */
  readonly input: number
  /** Characters of JSON text of one credential. */
  readonly document: number
  /** Characters of JSON text of a record, which contains credentials. */
  readonly record: number
  /** Levels of nesting. */
  readonly depth: number
  /** Objects, arrays and scalars of one credential. */
  readonly nodes: number
  /** Endorsements and other contained credentials, at all depths together. */
  readonly embedded: number
  /** Documents fetched through `load`, contexts included. */
  readonly loads: number
  /** Bytes of memory of all loaded documents together. */
  readonly loadedBytes: number
  /**
   * Steps of validation with the JSON Schemas that credentials name, all together; one step takes about 50 nanoseconds. A guess
   * which member an unknown name means, for the hint of an issue, costs as much as 700.
   */
  readonly schemaSteps: number
  /** Bytes of all status lists together: those after decompression, and eight for each one before it. */
  readonly statusBytes: number
  /**
   * How much of the limits of work may be used together, in percent of one of them. A call that uses 80 % of `quads` can then
   * use 40 % of `hashes`, if this is 120.
   */
  readonly combined: number
}

/**
 * The default limits of one verification. Each may be lowered or raised with `limits` of `verify`.
 *
 * @example
 * const report = await verify(signed, { limits: { loads: VERIFY_LIMITS.loads / 2 } })
 */
export const VERIFY_LIMITS: VerifyLimits = {
  input: FILE_MAXIMUM,
  document: JSON_LIMITS.length,
  record: RECORD_LIMITS.length,
  depth: JSON_LIMITS.depth,
  nodes: JSON_LIMITS.nodes,
  embedded: 256,
  loads: 48,
  loadedBytes: 33_554_432,
  schemaSteps: 2_000_000,
  statusBytes: 33_554_432,
  contextWork: 400_000,
  scalars: 200_000,
  bytes: 16_777_216,
  quads: 50_000,
  hashes: 60_000,
  generalObjects: 8_000,
  deepIterations: 50_000,
  combined: 120,
}

const TESTS = Object.fromEntries(Object.keys(VERIFY_LIMITS).map((name) => [name, number]))

/** @returns The default limits, replaced by the given ones. @throws TypeError */
export function readLimits(limits: Partial<VerifyLimits> | undefined): VerifyLimits {
  if (limits === undefined) return VERIFY_LIMITS
  checkOptions('limits', limits, TESTS)
  return { ...VERIFY_LIMITS, ...limits }
}
