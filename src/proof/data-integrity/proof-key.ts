/** The key of a proof: retrieved, and named in the proof's result. */
import type { Awaitable } from '#platform'
import {
  type RetrievedVerificationMethod,
  retrieveVerificationMethod,
} from '../../did/verification-method.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import { proofFault } from '../result/proof-fault.js'
import type { KeyKind, Suite } from '../suites/suite.js'
import type { ProofMembers } from './proof-members.js'
import type { Draft, ProofQuestion } from './verify-proof.js'

const SELF_CERTIFIED = /^did:(?:key|jwk):/

/** A key that lies in its own identifier costs next to nothing, unlike the document. */
export function keyAtHand(
  members: ProofMembers,
  draft: Draft,
  question: ProofQuestion,
): Awaitable<RetrievedVerificationMethod> | undefined {
  if (!SELF_CERTIFIED.test(members.verificationMethod)) return undefined
  const key = retrieve(members, draft, question)
  // Another fault may end the check before the key is waited for.
  if (isPromise(key)) key.catch(() => {})
  return key
}

export function retrieve(
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
  draft.warnings.push({
    code: 'method_without_fragment',
    message: 'the verification method names a DID and no key of it',
  })
  return `${url}#${url.slice('did:key:'.length)}`
}

export function kindOf(suite: Suite, { key }: RetrievedVerificationMethod): KeyKind {
  const kind = suite.keys.find((each) => each.algorithm === key.algorithm)
  if (kind === undefined) {
    throw proofFault('key_mismatch', `a key of the algorithm ${key.algorithm} makes no ${suite.name} proofs`)
  }
  return kind
}
