/** Whether two credentials are versions of one, and which of them is newer (Open Badges 3.0, Equality and Comparison). */
import { readStart } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../../encoding/json.js'

/**
 * Says whether two credentials are versions of one (Open Badges 3.0, "Equality and Comparison"): their issuer ids and their
 * credential ids are equal after percent-decoding and trimming.
 *
 * @param first - A credential.
 * @param second - Another credential.
 * @returns True for versions of one credential; false if an id is missing.
 * @example
 * const same = sameCredential(signed, { ...signed })
 */
export function sameCredential(first: PlainObject, second: PlainObject): boolean {
  const [issuer, id] = keys(first)
  const [otherIssuer, otherId] = keys(second)
  return issuer !== undefined && id !== undefined && issuer === otherIssuer && id === otherId
}

/**
 * Returns the newer of two versions of one credential (Open Badges 3.0, "Equality and Comparison"): the one with the later
 * `validFrom` (VCDM 1.1: `issuanceDate`). If both are equal, it is the one that was signed later, by `created` of its proofs,
 * as for a row of a batch that was corrected; otherwise the first.
 *
 * @param first - A credential.
 * @param second - Another version of it.
 * @returns One of them, or `undefined` if they are not versions of one credential or a date cannot be read.
 * @example
 * const newest = newerCredential(signed, { ...signed, validFrom: '2099-01-01T00:00:00Z' })
 */
export function newerCredential<T extends PlainObject>(first: T, second: T): T | undefined {
  if (!sameCredential(first, second)) return undefined
  const one = start(first)
  const two = start(second)
  if (Number.isNaN(one) || Number.isNaN(two)) return undefined
  if (two === one) return signedAt(second) > signedAt(first) ? second : first
  return two > one ? second : first
}

/** The time of the last proof. Without a readable one it is the earliest possible time. */
export function signedAt(credential: object): number {
  const { proof } = credential as JsonObject
  const times = ([proof ?? []].flat() as readonly Json[]).map((each) =>
    isJsonObject(each) && typeof each['created'] === 'string' ? readStart(each['created']) : undefined,
  )
  return Math.max(...times.map((time) => time ?? Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY)
}

/** Of anything: what is no credential has no id. */
function keys(credential: object | null | undefined): readonly [string | undefined, string | undefined] {
  const { issuer, id } = (credential ?? {}) as JsonObject
  return [normal(issuer !== undefined && isJsonObject(issuer) ? issuer['id'] : issuer), normal(id)]
}

function normal(id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined
  let text = id
  try {
    text = decodeURIComponent(id)
  } catch {
    // The percent sign is not an escape, so the text is used as it is.
  }
  const trimmed = text.trim()
  return trimmed === '' ? undefined : trimmed
}

function start(credential: object): number {
  const { validFrom, issuanceDate } = credential as JsonObject
  const date = validFrom ?? issuanceDate
  return (typeof date === 'string' ? readStart(date) : undefined) ?? Number.NaN
}
