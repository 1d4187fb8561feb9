/** A report as RFC 9457 problem details, with the W3C's names where it has them: what HTTP interfaces answer (VCDM 2.0 §7.1). */
import type { CheckResult, EmbeddedReport, Report } from './report.js'

export interface ProblemDetails {
  /** The W3C's URL for this class of problem. */
  readonly type: string
  readonly title: string
  /** The row's sentence. */
  readonly detail: string
  /** The row and its code: `status/revoked`. */
  readonly code: string
  readonly pointer?: string
}

const DATA_MODEL = 'https://www.w3.org/TR/vc-data-model#'
const STATUS_LIST = 'https://www.w3.org/ns/credentials/status-list#'
const SECURITY = 'https://w3id.org/security#'

interface Name {
  readonly code?: string
  readonly id?: string
  readonly name: string
  readonly title: string
}

/** Codes, or whole rows, and what the W3C calls them. The first that fits counts. */
const NAMES = /* @__PURE__ */ names()

function names(): readonly Name[] {
  return [
    { code: 'structure_invalid', name: `${DATA_MODEL}MALFORMED_VALUE_ERROR`, title: 'Malformed value' },
    { code: 'schema_mismatch', name: `${DATA_MODEL}MALFORMED_VALUE_ERROR`, title: 'Malformed value' },
    { code: 'domain_mismatch', name: `${SECURITY}INVALID_DOMAIN_ERROR`, title: 'Invalid domain' },
    { code: 'challenge_mismatch', name: `${SECURITY}INVALID_CHALLENGE_ERROR`, title: 'Invalid challenge' },
    { code: 'challenge_missing', name: `${SECURITY}INVALID_CHALLENGE_ERROR`, title: 'Invalid challenge' },
    {
      code: 'status_unavailable',
      name: `${STATUS_LIST}STATUS_RETRIEVAL_ERROR`,
      title: 'Status retrieval failed',
    },
    { code: 'status_entry_invalid', name: `${DATA_MODEL}MALFORMED_VALUE_ERROR`, title: 'Malformed value' },
    { id: 'structure', name: `${DATA_MODEL}PARSING_ERROR`, title: 'Parsing failed' },
    {
      id: 'proof',
      name: `${DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`,
      title: 'Cryptographic security failed',
    },
    {
      id: 'issuer',
      name: `${DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`,
      title: 'Cryptographic security failed',
    },
    { id: 'validity', name: `${DATA_MODEL}RANGE_ERROR`, title: 'Outside its period of validity' },
    { id: 'status', name: `${STATUS_LIST}STATUS_VERIFICATION_ERROR`, title: 'Status verification failed' },
  ]
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
  const found = NAMES.find((row) => row.code === code || row.id === id)
  return {
    type: found?.name ?? 'about:blank',
    title: found?.title ?? 'Not verified',
    detail: message,
    code: `${id}/${code}`,
    ...(pointer === undefined ? {} : { pointer }),
  }
}

function ofEmbedded({ pointer, report }: EmbeddedReport): readonly ProblemDetails[] {
  return problemDetails(report).map((problem) => ({ ...problem, pointer: pointer + (problem.pointer ?? '') }))
}
