/** The types of the report. */
import type { ImageFormat } from '../../bake/image/image-format.js'
import type { JsonObject } from '../../encoding/json.js'
import type { BadgeView, OtherView, ReadingIssue } from '../../model/reading/view.js'
import type { SentenceCode } from '../messages/en.js'

/** The rows about a credential that is proven to be its issuer's, in order. Each has its check in `run-checks.ts`. */
export const LATER_CHECK_IDS = ['validity', 'status', 'endorsements', 'recipient', 'trust'] as const

/**
 * The ids of the rows of a report, in order.
 *
 * @example
 * for (const id of CHECK_IDS) console.log(id)
 */
export const CHECK_IDS = ['structure', 'proof', 'issuer', ...LATER_CHECK_IDS] as const

export type CheckId = (typeof CHECK_IDS)[number]

/**
 * `pass`: checked and correct. `fail`: checked and not correct. `unknown`: it applies, but could not be checked. `skipped`: it
 * does not apply, was not requested, or an earlier row failed.
 */
export type CheckOutcome = 'pass' | 'fail' | 'unknown' | 'skipped'

/** One row of the report. */
export interface CheckResult {
  readonly id: CheckId
  readonly outcome: CheckOutcome
  /** Stable code of the result; `docs/catalogue/report-codes.md` lists all codes. */
  readonly code: SentenceCode
  /** One plain sentence of at most 25 words. */
  readonly message: string
  /** JSON Pointer into the credential. */
  readonly pointer?: string
  readonly details?: JsonObject
}

/** A finding that does not change the verdict. */
export interface Warning {
  readonly code: SentenceCode
  readonly message: string
  readonly pointer?: string
  readonly details?: JsonObject
}

/**
 * One issue of the credential's format, as in `validate`, or a difference of the signature from its profile.
 */
export type ReportIssue = ReadingIssue

export const CREDENTIAL_KINDS = [
  'open-badge', // Open Badges 3.0, an AchievementCredential
  'endorsement', // Open Badges 3.0, an EndorsementCredential
  'clr', // Comprehensive Learner Record 2.0
  'status-list', // a Bitstring Status List or StatusList2021 credential
  'credential', // any other W3C Verifiable Credential
] as const
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number]

/** Kinds that contain credentials of other issuers. */
const ENVELOPE_KINDS = ['presentation', 'clr'] as const
export type EnvelopeKind = (typeof ENVELOPE_KINDS)[number]

export function isEnvelope(kind: Kind): kind is EnvelopeKind {
  return (ENVELOPE_KINDS as readonly Kind[]).includes(kind)
}

/** Whether the kind awards an achievement or makes another claim. Endorsements, status lists and envelopes do not. */
export function isAward(kind: Kind): boolean {
  return kind === 'open-badge' || kind === 'credential'
}

/** Who made an envelope, proven by the signing key; for a record, also its name. */
export interface Envelope {
  readonly id?: string
  /** The holder of a presentation, if it names one and answers your challenge; the issuer of a record. */
  readonly by?: { readonly id: string; readonly name?: string }
  /** The name of a record. A presentation has none. */
  readonly name?: string
  /** Only for a record: its issuer knows further credentials of the learner that are not in it. */
  readonly partial?: true
}

/** The kind of the input, also if it is not verified. */
export type Kind =
  | CredentialKind
  | 'presentation' // a W3C Verifiable Presentation
  | 'list' // a JSON array or NDJSON of several
  | 'open-badge-2-hosted'
  | 'open-badge-2-signed'
  | 'open-badge-1'
  | 'european-learning-model'
  | 'blockcerts'
  | 'sd-jwt'
  | 'web-address'
  | 'html'
  | 'image' // an image without a credential
  | 'json' // JSON that is none of the above
  | 'unknown'

/** The form of the input. */
export type Format = 'object' | 'json' | 'jws' | ImageFormat | 'other'

