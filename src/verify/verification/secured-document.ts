/** One secured document that is being verified. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { NodeMention } from '../../jsonld/safe-mode/node-mention.js'
import type { ProofResult } from '../../proof/result/proof-result.js'
import type { SentenceCode } from '../messages/en.js'
import type { CheckOutcome, EmbeddedReport, Format, Kind } from '../report/report.js'
import type { Verification } from './verification.js'

/** A row without its sentence. */
export interface Finding {
  readonly outcome: CheckOutcome
  readonly code: SentenceCode
  readonly pointer?: string
  readonly details?: JsonObject
}

/** A warning without its sentence. */
export interface RawWarning {
  readonly code: SentenceCode
  readonly pointer?: string
  readonly details?: JsonObject
}

export interface SecuredDocument {
  readonly kind: Kind
  readonly format: Format
  /** `part`: a credential of a record. Its recipient and its issuer are checked like those of the record. */
  readonly role: 'document' | 'part' | 'embedded' | 'status-list'
  /** The number of credentials around this one. */
  readonly depth: number
  /** The snapshot that was signed: all checks read it. */
  readonly document: JsonObject
  /** Present if objects of the document share an id: the document with each member at all places where a forger could put it. */
  readonly reading?: JsonObject
  /** Present for a JWT: whether its key belongs to the issuer. */
  readonly jwt?: { readonly bound: 'yes' | 'no' | 'unknown' }
  readonly proofs: readonly ProofResult[]
  readonly rawWarnings: RawWarning[]
  /** The breaches of the rules of its format. */
  readonly issues: JsonObject[]
  readonly embedded: EmbeddedReport[]
  /** The objects of each node that has several. */
  readonly shared: readonly (readonly NodeMention[])[]
}

/** One row of the table of checks. */
export interface Check {
  readonly run: (secured: SecuredDocument, verification: Verification) => Awaitable<Finding>
}

export const pass = (code: SentenceCode, details?: JsonObject): Finding => row('pass', code, details)
export const fail = (code: SentenceCode, details?: JsonObject): Finding => row('fail', code, details)
export const unknown = (code: SentenceCode, details?: JsonObject): Finding => row('unknown', code, details)
export const skipped = (code: SentenceCode): Finding => ({ outcome: 'skipped', code })

function row(outcome: CheckOutcome, code: SentenceCode, details: JsonObject | undefined): Finding {
  return details === undefined ? { outcome, code } : { outcome, code, details }
}

/** The controllers of the keys of all valid proofs; for a presentation, its holders. */
export function signersOf({ proofs }: SecuredDocument): readonly (string | undefined)[] {
  return proofs.filter(({ verified }) => verified).map(({ controller }) => controller)
}

/**
 * The predicates that the holder could not leave out, if no proof covers the whole original document; `undefined` if one
 * does.
 */
export function selectionOf({ proofs }: Pick<SecuredDocument, 'proofs'>): readonly string[] | undefined {
  let mandatory: string[] | undefined
  for (const { verified, code, selection, byOther } of proofs) {
    if ((!verified && code !== 'key_not_bound') || byOther === true) continue
    if (selection === undefined) return undefined
    mandatory = [...(mandatory ?? []), ...selection.mandatory]
  }
  return mandatory
}
