/** Verifies one Data Integrity proof (EdDSA Cryptosuites §3.2, §3.3 and VC Data Integrity 1.0 section 4.4). */

import type { Awaitable } from '#platform'
import type { retrieveVerificationMethod } from '../../did/verification-method.js'
import { hasZone } from '../../encoding/forms/date-time-stamp.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { Work } from '../../jsonld/budget/limits.js'
import type { TellShared } from '../../jsonld/safe-mode/check-shared-ids.js'
import { lazy } from '../../lazy.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import type { Load } from '../../ports.js'
import { describeFault, proofFault } from '../result/proof-fault.js'
import type { ProofResult, ProofWarning } from '../result/proof-result.js'
import { configurationHash } from '../suites/configuration-hash.js'
import { digest, hashData, parseSignature } from '../suites/hash-data.js'
import type { AnySuite, KeyKind, Suite, TransformOptions } from '../suites/suite.js'
import { findSuite, isOwnSuite } from '../suites/suites.js'
import { checkMembers } from './check-members.js'
import { matchingProofs, withMatchingProofs } from './previous-proofs.js'
import { keyAtHand, kindOf, retrieve } from './proof-key.js'
import { type ProofMembers, readProofMembers, readProofType } from './proof-members.js'

export type RetrieveVerificationMethod = typeof retrieveVerificationMethod

/** One document and everything that its proofs are held against. */
export interface ProofQuestion {
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
  /** Canonical texts of the document without proofs, by suite family and hash: proofs of a set share them. */
  readonly texts: { readonly share: string; readonly text: Awaitable<string> }[]
  /** What is left of it for all of this. */
  readonly work: Work
  /** Judges what several objects of the document with one id say. */
  readonly tellShared: TellShared | undefined
}

