/** The one error class and the table of its codes. */
import type { IssueCode } from './issue-codes.js'

/** One fault in a value. One error can carry several issues. */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the place in the input. */
  readonly pointer: string
  /** Stable name of the fault, for example `missing` or `undefined_term`. */
  readonly code: IssueCode
  /** Warnings leave a document valid. Absent means error. */
  readonly severity?: 'error' | 'warning'
  /** One sentence: what is wrong. */
  readonly message: string
  readonly expected?: string
  readonly found?: string
  /** What to write instead. */
  readonly hint?: string
}

/** Names of limits, as `details.limit` gives them. */
export type LimitName =
  // JSON
  | 'length'
  | 'depth'
  | 'nodes'
  // one canonicalisation
  | 'contexts'
  | 'contextList'
  | 'termDefinitions'
  // one call
  | 'contextWork'
  | 'scalars'
  | 'bytes'
  | 'quads'
  | 'hashes'
  | 'generalObjects'
  | 'deepIterations'
  | 'input'
  | 'document'
  | 'record'
  | 'embedded'
  | 'loads'
  | 'loadedBytes'
  | 'schemaSteps'
  | 'statusBytes'
  | 'combined'
  // images and compressed data
  | 'imageBytes'
  | 'bakedBytes'
  | 'chunks'
  | 'elements'
  | 'credentialBytes'
  | 'expandedBytes'
  | 'encodedList'
  // keys and proofs
  | 'base58Length'
  | 'keys'
  | 'uncoveredMembers'
  // pathways, files and tables
  | 'badges'
  | 'file'
  | 'line'

/** Every code with the shape of its details. Removing or renaming one is a breaking change. */
export interface ErrorDetails {
  /** A credential breaks the data model: thrown by builders, `issue` and `present`. `validate` returns the issues and does not throw. */
  model_invalid: { readonly issues: readonly Issue[] }
  /** JSON text that is not what RFC 8259 and I-JSON allow, or a value that is not plain JSON. */
  json_invalid: { readonly pointer?: string; readonly offset?: number; readonly reason: string }
  /** Text or bytes in a wrong encoding (UTF-8, base58btc, base64url, multibase, varint). */
  encoding_invalid: { readonly encoding: string; readonly reason: string }
  /** A limit on size, depth, count or work was exceeded. */
  limit_exceeded: { readonly limit: LimitName; readonly maximum: number; readonly found?: number }
  /** JSON-LD processing would drop part of the document, or no context defines it. */
  jsonld_unsafe: { readonly issues: readonly Issue[] }
  /** JSON-LD processing failed; `reason` is the JSON-LD error code where there is one. */
  jsonld_invalid: { readonly reason: string; readonly pointer?: string; readonly term?: string }
  /** This loader does not know the document; another may. */
  document_unknown: { readonly url: string; readonly purpose: string }
  /** A rule of the loader forbids this document. `bytes`: as for `document_unavailable`. */
  document_refused: {
    readonly url: string
    readonly purpose: string
    readonly reason: string
    readonly bytes?: number
  }
  /**
   * The document is allowed, but could not be loaded. `bytes`: what reading its answer cost, which `verify` counts in
   * `limits.loadedBytes`.
   */
  document_unavailable: {
    readonly url: string
    readonly purpose: string
    readonly reason: string
    readonly bytes?: number
  }
  /** A part of laurel that loads on demand did not load, so what it checks was not checked. */
  part_unavailable: { readonly lazy: string }
  /** Key material is malformed, weak, private where it must be public, or of the wrong type. */
  key_invalid: { readonly reason: string }
  /**
   * A DID, DID URL, controller document or verification method breaks its rules; `reason` is the specification's
   * name for the class of fault, `fault` says which of the class it is (`ControllerFault`).
   */
  controller_invalid: { readonly url: string; readonly reason: string; readonly fault?: string }
  /** The signer failed, timed out, or did not return a valid signature. */
  signer_failed: { readonly reason: string }
  /** A proof cannot be made or read; `reason` is the specification's name. */
  proof_invalid: { readonly reason: string; readonly pointer?: string }
  /** A compact JWS or its claims break the profile. `claim` and `pointer` name the claim and the credential's member, if known. */
  jwt_invalid: { readonly reason: string; readonly claim?: string; readonly pointer?: string }
  /**
   * A larger credential cannot be made from a pathway's evaluation; `reason` says why, `part` is the id of the badge at fault.
   */
  stack_refused: { readonly reason: string; readonly part?: string }
  /** A status list cannot be made or read; `reason` is the specification's name. */
  status_invalid: { readonly reason: string; readonly hint?: string }
  /** An image cannot be baked or unbaked. */
  image_invalid: {
    readonly format: string
    readonly reason: string
    readonly offset?: number
    /** Offset of the second of two contradicting entries. */
    readonly otherOffset?: number
  }
  /** A function that needs a verified report received another. `check` and `code` give the row that prevents `verified`. */
  report_unverified: { readonly check?: string; readonly code?: string; readonly hint: string }
  /** The report is not about the document that was passed with it, or its verdict differs from its rows. */
  report_mismatch: { readonly hint: string }
  /** A table of rows (CSV, NDJSON) cannot be read; `row` counts as a spreadsheet does, the header being row 1. */
  table_invalid: {
    readonly reason: string
    readonly row?: number
    readonly line?: number
    readonly column?: string
    readonly hint?: string
  }
  /** A mapping from columns to a credential is wrong in itself. */
  mapping_invalid: { readonly issues: readonly Issue[] }
  /** Rows failed the plan, so nothing was signed. */
  plan_refused: {
    readonly rows: number
    readonly issues: number
    /** The first findings, where rows of a table failed. */
    readonly first?: readonly {
      readonly row: number
      readonly column?: string
      readonly value?: string
      readonly code: string
      readonly message: string
      readonly hint?: string
    }[]
  }
  /** A batch's journal or output folder is locked, damaged, or belongs to another batch. */
  journal_invalid: {
    readonly path: string
    readonly reason: string
    readonly line?: number
    readonly hint?: string
  }
  /**
   * A queue cannot continue; `reason` says why (`QueueFault`), `position` is the position in the source of the chunk at fault.
   */
  queue_failed: { readonly reason: string; readonly position?: number; readonly hint?: string }
  /** A file cannot be read or written; `reason` is the operating system's code where there is one. */
  file_failed: { readonly path: string; readonly reason: string; readonly hint?: string }
}

