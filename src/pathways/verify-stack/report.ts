/** The report of `verifyStack`. */
import type { Report, VerifiedCredentialReport } from '../../verify/index.js'
import type { Evaluation } from '../evaluate/types.js'

/**
 * How much the shown parts prove about a larger credential that is itself genuine. `proven`: all parts were shown, are valid,
 * and meet the pathway. `partly`: some parts were shown and are valid. `asserted`: only the issuer's signature supports the
 * claim. `contradicted`: the shown parts contradict the issuer.
 */
export type StackLevel = 'proven' | 'partly' | 'asserted' | 'contradicted'

/** The reason for the level. */
export type StackCode =
  | 'stack_proven'
  | 'parts_withheld' // not all parts were shown, or the credential may name more of them than it shows
  | 'part_altered' // a shown part has the id of an entry and other content, and is not verified
  | 'part_reshaped' // a shown part has the id of an entry and other content, and is verified
  | 'part_open' // a part could not be fully checked
  | 'person_unknown' // no given id or address shows that all parts belong to the recipient: pass `recipient` with all of them
  | 'part_not_verified' // a part is not verified now
  | 'part_withdrawn' // a part was revoked or suspended, so it is not known whether it was valid at the start
  | 'part_forged' // a named part has an invalid signature
  | 'part_lost' // a part of a node with `keep` is no longer valid
  | 'part_of_itself' // the credential names itself, or a credential of which it is a part
  | 'part_contradicted' // a part is itself a larger credential, and contradicted
  | 'pathway_unmet' // all parts were shown and are valid, and do not meet the pathway
  | 'pathway_withheld' // the pathway was not given
  | 'pathway_foreign' // the credential names another pathway than those given
  | 'pathway_altered' // the given pathway is not the one that was signed
  | 'award_differs' // the pathway awards another achievement
  | 'no_parts' // the credential names no parts
  | 'undated' // the credential has no start date
  | 'limit_exceeded' // there are more parts, or more levels of parts, than the limits allow

/**
 * `shown`: the named document was passed. `withheld`: no document with its id was passed. `altered`: a document with its id
 * and other content was passed, and is not verified. `reshaped`: the same, but verified; for example, a wallet rewrote it or
 * the issuer issued it again.
 */
export type EntryOutcome = 'shown' | 'withheld' | 'altered' | 'reshaped'

/**
 * The state of a shown part. `holds`: verified. `expired`: it was valid at the start of the larger credential. `revoked`,
 * `suspended`: withdrawn now. `open`: a check is `unknown`. `forged`: the signature is invalid. `not_verified`: another check
 * failed.
 */
export type Standing = 'holds' | 'expired' | 'revoked' | 'suspended' | 'open' | 'forged' | 'not_verified'

/** One part, in the order of the larger credential. */
export interface StackEntry {
  /** JSON Pointer to the entry in the larger credential. */
  readonly pointer: string
  /** Id of the part; for a sealed part, the name of its envelope (RFC 6920). */
  readonly id: string
  readonly form: 'named' | 'sealed'
  readonly outcome: EntryOutcome
  /** Present if the part was shown. */
  readonly standing?: Standing
  /** Name of the part's achievement. Present if the part was shown, and is genuine now or was at the start. */
  readonly name?: string
  /** The report of the shown part, for now. Absent if the part was withheld. */
  readonly report?: Report
  /** Present if the part is itself a larger credential. */
  readonly stack?: StackReport
}

/** A part that was valid at the start of the larger credential and is not valid now. */
export interface ChangedPart {
  /** The id in the entry. */
  readonly part: string
  readonly now: 'expired' | 'revoked' | 'suspended'
}

/** What is known about a larger credential that is itself verified. */
export interface StackFindings {
  /** The report of the larger credential itself, without its parts. It is verified at every level. */
  readonly report: VerifiedCredentialReport
  readonly level: StackLevel
  readonly code: StackCode
  /** What the level means, and its reason: plain sentences of at most 25 words. */
  readonly message: string
  /** `shown`: the given pathway is the one that was signed. */
  readonly pathway: 'shown' | 'withheld' | 'foreign' | 'altered'
  readonly entries: readonly StackEntry[]
  readonly changed: readonly ChangedPart[]
  /** The pathway, evaluated again with the shown parts that are valid. */
  readonly evaluation?: Evaluation
  /** The report of the record, if the input was a record; it says who made the record. */
  readonly record?: Report
  /** Number of passed credentials that no entry names. They were not verified. */
  readonly strangers: number
}

/** Proven: the larger credential is verified, and all its parts were shown, are valid, and meet the pathway. */
export interface VerifiedStack extends StackFindings {
  readonly verified: true
  readonly level: 'proven'
}

/** The larger credential itself is verified, but the shown parts do not prove it. */
export interface UnprovenStack extends StackFindings {
  readonly verified: false
  readonly level: Exclude<StackLevel, 'proven'>
}

/** The larger credential itself is not verified, or the input is not one credential. Its parts were not verified. */
export interface UnverifiedStack {
  readonly verified: false
  readonly report: Report
  readonly level?: never
}

export type JudgedStack = VerifiedStack | UnprovenStack

/**
 * `verified` is true only at the level `proven`. `report.verified` says whether the larger credential itself is genuine; only then
 * there are `message`, `entries` and the other findings, so test `level` first: `if (seen.level !== undefined)`.
 */
export type StackReport = JudgedStack | UnverifiedStack
