/** How a part stands: now, and when the larger credential began. */
import type { CheckResult, Report, VerifyOptions } from '../../verify/index.js'
import type { Candidate } from '../evaluate/types.js'
import type { ReadPart } from '../stack/read-part.js'
import type { Standing } from './report.js'

export type Verify = (input: unknown, options: VerifyOptions) => Promise<Report>

export interface JudgedPart {
  readonly standing: Standing
  /** As of now. */
  readonly report: Report
  /** What the evaluation at that time may count, or knows to be open. */
  readonly candidate?: Candidate
  /** The same if what was withdrawn since had not been. */
  readonly before?: Candidate
}

/** Status is known as of now alone; whether a part was within its dates is known for every instant. */
export async function judgePart(
  part: ReadPart,
  then: Date,
  options: VerifyOptions,
  verify: Verify,
): Promise<JudgedPart> {
  const report = await verify(part.content, options)
  if (report.verified) return { standing: 'holds', report, candidate: report }
  const standing = standingOf(report.checks)
  if (standing === 'open') return { standing, report, candidate: { report, input: part.content } }
  if (standing === 'revoked' || standing === 'suspended')
    return { standing, report, before: asGood(report, part) }
  if (standing !== 'expired') return { standing, report }
  const earlier = await verify(part.content, { ...options, now: then })
  if (earlier.verified) return { standing, report, candidate: earlier }
  const reason = standingOf(earlier.checks)
  return reason === 'open'
    ? { standing: reason, report, candidate: { report: earlier, input: part.content } }
    : { standing: reason === 'expired' ? 'not_verified' : reason, report }
}

/** The worst of what its rows say. */
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

/** For the question whether the issuer was right when he counted it; never for a reader. */
function asGood(report: Report, { claims }: ReadPart): Candidate {
  return { ...report, verified: true, credential: claims } as Candidate
}
