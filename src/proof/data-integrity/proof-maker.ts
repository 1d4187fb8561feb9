/**
 * Assembles Data Integrity proofs (VC Data Integrity 1.0 section 4.2, steps 2 to 6): the data that a signer signs for a
 * document, and the proof with its signature. A maker serves one document or a batch.
 */

import type { Awaitable } from '#platform'
import { cached } from '../../documents/loaders.js'
import { writeDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { Batch } from '../../jsonld/batch/batch.js'
import type { WorkLimits } from '../../jsonld/budget/limits.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import type { AlsoJudge } from '../../jsonld/safe-mode/node-mention.js'
import { refuseUnknownAlgorithm } from '../../keys/check-signer.js'
import { andThen } from '../../platform/and-then.js'
import type { Load, Signer } from '../../ports.js'
import { configurationHash } from '../suites/configuration-hash.js'
import { digest, hashData, serializeSignature } from '../suites/hash-data.js'
import { mayHaveUncovered } from '../suites/rdf-canonicalisation.js'
import type { KeyKind, Suite, TransformOptions } from '../suites/suite.js'
import { creatableSuite, creatableSuiteNames } from '../suites/suites.js'
import { signBytes } from './sign-bytes.js'

/** The members of a proof, except its value. */
export interface ProofOptions {
  /** `eddsa-rdfc-2022` (the default) or `eddsa-jcs-2022`. */
  readonly cryptosuite?: string
  /** Written without parts of a second. Without it, the proof has no `created`. */
  readonly created?: Date
  readonly expires?: Date
  /** Default `assertionMethod`. */
  readonly proofPurpose?: 'assertionMethod' | 'authentication'
  readonly challenge?: string
  readonly domain?: string | readonly string[]
  /** An absolute URL, so that a later proof can name this proof. */
  readonly id?: string
  /** Ids of the previous proofs in the document, for a proof chain. */
  readonly previousProof?: string | readonly string[]
  /** Loads contexts that are not bundled. */
  readonly load?: Load
  readonly signal?: AbortSignal
  /** Limits for canonicalising each document. */
  readonly limits?: WorkLimits
  /** Judges the document's objects that have the same id, beside the strict rule. */
  readonly alsoJudge?: AlsoJudge
}

/** The key of a proof. The signature may be made elsewhere and later. */
export type ProofSigner = Pick<Signer, 'verificationMethod' | 'algorithm'>

export interface ProofMaker {
  /**
   * The bytes to sign for a document without proofs; for a chained proof, with its previous proofs. The method throws if the
   * bytes do not cover a member of the document.
   * The first half is the hash of the proof configuration, the second half the hash of the document. Calls may overlap.
   * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, `limit_exceeded`, `document_*`
   */
  readonly dataToSign: (document: JsonObject) => Awaitable<Uint8Array>
  /** The proof for the document, without its value. With an RDF suite, it is the same for all documents. */
  readonly unsignedProof: (document: JsonObject) => JsonObject
  /** The complete proof with the signature over `dataToSign(document)`. */
  readonly proofOf: (document: JsonObject, signature: Uint8Array) => JsonObject
  /** Length of a signature in bytes. */
  readonly signatureLength: number
}

/**
 * @param batch the documents share most of their content, and each context is loaded once for all of them
 * @throws TypeError for an unknown cryptosuite, a signer of the wrong kind, or an id that is not a URL
 */
export function proofMaker(signer: ProofSigner, options: ProofOptions, batch = false): ProofMaker {
  const { cryptosuite = 'eddsa-rdfc-2022' } = options
  const { suite, kind } = chooseSuite(signer, cryptosuite)
  const { configure, secured, transform, carried } = suite.canonicalisation
  const loading = batch && options.load !== undefined ? { ...options, load: cached(options.load) } : options
  const ofProof = transformOptionsOf(loading)
  const transformOptions = transformOptionsOf(loading)
  transformOptions.alsoJudge = options.alsoJudge
  if (options.limits !== undefined) transformOptions.limits = options.limits
  const own = ownMembers(suite, signer, options)
  const unsignedProof = suite.canonicalisation.needsMeaningCheck
    ? (document: JsonObject): JsonObject => ({ ...carried(document), ...own })
    : () => own
  const hashOf = (document: JsonObject, proof: JsonObject): Awaitable<Uint8Array> =>
    configurationHash(suite, configure(proof, document), kind.hash, ofProof)
  const hashFor = batch && !suite.canonicalisation.needsMeaningCheck ? rememberLast(hashOf) : hashOf
  const alone = (document: JsonObject): Awaitable<Uint8Array> =>
    andThen(transform(document, kind.hash, transformOptions), (text) => digest(text, kind.hash))
  // Only documents without members outside the graph use it. Documents of the same shape have none either.
  const together =
    batch && !suite.canonicalisation.needsMeaningCheck
      ? new Batch({ ...transformOptions, algorithm: kind.hash, standardNames: true })
      : undefined
  return {
    dataToSign: (document) => {
      const proof = unsignedProof(document)
      const own = secured(document, proof)
      const documentHash =
        together?.digestLikeBefore(own) ??
        (together === undefined || mayHaveUncovered(own) ? alone(own) : together.digest(own))
      return andThen(documentHash, (second) =>
        andThen(hashFor(document, proof), (first) => hashData(first, second)),
      )
    },
    unsignedProof,
    proofOf: (document, signature) => ({
      ...unsignedProof(document),
      proofValue: serializeSignature(signature),
    }),
    signatureLength: kind.length,
  }
}

/** Makes the data, the signature and the proof. @throws OpenBadgeError as `dataToSign` does, and `signer_failed` */
export function makeProof(
  maker: ProofMaker,
  document: JsonObject,
  signer: Signer,
  signal?: AbortSignal,
): Awaitable<JsonObject> {
  return andThen(maker.dataToSign(document), (data) =>
    andThen(signBytes(signer, data, maker.signatureLength, signal), (signature) =>
      maker.proofOf(document, signature),
    ),
  )
}

const OTHER_KEYS = 'With a P-256, P-384 or RSA key use issueJwt or presentJwt'

function chooseSuite(signer: ProofSigner, name: string): { readonly suite: Suite; readonly kind: KeyKind } {
  const suite = creatableSuite(name)
  if (suite === undefined) {
    throw new TypeError(
      `laurel cannot issue with the cryptosuite '${name}'; write ${creatableSuiteNames().join(' or ')}, with an Ed25519 key. ${OTHER_KEYS}`,
    )
  }
  const kind = suite.keys.find((key) => key.algorithm === signer.algorithm)
  if (kind === undefined) {
    refuseUnknownAlgorithm(signer.algorithm)
    const fitting = suite.keys.map((key) => key.algorithm).join(' or ')
    throw new TypeError(
      `${name} needs a key for ${fitting}; this one is for ${signer.algorithm}. ${OTHER_KEYS}`,
    )
  }
  if (!isAbsoluteUri(signer.verificationMethod)) {
    throw new TypeError("the signer's verificationMethod must be an absolute URL")
  }
  return { suite, kind }
}

/** The members that do not depend on the document, in the order of the proof. */
function ownMembers(suite: Suite, signer: ProofSigner, options: ProofOptions): JsonObject {
  const proof: Record<string, Json> = {}
  if (options.id !== undefined) {
    if (!isAbsoluteUri(options.id)) throw new TypeError('the id of a proof must be an absolute URL')
    proof['id'] = options.id
  }
  proof['type'] = suite.type
  if (suite.cryptosuite !== undefined) proof['cryptosuite'] = suite.cryptosuite
  if (options.created !== undefined) proof['created'] = writeDateTimeStamp(options.created)
  if (options.expires !== undefined) proof['expires'] = writeDateTimeStamp(options.expires)
  proof['verificationMethod'] = signer.verificationMethod
  proof['proofPurpose'] = options.proofPurpose ?? 'assertionMethod'
  if (options.challenge !== undefined) proof['challenge'] = options.challenge
  if (options.domain !== undefined) proof['domain'] = options.domain
  if (options.previousProof !== undefined) proof['previousProof'] = options.previousProof
  return proof
}

type Draft<T> = { -readonly [name in keyof T]: T[name] }

function transformOptionsOf({ load, signal }: ProofOptions): Draft<TransformOptions> {
  const made: Draft<TransformOptions> = {}
  if (load !== undefined) made.load = load
  if (signal !== undefined) made.signal = signal
  return made
}

type HashFor = (document: JsonObject, proof: JsonObject) => Awaitable<Uint8Array>

/** The configuration takes only the contexts from a document, and documents of a batch usually have the same. */
function rememberLast(hashOf: HashFor): HashFor {
  let context: Json | undefined
  let last: Uint8Array | undefined
  return (document, proof) => {
    const own = document['@context']
    if (last !== undefined && sameJson(own, context)) return last
    return andThen(hashOf(document, proof), (hash) => {
      context = own
      last = hash
      return hash
    })
  }
}
