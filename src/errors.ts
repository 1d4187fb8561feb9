/** The one error class and the table of its codes. */

/** One finding about a value; several can be reported at once. */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the place in the input. */
  readonly pointer: string
  /** Stable name of the kind of fault, for example `missing` or `undefined_term`. */
  readonly code: string
  /** One sentence: what is wrong. */
  readonly message: string
  readonly expected?: string
  readonly found?: string
  /** What to write instead. */
  readonly hint?: string
}

/** Every code with the shape of its details. Removing or renaming one is a breaking change. */
export interface ErrorDetails {
  /** A builder, `issue` or `validate` met a credential that breaks the model. */
  model_invalid: { readonly issues: readonly Issue[] }
  /** JSON text that is not what RFC 8259 and I-JSON allow, or a value that is not plain JSON. */
  json_invalid: { readonly pointer?: string; readonly offset?: number; readonly reason: string }
  /** Text or bytes in a wrong encoding (UTF-8, base58btc, base64url, multibase, varint). */
  encoding_invalid: { readonly encoding: string; readonly reason: string }
  /** An option-defined limit on size, depth, count or work was passed. */
  limit_exceeded: { readonly limit: string; readonly maximum: number; readonly found?: number }
  /** JSON-LD processing would lose or cannot define part of the document. */
  jsonld_unsafe: { readonly issues: readonly Issue[] }
  /** JSON-LD processing failed; `reason` is the JSON-LD error code where there is one. */
  jsonld_invalid: { readonly reason: string; readonly pointer?: string; readonly term?: string }
  /** This loader does not know the document; another may. */
  document_unknown: { readonly url: string; readonly purpose: string }
  /** A rule of the loader forbids this document. */
  document_refused: { readonly url: string; readonly purpose: string; readonly reason: string }
  /** The document is allowed, but could not be had. */
  document_unavailable: { readonly url: string; readonly purpose: string; readonly reason: string }
  /** Key material is malformed, weak, private where it must be public, or of the wrong type. */
  key_invalid: { readonly reason: string }
  /** A DID, DID URL or controller document breaks its rules; `reason` is the specification's name. */
  controller_invalid: { readonly url: string; readonly reason: string }
  /** The signer failed, timed out, or returned something that is no valid signature. */
  signer_failed: { readonly reason: string }
  /** A proof cannot be made or read; `reason` is the specification's name. */
  proof_invalid: { readonly reason: string; readonly pointer?: string }
  /** A compact JWS or its claims break the profile. */
  jwt_invalid: { readonly reason: string }
  /** A status list cannot be made or read; `reason` is the specification's name. */
  status_invalid: { readonly reason: string }
  /** An image cannot be baked or unbaked. */
  image_invalid: { readonly format: string; readonly reason: string; readonly offset?: number }
}

export type ErrorCode = keyof ErrorDetails

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

/** By name, not `instanceof`: holds across duplicate copies of the package. Narrows when a code is given. */
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
