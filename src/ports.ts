/** Interfaces for everything outside the library: loading documents, signing, the clock. */

/** Why a document is loaded; a loader may serve some purposes and refuse others. */
export type Purpose =
  | 'context' // a JSON-LD context
  | 'controller' // a DID document or https controller document
  | 'key' // a key document or JSON Web Key Set
  | 'status' // a status list credential or revocation list
  | 'schema' // a JSON Schema named by credentialSchema
  | 'refresh' // a newer version of the credential
  | 'registry' // a list of trusted issuers

/**
 * Loads the document at `url`: parsed JSON, or a string where the document is a compact JWS.
 * Rejects with an OpenBadgeError: `document_unknown` (this loader does not serve it, another may),
 * `document_refused` (a rule forbids it) or `document_unavailable` (loading failed; the reason `status 404` says that there is
 * no such document).
 */
export type Load = (url: string, purpose: Purpose, signal?: AbortSignal) => Promise<unknown>

/** JOSE-style name of a signature algorithm. */
export type SignatureAlgorithm = 'Ed25519' | 'ES256' | 'ES384' | 'RS256'

/** Algorithms of signatures that can be verified: the ones above, and others that JWTs use (RFC 7518 section 3.1). */
export type VerificationAlgorithm = SignatureAlgorithm | 'ES512' | 'RS384' | 'RS512' | 'PS256'

/** Anything that signs: a local key, a KMS, an HSM, a service. It may be an object literal. */
export interface Signer {
  /** Absolute URL of the verification method, for example `did:key:z6Mk…#z6Mk…`. */
  readonly verificationMethod: string
  /** `issue`, `present` and batches need Ed25519. `issueJwt` and `presentJwt` take any, so that a KMS with another key can sign. */
  readonly algorithm: VerificationAlgorithm
  /** Signs the bytes as they are (pure Ed25519; ECDSA as r‖s). May return a promise. */
  readonly sign: (bytes: Uint8Array, signal?: AbortSignal) => Uint8Array | Promise<Uint8Array>
  /** DID or URL of the key's controller; by default the verification method without its fragment. */
  readonly controller?: string
  /**
   * Public key as Multikey. If it is given, every signature is verified before it is returned. Without it, and without a
   * `did:key`, nothing checks the signatures: verify one badge, with the published key, before you issue others.
   */
  readonly publicKeyMultibase?: string
}

/** The current time. Injected so that tests, audits and "was it valid on …" need no real clock. */
export type Clock = () => Date
