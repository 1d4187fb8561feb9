/** Checks the dates, the purpose, the domain and the challenge of a proof (VC Data Integrity §4.4). */
import { proofFault } from '../result/proof-fault.js'
import type { ProofMembers } from './proof-members.js'
import type { ProofRequest } from './proof-request.js'

type Conditions = Pick<ProofRequest, 'purpose' | 'challenge' | 'domain' | 'now' | 'latestCreated'>

/** @throws OpenBadgeError `proof_invalid` with the first condition that is not met */
export function checkMembers(members: ProofMembers, conditions: Conditions): void {
  const { purpose, challenge, domain, now, latestCreated } = conditions
  if (members.proofPurpose !== purpose) {
    throw proofFault('proof_purpose_mismatch', `the proof is not for the purpose ${purpose}`, '/proofPurpose')
  }
  if (members.created !== undefined && members.created > latestCreated) {
    throw proofFault('proof_not_yet_valid', 'the date created of the proof is in the future', '/created')
  }
  if (members.expires !== undefined && members.expires < now.getTime()) {
    throw proofFault('proof_expired', 'the proof has expired', '/expires')
  }
  if (domain !== undefined && !sameSet(domain, members.domain ?? [])) {
    throw proofFault('domain_mismatch', 'the proof is for another domain', '/domain')
  }
  if (challenge !== undefined && members.challenge === undefined) {
    throw proofFault('challenge_missing', 'the proof has no challenge', '/challenge')
  }
  if (challenge !== undefined && members.challenge !== challenge) {
    throw proofFault('challenge_mismatch', 'the proof has another challenge', '/challenge')
  }
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const a = new Set(left)
  const b = new Set(right)
  return a.size === b.size && [...a].every((item) => b.has(item))
}
