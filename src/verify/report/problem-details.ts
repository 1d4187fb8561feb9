/** A report as problem details (RFC 9457) for HTTP interfaces, with the W3C's names of problems (VCDM 2.0 §7.1). */
import { requireResult } from '../../encoding/options.js'
import type { SentenceCode } from '../messages/en.js'
import { problemOf } from './problems.js'
import type { CheckResult, EmbeddedReport, Report } from './report.js'
import { skippedRows } from './skipped-rows.js'

export interface ProblemDetails {
  /** The W3C's URL for this type of problem; `about:blank` if there is none. */
  readonly type: string
  /** The title of the type of problem, in English, so that it is the same for each occurrence. `detail` has the language of the report. */
  readonly title: string
  /** The message of the row. */
  readonly detail: string
  /** The row and its code: `status/revoked`. */
  readonly code: string
  readonly pointer?: string
}

/**
 * Writes a report as problem details (RFC 9457), with the names of the W3C specifications if they have one. Titles are English,
 * details are in the language of the report: show `detail` to people.
 *
 * @param report - A report of `verify`.
 * @returns One problem for each row with the outcome `fail` or `unknown`, and for each row that was required and skipped; none
 *   for a verified report.
 * @example
 * const problems = problemDetails(await verify('no badge'))
 */
export function problemDetails(report: Report): readonly ProblemDetails[] {
  requireResult('problemDetails', report, 'verify', 'checks')
  const skipped = skippedRows(report)
  const own = report.checks
    .filter((row) => row.outcome === 'fail' || row.outcome === 'unknown' || skipped.includes(row))
    .map(describe)
  return [...own, ...(report.embedded ?? []).flatMap(ofEmbedded)]
}

function describe({ id, code, message, pointer }: CheckResult): ProblemDetails {
  const { type, title } = problemOf(code satisfies SentenceCode)
  return {
    type,
    title,
    detail: message,
    code: `${id}/${code}`,
    ...(pointer === undefined ? {} : { pointer }),
  }
}

function ofEmbedded({ pointer, report }: EmbeddedReport): readonly ProblemDetails[] {
  return problemDetails(report).map((problem) => ({ ...problem, pointer: pointer + (problem.pointer ?? '') }))
}
