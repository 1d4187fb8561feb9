/** Retrieves the key of a proof, and writes its controller into the result. */
import type { Awaitable } from '#platform'
import {
  type RetrievedVerificationMethod,
  retrieveVerificationMethod,
} from '../../did/verification-method.js'
import { keyPrice } from '../../keys/signature-price.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import { proofFault } from '../result/proof-fault.js'
import type { KeyKind, Suite } from '../suites/suite.js'
import type { ProofMembers } from './proof-members.js'
import type { PartialResult, ProofRequest } from './proof-request.js'

const SELF_CERTIFIED = /^did:(?:key|jwk):/

/** Retrieves a key whose identifier contains it, because this costs less than to canonicalise the document. */
export function keyAtHand(
  members: ProofMembers,
  partial: PartialResult,
  request: ProofRequest,
): Awaitable<RetrievedVerificationMethod> | undefined {
  if (!SELF_CERTIFIED.test(members.verificationMethod)) return undefined
  const key = retrieve(members, partial, request)
  // Another fault may end the check before anybody awaits the key.
  if (isPromise(key)) key.catch(() => {})
  return key
}

export function retrieve(
  members: ProofMembers,
  partial: PartialResult,
  { retrieve: given, purpose, load, now, signal, work }: ProofRequest,
): Awaitable<RetrievedVerificationMethod> {
  work.spend('hashes', keyPrice(members.verificationMethod))
  const retrieved = (given ?? retrieveVerificationMethod)(methodUrl(members.verificationMethod, partial), {
    relationship: purpose,
    load,
    at: now,
    ...(signal === undefined ? {} : { signal }),
  })
  return andThen(retrieved, (found) => {
    partial.controller = found.controller
    partial.warnings.push(...found.warnings)
    return found
  })
}

/** A did:key without a fragment is accepted, because it has only one key. */
function methodUrl(url: string, partial: PartialResult): string {
  if (!url.startsWith('did:key:') || url.includes('#')) return url
  partial.warnings.push({
    code: 'method_without_fragment',
    message: 'the verification method is a DID without a fragment',
  })
  return `${url}#${url.slice('did:key:'.length)}`
}

export function kindOf(suite: Suite, { key }: RetrievedVerificationMethod): KeyKind {
  const kind = suite.keys.find((each) => each.algorithm === key.algorithm)
  if (kind === undefined) {
    throw proofFault('key_mismatch', `a key for ${key.algorithm} cannot make ${suite.name} proofs`)
  }
  return kind
}