/** The result in the making. */
export interface Draft {
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

/** Most proofs are of laurel's own suites. */
const foreign = /* @__PURE__ */ lazy('proofs of other suites', () => import('./check-foreign.js'))
/** A signature of the text covers members that no context defines. */
const meaning = /* @__PURE__ */ lazy('the check of meaning', () => import('../suites/check-meaning.js'))
const detached = /* @__PURE__ */ lazy('signatures as JWS', () => import('./detached-jws.js'))

/** Never throws, save the signal's reason. */
export function verifyProof(proof: Json, pointer: string, question: ProofQuestion): Awaitable<ProofResult> {
  const draft: Draft = { pointer, warnings: [] }
  const failed = (error: unknown): ProofResult => {
    question.signal?.throwIfAborted()
    return { ...draft, verified: false, ...describeFault(error) }
  }
  try {
    const done = andThen(check(proof, draft, question), (): ProofResult => {
      draft.outcome = 'pass'
      draft.verified = true
      return draft as ProofResult
    })
    return isPromise(done) ? done.catch(failed) : done
  } catch (error) {
    return failed(error)
  }
}

/** Answers when the proof holds; throws where it does not. */
function check(proof: Json, draft: Draft, question: ProofQuestion): Awaitable<void> {
  const { type, cryptosuite } = readProofType(proof)
  const suite = findSuite(type, cryptosuite, question.suites)
  draft.suite = suite?.name ?? cryptosuite ?? type
  if (suite === undefined) {
    throw proofFault('proof_unsupported', `proofs of the kind ${clip(draft.suite)} cannot be verified here`)
  }
  if (question.accept !== undefined && !question.accept.includes(suite.name)) {
    throw proofFault('proof_not_accepted', `the verifier does not accept ${suite.name} proofs`)
  }
  const members = readProofMembers(proof as JsonObject)
  draft.verificationMethod = members.verificationMethod
  if (members.created !== undefined) draft.created = (proof as JsonObject)['created'] as string
  if (suite.legacy) warn(draft, 'suite_legacy', `${suite.name} is superseded by eddsa-rdfc-2022`)
  checkMembers(members, question)
  warnOfOffsets(proof as JsonObject, draft)

  const matching = matchingProofs(question.proofs, members.previousProof)
  const document = withMatchingProofs(question.document, matching)
  return isOwnSuite(suite)
    ? checkOwn(suite, proof as JsonObject, members, document, draft, question)
    : andThen(foreign(), ({ checkForeign }) =>
        checkForeign(suite, proof as JsonObject, members, document, draft, question),
      )
}

function checkOwn(
  suite: Suite,
  proof: JsonObject,
  members: ProofMembers,
  document: JsonObject,
  draft: Draft,
  question: ProofQuestion,
): Awaitable<void> {
  const { configure, secured, transform, blindToMeaning } = suite.canonicalisation
  const { [suite.detached ? 'jws' : 'proofValue']: value, ...unsigned } = proof as Readonly<
    Record<string, Json>
  >
  const world = worldOf(question)
  const atHand = keyAtHand(members, draft, question)
  const securedDocument = secured(document, unsigned)
  const configuration = configure(unsigned, document)
  if (securedDocument !== document) noteContexts(securedDocument, document, draft)

  const prepare = (kind: KeyKind): Awaitable<{ signature: Uint8Array; data: Uint8Array }> =>
    andThen(suite.detached ? detached() : undefined, (room) => {
      const jws = room?.readDetachedJws(value, kind)
      const signature = jws?.signature ?? parseSignature(value, kind.length)
      const share = `${blindToMeaning} ${kind.hash}`
      return andThen(
        textOf(share, securedDocument, question, (each) =>
          transform(each, kind.hash, worldOf(question, question.tellShared)),
        ),
        (documentText) =>
          andThen(
            inProof(draft, () => configurationHash(suite, configuration, kind.hash, world)),
            (proofHash) => {
              const data = hashData(proofHash, digest(documentText, kind.hash))
              return { signature, data: jws?.signed(data) ?? data }
            },
          ),
      )
    })

  const hasMeaning = (): Awaitable<void> =>
    andThen(meaning(), ({ checkMeaning }) => checkMeaning(securedDocument, world, draft.warnings))

  return andThen(atHand, (known) => {
    // A definite fault of the document shows before anything is fetched, unless the key decides the hash.
    const only =
      known !== undefined ? kindOf(suite, known) : suite.keys.length === 1 ? suite.keys[0] : undefined
    const early = only === undefined ? undefined : prepare(only)
    return andThen(early, (prepared) =>
      andThen(blindToMeaning ? hasMeaning() : undefined, () =>
        andThen(known ?? retrieve(members, draft, question), (found) =>
          andThen(prepared ?? prepare(kindOf(suite, found)), ({ signature, data }) =>
            andThen(found.key.verify(signature, data), requireValid),
          ),
        ),
      ),
    )
  })
}

/** What is wrong with the proof's own members stands in the proof, and not where the document has members of the same name. */
function inProof<T>({ pointer }: Draft, work: () => Awaitable<T>): Awaitable<T> {
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

/** The canonical text of a document; that of the document without proofs is made once. */
export function textOf(
  share: string,
  document: JsonObject,
  question: ProofQuestion,
  make: (document: JsonObject) => Awaitable<string>,
): Awaitable<string> {
  if (document !== question.document) return make(document)
  const known = question.texts.find((each) => each.share === share)
  if (known !== undefined) return known.text
  const text = make(document)
  question.texts.push({ share, text })
  return text
}

export function requireValid(valid: boolean): void {
  if (!valid) {
    throw proofFault(
      'signature_invalid',
      'the signature does not fit the document and the key',
      '/proofValue',
    )
  }
}

function warnOfOffsets(proof: JsonObject, draft: Draft): void {
  for (const name of ['created', 'expires']) {
    const value = proof[name]
    if (typeof value === 'string' && !hasZone(value)) {
      warn(draft, 'date_without_offset', `${name} has no time zone and is read as UTC`)
    }
  }
}

function noteContexts(signed: JsonObject, actual: JsonObject, draft: Draft): void {
  if (contextsOf(signed).length === contextsOf(actual).length) return
  draft.signedContext = signed['@context']!
  warn(draft, 'context_extended', 'the document names contexts that the signature does not cover')
}

export function contextsOf({ '@context': context = [] }: JsonObject): readonly Json[] {
  return [context].flat()
}

function warn(draft: Draft, code: ProofWarning['code'], message: string): void {
  draft.warnings.push({ code, message })
}

export function worldOf(
  { load, signal, work }: ProofQuestion,
  tellShared?: ProofQuestion['tellShared'],
): TransformOptions {
  return signal === undefined ? { load, work, tellShared } : { load, signal, work, tellShared }
}

function clip(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}
