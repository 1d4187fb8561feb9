/** Builder of records. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { checkRecord } from '../../schema/check-record.js'
import { CLR_VERSIONS } from '../../schema/contexts/record-scope.js'
import { Findings } from '../../schema/issues/issues.js'
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
import { recordedParts, refuseOthers } from './parts.js'

export interface ClrInput extends SharedContent {
  /** Names the record; `issue` makes a `urn:uuid:` where it is absent. */
  readonly id?: string
  /** Further types. */
  readonly type?: Types
  /** Title for wallets. */
  readonly name: string
  /** Who collects, signs, and vouches that the parts belong together: `id` is `signer.controller`. */
  readonly issuer: ProfileInput
  /** Whose record it is. */
  readonly recipient: Recipient
  /** Other ids that you know to be the recipient's: parts may name them. They are not written. */
  readonly knownAs?: OneOrMany<string>
  /** The signed credentials, each as `issue` returned it or as it was received. They stay as they are. */
  readonly credentials: readonly object[]
  /** Definitions that associations speak of. They award nothing. */
  readonly achievement?: OneOrMany<AchievementInput>
  /** How achievements of the record belong together. */
  readonly association?: OneOrMany<AssociationInput>
  /** Whether you know of credentials of the learner that are not in it. Default true: a record is a selection. */
  readonly partial?: boolean
  /** From when on the record holds; `issue` writes the present where it is absent. */
  readonly validFrom?: Date | string
  /** Until when it holds; without it, for ever. */
  readonly validUntil?: Date | string
  /** Files that belong to the record, with their digests (VCDM 2.0, section 5.3). */
  readonly relatedResource?: OneOrMany<JsonObject>
}

export interface ClrOptions {
  /** That of the badges inside: `3.0.3` unless said otherwise. JSON-LD takes no two versions together. */
  readonly openBadgesContext?: OpenBadgesContexts['2.0']
}

const SUBJECT = '/credentialSubject'
const PARTS = `${SUBJECT}/verifiableCredential`
const TAKEN: readonly string[] = [
  'recipient',
  'knownAs',
  'credentials',
  'achievement',
  'association',
  'context',
] satisfies (keyof ClrInput)[]
/** What the builder writes itself. */
const WRITTEN: Readonly<Record<string, string>> = {
  credentialSubject: 'write recipient, credentials, association and achievement',
  verifiableCredential: 'write credentials',
  '@context': 'leave it out; further contexts go into context',
  proof: 'leave it out; issue() signs',
}

/**
 * Makes an unsigned record (`ClrCredential`, 1EdTech Comprehensive Learner Record 2.0): signed credentials of one learner, in
 * one credential. Whoever signs it says that they belong together, and vouches for none of them. Verify what you did not issue
 * before you put it into a record.
 *
 * @param input - `name`, `issuer` (who collects), `recipient` and `credentials` are required. The credentials are put in the
 *   order of `awardedDate`, or else `validFrom`, and then `id`; each stays as it was signed.
 * @param options - `openBadgesContext`: that of the badges inside, default `3.0.3`.
 * @returns The record, frozen; `issue` signs it.
 * @throws OpenBadgeError `model_invalid` with every issue: what a record cannot hold (a token, VCDM 1.1, another Open Badges
 *   context), an unsigned credential, somebody else's, one id twice; pointers begin with `/credentials`. TypeError for bad
 *   options.
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
  for (const [name, hint] of Object.entries(WRITTEN)) {
    if (members.has(name))
      draft.add('unknown_member', `/${name}`, `clr writes "${name}" itself`, { found: name, hint })
  }
  const own = new Map([...members].filter(([name]) => !TAKEN.includes(name) && !Object.hasOwn(WRITTEN, name)))
  if (!own.has('partial')) own.set('partial', true)
  const parts: CredentialParts = {
    kind: 'ClrCredential',
    members: own,
    subject: subjectOf(members, versions, draft),
    context: members.get('context'),
    names: TAKEN,
    // What is wrong with a part has been told, by its place in the input.
    check: (document) => checkRecord(document, 'strict').filter(({ pointer }) => !pointer.startsWith(PARTS)),
  }
  return assembleCredential(parts, versions, draft) as unknown as Clr
}

function versionsOf(options: ClrOptions): Versions {
  if (Object.hasOwn(options, 'dataModel')) throw new TypeError('clr: records are made in VCDM 2.0')
  const { contexts, older } = readVersions('clr', options)
  const [vcdm, openBadges] = contexts
  return { older, contexts: [vcdm, CLR_VERSIONS['2.0.1'], openBadges!] }
}

function subjectOf(
  members: ReadonlyMap<string, unknown>,
  { contexts }: Versions,
  draft: Draft,
): Pair | undefined {
  const recipient = recipientParts(members.get('recipient'), SUBJECT, draft)
  const given = members.get('credentials')
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
  refuseOthers(given, recipient as Json, [members.get('knownAs')].flat(), draft)
  if (subject !== undefined) refuseDangling(subject.core as JsonObject, draft)
  return subject
}

/** What a reader is merely told is a slip where the record is made. */
function refuseDangling(subject: JsonObject, draft: Draft): void {
  const findings = new Findings('strict')
  associationRules(subject, SUBJECT, findings)
  for (const issue of findings.issues) {
    if (issue.code === 'association_dangling')
      draft.add('association_dangling', issue.pointer, issue.message, issue)
  }
}
