/** What `verifyStack` answers. */
import type { Report, VerifiedCredentialReport } from '../../verify/index.js'
import type { Evaluation } from '../evaluate/types.js'

/**
 * `proven`: all parts were shown, hold, and meet the pathway. `partly`: some parts were shown and hold. `asserted`: the
 * issuer says so, and nothing that was shown supports it. `contradicted`: what was shown proves the issuer wrong.
 */
export type StackLevel = 'proven' | 'partly' | 'asserted' | 'contradicted'

/** Why it is this level and no other. */
export type StackCode =
  | 'stack_proven'
  | 'parts_withheld' // not all parts were shown
  | 'part_altered' // what has the id of a part is not the signed document, and does not verify
  | 'part_reshaped' // what has the id of a part verifies, but is not the signed document
  | 'part_open' // a part could not be fully checked, or names nobody whom the recipient could be compared with
  | 'part_not_verified' // a part does not verify now
  | 'part_withdrawn' // a part was revoked or suspended; nobody can tell whether it held at the time
  | 'part_forged' // the issuer named a part whose signature does not hold
  | 'part_lost' // a part that must still hold does not
  | 'part_of_itself' // it names itself, or what it is a part of
  | 'part_contradicted' // a part is itself a larger credential, and contradicted
  | 'pathway_unmet' // all parts were shown and hold, and do not meet the pathway
  | 'pathway_withheld' // its definition was not given
  | 'pathway_foreign' // it names another pathway than those given
  | 'pathway_altered' // the definition given is not the one that was signed
  | 'award_differs' // the pathway awards another achievement
  | 'no_parts' // it names no parts
  | 'undated' // it does not say from when on it holds
  | 'limit_exceeded' // it names more parts, or has more levels, than are looked at

/**
 * `shown`: the very document was handed in. `withheld`: nothing with its id was. `altered`: what has its id is another
 * document, and does not verify. `reshaped`: it verifies, but was written anew by a wallet or issued again.
 */
export type EntryOutcome = 'shown' | 'withheld' | 'altered' | 'reshaped'

/**
 * How a shown part stands. `holds`: verified. `expired`: it held when the larger credential began. `revoked`, `suspended`:
 * withdrawn now. `open`: something about it is unknown. `forged`: its signature does not hold. `not_verified`: another
 * row failed.
 */
export type Standing = 'holds' | 'expired' | 'revoked' | 'suspended' | 'open' | 'forged' | 'not_verified'

/** One part, in the order in which the larger credential names them. */
export interface StackEntry {
  /** JSON Pointer to the entry in the larger credential. */
  readonly pointer: string
  /** Id of the part; for a sealed part, the name of its envelope (RFC 6920). */
  readonly id: string
  readonly form: 'named' | 'sealed'
  readonly outcome: EntryOutcome
  /** Present where the part was shown. */
  readonly standing?: Standing
  /** The own report, as of now, of what was handed in. Absent where it was withheld. */
  readonly report?: Report
  /** Present where the part is a larger credential itself. */
  readonly stack?: StackReport
}

/** A part that no longer stands as it did when the larger credential began. */
export interface ChangedPart {
  /** Id as the entry has it. */
  readonly part: string
  readonly now: 'expired' | 'revoked' | 'suspended'
}

export interface VerifiedStack {
  readonly verified: true
  readonly report: VerifiedCredentialReport
  readonly level: StackLevel
  readonly code: StackCode
  /** One plain sentence of at most 25 words. */
  readonly message: string
  /** `shown`: it is the one that was signed. */
  readonly pathway: 'shown' | 'withheld' | 'foreign' | 'altered'
  readonly entries: readonly StackEntry[]
  readonly changed: readonly ChangedPart[]
  /** The pathway evaluated again with the parts that were shown and hold. */
  readonly evaluation?: Evaluation
  /** Present where a record was handed in: its own report, which says who collected it. */
  readonly record?: Report
  /** Credentials handed in that no entry names. They were not looked at. */
  readonly strangers: number
}

/** A larger credential that is not verified itself, or something else than one credential; no parts are looked at. */
export interface UnverifiedStack {
  readonly verified: false
  readonly report: Report
  readonly level?: never
}

export type StackReport = VerifiedStack | UnverifiedStack
