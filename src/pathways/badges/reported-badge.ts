/** Reads from its report whether a badge is verified, open or excluded. */
import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import type { Report } from '../../verify/index.js'
import { judgedBy } from '../../verify/report/late-badges.js'
import { isVerified } from '../../verify/report/report.js'
import type { Candidate, UnusedReason } from '../evaluate/types.js'
import type { Settings } from './settings.js'

export interface ReportedBadge {
  readonly report: Report
  readonly candidate: Candidate
  /** As the report judged it. Only a copy of a report needs the input of the caller; `undefined` without it. */
  readonly credential: JsonObject | undefined
  readonly state: 'verified' | 'open' | 'excluded'
  readonly because: UnusedReason | undefined
}

type Take = (reported: ReportedBadge) => void

/**
 * Each badge of the candidates. Credentials in presentations and records have their own reports, which are read too.
 * @throws OpenBadgeError `report_unverified` for what is no report, or says verified although its rows do not
 */
export function eachReportedBadge(candidates: Iterable<Candidate>, settings: Settings, take: Take): void {
  if (typeof (candidates as Partial<Iterable<Candidate>> | null)?.[Symbol.iterator] !== 'function')
    throw notReport('they are not in a list')
  for (const candidate of candidates) {
    const given: unknown = candidate
    if (!isJsonObject(given)) throw notReport('one is not an object')
    if (isReport(given)) open(given, candidate, undefined, settings, take)
    else if (isReport(given['report'])) open(given['report'], candidate, given['input'], settings, take)
    else throw notReport('one is not a report')
  }
}

function isReport(value: unknown): value is Report {
  return isJsonObject(value) && 'verified' in value && Array.isArray(value['checks'])
}

function notReport(why: string): OpenBadgeError<'report_unverified'> {
  const hint = 'write evaluate(path, [await verify(signed, { … })], { holder, at })'
  return new OpenBadgeError('report_unverified', `evaluate counts the reports of verify: ${why}; ${hint}`, {
    hint,
  })
}

function open(report: Report, candidate: Candidate, input: unknown, settings: Settings, take: Take): void {
  let isEnvelope = false
  for (const { role, report: each, pointer } of report.embedded ?? NONE) {
    if (role !== 'credential') continue
    isEnvelope = true
    const part = resolve(input, pointer)
    open(each, each.verified ? each : { report: each, input: part }, part, settings, take)
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
  if (report.verified) {
    if (!isVerified(report.checks, [])) throw notReport('one says verified, but its rows do not')
    const old = isTooOld(report, settings)
    return {
      report,
      candidate,
      credential: report.credential,
      state: old ? 'open' : 'verified',
      because: old ? 'report_too_old' : undefined,
    }
  }
  const { document, reading = document } = judgedBy(report)
  const credential = reading ?? objectOf(input)
  const { proof, issuer, status } = report.check
  const proven = proof.outcome === 'pass' && issuer.outcome === 'pass'
  const failed = report.checks.some(({ outcome }) => outcome === 'fail')
  const unknown = report.checks.some(({ outcome }) => outcome === 'unknown')
  if (failed || !unknown) {
    const withdrawn = proven && status.outcome === 'fail'
    return {
      report,
      candidate,
      credential,
      state: 'excluded',
      because: withdrawn ? 'withdrawn' : 'not_verified',
    }
  }
  return {
    report,
    candidate,
    credential,
    state: 'open',
    because: credential ? 'status_unknown' : 'unreadable',
  }
}

/** A report knows the status only at the time of the verification. */
function isTooOld(report: Report, { at, maxAge }: Settings): boolean {
  if (maxAge === undefined) return false
  return !(at - Date.parse(report.checkedAt) <= maxAge * 1000)
}

function objectOf(input: unknown): JsonObject | undefined {
  if (typeof input !== 'string') return isJsonObject(input as JsonObject) ? (input as JsonObject) : undefined
  try {
    const value: unknown = JSON.parse(input)
    return isJsonObject(value as JsonObject) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}

/** JSON Pointer (RFC 6901). */
function resolve(input: unknown, pointer: string): unknown {
  let place: unknown = objectOf(input)
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) return undefined
    place = (place as Readonly<Record<string, unknown>>)[name]
  }
  return place
}
