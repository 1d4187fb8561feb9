/** Proof chains: the previous proofs of a proof, and their cycles (VC Data Integrity §2.1.2). */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { proofFault } from '../result/proof-fault.js'

/**
 * The proofs with these ids, in the order of the document.
 * @throws OpenBadgeError `proof_invalid`: `previous_proof_missing`, `proof_id_duplicate`
 */
export function matchingProofs(
  proofs: readonly Json[],
  previousProof: readonly string[] | undefined,
): readonly JsonObject[] {
  if (previousProof === undefined) return []
  for (const id of previousProof) {
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
  const wanted = new Set(previousProof)
  return proofs.filter((proof): proof is JsonObject => {
    const id = proofId(proof)
    return id !== undefined && wanted.has(id)
  })
}

/** The document that a chained proof secures: with its previous proofs, without other proofs. */
export function withMatchingProofs(document: JsonObject, matching: readonly JsonObject[]): JsonObject {
  return matching.length === 0 ? document : { ...document, proof: matching }
}

/** Whether the proof has previous proofs. */
export function isChained(proof: Json): boolean {
  return isJsonObject(proof) && proof['previousProof'] !== undefined
}

/** For each proof, the indices of its direct previous proofs. */
export function chainLinks(proofs: readonly Json[]): readonly (readonly number[])[] {
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
export function isOnCycle(links: readonly (readonly number[])[], start: number): boolean {
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
