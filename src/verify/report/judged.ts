/** For functions that take a report: whether its rows make it verified, and the document that it is about. */
import type { JsonObject } from '../../encoding/json.js'
import type { ProofResult } from '../../proof/result/proof-result.js'
import type { CheckId, CheckResult, Report } from './report.js'

export type Badges = Report['badges']

/** The document that a report is about, as far as one was found. */
export interface Judged {
  /** The document that the caller passed. */
  readonly document?: JsonObject | undefined
  /** The reading of the document, if it differs from the document. */
  readonly reading?: JsonObject | undefined
  /** The results of its proofs. */
  readonly proofs?: readonly ProofResult[] | undefined
}

/** The member of a report from which its views are made. A symbol is not listed, and proxies pass it on. */
export const PARTS = Symbol('badges')

export interface Deferred {
  readonly [PARTS]: { readonly make: () => Badges; readonly judged: Judged }
}

/** True only if no row failed or is unknown, no required row was skipped, and the proof row passed. */
export function isVerified(checks: readonly CheckResult[], required: readonly CheckId[]): boolean {
  let proven = false
  for (const { id, outcome } of checks) {
    if (outcome === 'fail' || outcome === 'unknown') return false
    if (outcome === 'skipped' && required.includes(id)) return false
    if (outcome === 'pass' && id === 'proof') proven = true
  }
  return proven
}

/** Whether an object is a report that `verify` returned here, and not a copy. */
export function isMade(report: object): boolean {
  return PARTS in report
}

/**
 * The document of a report, verified or not. Only for pages that say what is wrong with it: callers get no credential from
 * a report that is not verified. A copy of a report does not have it.
 */
export function judgedBy(report: Report): Judged {
  return (report as unknown as Partial<Deferred>)[PARTS]?.judged ?? {}
}
