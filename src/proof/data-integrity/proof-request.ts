/** What the check of one proof gets, and what it finds out. */
import type { Awaitable } from '#platform'
import type { retrieveVerificationMethod } from '../../did/verification-method.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import type { Work } from '../../jsonld/budget/limits.js'
import type { JudgeSharedIds } from '../../jsonld/safe-mode/node-mention.js'
import type { Load } from '../../ports.js'
import type { ProofWarning } from '../result/proof-result.js'
import type { AnySuite, TransformOptions } from '../suites/suite.js'

export type RetrieveVerificationMethod = typeof retrieveVerificationMethod

/** A document, and all that the checks of its proofs need. */
export interface ProofRequest {
  /** The document without proofs. */
  readonly document: JsonObject
  readonly proofs: readonly Json[]
  readonly load: Load
  readonly now: Date
  /** Milliseconds since 1970. */
  readonly latestCreated: number
  readonly purpose: 'assertionMethod' | 'authentication'
  readonly challenge: string | undefined
  readonly domain: readonly string[] | undefined
  readonly accept: readonly string[] | undefined
  readonly signal: AbortSignal | undefined
  readonly suites: readonly AnySuite[]
  readonly retrieve: RetrieveVerificationMethod | undefined
  /** Canonical texts of the document without proofs. All proofs share them. */
  readonly texts: CanonicalText[]
  /** The work that all proofs of the document may still cause. */
  readonly work: Work
  /** Judges objects of the document that have the same id. */
  readonly judgeSharedIds: JudgeSharedIds | undefined
}

/** A canonical text, and its hash once that is made. */
export interface CanonicalText {
  /** Suite family and hash. */
  readonly share: string
  readonly text: Awaitable<string>
  hash?: Uint8Array
}

/** The result, as far as it is known. */
export interface PartialResult {
  pointer: string
  outcome?: 'pass'
  verified?: true
  suite?: string
  verificationMethod?: string
  controller?: string
  created?: string
  signedContext?: Json
  selection?: { readonly mandatory: readonly string[] }
  warnings: ProofWarning[]
}

export function transformOptionsOf(
  { load, signal, work }: ProofRequest,
  judgeSharedIds?: ProofRequest['judgeSharedIds'],
): TransformOptions {
  return signal === undefined ? { load, work, judgeSharedIds } : { load, signal, work, judgeSharedIds }
}

/** The canonical text of a document. The text of the document without proofs is made only once, also if that fails. */
export function textOf(
  share: string,
  document: JsonObject,
  request: ProofRequest,
  make: (document: JsonObject) => Awaitable<string>,
): CanonicalText {
  const whole = document === request.document
  const known = whole ? request.texts.find((each) => each.share === share) : undefined
  if (known !== undefined) return known
  const made: CanonicalText = { share, text: attempt(() => make(document)) }
  if (whole) request.texts.push(made)
  return made
}

/** Turns an error into a rejection that may be awaited later, or by nobody. */
function attempt(make: () => Awaitable<string>): Awaitable<string> {
  try {
    return make()
  } catch (error) {
    const failed = Promise.reject(error)
    failed.catch(() => {})
    return failed
  }
}
