/** Adds a Data Integrity proof to a document (VC Data Integrity 1.0 sections 4.2 and 4.3). */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import { publicKeyFromMultikey } from '../keys/public-key.js'
import { isLocalSigner } from '../keys/signer.js'
import type { Load, Signer } from '../ports.js'
import { andThen } from './and-then.js'
import { configurationHash } from './configuration-hash.js'
import { writeDateTimeStamp } from './date-time-stamp.js'
import { digest, hashData, serializeSignature } from './hash-data.js'
import { checkOptionNames } from './option-names.js'
import { matchingProofs, withMatchingProofs } from './previous-proofs.js'
import { isAbsoluteUrl } from './proof-members.js'
import type { KeyKind, Suite } from './suite.js'
import { creatableSuite, creatableSuiteNames } from './suites.js'

export interface AddProofOptions {
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
  /** Writes a single proof as a list of one, as the published strict schema of Open Badges wants it. */
  readonly list?: boolean
  /** For contexts that are not bundled. */
  readonly load?: Load
  readonly signal?: AbortSignal
}

const OPTIONS: ReadonlySet<string> = new Set([
  'cryptosuite',
  'created',
  'expires',
  'proofPurpose',
  'challenge',
  'domain',
  'id',
  'previousProof',
  'list',
  'load',
  'signal',
] satisfies (keyof AddProofOptions)[])

/**
 * The document with one more proof. A first proof stands alone, further ones make an array (DI-15).
 * The argument is plain JSON, is not changed, and its parts are shared by the result.
 * Answers at once when the contexts are at hand and the signer is synchronous.
 * @throws TypeError for an unknown option or a signer of the wrong kind; OpenBadgeError `jsonld_unsafe`,
 * `jsonld_invalid`, `document_*`, `signer_failed`, `proof_invalid` (`previous_proof_missing`)
 */
export function addProof(
  document: JsonObject,
  signer: Signer,
  options: AddProofOptions = {},
): Awaitable<JsonObject> {
  checkOptionNames('addProof', options, OPTIONS)
  const { suite, kind } = chooseSuite(signer, options.cryptosuite ?? 'eddsa-rdfc-2022')
  const { unsecured, proofs } = split(document)
  const previous = options.previousProof === undefined ? undefined : [options.previousProof].flat()
  const secured = withMatchingProofs(unsecured, matchingProofs(proofs, previous))
  const proof = proofOptions(suite, signer, options, unsecured)
  return andThen(signWith(suite, kind, signer, secured, proof, options), (proofValue) => {
    const all: readonly JsonObject[] = [...(proofs as readonly JsonObject[]), { ...proof, proofValue }]
    return { ...unsecured, proof: all.length === 1 && options.list !== true ? all[0]! : all }
  })
}

interface Split {
  readonly unsecured: JsonObject
  readonly proofs: readonly Json[]
}

function split(document: JsonObject): Split {
  if (!Object.hasOwn(document, 'proof')) return { unsecured: document, proofs: [] }
  const { proof, ...unsecured } = document as Readonly<Record<string, Json>>
  return { unsecured, proofs: Array.isArray(proof) ? (proof as readonly Json[]) : [proof!] }
}

function chooseSuite(signer: Signer, name: string): { readonly suite: Suite; readonly kind: KeyKind } {
  const suite = creatableSuite(name)
  if (suite === undefined) {
    throw new TypeError(`no proofs are made with '${name}'; choose one of ${creatableSuiteNames.join(', ')}`)
  }
  const kind = suite.keys.find((key) => key.algorithm === signer.algorithm)
  if (kind === undefined) {
    const fitting = suite.keys.map((key) => key.algorithm).join(' or ')
    throw new TypeError(`${name} is signed with ${fitting}, and this signer has ${signer.algorithm}`)
  }
  if (!isAbsoluteUrl(signer.verificationMethod)) {
    throw new TypeError("the signer's verificationMethod is no absolute URL")
  }
  return { suite, kind }
}

function proofOptions(
  suite: Suite,
  signer: Signer,
  options: AddProofOptions,
  document: JsonObject,
): JsonObject {
  const proof: Record<string, Json> = { ...suite.canonicalisation.carried(document) }
  if (options.id !== undefined) {
    if (!isAbsoluteUrl(options.id)) throw new TypeError('the id of a proof is an absolute URL')
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

function signWith(
  suite: Suite,
  kind: KeyKind,
  signer: Signer,
  document: JsonObject,
  proof: JsonObject,
  { load, signal }: AddProofOptions,
): Awaitable<string> {
  const { configure, secured, transform } = suite.canonicalisation
  const world = { ...(load === undefined ? {} : { load }), ...(signal === undefined ? {} : { signal }) }
  return andThen(transform(secured(document, proof), kind.hash, world), (text) =>
    andThen(configurationHash(suite, configure(proof, document), kind.hash, world), (proofHash) => {
      const data = hashData(proofHash, digest(text, kind.hash))
      return andThen(signBytes(signer, data, kind.length, signal), serializeSignature)
    }),
  )
}

/**
 * Asks the signer, and takes nothing but a signature of the right length; where the public key is known and the
 * signer is not our own, nothing but a valid one.
 * @throws OpenBadgeError `signer_failed`
 */
export function signBytes(
  signer: Signer,
  data: Uint8Array,
  length: number | undefined,
  signal?: AbortSignal,
): Awaitable<Uint8Array> {
  const { publicKeyMultibase } = signer
  let answer: Awaitable<Uint8Array>
  try {
    answer = signer.sign(data, signal)
  } catch (cause) {
    throw signerFailed(cause, signal)
  }
  if (answer instanceof Uint8Array) {
    if (isLocalSigner(signer)) return ofLength(answer, length)
  } else {
    answer = Promise.resolve(answer).catch((cause) => {
      throw signerFailed(cause, signal)
    })
  }
  return andThen(answer, (signature) => {
    ofLength(signature, length)
    if (publicKeyMultibase === undefined || isLocalSigner(signer)) return signature
    const verified = andThen(publicKeyFromMultikey(publicKeyMultibase), (key) => {
      if (key.algorithm !== signer.algorithm) throw failed('the public key is of another algorithm')
      return key.verify(signature, data)
    })
    return andThen(verified, (valid) => {
      if (!valid) throw failed('the signature is not valid for the public key of the signer')
      return signature
    })
  })
}

function ofLength(signature: Uint8Array, length: number | undefined): Uint8Array {
  if (!(signature instanceof Uint8Array)) throw failed('the signer did not answer with bytes')
  if (length !== undefined && signature.length !== length) {
    throw failed(`the signer answered with ${signature.length} bytes, where a signature has ${length}`)
  }
  return signature
}

function signerFailed(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (cause instanceof OpenBadgeError) return cause
  return new OpenBadgeError('signer_failed', 'the signer failed', { reason: 'threw' }, { cause })
}

function failed(reason: string): OpenBadgeError<'signer_failed'> {
  return new OpenBadgeError('signer_failed', reason, { reason })
}
