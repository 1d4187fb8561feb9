/** Verifies one Data Integrity proof (EdDSA Cryptosuites §3.2, §3.3 and VC Data Integrity 1.0 section 4.4). */

import type { Awaitable } from '#platform'
import { hasZone } from '../../encoding/forms/date-time-stamp.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { signaturePrice } from '../../keys/signature-price.js'
import { lazy } from '../../lazy.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import { describeFault, proofFault } from '../result/proof-fault.js'
import type { ProofResult, ProofWarning } from '../result/proof-result.js'
import { configurationHash } from '../suites/configuration-hash.js'
import { digest, hashData, parseSignature } from '../suites/hash-data.js'
import type { KeyKind, Suite } from '../suites/suite.js'
import { findSuite, isOwnSuite } from '../suites/suites.js'
import { checkMembers } from './check-members.js'
import { keyAtHand, kindOf, retrieve } from './proof-key.js'
import { type ProofMembers, readProofMembers, readProofType } from './proof-members.js'
import { type PartialResult, type ProofRequest, textOf, transformOptionsOf } from './proof-request.js'

/** Also for `verifyProofs`. */
export const chains = /* @__PURE__ */ lazy('proof chains', () => import('./previous-proofs.js'))
/** Loaded on demand, because most proofs have one of laurel's own suites. */
const foreign = /* @__PURE__ */ lazy('proofs of other suites', () => import('./check-foreign.js'))
/** Only for suites that sign the text. Their signature covers members that no context defines. */
const meaning = /* @__PURE__ */ lazy('the check of meaning', () => import('../suites/check-meaning.js'))
/** Only for signatures that do not match at first. */
const otherOrder = /* @__PURE__ */ lazy(
  'the other order of lines',
  () => import('../../jsonld/rdfc10/code-point-order.js'),
)
const detached = /* @__PURE__ */ lazy('signatures as JWS', () => import('./detached-jws.js'))

/** Throws only the signal's reason. */
export function verifyProof(proof: Json, pointer: string, request: ProofRequest): Awaitable<ProofResult> {
  const partial: PartialResult = { pointer, warnings: [] }
  const failed = (error: unknown): ProofResult => {
    request.signal?.throwIfAborted()
    return { ...partial, verified: false, ...describeFault(error) }
  }
  try {
    const done = andThen(check(proof, partial, request), (): ProofResult => {
      partial.outcome = 'pass'
      partial.verified = true
      return partial as ProofResult
    })
    return isPromise(done) ? done.catch(failed) : done
  } catch (error) {
    return failed(error)
  }
}

/** Returns if the proof is valid, and throws if it is not. */
function check(proof: Json, partial: PartialResult, request: ProofRequest): Awaitable<void> {
  const { type, cryptosuite } = readProofType(proof)
  const suite = findSuite(type, cryptosuite, request.suites)
  partial.suite = suite?.name ?? cryptosuite ?? type
  if (suite === undefined) {
    throw proofFault('proof_unsupported', `laurel cannot verify proofs of the type ${clip(partial.suite)}`)
  }
  if (request.accept !== undefined && !request.accept.includes(suite.name)) {
    throw proofFault('proof_not_accepted', `the verifier does not accept ${suite.name} proofs`)
  }
  const members = readProofMembers(proof as JsonObject)
  partial.verificationMethod = members.verificationMethod
  if (members.created !== undefined) partial.created = (proof as JsonObject)['created'] as string
  if (suite.legacy) warn(partial, 'suite_legacy', `eddsa-rdfc-2022 has replaced ${suite.name}`)
  checkMembers(members, request)
  warnOfOffsets(proof as JsonObject, partial)

  return andThen(securedBy(members, request), (document) =>
    isOwnSuite(suite)
      ? checkOwn(suite, proof as JsonObject, members, document, partial, request)
      : andThen(foreign(), ({ checkForeign }) =>
          checkForeign(suite, proof as JsonObject, members, document, partial, request),
        ),
  )
}

/** The document that the proof secures: with its previous proofs, if it has some. */
function securedBy({ previousProof }: ProofMembers, request: ProofRequest): Awaitable<JsonObject> {
  const { document, proofs, work } = request
  return previousProof === undefined
    ? document
    : andThen(chains(), (room) => room.withPreviousProofs(document, proofs, previousProof, work))
}

