/** From a credential's JSON to its view, without trusting the shape: what is not as it should be is left out. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { credentialKind, type DocumentKind } from './credential-kind.js'
import { type EndorsedBy, endorsementsOf } from './endorsements-of.js'
import {
  addressOf,
  amount,
  evidenceOf,
  instant,
  list,
  objects,
  pictureOf,
  profileOf,
  recipientOf,
  relatedOf,
  resultsOf,
  skillsOf,
  string,
  without,
} from './read-parts.js'
import { languagesOf, textOf } from './text-of.js'
import type { AchievementView, CommonView, CredentialView, IssuerView, ReadingIssue } from './view.js'

export interface ViewOptions {
  /** Which language of a text to show where there are several. */
  readonly language: string
  readonly issues: readonly ReadingIssue[]
  /** What a verifier knows of each endorsement; without it they speak for themselves. */
  readonly endorsed?: EndorsedBy
  /** The registry that vouches for the issuer, and what it calls the issuer. */
  readonly registry?: { readonly name: string; readonly issuerName?: string }
}

/** Never throws, whatever the credential says. Members beyond the view's own are those of the kind. */
export function viewOf(credential: JsonObject, options: ViewOptions): CredentialView {
  const kind = credentialKind(credential)
  const members = { kind, ...commonView(credential, options), ...OWN[kind]?.(credential, options) }
  const view = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
  Object.defineProperty(view, 'original', { value: credential })
  return Object.freeze(view) as unknown as CredentialView
}

type Own = (credential: JsonObject, options: ViewOptions) => object

/** What only one kind has. */
const OWN: { readonly [K in DocumentKind]?: Own } = {
  'open-badge': badgeMembers,
  endorsement: (credential, { language }) => {
    const [subject = {}] = objects(credential['credentialSubject'])
    return { endorses: string(subject['id']), comment: textOf(subject['endorsementComment'], language) }
  },
  clr: (credential, options) => ({
    credentials: held(objects(credential['credentialSubject'])[0]?.['verifiableCredential'], options),
  }),
  presentation: (credential, options) => ({ credentials: held(credential['verifiableCredential'], options) }),
}

/** What nobody has looked at yet, whoever looked at the envelope. */
function held(value: Json | undefined, { language }: ViewOptions): readonly CredentialView[] {
  return Object.freeze(objects(value).map((credential) => viewOf(credential, { language, issues: [] })))
}

function commonView(
  credential: JsonObject,
  { language, issues, endorsed, registry }: ViewOptions,
): Omit<CommonView, 'original'> {
  const subjects = objects(credential['credentialSubject'])
  // Of several none is the first: a signature of the graph does not cover their order.
  const [subject = {}] = subjects.length === 1 ? subjects : []
  const [achievement = {}] = objects(subject['achievement'])
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const older = credential['issuanceDate'] !== undefined && credential['validFrom'] === undefined
  const id = string(credential['id'])
  const validFrom = instant(credential[older ? 'issuanceDate' : 'validFrom'])
  const named = credential['name'] ?? achievement['name']
  return {
    version: older ? '1.1' : '2.0',
    id,
    name: text(credential['name']) ?? text(achievement['name']) ?? id ?? '',
    description: text(credential['description']) ?? text(achievement['description']),
    image:
      pictureOf(credential['image'], language) ??
      pictureOf(subject['image'], language) ??
      pictureOf(achievement['image'], language),
    issuer: issuerView(credential['issuer'] ?? credential['holder'], language, registry),
    recipient: recipientOf(subject),
    validFrom,
    validUntil: instant(credential['validUntil'] ?? credential['expirationDate']),
    awarded: instant(credential['awardedDate']) ?? validFrom,
    evidence: evidenceOf(credential['evidence'], language),
    endorsements: endorsementsOf(credential, language, endorsed),
    languages: Object.freeze([...languagesOf(list(named)).keys()].filter((tag) => tag !== '')),
    signed: objects(credential['proof']).length > 0,
    issues: Object.freeze(issues),
  } as Omit<CommonView, 'original'>
}

/** The registry's name comes first: what an issuer calls itself, nobody has looked at. */
function issuerView(
  value: Json | undefined,
  language: string,
  registry: ViewOptions['registry'],
): IssuerView {
  const issuer = profileOf(value, language) ?? {}
  if (registry === undefined) return issuer
  const { name: vouchedBy, issuerName } = registry
  if (issuerName === undefined || issuerName === issuer.name)
    return without({ ...issuer, vouchedBy }) as IssuerView
  return without({ ...issuer, name: issuerName, vouchedBy, ownName: issuer.name }) as IssuerView
}

function badgeMembers(credential: JsonObject, { language }: ViewOptions): object {
  const [subject = {}] = objects(credential['credentialSubject'])
  const [achievement = {}] = objects(subject['achievement'])
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const start = instant(subject['activityStartDate'])
  const end = instant(subject['activityEndDate'])
  return {
    achievement: achievementView(achievement, language),
    results: resultsOf(subject['result'], achievement['resultDescription'], language),
    narrative: text(subject['narrative']),
    creditsEarned: amount(subject['creditsEarned']),
    term: text(subject['term']),
    role: text(subject['role']),
    licenseNumber: text(subject['licenseNumber']),
    activity: start === undefined && end === undefined ? undefined : without({ start, end }),
  }
}

function achievementView(achievement: JsonObject, language: string): AchievementView {
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const criteria = achievement['criteria']
  // Some write the address alone, or the words.
  const [given = typeof criteria === 'string' ? { id: criteria, narrative: criteria } : {}] =
    objects(criteria)
  const url = addressOf(given['id'])
  const narrative = text(given['narrative'])
  return without({
    id: string(achievement['id']),
    name: text(achievement['name']) ?? '',
    description: text(achievement['description']),
    type: string(achievement['achievementType']),
    image: pictureOf(achievement['image'], language),
    criteria: without({ url, narrative: url !== undefined && narrative === url ? undefined : narrative }),
    creator: profileOf(achievement['creator'], language),
    skills: skillsOf(achievement['alignment'], language),
    tags: Object.freeze(
      list(achievement['tag'])
        .map(text)
        .filter((tag) => tag !== undefined),
    ),
    language: string(achievement['inLanguage']),
    version: text(achievement['version']),
    credits: amount(achievement['creditsAvailable']),
    humanCode: text(achievement['humanCode']),
    fieldOfStudy: text(achievement['fieldOfStudy']),
    specialization: text(achievement['specialization']),
    related: relatedOf(achievement['related'], language),
  }) as AchievementView
}
