/** One secured document on its way through the checks. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { ProofResult } from '../../proof/result/proof-result.js'
import type { SentenceCode } from '../messages/en.js'
import type { CheckOutcome, EmbeddedReport, Format, Kind } from '../report/report.js'
import type { Verification } from './verification.js'

/** A row before it has a sentence. */
export interface Finding {
  readonly outcome: CheckOutcome
  readonly code: SentenceCode
  readonly pointer?: string
  readonly details?: JsonObject
}

/** A warning before it has a sentence. */
export interface RawWarning {
  readonly code: SentenceCode
  readonly pointer?: string
  readonly details?: JsonObject
}

export interface SecuredDocument {
  readonly kind: Kind
  readonly format: Format
  /** `part`: a credential of a record, of which the person and the trust are asked as of the record itself. */
  readonly role: 'document' | 'part' | 'embedded' | 'status-list'
  /** Credentials around this one. */
  readonly depth: number
  /** The snapshot that was signed: all checks read it. */
  readonly document: JsonObject
  /** Present where objects of it share an id: what it says, wherever a forger could have put the members. */
  readonly reading?: JsonObject
  /** Present when it came as a JWT: the result of its signature. */
  readonly jwt?: { readonly bound: 'yes' | 'no' | 'unknown' }
  readonly proofs: readonly ProofResult[]
  readonly rawWarnings: RawWarning[]
  /** What in it breaks the rules of its format. */
  readonly issues: JsonObject[]
  readonly embedded: EmbeddedReport[]
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

/** Whose keys signed it: for a presentation, whoever presents. */
export function signersOf({ proofs }: SecuredDocument): readonly (string | undefined)[] {
  return proofs.filter(({ verified }) => verified).map(({ controller }) => controller)
}

/**
 * Where no proof covers the whole document, what its holder may have left out is not known. The predicates of which the
 * issuer let nothing be left out; `undefined` for a whole document.
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

/** Id of an issuer, holder or subject. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  const { id } = value as { readonly id?: unknown }
  return typeof id === 'string' ? id : undefined
}
