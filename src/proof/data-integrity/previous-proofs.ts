/** Proof chains: the previous proofs of a proof, and their cycles (VC Data Integrity §2.1.2). */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Work } from '../../jsonld/budget/limits.js'
import { describeFault, proofFault } from '../result/proof-fault.js'
import type { ProofResult } from '../result/proof-result.js'

/**
 * The document that a chained proof secures: with the proofs that have these ids, in the order of the document.
 * @param document - the document without proofs
 * @param work - pays for the copy of the document's members
 * @throws OpenBadgeError `proof_invalid`: `previous_proof_missing`, `proof_id_duplicate`; `limit_exceeded`
 */
export function withPreviousProofs(
  document: JsonObject,
  proofs: readonly Json[],
  ids: readonly string[],
  work?: Work,
): JsonObject {
  if (ids.length === 0) return document
  for (const id of ids) {
    const count = proofs.filter((proof) => proofId(proof) === id).length
    if (count === 0) {
      throw proofFault(
        'previous_proof_missing',
        'previousProof names a proof that the document does not have',
        '/previousProof',
      )
    }
    if (count > 1) throw proofFault('proof_id_duplicate', 'two proofs have the same id', '/id')
  }
  const wanted = new Set<string | undefined>(ids)
  // A member of a large object takes as long to copy as many values to read.
  work?.spend('scalars', 16 * Object.keys(document).length)
  return { ...document, proof: proofs.filter((proof) => wanted.has(proofId(proof))) }
}

/** A chained proof is valid only if its previous proofs are valid, and never if it is part of a cycle. */
export function followChains(
  proofs: readonly Json[],
  results: readonly ProofResult[],
): readonly ProofResult[] {
  const links = chainLinks(proofs)
  const final = results.map((result, index) =>
    result.outcome === 'pass' && isOnCycle(links, index)
      ? withFault(result, proofFault('previous_proof_cycle', 'previousProof references form a cycle'))
      : result,
  )
  // At most one step of the chain for each round.
  for (let round = 0; round < proofs.length; round++) {
    for (const [index, result] of final.entries()) {
      const weak = links[index]!.find((link) => final[link]!.outcome !== 'pass')
      if (result.outcome === 'pass' && weak !== undefined) {
        final[index] = withFault(
          result,
          proofFault('previous_proof_failed', 'a previous proof of this proof is not valid'),
        )
      }
    }
  }
  return final
}

function withFault(result: ProofResult, error: Error): ProofResult {
  return { ...result, verified: false, ...describeFault(error) }
}

/** For each proof, the indices of its direct previous proofs. */
function chainLinks(proofs: readonly Json[]): readonly (readonly number[])[] {
  const byId = new Map<string, number>()
  for (const [index, proof] of proofs.entries()) {
    const id = proofId(proof)
    if (id !== undefined) byId.set(id, index)
  }
  return proofs.map((proof) => {
    if (!isJsonObject(proof)) return []
    const value = proof['previousProof']
    const ids = Array.isArray(value) ? (value as readonly Json[]) : [value]
    return ids.flatMap((id) => (typeof id === 'string' && byId.has(id) ? [byId.get(id)!] : []))
  })
}

/** Whether the chain of previousProof leads from this proof back to it. */
function isOnCycle(links: readonly (readonly number[])[], start: number): boolean {
  const seen = new Set<number>()
  const open = [...(links[start] ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === start) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(links[next] ?? []))
  }
  return false
}

function proofId(proof: Json): string | undefined {
  const id = isJsonObject(proof) ? proof['id'] : undefined
  return typeof id === 'string' ? id : undefined
}
