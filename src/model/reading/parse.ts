/** Reading: any valid badge or endorsement as one typed view. */

import {
  freezeJson,
  isJsonObject,
  type Json,
  type JsonObject,
  type PlainObject,
  parseJson,
  snapshot,
} from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { checkCredential, credentialKind } from '../../schema/validate.js'
import { modelInvalid } from '../assembly/finish.js'
import { objects, pictureOf, profileOf, resultsOf, skillsOf, without } from './read-parts.js'
import { textOf } from './text-of.js'
import type { AchievementView, BadgeView, CredentialView, EndorsementView, RecipientView } from './view.js'

export interface ParseOptions {
  /** Which language of a text to show where there are several; `en` unless said otherwise. */
  readonly language?: string
}

const LIMITS = { length: 16_777_216, depth: 64, nodes: 50_000 }

const OPTIONS: ReadonlySet<string> = new Set(['language'] satisfies (keyof ParseOptions)[])

/**
 * Reads a badge or an endorsement (VCDM 1.1 or 2.0, compact or strict) into one typed view for display. It verifies nothing.
 *
 * @param input - An object or JSON text.
 * @param options - `language`: which language to show where a text has several, default `en`.
 * @returns The view, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue, `json_invalid`, `limit_exceeded`; TypeError for bad options.
 * @example
 * const view = parse(signed)
 * if (view.kind === 'badge') console.log(view.achievement.name)
 */
export function parse(input: PlainObject | string, options: ParseOptions = {}): CredentialView {
  checkOptionNames('parse', options, OPTIONS)
  const { language = 'en' } = options
  const json = typeof input === 'string' ? parseJson(input, LIMITS) : snapshot(input, LIMITS)
  if (!isJsonObject(json)) throw modelInvalid('the document', [wrong('', 'the document is no object')])
  const kind = credentialKind(json)
  if (kind === undefined)
    throw modelInvalid('the document', [wrong('/type', 'the credential is no badge and no endorsement')])
  const errors = checkCredential(json, 'compact').filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw modelInvalid('the credential', errors)
  const original = freezeJson(json)
  const endorsement = kind.startsWith('Endorsement')
  return Object.freeze(endorsement ? endorsementView(original, language) : badgeView(original, language))
}

function badgeView(credential: JsonObject, language: string): BadgeView {
  const subject = credential['credentialSubject'] as JsonObject
  const achievement = subject['achievement'] as JsonObject
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const start = date(subject['activityStartDate'])
  const end = date(subject['activityEndDate'])
  return without({
    kind: 'badge',
    ...commonView(credential, language),
    name: text(credential['name']) ?? text(achievement['name']) ?? '',
    description: text(credential['description']) ?? text(achievement['description']),
    image:
      pictureOf(credential['image'], language) ??
      pictureOf(subject['image'], language) ??
      pictureOf(achievement['image'], language),
    recipient: recipientView(subject),
    achievement: achievementView(achievement, language),
    results: resultsOf(subject['result'], achievement['resultDescription'], language),
    evidence: objects(credential['evidence']).map((item) =>
      without({
        name: text(item['name']),
        url: string(item['id']),
        description: text(item['description']),
        narrative: text(item['narrative']),
      }),
    ),
    narrative: text(subject['narrative']),
    creditsEarned: number(subject['creditsEarned']),
    term: text(subject['term']),
    role: text(subject['role']),
    licenseNumber: text(subject['licenseNumber']),
    activity: start === undefined && end === undefined ? undefined : without({ start, end }),
  }) as unknown as BadgeView
}

function endorsementView(credential: JsonObject, language: string): EndorsementView {
  const subject = credential['credentialSubject'] as JsonObject
  return without({
    kind: 'endorsement',
    ...commonView(credential, language),
    name: textOf(credential['name'], language),
    description: textOf(credential['description'], language),
    endorses: string(subject['id']),
    comment: textOf(subject['endorsementComment'], language),
  }) as unknown as EndorsementView
}

function commonView(credential: JsonObject, language: string): Record<string, unknown> {
  const older = credential['issuanceDate'] !== undefined && credential['validFrom'] === undefined
  return {
    version: older ? '1.1' : '2.0',
    id: string(credential['id']),
    issuer: profileOf(credential['issuer'], language) ?? {},
    validFrom: date(credential[older ? 'issuanceDate' : 'validFrom']),
    validUntil: date(credential[older ? 'expirationDate' : 'validUntil']),
    awarded: date(credential['awardedDate']),
    signed: objects(credential['proof']).length > 0,
    original: credential,
  }
}

function achievementView(achievement: JsonObject, language: string): AchievementView {
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const criteria = achievement['criteria'] as JsonObject
  const tags = achievement['tag']
  return without({
    id: string(achievement['id']),
    name: text(achievement['name']) ?? '',
    description: text(achievement['description']),
    type: string(achievement['achievementType']),
    image: pictureOf(achievement['image'], language),
    criteria: without({ url: string(criteria['id']), narrative: text(criteria['narrative']) }),
    creator: profileOf(achievement['creator'], language),
    skills: skillsOf(achievement['alignment'], language),
    tags: (Array.isArray(tags) ? (tags as readonly Json[]) : [tags])
      .map(text)
      .filter((tag) => tag !== undefined),
    language: string(achievement['inLanguage']),
    version: text(achievement['version']),
    credits: number(achievement['creditsAvailable']),
  }) as AchievementView
}

function recipientView(subject: JsonObject): RecipientView {
  const identities = objects(subject['identifier'])
  const named = identities.find(
    ({ identityType, hashed }) =>
      hashed === false && (identityType === 'name' || identityType === 'ext:name'),
  )
  return without({
    id: string(subject['id']),
    identifiers: identities.map(({ identityType, identityHash, hashed }) =>
      without({
        type: string(identityType),
        value: hashed === true ? undefined : string(identityHash),
        hashed: hashed === true,
      }),
    ),
    name: string(named?.['identityHash']) ?? string(subject['name']),
  }) as RecipientView
}

const string = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
const number = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** A date without zone counts as UTC (VCDM 2.0 §4.9). */
function date(value: Json | undefined): Date | undefined {
  if (typeof value !== 'string') return undefined
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`
  const moment = new Date(zoned)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

function wrong(
  pointer: string,
  message: string,
): { pointer: string; code: string; severity: 'error'; message: string } {
  return { pointer, code: pointer === '' ? 'wrong_type' : 'not_open_badge', severity: 'error', message }
}
