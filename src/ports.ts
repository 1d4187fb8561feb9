/** The three doors to the world: documents, keys, time. Everything else is a function of its arguments. */

/** Why a document is wanted; a loader may answer some purposes and refuse others. */
export type Purpose =
  | 'context' // a JSON-LD context
  | 'controller' // a DID document or https controller document
  | 'key' // a key document or JSON Web Key Set
  | 'status' // a status list credential or revocation list
  | 'schema' // a JSON Schema named by credentialSchema
  | 'refresh' // a newer version of the credential
  | 'registry' // a list of trusted issuers

/**
 * Answers with the parsed JSON document at `url` (or a string, where the document is a compact JWS).
 * Rejects with an OpenBadgeError: `document_unknown` (not mine: the next loader may be asked),
 * `document_refused` (a rule forbids it) or `document_unavailable` (the world failed).
 */
export type Load = (url: string, purpose: Purpose, signal?: AbortSignal) => Promise<unknown>

/** JOSE-style name of a signature algorithm. */
export type SignatureAlgorithm = 'Ed25519' | 'ES256' | 'ES384' | 'RS256'

/** Algorithms of signatures that are verified: those, and further ones that tokens come with (RFC 7518 section 3.1). */
export type VerificationAlgorithm = SignatureAlgorithm | 'ES512' | 'RS384' | 'RS512' | 'PS256'

/** Whatever can sign: a local key, a KMS, an HSM, a service. An object literal will do. */
export interface Signer {
  /** Absolute URL of the verification method, for example `did:key:z6Mk…#z6Mk…`. */
  readonly verificationMethod: string
  /** Data Integrity takes Ed25519; a JWT takes any, so that a KMS with a key of P-521 or RSA-PSS can sign. */
  readonly algorithm: VerificationAlgorithm
  /** Signs the bytes as they are (pure Ed25519; ECDSA as r‖s). May answer at once. */
  readonly sign: (bytes: Uint8Array, signal?: AbortSignal) => Uint8Array | Promise<Uint8Array>
  /** DID or URL of the key's controller; by default the verification method without its fragment. */
  readonly controller?: string
  /** Public key as Multikey; when known, every signature is checked before it leaves. */
  readonly publicKeyMultibase?: string
}

/** The current time. Injected so that tests, audits and "was it valid on …" need no real clock. */
export type Clock = () => Date
