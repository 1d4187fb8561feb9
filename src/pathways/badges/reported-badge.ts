/** Reads from its report whether a badge is verified, open or excluded. */
import { isJsonObject, type Json, type JsonLimits, type JsonObject, snapshot } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { signedAt } from '../../model/reading/comparison.js'
import type { CheckId, CheckOutcome, Report } from '../../verify/index.js'
import { isVerified, judgedBy } from '../../verify/report/judged.js'
import type { Candidate, UnusedReason } from '../evaluate/types.js'
import type { Facts } from './facts.js'
import type { Settings } from './settings.js'

export interface ReportedBadge {
  readonly report: Report
  readonly candidate: Candidate
  /** As the report judged it. Only a copy of a report needs the input of the caller; `undefined` without it. */
  readonly credential: JsonObject | undefined
  readonly state: 'verified' | 'open' | 'excluded'
  readonly because: UnusedReason | undefined
  /** Its issuer signed it, even if it expired, was withdrawn, or is for another person. */
  readonly genuine: boolean
}

type Take = (reported: ReportedBadge) => void

/**
 * Each badge of the candidates. Credentials in presentations and records have their own reports, which are read too.
 * @throws OpenBadgeError `report_unverified` for a candidate that is not a report, or that says verified although its rows do not
 */
export function eachReportedBadge(candidates: Iterable<Candidate>, settings: Settings, take: Take): void {
  if (typeof (candidates as Partial<Iterable<Candidate>> | null)?.[Symbol.iterator] !== 'function')
    throw notReport('they are not in a list')
  for (const candidate of candidates) {
    const given: unknown = candidate
    if (!isJsonObject(given)) throw notReport('a candidate is not an object')
    if ('report' in given) open(given['report'], candidate, given['input'], settings, take)
    else open(given, candidate, undefined, settings, take)
  }
}

function isReport(value: unknown): value is Report {
  if (!isJsonObject(value) || typeof value['verified'] !== 'boolean') return false
  return Array.isArray(value['checks']) && isJsonObject(value['check'])
}

function notReport(why: string): OpenBadgeError<'report_unverified'> {
  const hint = 'write evaluate(path, [{ report: await verify(signed, { … }) }], { holder, at })'
  return new OpenBadgeError('report_unverified', `evaluate needs reports of verify: ${why}; ${hint}`, {
    hint,
  })
}

function open(report: unknown, candidate: Candidate, input: unknown, settings: Settings, take: Take): void {
  if (!isReport(report)) throw notReport('a candidate is not a report')
  let isEnvelope = false
  let whole: JsonObject | null | undefined
  for (const { role, report: each, pointer } of report.embedded ?? NONE) {
    if (role !== 'credential') continue
    isEnvelope = true
    if (whole === undefined) whole = objectOf(input)
    const part = resolve(whole, pointer)
    open(each, each?.verified ? each : { report: each, input: part }, part, settings, take)
  }
  if (!isEnvelope || report.kind === 'open-badge') take(reportedBadge(report, candidate, input, settings))
}

const NONE: NonNullable<Report['embedded']> = []

function reportedBadge(
  report: Report,
  candidate: Candidate,
  input: unknown,
  settings: Settings,
): ReportedBadge {
  if (!report.checks.every(isJsonObject)) throw notReport('a report has no rows')
  const proven = outcomeOf(report, 'proof') === 'pass' && outcomeOf(report, 'issuer') === 'pass'
  const genuine = proven && outcomeOf(report, 'structure') !== 'fail'
  if (report.verified) {
    if (!isVerified(report.checks, [])) throw notReport('a report says verified, but its rows do not')
    const old = isTooOld(report, settings)
    return {
      report,
      candidate,
      credential: isJsonObject(report.credential) ? report.credential : undefined,
      state: old ? 'open' : 'verified',
      because: old ? 'report_too_old' : undefined,
      genuine: true,
    }
  }
  const { document, reading = document } = judgedBy(report)
  const credential = reading ?? objectOf(input) ?? undefined
  const failed = report.checks.some(({ outcome }) => outcome === 'fail')
  const unknown = report.checks.some(({ outcome }) => outcome === 'unknown')
  if (failed || !unknown) {
    const withdrawn = proven && outcomeOf(report, 'status') === 'fail'
    return {
      report,
      candidate,
      credential,
      state: 'excluded',
      because: withdrawn ? 'withdrawn' : 'not_verified',
      genuine,
    }
  }
  return {
    report,
    candidate,
    credential,
    state: 'open',
    because: credential ? 'status_unknown' : 'unreadable',
    genuine,
  }
}

/** Reports that other software kept may lack rows. */
export function outcomeOf({ check }: Report, id: CheckId): CheckOutcome | undefined {
  return (check as Partial<Report['check']>)[id]?.outcome
}

/**
 * When the issuer of a badge signed it. Everybody can add a proof with another time, so only proofs by the issuer count. A
 * report that does not list its proofs has only those of the credential.
 */
export function signedBy(report: Report, { credential, issuer }: Facts): number {
  const proofs = report.check.proof?.details?.['proofs']
  if (!Array.isArray(proofs)) return signedAt(credential)
  const own = (proofs as readonly Json[]).filter(
    (each) =>
      isJsonObject(each) &&
      each['outcome'] === 'pass' &&
      each['code'] === undefined &&
      each['controller'] === issuer,
  )
  return signedAt({ proof: own })
}

/** A report knows the status only at the time of the verification. */
function isTooOld(report: Report, { at, maxAge }: Settings): boolean {
  if (maxAge === undefined) return false
  return !(at - Date.parse(report.checkedAt) <= maxAge * 1000)
}

/** As large as the parts of larger credentials. */
const INPUT_LIMITS: JsonLimits = { length: 16_777_216, depth: 64, nodes: 400_000 }

/** A copy, because nobody has vouched for the input; `null` if it is not one JSON object, for example a token or an image. */
function objectOf(input: unknown): JsonObject | null {
  try {
    const value = snapshot(typeof input === 'string' ? JSON.parse(input) : input, INPUT_LIMITS)
    return isJsonObject(value) ? value : null
  } catch {
    return null
  }
}

/** JSON Pointer (RFC 6901). */
function resolve(whole: JsonObject | null, pointer: string): unknown {
  let place: unknown = whole
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) return undefined
    place = (place as Readonly<Record<string, unknown>>)[name]
  }
  return place
}
