/** A cryptosuite: one row with its choices for configure, transform, hash and serialise. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { Work, WorkLimits } from '../../jsonld/budget/limits.js'
import type { SecuredFormOptions } from '../../jsonld/canonize.js'
import type { AlsoJudge, JudgeSharedIds } from '../../jsonld/safe-mode/node-mention.js'
import type { Load, SignatureAlgorithm } from '../../ports.js'

/** A kind of key that a suite takes, with its hash and the length of its signatures. */
export interface KeyKind {
  readonly algorithm: SignatureAlgorithm
  readonly hash: 'SHA-256' | 'SHA-384'
  /** Length of a signature in bytes. */
  readonly length: number
}

export interface TransformOptions {
  readonly load?: Load
  readonly signal?: AbortSignal
  /** Shared by all documents that one call canonicalises. */
  readonly work?: Work
  /** Of each document, if no work is shared. */
  readonly limits?: WorkLimits
  /** Judges objects that have the same id. Without it, only the outermost may have members. */
  readonly judgeSharedIds?: JudgeSharedIds | undefined
  /** Judges them beside the strict rule. */
  readonly alsoJudge?: AlsoJudge | undefined
  /** For suites that sign the graph: writes its lines in another order. */
  readonly inOrder?: SecuredFormOptions['inOrder']
}

/** How a suite makes the hashed text from JSON. */
export interface Canonicalisation {
  /**
   * The proof configuration that is hashed, from the proof without its value.
   * @throws OpenBadgeError `proof_invalid` if the proof's own context contradicts the document's
   */
  readonly configure: (proof: JsonObject, document: JsonObject) => JsonObject
  /** The document that this proof secures, from the document without proofs. */
  readonly secured: (document: JsonObject, proof: JsonObject) => JsonObject
  readonly transform: (
    value: JsonObject,
    hash: KeyKind['hash'],
    options: TransformOptions,
  ) => Awaitable<string>
  /** The members that a new proof copies from the document: for JCS proofs its context. */
  readonly carried: (document: JsonObject) => JsonObject
  /** The signature covers members that JSON-LD would drop, so a separate check of their meaning is needed (EdDSA Cryptosuites §3.3). */
  readonly needsMeaningCheck: boolean
}

export interface Suite {
  /** Its name in reports: the cryptosuite, or the type if there is none. */
  readonly name: string
  readonly type: string
  readonly cryptosuite?: string
  readonly keys: readonly KeyKind[]
  readonly canonicalisation: Canonicalisation
  /** The signature is a JWS without payload, in the member `jws`. */
  readonly detached?: boolean
  /** Whether laurel makes proofs of this suite, or only verifies them. */
  readonly creates: boolean
  /** Superseded: such proofs get a warning. */
  readonly legacy?: boolean
}

/** The input for a suite of another library. */
export interface ForeignProof {
  /** The document without proofs. */
  readonly document: JsonObject
  readonly proof: JsonObject
  /** The verification method of the key as a Multikey. laurel has retrieved it and checked its controller. */
  readonly verificationMethod: JsonObject
  readonly load: Load
}

/** A suite of another library. laurel still checks dates, purpose, key and safe mode. */
export interface ForeignSuite {
  readonly name: string
  readonly type: string
  readonly cryptosuite?: string
  readonly legacy?: boolean
  /** Whether the holder may omit members of the document, and the proof stays valid. */
  readonly selective?: boolean
  /** @throws OpenBadgeError `proof_invalid` for a proof that the suite does not verify */
  readonly refuse?: (proof: JsonObject) => void
  /**
   * For a selective suite: the predicates whose statements are all mandatory, so that none was omitted.
   * @param text the document's canonical N-Quads
   */
  readonly mandatory?: (proof: JsonObject, text: string, document: JsonObject) => Promise<readonly string[]>
  readonly verify: (input: ForeignProof) => Promise<boolean>
}

export type AnySuite = Suite | ForeignSuite
