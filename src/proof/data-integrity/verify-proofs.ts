/** Verifies every proof of a document: sets, chains and the caller's policy (VC Data Integrity 1.0 sections 4.4 and 4.5). */

import type { Awaitable } from '#platform'
import { steadyContexts } from '../../documents/steady-contexts.js'
import { CLOCK_SKEW_SECONDS } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Work } from '../../jsonld/budget/limits.js'
import type { JudgeSharedIds } from '../../jsonld/safe-mode/node-mention.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import type { Load } from '../../ports.js'
import { describeFault, proofFault } from '../result/proof-fault.js'
import type { ProofResult, ProofsResult } from '../result/proof-result.js'
import type { AnySuite } from '../suites/suite.js'
import type { ProofRequest, RetrieveVerificationMethod } from './proof-request.js'
import { chains, verifyProof } from './verify-proof.js'

export interface VerifyProofsOptions {
  /** Loads contexts that are not bundled, and controller documents. */
  readonly load: Load
  readonly now: Date
  /** How many seconds `created` may lie in the future. Default 300. */
  readonly clockSkewSeconds?: number
  /** The purpose that the proofs must have. Default `assertionMethod`. */
  readonly purpose?: 'assertionMethod' | 'authentication'
  /** Required with the purpose `authentication`, so that a presentation cannot be replayed. */
  readonly challenge?: string
  readonly domain?: string | readonly string[]
  /** Names of the suites that are accepted. Default: all. */
  readonly accept?: readonly string[]
  /** Whether all proofs must be valid (default), or one of them. */
  readonly policy?: 'all' | 'any'
  readonly signal?: AbortSignal
  /** Further suites, for example from `laurel/digitalbazaar`. */
  readonly suites?: readonly AnySuite[]
  /** Replaces the retrieval of keys, for example by one with a cache. */
  readonly retrieve?: RetrieveVerificationMethod
}

/** Most proofs of one document. More would only take time. */
const PROOFS_MAXIMUM = 16

/**
 * Verifies the proofs in the top-level member `proof` (VC Data Integrity §4.4). A bad proof or a failing loader does not make
 * the function throw: each proof has its own result. `controller` says whose key it was. The caller compares it with the
 * issuer.
 * @param work - the budget, which other documents may share
 * @param judgeSharedIds - receives the objects that share an id and judges them; without it, the strict rule applies
 * @throws the signal's reason on abort
 */
export function verifyProofs(
  work: Work,
  document: JsonObject,
  options: VerifyProofsOptions,
  judgeSharedIds?: JudgeSharedIds,
): Awaitable<ProofsResult> {
  options.signal?.throwIfAborted()
  const { proof: member, ...unsecured } = document as Readonly<Record<string, Json>>
  const proofs = Array.isArray(member) ? (member as readonly Json[]) : member == null ? [] : [member]
  if (proofs.length === 0) return none('proof_missing', 'the document has no proof')
  if (proofs.length > PROOFS_MAXIMUM) {
    return none('proof_limit', `the document has more than ${PROOFS_MAXIMUM} proofs`)
  }
  const request = requestFor(work, unsecured, proofs, options, judgeSharedIds)
  const results = collect(
    proofs.map((proof, index) =>
      verifyProof(proof, Array.isArray(member) ? `/proof/${index}` : '/proof', request),
    ),
  )
  return andThen(results, (each) => {
    options.signal?.throwIfAborted()
    const hasPassed = proofs.some((proof, index) => isChained(proof) && each[index]!.outcome === 'pass')
    return andThen(hasPassed ? chains() : undefined, (room) => {
      const results = room?.followChains(proofs, each) ?? each
      const verified = (result: ProofResult): boolean => result.verified
      return {
        verified: options.policy === 'any' ? results.some(verified) : results.every(verified),
        proofs: results,
      }
    })
  })
}

function requestFor(
  work: Work,
  document: JsonObject,
  proofs: readonly Json[],
  options: VerifyProofsOptions,
  judgeSharedIds: JudgeSharedIds | undefined,
): ProofRequest {
  return {
    document,
    proofs,
    load: steadyContexts(options.load),
    now: options.now,
    latestCreated: options.now.getTime() + (options.clockSkewSeconds ?? CLOCK_SKEW_SECONDS) * 1000,
    purpose: options.purpose ?? 'assertionMethod',
    challenge: options.challenge,
    domain: options.domain === undefined ? undefined : [options.domain].flat(),
    accept: options.accept,
    signal: options.signal,
    suites: options.suites ?? [],
    retrieve: options.retrieve,
    texts: [],
    work,
    judgeSharedIds,
  }
}

/** Whether the proof names previous proofs. */
function isChained(proof: Json): boolean {
  return isJsonObject(proof) && proof['previousProof'] !== undefined
}

function none(reason: 'proof_missing' | 'proof_limit', message: string): ProofsResult {
  const fault = describeFault(proofFault(reason, message))
  return { verified: false, proofs: [{ pointer: '/proof', verified: false, warnings: [], ...fault }] }
}

function collect<T>(values: readonly Awaitable<T>[]): Awaitable<readonly T[]> {
  return values.some(isPromise) ? Promise.all(values) : (values as readonly T[])
}
