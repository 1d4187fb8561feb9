/** The facts that an evaluation needs from one badge, read from its credential without a copy. */

import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

export interface Facts {
  readonly id: string
  readonly issuer: string
  readonly achievementId: string
  readonly subject: JsonObject
  readonly achievement: JsonObject
  readonly credential: JsonObject
  /** Start and end of validity, in milliseconds. */
  readonly from: number
  readonly until: number
  /** When the badge was awarded. A refresh changes `validFrom` but not this date. */
  readonly awarded: number
  readonly awardedText: string | undefined
}

/** Why there are no facts. */
export type Unreadable = 'not_a_badge' | 'no_id' | 'unreadable'

/** An AchievementCredential (Open Badges 3.0) of one subject with one achievement. */
export function readFacts(credential: JsonObject): Facts | Unreadable {
  const subject = one(credential['credentialSubject'])
  const achievement = subject && one(subject['achievement'])
  if (subject === undefined || achievement === undefined) return 'not_a_badge'
  const { id } = credential
  const issuer = nameOf(credential['issuer'])
  const achievementId = achievement['id']
  if (typeof id !== 'string' || issuer === undefined || typeof achievementId !== 'string') return 'no_id'
  const { awardedDate, validFrom, issuanceDate, validUntil, expirationDate } = credential
  const from = instant(validFrom, Number.NEGATIVE_INFINITY)
  const start = Math.max(from, instant(issuanceDate, Number.NEGATIVE_INFINITY))
  const end = Number.POSITIVE_INFINITY
  const until = Math.min(instant(validUntil, end), instant(expirationDate, end))
  const awardedText = textOf(awardedDate) ?? textOf(validFrom) ?? textOf(issuanceDate)
  const awarded = awardedText === validFrom ? from : instant(awardedText, Number.NEGATIVE_INFINITY)
  if (Number.isNaN(start) || Number.isNaN(until) || Number.isNaN(awarded)) return 'unreadable'
  return {
    id,
    issuer,
    achievementId,
    subject,
    achievement,
    credential,
    from: start,
    until,
    awarded,
    awardedText,
  }
}

/** The object, or the only one of a list. */
export function one(value: Json | undefined): JsonObject | undefined {
  const single = Array.isArray(value) && value.length === 1 ? (value as readonly Json[])[0] : value
  return isJsonObject(single) ? single : undefined
}

export function nameOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  const id = one(value)?.['id']
  return typeof id === 'string' ? id : undefined
}

export const objectsOf = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value ?? null]).filter(isJsonObject)

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Milliseconds; NaN if the value is not a date-time. */
function instant(value: Json | undefined, absent: number): number {
  if (value === undefined) return absent
  return (typeof value === 'string' ? readDateTimeStamp(value) : undefined) ?? Number.NaN
}
