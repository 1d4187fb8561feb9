/** The texts of pages and certificates, in the languages of the report. */

import type { Language } from '../../verify/messages/message-writer.js'
import { requireLanguage } from '../../verify/messages/require-language.js'
import type { CheckId, CheckOutcome } from '../../verify/report/report.js'
import { de } from './de.js'
import { en } from './en.js'
import { fr } from './fr.js'

/** Why a genuine credential does not count now. */
export type Mark = 'revoked' | 'suspended' | 'expired' | 'not_yet_valid' | 'contradicted'

export interface Words {
  readonly verified: string
  readonly notVerified: string
  readonly notSure: string
  readonly notChecked: string
  /** Heading and warning for unproven claims of a file. */
  readonly claims: string
  readonly claimsNote: string
  readonly name: string
  readonly checkedOn: string
  readonly awardedBy: string
  readonly awardedTo: string
  /** Before the name of the issuer of a record. */
  readonly collectedBy: string
  /** Before the holder of a presentation. */
  readonly presentedBy: string
  readonly awardedOn: string
  readonly validUntil: string
  readonly criteria: string
  readonly skills: string
  readonly evidence: string
  /** Before the subject's narrative. */
  readonly story: string
  readonly results: string
  readonly reached: string
  readonly required: string
  /** Between the value reached and the highest value. */
  readonly of: string
  readonly level: string
  readonly credits: string
  readonly tags: string
  readonly endorsements: string
  /** Before the day of an endorsement. */
  readonly since: string
  readonly addToLinkedIn: string
  readonly copy: string
  /** Values of `ResultStatusType`. */
  readonly statuses: Readonly<Record<string, string>>
  readonly identifier: string
  readonly checks: string
  readonly check: string
  readonly result: string
  /** The name of the link that shares by e-mail. */
  readonly email: string
  readonly share: string
  readonly scan: string
  readonly original: string
  readonly certificate: string
  readonly certifies: string
  readonly hasEarned: string
  /** Written across a genuine credential that does not count now. */
  readonly marks: Readonly<Record<Mark, string>>
  readonly outcomes: Readonly<Record<CheckOutcome, string>>
  readonly rows: Readonly<Record<CheckId, string>>
}

/**
 * The texts of pages and certificates in each language.
 *
 * @example
 * console.log(WORDS.de.validUntil)
 */
export const WORDS: Readonly<Record<Language, Words>> = { en, de, fr }

export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/** The language of a page. @throws TypeError for any other than those of the words */
export function pageLanguage(caller: string, language: Language = 'en'): Language {
  requireLanguage(caller, language, Object.keys(WORDS))
  return language
}

/**
 * Writes the day of an instant in words, in UTC.
 *
 * @param instant - An ISO 8601 instant.
 * @param language - `en`, `de` or `fr`.
 * @returns The day, such as "1 July 2026".
 * @example
 * const day = dayInWords('2026-07-01T00:00:00Z', 'de')
 */
export function dayInWords(instant: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
  const date = new Date(instant)
  if (typeof instant !== 'string' || Number.isNaN(date.getTime()))
    throw new TypeError("dayInWords: the instant must be a text such as '2026-07-01T00:00:00Z'")
  return format.format(date)
}
