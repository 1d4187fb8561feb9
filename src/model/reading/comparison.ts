/** When two credentials are one, and which of two versions counts (D1, D2). */
import { isJsonObject, type JsonObject } from '../../encoding/json.js'

/**
 * Whether two credentials are versions of one: same issuer id and same credential id, after percent-decoding and
 * then trimming (D1). Credentials without id or issuer equal nothing.
 */
export function sameCredential(first: object, second: object): boolean {
  const [issuer, id] = keys(first)
  const [otherIssuer, otherId] = keys(second)
  return issuer !== undefined && id !== undefined && issuer === otherIssuer && id === otherId
}

/**
 * Of two versions of one credential the one that replaces the other: the later `validFrom` (VCDM 1.1:
 * `issuanceDate`); the first where both are equally old (D2). `undefined` when they are not versions of one, or
 * when a date cannot be read.
 */
export function newerCredential<T extends object>(first: T, second: T): T | undefined {
  if (!sameCredential(first, second)) return undefined
  const one = start(first)
  const two = start(second)
  if (Number.isNaN(one) || Number.isNaN(two)) return undefined
  return two > one ? second : first
}

function keys(credential: object): readonly [string | undefined, string | undefined] {
  const { issuer, id } = credential as JsonObject
  return [normal(issuer !== undefined && isJsonObject(issuer) ? issuer['id'] : issuer), normal(id)]
}

function normal(id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined
  let text = id
  try {
    text = decodeURIComponent(id)
  } catch {
    // A stray percent sign: the text stands for itself.
  }
  const trimmed = text.trim()
  return trimmed === '' ? undefined : trimmed
}

function start(credential: object): number {
  const { validFrom, issuanceDate } = credential as JsonObject
  const date = validFrom ?? issuanceDate
  return typeof date === 'string' ? Date.parse(date) : Number.NaN
}
