/** Finds the document that a report is about. A page shows no other document. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { isGood } from '../../pathways/verify-stack/level.js'
import type { StackReport } from '../../pathways/verify-stack/report.js'
import { isVerified, judgedBy } from '../../verify/report/judged.js'
import type { Report, Warning } from '../../verify/report/report.js'

/**
 * The document of the report. `undefined` if the report has none: it found no credential, or it is a copy, for example from
 * JSON, of a report that is not verified. Such a copy could be about any document, so nothing is shown with it.
 * @param given the document that the caller believes the report is about; only compared. `undefined` for that of the report
 * @throws OpenBadgeError `report_mismatch` for another document
 */
export function judgedDocument(given: JsonObject | undefined, report: Report): JsonObject | undefined {
  const { document, reading = document } = judgedBy(report)
  // Only verified reports have `source`. In any other report somebody added it.
  const source = (report.verified ? report.source : undefined) ?? document
  if (source === undefined) return undefined
  if (given !== undefined && !isOf(given, source, report) && !isOf(given, report.credential, report)) {
    throw mismatch(
      'the report is about another document',
      'Pass the document that verify() judged, as plain JSON: of an image, what unbake() returned; of a JWS, its payload.',
    )
  }
  return report.credential ?? reading
}

/**
 * A report is verified because of its rows, so one whose rows say otherwise was changed after `verify` returned it.
 * @throws OpenBadgeError `report_mismatch`
 */
export function requireRows(caller: string, report: Report): void {
  if (!report.verified || isVerified(report.checks, [])) return
  const hint = 'Pass the report as verify() returned it.'
  throw new OpenBadgeError('report_mismatch', `${caller}: the report says verified, but its rows do not`, {
    hint,
  })
}

/** The warning of `verifyStack` that the parts of a verified credential contradict it. */
export function contradictionOf({ verified, warnings }: Report): Warning | undefined {
  return verified ? warnings.find(({ code }) => code === 'stack_contradicted') : undefined
}

/** As `requireRows`, for the level of a larger credential. */
export function requireEntries(stack: StackReport): void {
  const isProven = stack.level === 'proven'
  if (stack.verified === isProven && (!isProven || stack.entries.every(isGood))) return
  throw mismatch(
    'the stack says proven, but its parts do not',
    'Pass the stack as verifyStack() returned it.',
  )
}

function mismatch(message: string, hint: string): OpenBadgeError<'report_mismatch'> {
  return new OpenBadgeError('report_mismatch', `credentialPage: ${message}`, { hint })
}

/** Contexts and proofs may be missing: a report lacks contexts that its proof does not cover, and a JWS has no `proof`. */
function isOf(given: JsonObject, judged: JsonObject | undefined, { format, warnings }: Report): boolean {
  // A refresh service sent another version, which the caller does not have.
  if (judged === undefined || warnings.some(({ code }) => code === 'refreshed')) return judged !== undefined
  const names = namesOf(judged, format === 'jws' ? {} : given)
  return names.every((name) => name === '@context' || name === 'proof' || isSame(given[name], judged[name]))
}

/** Whether two values are the same JSON. The first may be anything; the second bounds the work. */
function isSame(given: Json | undefined, judged: Json | undefined): boolean {
  if (given === judged) return true
  if (!isNested(given) || !isNested(judged) || Array.isArray(given) !== Array.isArray(judged)) return false
  return namesOf(judged, given).every((name) => isSame(given[name], judged[name]))
}

function isNested(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null
}

function namesOf(one: JsonObject, other: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
}
