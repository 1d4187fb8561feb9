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
  /** Id of the endorsement. Without it, `issue` makes a `urn:uuid:`. */
  readonly id?: string
  /** Further types. */
  readonly type?: Types
  /** Name for wallets. */
  readonly name: string
  /** Short description for wallets. */
  readonly description?: string
  /** Who endorses and signs. */
  readonly issuer: ProfileInput
  /** The endorsed profile, achievement or badge, or its `id`. */
  readonly endorses: string | { readonly id: string }
  /** The statement about it. Markdown is allowed. */
  readonly comment?: string
  /** Date of the first award, if the start of validity is later. */
  readonly awardedDate?: Date | string
  /** Evidence for the statement. */
  readonly evidence?: OneOrMany<EvidenceInput>
  /** The entry of a status list, for revocation. */
  readonly credentialStatus?: OneOrMany<CredentialStatus | JsonObject>
  /** Schemas for the credential, in addition to the standard one. */
  readonly credentialSchema?: OneOrMany<CredentialSchema>
  /** Where to fetch a newer version. */
  readonly refreshService?: RefreshService
  /** Terms under which it is issued. */
  readonly termsOfUse?: OneOrMany<TermsOfUse>
  /** Contexts in addition to those that the content needs. */
  readonly context?: OneOrMany<string | JsonObject>
}

export interface EndorsementInput extends EndorsementContent {
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly validFrom?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly validUntil?: Date | string
}

/** The input for VCDM 1.1. */
export interface EndorsementInput11 extends EndorsementContent {
  /** Start of validity. Without it, `issue` writes the current time. */
  readonly issuanceDate?: Date | string
  /** End of validity. Without it, there is no end. */
  readonly expirationDate?: Date | string
}

/** The input of `endorsement`, by version of the data model. */
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

const BUILDER_MEMBERS: ReadonlySet<string> = new Set(['endorses', 'comment', 'context'])

/**
 * Makes an unsigned endorsement of a profile, an achievement or a badge (Open Badges 3.0 §B.1). If you put it into a badge, it
 * must have the badge's data model.
 *
 * @param input - `name`, `issuer` (who endorses), `endorses` (the object or its id) and `comment`.
 * @param options - `dataModel`: default `2.0`; `openBadgesContext`: default `3.0.3`; `onWarning`: receives warnings, for
 *   example for a result below its pass mark.
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
    members: new Map([...members].filter(([name]) => !BUILDER_MEMBERS.has(name))),
    subject,
    context: members.get('context'),
    names: [...BUILDER_MEMBERS],
  }
  return assembleCredential(parts, versions, draft) as unknown as Endorsements[V]
}