function checkOwn(
  suite: Suite,
  proof: JsonObject,
  members: ProofMembers,
  document: JsonObject,
  partial: PartialResult,
  request: ProofRequest,
): Awaitable<void> {
  const { configure, secured, transform, needsMeaningCheck } = suite.canonicalisation
  const { [suite.detached ? 'jws' : 'proofValue']: value, ...unsigned } = proof as Readonly<
    Record<string, Json>
  >
  const transformOptions = transformOptionsOf(request)
  const atHand = keyAtHand(members, partial, request)
  const securedDocument = secured(document, unsigned)
  const configuration = configure(unsigned, document)

  const prepare = (kind: KeyKind): Awaitable<Prepared> =>
    andThen(suite.detached ? detached() : undefined, (room) => {
      const jws = room?.readDetachedJws(value, kind)
      const signature = jws?.signature ?? parseSignature(value, kind.length)
      const share = `${needsMeaningCheck} ${kind.hash}`
      const covered = textOf(share, securedDocument, request, (each) =>
        transform(each, kind.hash, transformOptionsOf(request, request.judgeSharedIds)),
      )
      return andThen(covered.text, (documentText) =>
        andThen(
          inProof(partial, () => configurationHash(suite, configuration, kind.hash, transformOptions)),
          (proofHash) => {
            covered.hash ??= digest(documentText, kind.hash)
            const data = hashData(proofHash, covered.hash)
            return { kind, signature, data: jws?.signed(data) ?? data, signed: jws?.signed }
          },
        ),
      )
    })

  const dataInOtherOrder = ({ hash }: KeyKind): Awaitable<Uint8Array> =>
    andThen(otherOrder(), ({ codePointText }) => {
      // The first run has judged shared ids.
      const options = { ...transformOptionsOf(request, () => undefined), inOrder: codePointText }
      return andThen(transform(securedDocument, hash, options), (text) =>
        andThen(transform(configuration, hash, options), (proofText) =>
          hashData(digest(proofText, hash), digest(text, hash)),
        ),
      )
    })

  const hasMeaning = (): Awaitable<void> =>
    andThen(meaning(), ({ checkMeaning, noteContexts }) => {
      noteContexts(securedDocument, document, partial)
      return checkMeaning(securedDocument, transformOptions, partial.warnings)
    })

  return andThen(atHand, (known) => {
    // The document is checked before the key is fetched, except if the key decides the hash.
    const only =
      known !== undefined ? kindOf(suite, known) : suite.keys.length === 1 ? suite.keys[0] : undefined
    const early = only === undefined ? undefined : prepare(only)
    return andThen(early, (prepared) =>
      andThen(needsMeaningCheck ? hasMeaning() : undefined, () =>
        andThen(known ?? retrieve(members, partial, request), (found) =>
          andThen(prepared ?? prepare(kindOf(suite, found)), ({ kind, signature, data, signed }) => {
            const verify = (bytes: Uint8Array): Awaitable<boolean> => {
              request.work.spend('hashes', signaturePrice(found.key.algorithm))
              return found.key.verify(signature, bytes)
            }
            return andThen(verify(data), (valid) => {
              if (valid || needsMeaningCheck || !hasTwoOrders([securedDocument, configuration]))
                return requireValid(valid)
              return andThen(dataInOtherOrder(kind), (other) =>
                andThen(verify(signed?.(other) ?? other), requireValid),
              )
            })
          }),
        ),
      ),
    )
  })
}

/** Whether the lines can have another order by code points than by UTF-16 code units. Very few documents have such characters. */
function hasTwoOrders(signed: readonly JsonObject[]): boolean {
  const text = JSON.stringify(signed)
  return /[\uD800-\uDFFF]/.test(text) && /[\uE000-\uFFFF]/.test(text)
}

interface Prepared {
  readonly kind: KeyKind
  readonly signature: Uint8Array
  readonly data: Uint8Array
  /** For a detached JWS: the bytes that it signs. */
  readonly signed: ((data: Uint8Array) => Uint8Array) | undefined
}

/** Prefixes the pointers of issues in the proof's own members, because the document may have members of the same name. */
function inProof<T>({ pointer }: PartialResult, work: () => Awaitable<T>): Awaitable<T> {
  const failed = (error: unknown): never => {
    if (!isOpenBadgeError(error, 'jsonld_unsafe')) throw error
    const issues = error.details.issues.map((issue) => ({ ...issue, pointer: pointer + issue.pointer }))
    throw new OpenBadgeError('jsonld_unsafe', error.message, { issues }, { cause: error })
  }
  try {
    const done = work()
    return isPromise(done) ? done.catch(failed) : done
  } catch (error) {
    return failed(error)
  }
}

export function requireValid(valid: boolean): void {
  if (!valid) {
    throw proofFault(
      'signature_invalid',
      'the signature does not match the document and the key',
      '/proofValue',
    )
  }
}

function warnOfOffsets(proof: JsonObject, partial: PartialResult): void {
  for (const name of ['created', 'expires']) {
    const value = proof[name]
    if (typeof value === 'string' && !hasZone(value)) {
      warn(partial, 'date_without_offset', `${name} has no time zone and is read as UTC`)
    }
  }
}

function warn(partial: PartialResult, code: ProofWarning['code'], message: string): void {
  partial.warnings.push({ code, message })
}

function clip(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}
