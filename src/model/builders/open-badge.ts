/** Builder of badges. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { RelatedResource } from '../../schema/generated/types.generated.js'
import { assembleCredential, type CredentialParts } from '../assembly/assemble-credential.js'
import { construct, type Pair } from '../assembly/construct.js'
import type { OpenBadge, OpenBadge11 } from '../assembly/credential.js'
import { Draft, plainMembers } from '../assembly/draft.js'
import type { Extension } from '../assembly/extension.js'
import { modelInvalid, notAnObject } from '../assembly/finish.js'
import type {
  AchievementInput,
  AchievementSubjectInput,
  ImageSource,
  OneOrMany,
  ProfileInput,
  Types,
} from '../assembly/inputs.generated.js'
import { type BuilderOptions, type DataModel, readVersions, type Versions } from '../assembly/versions.js'
import { type Recipient, recipientParts } from './recipient.js'
import type { SharedContent } from './shared-content.js'

type FromSubject = Omit<AchievementSubjectInput, 'id' | 'type' | 'identifier' | 'achievement' | 'image'>

/** The input for all versions. */
interface BadgeContent extends FromSubject, SharedContent {
  /** Id of the badge. Without it, `issue` makes a `urn:uuid:`. */
  readonly id?: string
  /** Further types. `AchievementCredential` replaces `OpenBadgeCredential`, because both are the same type. */
  readonly type?: Types
  /** Who issues and signs: `id` is `signer.controller`. */
  readonly issuer: ProfileInput
  /** The achievement. */
  readonly achievement: AchievementInput
  /** Further members of the subject: types, and the image of this learner's badge. */
  readonly subject?: { readonly type?: Types; readonly image?: ImageSource }
}

/**
 * A badge has a `recipient`, or `bearer: true` for any holder. The recipient is last, because TypeScript names the member that
 * is missing in the last one.
 */
export type RecipientOrBearer =
  | { readonly bearer: true; readonly recipient?: never }
  | { readonly recipient: Recipient; readonly bearer?: never }

export interface OpenBadgeMembers extends BadgeContent {
  /** Name for wallets. The achievement has its own name. */
  readonly name?: string
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly validFrom?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly validUntil?: Date | string
  /** How to check that the holder is the subject. VCDM 2.0 reserves this member. */
  readonly confidenceMethod?: OneOrMany<JsonObject>
  /** Files that belong to the badge, with their digests (VCDM 2.0, section 5.3). */
  readonly relatedResource?: OneOrMany<RelatedResource>
  /** How to display the badge. VCDM 2.0 reserves this member. */
  readonly renderMethod?: OneOrMany<JsonObject>
}

export type OpenBadgeInput = OpenBadgeMembers & RecipientOrBearer

export interface OpenBadgeMembers11 extends BadgeContent {
  /** Name for wallets. Readers of VCDM 1.1 require it. The achievement has its own name. */
  readonly name: string
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly issuanceDate?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly expirationDate?: Date | string
}

/** The input for VCDM 1.1. */
export type OpenBadgeInput11 = OpenBadgeMembers11 & RecipientOrBearer

/** The input of `openBadge`, by version of the data model. */
export interface OpenBadgeInputs {
  /** VCDM 2.0. */
  readonly '2.0': OpenBadgeInput
  /** VCDM 1.1. */
  readonly '1.1': OpenBadgeInput11
}

export interface OpenBadges {
  readonly '2.0': OpenBadge
  readonly '1.1': OpenBadge11
}

/** Members that the builder writes into the subject. */
const SUBJECT: readonly string[] = [
  'achievement',
  'activityStartDate',
  'activityEndDate',
  'creditsEarned',
  'licenseNumber',
  'narrative',
  'result',
  'role',
  'source',
  'term',
] satisfies (keyof BadgeContent)[]

const BUILDER_MEMBERS: ReadonlySet<string> = new Set([
  'recipient',
  'bearer',
  'subject',
  'context',
  'credentialSubject',
  '@context',
  'proof',
  ...SUBJECT,
])

