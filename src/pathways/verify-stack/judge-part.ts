/** The standing of a part: now, and at the start of the larger credential. */
import type { CheckResult, Report } from '../../verify/index.js'
import { judgedBy } from '../../verify/report/judged.js'
import { selectionOf } from '../../verify/verification/secured-document.js'
import type { Candidate } from '../evaluate/types.js'
import type { ReadPart } from '../stack/read-part.js'
import type { Standing } from './report.js'

/** Verifies a part for an instant. */
export type Verify = (part: ReadPart, at: Date) => Promise<Report>

/**
 * Verifies each part once for each instant, however many entries name it. The report of each entry has its own list of
 * warnings, because a larger credential that contradicts its parts is marked in it.
 */
export function onlyOnce(verify: Verify): Verify {
  const known = new Map<ReadPart, Map<number, Promise<Report>>>()
  return async (part, at) => {
    let reports = known.get(part)
    if (reports === undefined) known.set(part, (reports = new Map()))
    let report = reports.get(at.getTime())
    if (report === undefined) reports.set(at.getTime(), (report = verify(part, at)))
    return withOwnWarnings(await report)
  }
}

/** A spread would lose the members that are not listed. */
function withOwnWarnings(report: Report): Report {
  const members = Object.getOwnPropertyDescriptors(report)
  const warnings = { ...members.warnings, value: [...report.warnings] }
  return Object.create(Object.getPrototypeOf(report), { ...members, warnings }) as Report
}

export interface JudgedPart {
  readonly standing: Standing
  /** The report for now. */
  readonly report: Report
  /** The candidate for the evaluation at the start of the larger credential. */
  readonly candidate?: Candidate
  /** The candidate as if the part had not been withdrawn. */
  readonly ifNotWithdrawn?: Candidate
}

/** The status is known only for now. The dates of a part are known for each instant. */
export async function judgePart(
  part: ReadPart,
  { start, now }: { readonly start: Date; readonly now: Date },
  verify: Verify,
): Promise<JudgedPart> {
  const report = await verify(part, now)
  if (report.verified) return { standing: 'holds', report, candidate: report }
  const standing = standingOf(report.checks)
  if (standing === 'open') return { standing, report, candidate: { report, input: part.content } }
  if (standing === 'revoked' || standing === 'suspended')
    return { standing, report, ifNotWithdrawn: asVerified(report, part) }
  if (standing !== 'expired') return { standing, report }
  const earlier = await verify(part, start)
  if (earlier.verified) return { standing, report, candidate: earlier }
  // The issuer may have signed the list of statuses again since, so that it is not valid at the start.
  const hasOnlyStatus = earlier.checks.every(
    ({ id, outcome }) =>
      outcome === 'pass' || outcome === 'skipped' || (id === 'status' && outcome === 'unknown'),
  )
  if (hasOnlyStatus && report.check.status.outcome === 'pass')
    return { standing, report, candidate: asVerified(earlier, part) }
  const reason = standingOf(earlier.checks)
  return reason === 'open'
    ? { standing: reason, report, candidate: { report: earlier, input: part.content } }
    : { standing: reason === 'expired' ? 'not_verified' : reason, report }
}

/** The worst standing of all rows. */
function standingOf(checks: readonly CheckResult[]): Standing {
  const failed = checks.filter(({ outcome }) => outcome === 'fail')
  if (failed.some(({ id, code }) => id === 'proof' && code === 'signature_invalid')) return 'forged'
  if (failed.some(({ id }) => id !== 'validity' && id !== 'status')) return 'not_verified'
  for (const code of ['revoked', 'suspended'] as const)
    if (failed.some((row) => row.code === code)) return code
  if (failed.some(({ code }) => code !== 'expired')) return 'not_verified'
  if (checks.some(({ outcome }) => outcome === 'unknown')) return 'open'
  return failed.length > 0 ? 'expired' : 'not_verified'
}

/**
 * Only for the evaluation at the start, which compares the dates itself; nobody knows the status of that time. No reader sees
 * this report.
 */
function asVerified(report: Report, { claims }: ReadPart): Candidate {
  const { document = claims, reading = document, proofs = [] } = judgedBy(report)
  const checks = report.checks.filter(({ id }) => id !== 'status' && id !== 'validity')
  const selection = selectionOf({ proofs }) === undefined ? {} : { selection: true }
  return { ...report, verified: true, credential: reading, checks, ...selection } as Candidate
}
