/** What an evaluation needs to know of one badge, read from its credential without copying it. */

import { readDateTimeStamp } from '../../encoding/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

export interface Facts {
  readonly id: string
  readonly issuer: string
  readonly achievementId: string
  readonly subject: JsonObject
  readonly achievement: JsonObject
  readonly credential: JsonObject
  /** Milliseconds; the ends of validity. */
  readonly from: number
  readonly until: number
  /** When it was awarded; a refresh moves `validFrom` and leaves this. */
  readonly awarded: number
  readonly awardedText: string | undefined
}

/** Why there are no facts. */
export type Unreadable = 'not_a_badge' | 'no_id' | 'unreadable'

/** Open Badges 3.0, AchievementCredential; of one subject with one achievement. */
export function readFacts(credential: JsonObject): Facts | Unreadable {
  const subject = one(credential['credentialSubject'])
  const achievement = subject && one(subject['achievement'])
  if (subject === undefined || achievement === undefined) return 'not_a_badge'
  const { id } = credential
  const issuer = nameOf(credential['issuer'])
  const achievementId = achievement['id']
  if (typeof id !== 'string' || issuer === undefined || typeof achievementId !== 'string') return 'no_id'
  const from = latest(instant(credential['validFrom']), instant(credential['issuanceDate']))
  const until = earliest(instant(credential['validUntil']), instant(credential['expirationDate']))
  const awardedText =
    textOf(credential['awardedDate']) ?? textOf(credential['validFrom']) ?? textOf(credential['issuanceDate'])
  const awarded = awardedText === undefined ? Number.NEGATIVE_INFINITY : instant(awardedText)!
  if (Number.isNaN(from) || Number.isNaN(until) || Number.isNaN(awarded)) return 'unreadable'
  return { id, issuer, achievementId, subject, achievement, credential, from, until, awarded, awardedText }
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

/** Milliseconds, NaN for what is no date-time, nothing where nothing is. */
function instant(value: Json | undefined): number | undefined {
  if (value === undefined) return undefined
  return (typeof value === 'string' ? readDateTimeStamp(value) : undefined) ?? Number.NaN
}

const latest = (...times: readonly (number | undefined)[]): number =>
  Math.max(...times.map((time) => time ?? Number.NEGATIVE_INFINITY))

const earliest = (...times: readonly (number | undefined)[]): number =>
  Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY))
