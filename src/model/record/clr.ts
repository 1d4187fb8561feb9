/** Builder of records. */

import type { Json, JsonObject } from '../../encoding/json.js'
import { requireOptions } from '../../encoding/options.js'
import { checkRecord } from '../../schema/check-record.js'
import { CLR_VERSIONS } from '../../schema/contexts/record-scope.js'
import { IssueList } from '../../schema/issues/issue-list.js'
import { associationRules } from '../../schema/rules/association-rules.js'
import { assembleCredential, type CredentialParts } from '../assembly/assemble-credential.js'
import { construct, type Pair } from '../assembly/construct.js'
import type { Clr } from '../assembly/credential.js'
import { Draft, plainMembers } from '../assembly/draft.js'
import { modelInvalid, notAnObject } from '../assembly/finish.js'
import type {
  AchievementInput,
  AssociationInput,
  OneOrMany,
  ProfileInput,
  Types,
} from '../assembly/inputs.generated.js'
import { type OpenBadgesContexts, readVersions, type Versions } from '../assembly/versions.js'
import { type Recipient, recipientParts } from '../builders/recipient.js'
import type { SharedContent } from '../builders/shared-content.js'
import { recordedParts, refuseOtherPersons } from './parts.js'

export interface ClrInput extends SharedContent {
  /** Id of the record. Without it, `issue` makes a `urn:uuid:`. */
  readonly id?: string
  /** Further types. */
  readonly type?: Types
  /** Name for wallets. */
  readonly name: string
  /** Who makes and signs the record, and states that its credentials belong together: `id` is `signer.controller`. */
  readonly issuer: ProfileInput
  /** The learner. */
  readonly recipient: Recipient
  /** Other ids of the recipient that you know. Credentials of the record may name them. They are not written. */
  readonly knownAs?: OneOrMany<string>
  /** The signed credentials, each as `issue` returned it or as it was received. They are not changed. */
  readonly credentials: readonly object[]
  /** Achievements to which associations refer. They award nothing. */
  readonly achievement?: OneOrMany<AchievementInput>
  /** Relations between achievements of the record. */
  readonly association?: OneOrMany<AssociationInput>
  /** Whether you know further credentials of the learner that are not in the record. Default true. */
  readonly partial?: boolean
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly validFrom?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly validUntil?: Date | string
  /** Files that belong to the record, with their digests (VCDM 2.0, section 5.3). */
  readonly relatedResource?: OneOrMany<JsonObject>
}

export interface ClrOptions {
  /** The version of the badges inside; default `3.0.3`. JSON-LD cannot combine two versions. */
  readonly openBadgesContext?: OpenBadgesContexts['2.0']
}

const SUBJECT = '/credentialSubject'
const PARTS = `${SUBJECT}/verifiableCredential`
const BUILDER_MEMBERS: readonly string[] = [
  'recipient',
  'knownAs',
  'credentials',
  'achievement',
  'association',
  'context',
] satisfies (keyof ClrInput)[]
/** Members that the builder itself writes. */
const WRITTEN_BY_BUILDER: Readonly<Record<string, string>> = {
  credentialSubject: 'write recipient, credentials, association and achievement',
  verifiableCredential: 'write credentials',
  '@context': 'remove it; write further contexts into context',
  proof: 'remove it; issue() signs',
}
/** Names that callers guess for members of `clr`. */
const GUESSED: Readonly<Record<string, keyof ClrInput>> = {
  badges: 'credentials',
  credential: 'credentials',
  parts: 'credentials',
  holder: 'recipient',
  learner: 'recipient',
}

/**
 * Makes an unsigned record (`ClrCredential`, 1EdTech Comprehensive Learner Record 2.0): signed credentials of one learner, in
 * one credential. Its signer states that they belong together, and does not vouch for their content. Verify credentials of
 * other issuers before you put them into a record.
 *
 * @param input - `name`, `issuer` (who makes the record), `recipient` and `credentials` are required. The credentials are
 *   sorted by `awardedDate`, or else `validFrom`, and then by `id`. They are not changed.
 * @param options - `openBadgesContext`: that of the badges in the record, default `3.0.3`.
 * @returns The record, frozen; `issue` signs it.
 * @throws OpenBadgeError `model_invalid` with every issue: a credential that a record cannot hold (a token, VCDM 1.1, another
 *   Open Badges context), an unsigned credential, a credential of another person, one id twice; pointers begin with
 *   `/credentials`. TypeError for bad options.
 * @example
 * const record = clr({ name: 'Transcript', issuer, recipient: { email: 'ada@example.org' }, credentials: [signed] })
 * const transcript = await issue(record, { signer })
 */