export type ErrorCode = keyof ErrorDetails

/**
 * The error that laurel throws for bad data. `code` is stable; `details` has the shape that `ErrorDetails` lists
 * for the code. A wrong call of a function throws a TypeError instead.
 *
 * @example
 * const error = new OpenBadgeError('key_invalid', 'the key is too short', { reason: 'malformed' })
 * console.log(error.code, error.details.reason)
 */
export class OpenBadgeError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'OpenBadgeError'
  readonly code: C
  readonly details: ErrorDetails[C]

  constructor(code: C, message: string, details: ErrorDetails[C], options?: { readonly cause?: unknown }) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** The first issue with a name to write instead, or else the first, in words; and the number of the others: for the message of an error. */
export function issuesInWords(issues: readonly Issue[]): string {
  const { pointer, message, hint } = issues.find(({ hint }) => /^write \S+$/.test(hint!)) ?? issues[0]!
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return `${pointer || 'the top'}: ${withHint(message, hint)}${more}`
}

/** A message and its hint in one text: two sentences if one of them is a sentence, else with a semicolon. */
export function withHint(message: string, hint: string | undefined): string {
  if (hint === undefined) return message
  if (/[.!?]$/.test(message)) return `${message} ${hint}`
  return `${message}${/^[A-Z][a-z ]/.test(hint) ? '.' : ';'} ${hint}`
}

/**
 * Says whether a value is an `OpenBadgeError`, and narrows its details when you name a code. It compares names, so it also
 * holds where two copies of the package are loaded.
 *
 * @param error - Any value, such as what a `catch` received.
 * @param code - The code to ask for. Default: any code.
 * @returns True for an `OpenBadgeError`, with the code if you gave one.
 * @example
 * try {
 *   await canonize({ '@context': 'https://example.org/unknown' })
 * } catch (error) {
 *   if (isOpenBadgeError(error, 'document_unknown')) console.log(error.details.url)
 * }
 */
export function isOpenBadgeError<C extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: C,
): error is OpenBadgeError<C> {
  return (
    error instanceof Error &&
    error.name === 'OpenBadgeError' &&
    (code === undefined || (error as { code?: unknown }).code === code)
  )
}
