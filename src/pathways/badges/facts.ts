/** The facts that an evaluation needs from one badge. Of members that are in their plain form there is no copy. */

import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { type PlainShape, plainForm } from '../../schema/results/plain-form.js'
import { RESULT_SHAPES } from '../../schema/results/result-scale.js'

const TEXT = 'string'
const CREDENTIAL = {
  id: TEXT,
  validFrom: TEXT,
  issuanceDate: TEXT,
  validUntil: TEXT,
  expirationDate: TEXT,
  awardedDate: TEXT,
} as const satisfies PlainShape
const SUBJECT = {
  id: TEXT,
  identifier: { identityHash: TEXT, identityType: TEXT, hashed: 'boolean', salt: TEXT },
  creditsEarned: 'number',
  creditUnit: TEXT,
  result: RESULT_SHAPES.result,
} as const satisfies PlainShape
const ACHIEVEMENT = {
  id: TEXT,
  name: TEXT,
  humanCode: TEXT,
  version: TEXT,
  inLanguage: TEXT,
  achievementType: 'strings',
  creditsAvailable: 'number',
  creditUnit: TEXT,
  otherIdentifier: { identifier: TEXT },
  alignment: RESULT_SHAPES.alignment,
  resultDescription: RESULT_SHAPES.resultDescription,
} as const satisfies PlainShape

/** The members that are read; see `lackOf`. */
export const PLACES = { credential: CREDENTIAL, subject: SUBJECT, achievement: ACHIEVEMENT } as const
export type Place = keyof typeof PLACES

export interface Facts {
  readonly id: string
  readonly issuer: string
  readonly achievementId: string
  readonly subject: JsonObject
  readonly achievement: JsonObject
  readonly credential: JsonObject
  /** The holder may have left out members. */
  readonly selected: boolean
  /** Members with a value that is none of their kind, so that it is not known what they say. */
  readonly unread: ReadonlySet<string>
  /** Start and end of validity, in milliseconds. */
  readonly from: number
  readonly until: number
  /** When the badge was awarded. A refresh changes `validFrom` but not this date. */
  readonly awarded: number
  readonly awardedText: string | undefined
  /** Why the unit of its credits is not known, from the first question on. */
  unitLack: Lack | 'none' | undefined
}

/** The reason why something is not known. */
export type Lack = 'parts_withheld' | 'unreadable'

/** Why there are no facts. */
export type Unreadable = 'not_a_badge' | 'no_id' | 'unreadable'

/**
 * An AchievementCredential (Open Badges 3.0) of one subject with one achievement.
 * @param selected whether the holder may have left out members
 */
export function readFacts(given: JsonObject, selected: boolean): Facts | Unreadable {
  let found: Set<string> | undefined
  const unread = (name: string): void => void (found ??= new Set()).add(name)
  const credential = plainForm(given, CREDENTIAL, unread)
  const someone = one(credential['credentialSubject'])
  const something = someone && one(someone['achievement'])
  if (someone === undefined || something === undefined) return 'not_a_badge'
  const subject = plainForm(someone, SUBJECT, unread)
  const achievement = plainForm(something, ACHIEVEMENT, unread)
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
    selected,
    unread: found ?? NONE,
    from: start,
    until,
    awarded,
    awardedText,
    unitLack: undefined,
  }
}

const NONE: ReadonlySet<string> = new Set()

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

/** Members of which a badge can have several, so that one more can be left out. */
const SEVERAL: ReadonlySet<string> = new Set([
  'identifier',
  'otherIdentifier',
  'alignment',
  'result',
  'resultDescription',
])

/** Why it is not known what one of the members says; `undefined` if it is known for all. */
export function lackOf<P extends Place>(
  facts: Facts,
  place: P,
  ...names: readonly (keyof (typeof PLACES)[P] & string)[]
): Lack | undefined {
  const { selected, unread } = facts
  if (!selected && unread.size === 0) return undefined
  if (names.some((name) => unread.has(name))) return 'unreadable'
  return selected && names.some((name) => SEVERAL.has(name) || facts[place][name] === undefined)
    ? 'parts_withheld'
    : undefined
}