/** A credential in the verified document, with its own report. */
export interface EmbeddedReport {
  /** JSON Pointer to the credential in the document. */
  readonly pointer: string
  readonly role: 'endorsement' | 'credential'
  readonly report: Report
  /**
   * For an endorsement: whether it is genuine, valid, and about this credential, its achievement or its issuer. Show or count
   * only such endorsements. For a part of a record: false if it was issued to another person, or if its holder may have
   * withheld to whom.
   */
  readonly counts?: boolean
}

/**
 * One credential with its own verdict, also if it is in an envelope. If it is not verified, only its place is given, because
 * nobody confirms its content.
 */
export type ReportedBadge = VerifiedBadge | UnverifiedBadge

/** The view of a verified credential; `kind` says whether it is an Open Badge, which has an achievement. */
export type VerifiedBadge = (BadgeView | OtherView) & {
  readonly verified: true
  /** JSON Pointer to the credential in the input; empty if it is the input itself. */
  readonly pointer: string
  /** The holder may have omitted members, so absent members are not known. */
  readonly selection?: true
}

export interface UnverifiedBadge {
  readonly verified: false
  /** `fail`: a check failed. `unknown`: a check could not be done. */
  readonly outcome: 'fail' | 'unknown'
  /** The row that decided, and its code: `expired`, `revoked`, `signature_invalid` … */
  readonly check: CheckId
  readonly code: SentenceCode
  readonly kind: Kind
  readonly pointer: string
}

interface Common {
  readonly format: Format
  /** Always all rows of `CHECK_IDS`, in the same order. */
  readonly checks: readonly CheckResult[]
  /** The same rows by their ids. */
  readonly check: Readonly<Record<CheckId, CheckResult>>
  /**
   * The credential itself, or each credential of a presentation or record. Endorsements and status lists are only in `embedded`,
   * because they award nothing.
   */
  readonly badges: readonly ReportedBadge[]
  readonly warnings: readonly Warning[]
  /** Whether it follows the rules of its format. This does not say whether it is genuine. */
  readonly conforms: boolean
  /** The breaches of the rules of its format. */
  readonly issues: readonly ReportIssue[]
  /** Present if endorsements, or the credentials of a presentation or record, were checked. */
  readonly embedded?: readonly EmbeddedReport[]
  /** The instant of the verification, in UTC: the clock's, or the option `now`. */
  readonly checkedAt: string
}

/** The report of a verified credential. */
export interface VerifiedCredentialReport extends Common {
  readonly verified: true
  readonly kind: Exclude<Kind, EnvelopeKind>
  /**
   * The credential as its issuer signed it. If objects of the document have the same id, each has the members of all of them,
   * because somebody could have moved members without breaking the signature. Otherwise it is `source`.
   */
  readonly credential: JsonObject
  /**
   * The document and its proofs as you passed them, for digests and to pass them on. It lacks only the contexts that the
   * issuer's proof does not cover (EdDSA Cryptosuites §3.3). Do not show it to people: if objects in it share an id, a
   * signature of the graph does not cover which of them has a member. For example, a forger can exchange two captions of one
   * image in `source`; `credential` has neither of them.
   */
  readonly source: JsonObject
  /** The holder may have omitted members, so members that `credential` lacks are not known. */
  readonly selection?: true
  readonly envelope?: never
}

/**
 * The report of a verified presentation or record. Its holder or issuer did not award the contained credentials, so there is no
 * `credential`: read `badges`, each with its own issuer and verdict.
 */
export interface VerifiedEnvelopeReport<K extends EnvelopeKind = EnvelopeKind> extends Common {
  readonly verified: true
  readonly kind: K
  readonly credential?: never
  readonly source?: never
  /** Its holder may have left out members, also credentials, so absent members are not known. */
  readonly selection?: true
  readonly envelope: Envelope
}

export type VerifiedReport =
  | VerifiedCredentialReport
  | VerifiedEnvelopeReport<'presentation'>
  | VerifiedEnvelopeReport<'clr'>

export interface UnverifiedReport extends Common {
  readonly verified: false
  readonly kind: Kind
  readonly credential?: never
  readonly source?: never
  readonly envelope?: never
}

/** If `report.credential` is present, it is verified. `report.verified` is also true for verified envelopes. */
export type Report = VerifiedReport | UnverifiedReport