/**
 * Makes an unsigned badge (`OpenBadgeCredential`, Open Badges 3.0 §B.1) with the contexts that its content needs.
 *
 * @param input - `issuer`, `achievement`, and `recipient` or `bearer: true` are required. Parts may be literals or results of
 *   builders; dates `Date` or RFC 3339 text.
 * @param options - `dataModel`: default `2.0`; `openBadgesContext`: default `3.0.3`; `onWarning`: receives
 *   warnings, for example for a result below its pass mark.
 * @returns The badge, frozen, with members in stable order; `issue` signs it.
 * @throws OpenBadgeError `model_invalid` with every issue, each with a JSON Pointer into the badge; TypeError for bad options.
 * @example
 * const badge = openBadge({ issuer, recipient: { email: 'ada@example.org' }, achievement: rust })
 * const older = openBadge(
 *   { name: 'Rust I', issuer, recipient: { email: 'ada@example.org' }, achievement: rust },
 *   { dataModel: '1.1' },
 * )
 */
export function openBadge<V extends DataModel = '2.0'>(
  input: OpenBadgeInputs[V],
  options?: BuilderOptions<V>,
): OpenBadges[V] {
  return buildBadge(input, readVersions('openBadge', options), []) as unknown as OpenBadges[V]
}

export function buildBadge(input: unknown, versions: Versions, extensions: readonly Extension[]): JsonObject {
  const draft = new Draft(extensions)
  if (typeof input !== 'object' || input === null) throw notAnObject('AchievementCredential', input)
  const members = plainMembers(input, '', draft)
  if (members === undefined) throw modelInvalid('the badge', draft.findings.issues)
  refuseWritten(members, draft)
  const subject = subjectOf(members, draft)
  const parts: CredentialParts = {
    kind: 'AchievementCredential',
    members: new Map([...members].filter(([name]) => !BUILDER_MEMBERS.has(name))),
    subject,
    context: members.get('context'),
    names: NAMES,
  }
  return assembleCredential(parts, versions, draft)
}

/** Names for suggestions after an unknown member. */
const NAMES: readonly string[] = ['recipient', 'bearer', 'subject', 'context', ...SUBJECT]

/** Members of the credential that the builder itself writes. */
const WRITTEN_BY_BUILDER: Readonly<Record<string, string>> = {
  credentialSubject: 'write recipient and achievement, and other members into subject',
  '@context': 'remove it; write further contexts into context',
  proof: 'remove it; issue() signs',
}

function refuseWritten(members: ReadonlyMap<string, unknown>, draft: Draft): void {
  for (const [name, hint] of Object.entries(WRITTEN_BY_BUILDER)) {
    if (!members.has(name)) continue
    draft.add('unknown_member', `/${name}`, `this builder makes "${name}" itself`, { found: name, hint })
  }
}

function subjectOf(members: ReadonlyMap<string, unknown>, draft: Draft): Pair | undefined {
  const pointer = '/credentialSubject'
  const further = members.get('subject')
  const given: Record<string, unknown> = {}
  if (further !== undefined) {
    const own =
      typeof further === 'object' && further !== null ? plainMembers(further, pointer, draft) : undefined
    if (typeof further !== 'object' || further === null) {
      const hint = "write an object, such as { type: ['https://example.org/vocab#Graduate'] }"
      draft.add('wrong_type', '/subject', '"subject" is not an object', { hint })
    }
    for (const [name, value] of own ?? []) given[name] = value
  }
  for (const name of SUBJECT) if (members.has(name)) given[name] = members.get(name)
  const recipient: { readonly id?: Json; readonly identifier?: readonly Json[] } = bearer(members, draft)
    ? {}
    : recipientParts(members.get('recipient'), pointer, draft)
  return construct('AchievementSubject', { ...given, ...recipient }, pointer, draft)
}

function bearer(members: ReadonlyMap<string, unknown>, draft: Draft): boolean {
  const said = members.get('bearer')
  if (said === undefined) return false
  if (said !== true || members.has('recipient')) {
    draft.add('wrong_type', '/bearer', 'a badge has either a recipient or bearer: true', {
      expected: 'bearer: true and no recipient',
      found: said === true ? 'both' : 'another value',
      hint: 'remove one of the two',
    })
  }
  return said === true
}
