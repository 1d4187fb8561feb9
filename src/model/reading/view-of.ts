/** Makes the view of a credential from its JSON. The JSON may be malformed: values of a wrong type are left out. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { credentialKind, type DocumentKind } from './credential-kind.js'
import { type EndorsedBy, endorsementsOf } from './endorsements-of.js'
import { languagesOf, textOf } from './text-of.js'
import type { AchievementView, CommonView, CredentialView, IssuerView, ReadingIssue } from './view.js'
import {
  addressOf,
  amount,
  evidenceOf,
  instant,
  list,
  objects,
  only,
  onlyObject,
  pictureOf,
  profileOf,
  recipientOf,
  relatedOf,
  resultsOf,
  skillsOf,
  string,
  withoutUndefined,
} from './view-members.js'

export interface ViewOptions {
  /** The language to show if a text has several. */
  readonly language: string
  readonly issues: readonly ReadingIssue[]
  /** The verified endorsement at each place. Without it, endorsements are shown as they are written. */
  readonly endorsed?: EndorsedBy
  /** The registry that lists the issuer, and its name for the issuer. */
  readonly registry?: { readonly name: string; readonly issuerName?: string }
}

/** Does not throw for any credential. Adds the members of the kind to the common members. */
export function viewOf(credential: JsonObject, options: ViewOptions): CredentialView {
  const kind = credentialKind(credential)
  const members = {
    kind,
    ...commonView(credential, options),
    ...MEMBERS_OF_KIND[kind]?.(credential, options),
  }
  const view = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
  Object.defineProperty(view, 'original', { value: credential })
  return Object.freeze(view) as unknown as CredentialView
}

type MembersOf = (credential: JsonObject, options: ViewOptions) => object

/** The members that only one kind has. */
const MEMBERS_OF_KIND: { readonly [K in DocumentKind]?: MembersOf } = {
  'open-badge': badgeMembers,
  endorsement: (credential, { language }) => {
    const subject = onlyObject(credential['credentialSubject']) ?? {}
    return { endorses: string(subject['id']), comment: textOf(subject['endorsementComment'], language) }
  },
  clr: (credential, options) => ({
    credentials: viewsOf(onlyObject(credential['credentialSubject'])?.['verifiableCredential'], options),
  }),
  presentation: (credential, options) => ({
    credentials: viewsOf(credential['verifiableCredential'], options),
  }),
}

/** Views of the credentials in an envelope, which may not be verified even if the envelope is. */
function viewsOf(value: Json | undefined, { language }: ViewOptions): readonly CredentialView[] {
  return Object.freeze(objects(value).map((credential) => viewOf(credential, { language, issues: [] })))
}

function commonView(
  credential: JsonObject,
  { language, issues, endorsed, registry }: ViewOptions,
): Omit<CommonView, 'original'> {
  const subject = onlyObject(credential['credentialSubject']) ?? {}
  const achievement = onlyObject(subject['achievement']) ?? {}
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const isVersion1 = credential['issuanceDate'] !== undefined && credential['validFrom'] === undefined
  const id = string(credential['id'])
  const validFrom = instant(credential[isVersion1 ? 'issuanceDate' : 'validFrom'])
  const named = credential['name'] ?? achievement['name']
  return {
    version: isVersion1 ? '1.1' : '2.0',
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

/** The registry's name comes first, because nobody has checked the issuer's own name. */
function issuerView(
  value: Json | undefined,
  language: string,
  registry: ViewOptions['registry'],
): IssuerView {
  const issuer = profileOf(value, language) ?? {}
  if (registry === undefined) return issuer
  const { name: vouchedBy, issuerName } = registry
  if (issuerName === undefined || issuerName === issuer.name)
    return withoutUndefined({ ...issuer, vouchedBy }) as IssuerView
  return withoutUndefined({ ...issuer, name: issuerName, vouchedBy, ownName: issuer.name }) as IssuerView
}

function badgeMembers(credential: JsonObject, { language }: ViewOptions): object {
  const subject = onlyObject(credential['credentialSubject']) ?? {}
  const achievement = onlyObject(subject['achievement']) ?? {}
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
    activity: start === undefined && end === undefined ? undefined : withoutUndefined({ start, end }),
  }
}

function achievementView(achievement: JsonObject, language: string): AchievementView {
  const text = (value: Json | undefined): string | undefined => textOf(value, language)
  const criteria = achievement['criteria']
  // Some issuers write only the address or only the text.
  const given =
    typeof criteria === 'string' ? { id: criteria, narrative: criteria } : (onlyObject(criteria) ?? {})
  const url = addressOf(given['id'])
  const narrative = text(given['narrative'])
  return withoutUndefined({
    id: string(achievement['id']),
    name: text(achievement['name']) ?? '',
    description: text(achievement['description']),
    type: string(only(achievement['achievementType'])),
    image: pictureOf(achievement['image'], language),
    criteria: withoutUndefined({
      url,
      narrative: url !== undefined && narrative === url ? undefined : narrative,
    }),
    creator: profileOf(achievement['creator'], language),
    skills: skillsOf(achievement['alignment'], language),
    tags: Object.freeze(
      list(achievement['tag'])
        .map(text)
        .filter((tag) => tag !== undefined),
    ),
    language: string(only(achievement['inLanguage'])),
    version: text(achievement['version']),
    credits: amount(achievement['creditsAvailable']),
    humanCode: text(achievement['humanCode']),
    fieldOfStudy: text(achievement['fieldOfStudy']),
    specialization: text(achievement['specialization']),
    related: relatedOf(achievement['related'], language),
  }) as AchievementView
}
