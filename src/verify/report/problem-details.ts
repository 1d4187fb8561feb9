/** A report as RFC 9457 problem details, with the W3C's names where it has them: what HTTP interfaces answer (VCDM 2.0 §7.1). */
import type { SentenceCode } from '../messages/en.js'
import { problemOf } from './problems.js'
import type { CheckResult, EmbeddedReport, Report } from './report.js'

export interface ProblemDetails {
  /** The W3C's URL for this class of problem; `about:blank` where it has none. */
  readonly type: string
  /** What sort of problem it is, the same for every occurrence. */
  readonly title: string
  /** The row's sentence. */
  readonly detail: string
  /** The row and its code: `status/revoked`. */
  readonly code: string
  readonly pointer?: string
}

/**
 * Writes a report as problem details (RFC 9457), with the names of the W3C specifications where they have one.
 *
 * @param report - A report of `verify`.
 * @returns One problem for each row that failed or is unknown; none for a verified report.
 * @example
 * const problems = problemDetails(await verify('no badge'))
 */
export function problemDetails(report: Report): readonly ProblemDetails[] {
  const own = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown').map(describe)
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
