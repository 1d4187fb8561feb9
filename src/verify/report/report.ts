/** The report: its shape, and the rule by which rows become a verdict. */
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
 * `pass`: looked at, and in order. `fail`: looked at, and not in order. `unknown`: it applies, but could not be
 * looked at. `skipped`: it does not apply, was not asked for, or an earlier row made it pointless.
 */
export type CheckOutcome = 'pass' | 'fail' | 'unknown' | 'skipped'

/** One row. */
export interface CheckResult {
  readonly id: CheckId
  readonly outcome: CheckOutcome
  /** Stable name of what was found; see `sentences/en.ts` for all of them. */
  readonly code: SentenceCode
  /** One plain sentence of at most 25 words. */
  readonly message: string
  /** JSON Pointer to the place in the credential. */
  readonly pointer?: string
  readonly details?: JsonObject
}

/** Something that does not change the verdict. */
export interface Warning {
  readonly code: SentenceCode
  readonly message: string
  readonly pointer?: string
  readonly details?: JsonObject
}

/**
 * One breach of the rules of the credential's format: a fault as `validate` has it, or a departure of the signature from
 * its profile.
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

/** Kinds that hold what others awarded. */
const ENVELOPE_KINDS = ['presentation', 'clr'] as const
export type EnvelopeKind = (typeof ENVELOPE_KINDS)[number]

export function isEnvelope(kind: Kind): kind is EnvelopeKind {
  return (ENVELOPE_KINDS as readonly Kind[]).includes(kind)
}

/** Endorsements and status lists award nothing, and an envelope awards nothing itself. */
export function isAward(kind: Kind): boolean {
  return kind === 'open-badge' || kind === 'credential'
}

/** Who put an envelope together, bound to the key that signed it, and what a record is called by whoever collected it. */
export interface Envelope {
  readonly id?: string
  /** The holder of a presentation, where it names one and answers your challenge; the issuer of a record. */
  readonly by?: { readonly id: string; readonly name?: string }
  /** Of a record. A presentation has no words of its own. */
  readonly name?: string
  /** Of a record: its issuer says that there are credentials of the learner that it does not hold. */
  readonly partial?: true
}

/** What was handed in, whether or not it could be verified. */
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

/** The form in which it came. */
export type Format = 'object' | 'json' | 'jws' | ImageFormat | 'other'

/** A credential inside the one reported on, with its own report. */
export interface EmbeddedReport {
  /** JSON Pointer to where it stands. */
  readonly pointer: string
  readonly role: 'endorsement' | 'credential'
  readonly report: Report
  /**
   * Of an endorsement: whether it is genuine, in force, and about this credential, its achievement or its issuer. Only
   * such a one may be shown or counted as praise. Of a part of a record: false where it was issued to somebody else,
   * or where its holder may have withheld to whom.
   */
  readonly counts?: boolean
}

/**
 * One credential, wherever it stood, with its own verdict. Of one that is not verified it says nothing but where it
 * stands: nobody vouches for its words.
 */
export type ReportedBadge = VerifiedBadge | UnverifiedBadge

/** The view of a credential that holds; `kind` says whether it is an Open Badge, which has an achievement. */
export type VerifiedBadge = (BadgeView | OtherView) & {
  readonly verified: true
  /** JSON Pointer to it in what was handed in; empty where it is what was handed in. */
  readonly pointer: string
  /** Its holder may have left out members, so what is absent is not known. */
  readonly selection?: true
}

export interface UnverifiedBadge {
  readonly verified: false
  /** `fail`: it does not hold. `unknown`: nobody knows. */
  readonly outcome: 'fail' | 'unknown'
  /** The row that decided, and what it found: `expired`, `revoked`, `signature_invalid` … */
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
   * What was awarded: the credential itself, and the credentials inside a presentation or record, one by one.
   * Endorsements and status lists award nothing and stand in `embedded` alone.
   */
  readonly badges: readonly ReportedBadge[]
  readonly warnings: readonly Warning[]
  /** Whether it is well made by the rules of its format. Another question than whether it is genuine. */
  readonly conforms: boolean
  /** What is not well made. */
  readonly issues: readonly ReportIssue[]
  /** Present where endorsements, or the credentials of a presentation or record, were looked at. */
  readonly embedded?: readonly EmbeddedReport[]
  /** The instant for which it holds, in UTC: the clock's, or the option `now`. */
  readonly checkedAt: string
}

/** A credential that holds. */
export interface VerifiedCredentialReport extends Common {
  readonly verified: true
  readonly kind: Exclude<Kind, EnvelopeKind>
  /**
   * Its issuer's word, wherever somebody may have moved a member under the same signature: where objects of the
   * document share an id, each says what all of them say. Else it is `source`.
   */
  readonly credential: JsonObject
  /**
   * The document and its proofs as they were handed in, for digests and for handing on. It lacks only the contexts that
   * the issuer's proof does not cover (EdDSA Cryptosuites §3.3). Do not show it to people: where objects of it share an
   * id, a signature of the graph does not cover in which of them a member stands. A forger can exchange two captions of
   * one picture in `source`; `credential` has neither of them.
   */
  readonly source: JsonObject
  /** Its holder may have left out members, so what is absent from `credential` is not known. */
  readonly selection?: true
  readonly envelope?: never
}

/**
 * A presentation or record that holds. Whoever put it together did not award what is inside, so it is no `credential`:
 * read `badges`, each with its own issuer and verdict.
 */
export interface VerifiedEnvelopeReport<K extends EnvelopeKind = EnvelopeKind> extends Common {
  readonly verified: true
  readonly kind: K
  readonly credential?: never
  readonly source?: never
  /** Its holder may have left out members, credentials among them, so what is absent is not known. */
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

/** `if (report.credential)` is enough to have a credential that holds; `report.verified` also covers envelopes. */
export type Report = VerifiedReport | UnverifiedReport

/** Fails closed: nothing failed, nothing that applies is unknown, nothing required was skipped, and proof passed. */
export function isVerified(checks: readonly CheckResult[], required: readonly CheckId[]): boolean {
  let proven = false
  for (const { id, outcome } of checks) {
    if (outcome === 'fail' || outcome === 'unknown') return false
    if (outcome === 'skipped' && required.includes(id)) return false
    if (outcome === 'pass' && id === 'proof') proven = true
  }
  return proven
}
