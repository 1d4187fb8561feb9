/** Verifies one Data Integrity proof (ED-2, ED-4 and VC Data Integrity 1.0 section 4.4). */
import type { Awaitable } from '#platform'
import {
  type RetrievedVerificationMethod,
  retrieveVerificationMethod,
} from '../../did/verification-method.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import type { Work } from '../../jsonld/budget/limits.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import type { Load } from '../../ports.js'
import { describeFault, proofFault } from '../result/proof-fault.js'
import type { ProofResult, ProofWarning } from '../result/proof-result.js'
import { checkMeaning } from '../suites/check-meaning.js'
import { configurationHash } from '../suites/configuration-hash.js'
import { digest, hashData, parseSignature } from '../suites/hash-data.js'
import { rdfCanonicalisation } from '../suites/rdf-canonicalisation.js'
import type { AnySuite, ForeignSuite, KeyKind, Suite, TransformOptions } from '../suites/suite.js'
import { findSuite, isOwnSuite } from '../suites/suites.js'
import { checkMembers } from './check-members.js'
import { matchingProofs, withMatchingProofs } from './previous-proofs.js'
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
  readonly texts: Map<string, Awaitable<string>>
  /** What is left of it for all of this. */
  readonly work: Work
}

interface Draft {
  pointer: string
  suite?: string
  verificationMethod?: string
  controller?: string
  created?: string
  warnings: ProofWarning[]
}

/** Never throws, save the signal's reason. */
export function verifyProof(proof: Json, pointer: string, question: ProofQuestion): Awaitable<ProofResult> {
  const draft: Draft = { pointer, warnings: [] }
  const failed = (error: unknown): ProofResult => {
    question.signal?.throwIfAborted()
    return { ...draft, verified: false, ...describeFault(error) }
  }
  try {
    const done = andThen(
      check(proof, draft, question),
      (): ProofResult => ({ ...draft, outcome: 'pass', verified: true }),
    )
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
    : checkForeign(suite, proof as JsonObject, members, document, draft, question)
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
  const { proofValue, ...unsigned } = proof as Readonly<Record<string, Json>>
  const world = worldOf(question)
  const securedDocument = secured(document, unsigned)
  const configuration = configure(unsigned, document)
  if (securedDocument !== document) warnOfContexts(securedDocument, document, draft)

  const prepare = (kind: KeyKind): Awaitable<{ signature: Uint8Array; data: Uint8Array }> => {
    const signature = parseSignature(proofValue, kind.length)
    const share = `${suite.canonicalisation.blindToMeaning} ${kind.hash}`
    let text = securedDocument === question.document ? question.texts.get(share) : undefined
    if (text === undefined) {
      text = transform(securedDocument, kind.hash, world)
      if (securedDocument === question.document) question.texts.set(share, text)
    }
    return andThen(text, (documentText) =>
      andThen(configurationHash(suite, configuration, kind.hash, world), (proofHash) => ({
        signature,
        data: hashData(proofHash, digest(documentText, kind.hash)),
      })),
    )
  }

  // A definite fault of the document shows before anything is fetched, unless the key decides the hash.
  const only = suite.keys.length === 1 ? suite.keys[0] : undefined
  const early = only === undefined ? undefined : prepare(only)
  return andThen(early, (prepared) =>
    andThen(blindToMeaning ? checkMeaning(document, world, draft.warnings) : undefined, () =>
      andThen(retrieve(members, draft, question), ({ key }) => {
        const kind = suite.keys.find((each) => each.algorithm === key.algorithm)
        if (kind === undefined) {
          throw proofFault(
            'key_mismatch',
            `a key of the algorithm ${key.algorithm} makes no ${suite.name} proofs`,
          )
        }
        return andThen(prepared ?? prepare(kind), ({ signature, data }) =>
          andThen(key.verify(signature, data), requireValid),
        )
      }),
    ),
  )
}

function checkForeign(
  suite: ForeignSuite,
  proof: JsonObject,
  members: ProofMembers,
  document: JsonObject,
  draft: Draft,
  question: ProofQuestion,
): Awaitable<void> {
  // Other engines drop a `__proto__` member and any null; ours refuses document and proof before they see them (SEC-6).
  const { configure, transform } = rdfCanonicalisation
  const { proofValue: _, ...unsigned } = proof as Readonly<Record<string, Json>>
  const world = worldOf(question)
  const covered = andThen(transform(configure(unsigned, document), 'SHA-256', world), () =>
    transform(document, 'SHA-256', world),
  )
  return andThen(covered, () =>
    andThen(retrieve(members, draft, question), async ({ controller, key, method }) => {
      const multibase = key.multibase ?? method['publicKeyMultibase']
      const verificationMethod: JsonObject = {
        '@context': 'https://w3id.org/security/multikey/v1',
        id: members.verificationMethod,
        type: 'Multikey',
        controller,
        ...(typeof multibase === 'string' ? { publicKeyMultibase: multibase } : {}),
      }
      requireValid(await suite.verify({ document, proof, verificationMethod, load: question.load }))
    }),
  )
}

function retrieve(
  members: ProofMembers,
  draft: Draft,
  { retrieve: given, purpose, load, now, signal }: ProofQuestion,
): Awaitable<RetrievedVerificationMethod> {
  const retrieved = (given ?? retrieveVerificationMethod)(methodUrl(members.verificationMethod, draft), {
    relationship: purpose,
    load,
    at: now,
    ...(signal === undefined ? {} : { signal }),
  })
  return andThen(retrieved, (found) => {
    draft.controller = found.controller
    draft.warnings.push(...found.warnings)
    return found
  })
}

/** A did:key is its one key; that it need not be named twice is a reader's kindness. */
function methodUrl(url: string, draft: Draft): string {
  if (!url.startsWith('did:key:') || url.includes('#')) return url
  warn(draft, 'method_without_fragment', 'the verification method names a DID and no key of it')
  return `${url}#${url.slice('did:key:'.length)}`
}

function requireValid(valid: boolean): void {
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
    if (typeof value === 'string' && !/(?:Z|[+-]\d\d:\d\d)$/.test(value)) {
      warn(draft, 'date_without_offset', `${name} has no time zone and is read as UTC`)
    }
  }
}

function warnOfContexts(signed: JsonObject, actual: JsonObject, draft: Draft): void {
  const count = (document: JsonObject): number => [document['@context'] ?? []].flat().length
  if (count(signed) !== count(actual)) {
    warn(draft, 'context_extended', 'the document names contexts that the signature does not cover')
  }
}

function warn(draft: Draft, code: ProofWarning['code'], message: string): void {
  draft.warnings.push({ code, message })
}

function worldOf({ load, signal, work }: ProofQuestion): TransformOptions {
  return signal === undefined ? { load, work } : { load, signal, work }
}

function clip(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}
