/** Builder of endorsements. */
import type { JsonObject } from '../../encoding/json.js'
import type {
  CredentialSchema,
  CredentialStatus,
  RefreshService,
  TermsOfUse,
} from '../../schema/generated/types.generated.js'
import { assembleCredential, type CredentialParts } from '../assembly/assemble-credential.js'
import { construct } from '../assembly/construct.js'
import type { Endorsement, Endorsement11 } from '../assembly/credential.js'
import { Draft, plainMembers } from '../assembly/draft.js'
import { modelInvalid, notAnObject } from '../assembly/finish.js'
import type { EvidenceInput, OneOrMany, ProfileInput, Types } from '../assembly/inputs.generated.js'
import { type BuilderOptions, type DataModel, readVersions } from '../assembly/versions.js'

interface EndorsementContent {
  /** Names the endorsement; `issue` makes a `urn:uuid:` where it is absent. */
  readonly id?: string
  /** Further types. */
  readonly type?: Types
  /** Title for wallets. */
  readonly name: string
  /** Short description for wallets. */
  readonly description?: string
  /** Who endorses and signs. */
  readonly issuer: ProfileInput
  /** What is endorsed: the profile, achievement or badge, or its `id`. */
  readonly endorses: string | { readonly id: string }
  /** What is said about it. Markdown is allowed. */
  readonly comment?: string
  /** When it was first made, where the start has moved on. */
  readonly awardedDate?: Date | string
  /** What the endorser rests the statement on. */
  readonly evidence?: OneOrMany<EvidenceInput>
  /** Where to learn whether it was revoked. */
  readonly credentialStatus?: OneOrMany<CredentialStatus | JsonObject>
  /** Schemas that it follows besides the standard one. */
  readonly credentialSchema?: OneOrMany<CredentialSchema>
  /** Where to fetch a newer version. */
  readonly refreshService?: RefreshService
  /** Terms under which it is issued. */
  readonly termsOfUse?: OneOrMany<TermsOfUse>
  /** Contexts besides those that the content needs. */
  readonly context?: OneOrMany<string | JsonObject>
}

export interface EndorsementInput extends EndorsementContent {
  /** From when on it holds; `issue` writes the present where it is absent. */
  readonly validFrom?: Date | string
  /** Until when it holds; without it, for ever. */
  readonly validUntil?: Date | string
}

/** In VCDM 1.1. */
export interface EndorsementInput11 extends EndorsementContent {
  /** From when on it holds; `issue` writes the present where it is absent. */
  readonly issuanceDate?: Date | string
  /** Until when it holds; without it, for ever. */
  readonly expirationDate?: Date | string
}

/** What `endorsement` takes and returns, by version of the data model. */
export interface EndorsementInputs {
  /** VCDM 2.0. */
  readonly '2.0': EndorsementInput
  /** VCDM 1.1. */
  readonly '1.1': EndorsementInput11
}

export interface Endorsements {
  readonly '2.0': Endorsement
  readonly '1.1': Endorsement11
}

const OWN: ReadonlySet<string> = new Set(['endorses', 'comment', 'context'])

/**
 * Makes an unsigned endorsement of a profile, an achievement or a badge (Open Badges 3.0 §B.1). To stand inside a badge, it
 * must have the badge's data model.
 *
 * @param input - `name`, `issuer` (who endorses), `endorses` (what, or its id) and `comment`.
 * @param options - `dataModel`: default `2.0`; `openBadgesContext`: default `3.0.3`; `onWarning`: is told
 *   what looks like a slip, such as a result below its pass mark.
 * @returns The endorsement, frozen; `issue` signs it.
 * @throws OpenBadgeError `model_invalid` with every issue; TypeError for bad options.
 * @example
 * const accredited = endorsement({ name: 'Accredited', issuer, endorses: 'https://example.edu', comment: 'Audited in 2026.' })
 */
export function endorsement<V extends DataModel = '2.0'>(
  input: EndorsementInputs[V],
  options?: BuilderOptions<V>,
): Endorsements[V] {
  const versions = readVersions('endorsement', options)
  const draft = new Draft()
  if (typeof input !== 'object' || input === null) throw notAnObject('EndorsementCredential', input)
  const members = plainMembers(input, '', draft)
  if (members === undefined) throw modelInvalid('the endorsement', draft.findings.issues)
  const endorses = members.get('endorses')
  const named = typeof endorses === 'object' && endorses !== null
  const id = named ? plainMembers(endorses, '/credentialSubject/id', draft)?.get('id') : endorses
  const subject = construct(
    'EndorsementSubject',
    { id, endorsementComment: members.get('comment') },
    '/credentialSubject',
    draft,
  )
  const parts: CredentialParts = {
    kind: 'EndorsementCredential',
    members: new Map([...members].filter(([name]) => !OWN.has(name))),
    subject,
    context: members.get('context'),
    names: [...OWN],
  }
  return assembleCredential(parts, versions, draft) as unknown as Endorsements[V]
}
