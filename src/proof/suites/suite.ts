/** What a cryptosuite is: a row of choices over one pipeline of configure, transform, hash and serialise. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { Work } from '../../jsonld/budget/limits.js'
import type { TellShared } from '../../jsonld/safe-mode/check-shared-ids.js'
import type { Load, SignatureAlgorithm } from '../../ports.js'

/** A kind of key that a suite takes, and what follows from it. */
export interface KeyKind {
  readonly algorithm: SignatureAlgorithm
  readonly hash: 'SHA-256' | 'SHA-384'
  /** Bytes of a signature. */
  readonly length: number
}

export interface TransformOptions {
  readonly load?: Load
  readonly signal?: AbortSignal
  /** Shared by all that one call canonicalises. */
  readonly work?: Work
  /** Judges what several objects with one id say; by default the outermost must say all. */
  readonly tellShared?: TellShared | undefined
}

/** How a suite turns JSON into the text that is hashed. */
export interface Canonicalisation {
  /**
   * The proof configuration that is hashed, from the proof without its value.
   * @throws OpenBadgeError `proof_invalid` when the proof's own context contradicts the document's
   */
  readonly configure: (proof: JsonObject, document: JsonObject) => JsonObject
  /** The document as this proof secures it, from the document without proofs. */
  readonly secured: (document: JsonObject, proof: JsonObject) => JsonObject
  readonly transform: (
    value: JsonObject,
    hash: KeyKind['hash'],
    options: TransformOptions,
  ) => Awaitable<string>
  /** The members that a new proof carries from the document; JCS proofs keep its context. */
  readonly carried: (document: JsonObject) => JsonObject
  /** The signature covers members that JSON-LD would drop, so their meaning wants a check of its own (EdDSA Cryptosuites §3.3). */
  readonly blindToMeaning: boolean
}

export interface Suite {
  /** What reports call it: the cryptosuite, or the type where there is none. */
  readonly name: string
  readonly type: string
  readonly cryptosuite?: string
  readonly keys: readonly KeyKind[]
  readonly canonicalisation: Canonicalisation
  /** Its signature is a JWS without payload, in the member `jws`. */
  readonly detached?: boolean
  /** Whether laurel makes such proofs, or only reads them. */
  readonly creates: boolean
  /** Superseded: verified with a warning. */
  readonly legacy?: boolean
}

/** What a suite that another library implements is given. */
export interface ForeignProof {
  /** The document without proofs. */
  readonly document: JsonObject
  readonly proof: JsonObject
  /** The key's verification method, retrieved and bound by laurel, in Multikey form. */
  readonly verificationMethod: JsonObject
  readonly load: Load
}

/** A suite that another library implements; laurel still checks dates, purpose, key and safety. */
export interface ForeignSuite {
  readonly name: string
  readonly type: string
  readonly cryptosuite?: string
  readonly legacy?: boolean
  /** Whether its holder may leave out members of the document without breaking the proof. */
  readonly selective?: boolean
  /** @throws OpenBadgeError `proof_invalid` for a proof that is not looked at */
  readonly refuse?: (proof: JsonObject) => void
  /**
   * Of a selective suite: the predicates all of whose statements the issuer made mandatory, so that none was left out.
   * @param text the document's canonical N-Quads
   */
  readonly mandatory?: (proof: JsonObject, text: string) => Promise<readonly string[]>
  readonly verify: (input: ForeignProof) => Promise<boolean>
}

export type AnySuite = Suite | ForeignSuite