export function clr(input: ClrInput, options: ClrOptions = {}): Clr {
  const versions = versionsOf(options)
  const draft = new Draft()
  if (typeof input !== 'object' || input === null) throw notAnObject('ClrCredential', input)
  const members = plainMembers(input, '', draft)
  if (members === undefined) throw modelInvalid('the record', draft.findings.issues)
  for (const [name, hint] of Object.entries(WRITTEN_BY_BUILDER)) {
    if (members.has(name))
      draft.add('unknown_member', `/${name}`, `this builder makes "${name}" itself`, { found: name, hint })
  }
  for (const [name, meant] of Object.entries(GUESSED)) {
    const message = `this builder does not take the member "${name}"`
    const words = { expected: meant, found: name, hint: `write "${meant}"` }
    if (members.has(name)) draft.add('undefined_term', `/${name}`, message, words)
  }
  const known = new Set([...BUILDER_MEMBERS, ...Object.keys(WRITTEN_BY_BUILDER), ...Object.keys(GUESSED)])
  const own = new Map([...members].filter(([name]) => !known.has(name)))
  if (!own.has('partial')) own.set('partial', true)
  const parts: CredentialParts = {
    kind: 'ClrCredential',
    members: own,
    subject: subjectOf(members, versions, draft),
    context: members.get('context'),
    names: BUILDER_MEMBERS,
    // Issues of the parts are already reported, with pointers into the input.
    check: (document) => checkRecord(document, 'strict').filter(({ pointer }) => !pointer.startsWith(PARTS)),
  }
  return assembleCredential(parts, versions, draft) as unknown as Clr
}

function versionsOf(options: ClrOptions): Versions {
  requireOptions('clr', options)
  if (Object.hasOwn(options, 'dataModel'))
    throw new TypeError('clr: leave dataModel out; records are always VCDM 2.0')
  const { contexts, isVersion1 } = readVersions('clr', options)
  const [vcdm, openBadges] = contexts
  return { isVersion1, contexts: [vcdm, CLR_VERSIONS['2.0.1'], openBadges!] }
}

function subjectOf(
  members: ReadonlyMap<string, unknown>,
  { contexts }: Versions,
  draft: Draft,
): Pair | undefined {
  const recipient = recipientParts(members.get('recipient'), SUBJECT, draft)
  const given = members.get('credentials')
  const names = [members.get('knownAs') ?? []].flat()
  if (members.get('knownAs') === null || names.some((name) => typeof name !== 'string')) {
    const hint = "write a text, or a list of them, such as ['did:example:a']"
    draft.add('wrong_type', '/knownAs', '"knownAs" is neither a text nor a list of texts', { hint })
  }
  const subject = construct(
    'ClrSubject',
    {
      ...recipient,
      achievement: members.get('achievement'),
      association: members.get('association'),
      verifiableCredential: recordedParts(given, contexts[2]!, draft),
    },
    SUBJECT,
    draft,
  )
  refuseOtherPersons(given, inPlainText(members.get('recipient')) as Json, names, draft)
  if (subject !== undefined) refuseMissingTargets(subject.core as JsonObject, draft)
  return subject
}

/** The recipient with a plain address, because hashes with different salts cannot be compared. */
function inPlainText(recipient: unknown): object {
  if (typeof recipient !== 'object' || recipient === null || !('email' in recipient))
    return recipientParts(recipient, SUBJECT, new Draft())
  const { salt: _, ...given } = recipient as Readonly<Record<string, unknown>>
  return recipientParts({ ...given, hashed: false }, SUBJECT, new Draft())
}

/** Makes missing targets of associations errors. For readers they are only warnings. */
function refuseMissingTargets(subject: JsonObject, draft: Draft): void {
  const findings = new IssueList('strict')
  associationRules(subject, SUBJECT, findings)
  for (const issue of findings.issues) {
    if (issue.code === 'association_dangling')
      draft.add('association_dangling', issue.pointer, issue.message, issue)
  }
}
