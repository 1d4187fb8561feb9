/**
 * The one place where a Data Integrity proof is assembled (VC Data Integrity 1.0 section 4.2, steps 2 to 6): what a
 * signer signs for a document, and the proof that its signature makes. Made once for a document, or for a batch.
 */

import type { Awaitable } from '#platform'
import { cached } from '../../documents/loaders.js'
import { writeDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { Batch } from '../../jsonld/batch/batch.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import { andThen } from '../../platform/and-then.js'
import type { Load, Signer } from '../../ports.js'
import { configurationHash } from '../suites/configuration-hash.js'
import { digest, hashData, serializeSignature } from '../suites/hash-data.js'
import { mayHoldSuspects } from '../suites/rdf-canonicalisation.js'
import type { KeyKind, Suite, TransformOptions } from '../suites/suite.js'
import { creatableSuite, creatableSuiteNames } from '../suites/suites.js'
import { signBytes } from './sign-bytes.js'

/** What a proof says beside its value. */
export interface ProofOptions {
  /** `eddsa-rdfc-2022` (the default) or `eddsa-jcs-2022`. */
  readonly cryptosuite?: string
  /** Written to the second; left out of the proof when absent. */
  readonly created?: Date
  readonly expires?: Date
  /** `assertionMethod` by default. */
  readonly proofPurpose?: 'assertionMethod' | 'authentication'
  readonly challenge?: string
  readonly domain?: string | readonly string[]
  /** An absolute URL, so that a later proof can name this one. */
  readonly id?: string
  /** Ids of proofs in the document that this one rests on: a proof chain. */
  readonly previousProof?: string | readonly string[]
  /** For contexts that are not bundled. */
  readonly load?: Load
  readonly signal?: AbortSignal
}

/** What a proof tells of its key; the signature itself may be made elsewhere and later. */
export type ProofSigner = Pick<Signer, 'verificationMethod' | 'algorithm'>

export interface ProofMaker {
  /**
   * The bytes to sign for a document without proofs (a chained proof's: with those that it rests on). They are given
   * only when every member of the document is known to be covered by them, so nobody can forget to ask.
   * The first half hashes the proof configuration, the second the document. Calls may overlap.
   * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, `limit_exceeded`, `document_*`
   */
  readonly dataToSign: (document: JsonObject) => Awaitable<Uint8Array>
  /** The proof without its value, as `document` is to carry it. Under an RDF suite all documents have the same. */
  readonly unsignedProof: (document: JsonObject) => JsonObject
  /** The proof that `signature`, made of `dataToSign(document)`, completes. */
  readonly proofOf: (document: JsonObject, signature: Uint8Array) => JsonObject
  /** Bytes of a signature. */
  readonly signatureLength: number
}

/**
 * @param batch the documents share most of their content, and each context is loaded once for all of them
 * @throws TypeError for an unknown cryptosuite, a signer of the wrong kind, or an id that is no URL
 */
export function proofMaker(signer: ProofSigner, options: ProofOptions, batch = false): ProofMaker {
  const { suite, kind } = chooseSuite(signer, options.cryptosuite ?? 'eddsa-rdfc-2022')
  const { configure, secured, transform, carried } = suite.canonicalisation
  const world = worldOf(options, batch)
  const own = ownMembers(suite, signer, options)
  const unsignedProof = suite.canonicalisation.blindToMeaning
    ? (document: JsonObject): JsonObject => ({ ...carried(document), ...own })
    : () => own
  const hashOf = (document: JsonObject, proof: JsonObject): Awaitable<Uint8Array> =>
    configurationHash(suite, configure(proof, document), kind.hash, world)
  const hashFor = batch && !suite.canonicalisation.blindToMeaning ? rememberLast(hashOf) : hashOf
  const alone = (document: JsonObject): Awaitable<Uint8Array> =>
    andThen(transform(document, kind.hash, world), (text) => digest(text, kind.hash))
  // It is asked of documents without suspects only, and those like them have none either.
  const together =
    batch && !suite.canonicalisation.blindToMeaning
      ? new Batch({ ...world, algorithm: kind.hash, standardNames: true })
      : undefined
  return {
    dataToSign: (document) => {
      const proof = unsignedProof(document)
      const own = secured(document, proof)
      const documentHash =
        together?.digestLikeBefore(own) ??
        (together === undefined || mayHoldSuspects(own) ? alone(own) : together.digest(own))
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

/** Data, signature and proof in one go. @throws OpenBadgeError as `dataToSign` does, and `signer_failed` */
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

function chooseSuite(signer: ProofSigner, name: string): { readonly suite: Suite; readonly kind: KeyKind } {
  const suite = creatableSuite(name)
  if (suite === undefined) {
    throw new TypeError(
      `no proofs are made with '${name}'; choose one of ${creatableSuiteNames().join(', ')}`,
    )
  }
  const kind = suite.keys.find((key) => key.algorithm === signer.algorithm)
  if (kind === undefined) {
    const fitting = suite.keys.map((key) => key.algorithm).join(' or ')
    throw new TypeError(`${name} is signed with ${fitting}, and this signer has ${signer.algorithm}`)
  }
  if (!isAbsoluteUri(signer.verificationMethod)) {
    throw new TypeError("the signer's verificationMethod is no absolute URL")
  }
  return { suite, kind }
}

/** The members that the proof has whatever the document, in the order in which they are written. */
function ownMembers(suite: Suite, signer: ProofSigner, options: ProofOptions): JsonObject {
  const proof: Record<string, Json> = {}
  if (options.id !== undefined) {
    if (!isAbsoluteUri(options.id)) throw new TypeError('the id of a proof is an absolute URL')
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

function worldOf({ load, signal }: ProofOptions, batch: boolean): TransformOptions {
  return {
    ...(load === undefined ? {} : { load: batch ? cached(load) : load }),
    ...(signal === undefined ? {} : { signal }),
  }
}

type HashFor = (document: JsonObject, proof: JsonObject) => Awaitable<Uint8Array>

/** Documents of a batch mostly have the same contexts, which are all that a configuration takes from them. */
function rememberLast(hashOf: HashFor): HashFor {
  let context: Json | undefined
  let last: Uint8Array | undefined
  return (document, proof) => {
    const own = document['@context']
    if (last !== undefined && sameContext(own, context)) return last
    return andThen(hashOf(document, proof), (hash) => {
      context = own
      last = hash
      return hash
    })
  }
}

function sameContext(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length)
    return sameJson(left, right)
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i] && !sameJson(left[i], right[i])) return false
  }
  return true
}
