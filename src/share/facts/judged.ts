/** The document that a report judged, so that a page shows nothing else. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { judgedBy } from '../../verify/report/late-badges.js'
import type { Report } from '../../verify/report/report.js'

/**
 * What the report says of the document, or `undefined` if the report has found no credential in it.
 * @param given the document that the caller believes the report is about; only compared
 * @throws OpenBadgeError `report_mismatch` for another document, and for a copy of a report that says that a signature
 *   holds, without the document for which it holds
 */
export function judgedDocument(given: JsonObject, report: Report): JsonObject | undefined {
  const { document, reading = document } = judgedBy(report)
  const source = report.source ?? document
  if (source === undefined) {
    if (report.verified || report.check?.proof.outcome !== 'pass') return undefined
    throw mismatch('the report is a copy without its document', 'Pass the report as verify() returned it.')
  }
  if (!isOf(given, source, report) && !isOf(given, report.credential, report)) {
    throw mismatch(
      'the report is about another document',
      'Pass the document that verify() judged, as plain JSON: of an image, what unbake() returned; of a JWS, its payload.',
    )
  }
  return report.credential ?? reading
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
