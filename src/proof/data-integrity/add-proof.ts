/** Adds a Data Integrity proof to a document (VC Data Integrity 1.0 sections 4.2 and 4.3). */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { andThen } from '../../platform/and-then.js'
import type { Signer } from '../../ports.js'
import { withPreviousProofs } from './previous-proofs.js'
import { makeProof, type ProofOptions, proofMaker } from './proof-maker.js'

export interface AddProofOptions extends ProofOptions {
  /** Writes a single proof as a list, which the published strict schema of Open Badges requires. */
  readonly list?: boolean
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
 * Returns the document with one more proof. The first proof is an object; with further proofs, `proof` is an array (VC Data
 * Integrity §2.1). The document is plain JSON. It is not changed, and the result shares its parts.
 * If no context must be loaded and the signer is synchronous, the result is not a promise.
 * @throws TypeError for an unknown option or a signer of the wrong kind; OpenBadgeError `jsonld_unsafe`,
 * `jsonld_invalid`, `document_*`, `signer_failed`, `proof_invalid` (`previous_proof_missing`)
 */
export function addProof(
  document: JsonObject,
  signer: Signer,
  options: AddProofOptions = {},
): Awaitable<JsonObject> {
  checkOptionNames('addProof', options, OPTIONS)
  const maker = proofMaker(signer, options)
  const { unsecured, proofs } = split(document)
  const { previousProof } = options
  const secured =
    previousProof === undefined ? unsecured : withPreviousProofs(unsecured, proofs, [previousProof].flat())
  return andThen(makeProof(maker, secured, signer, options.signal), (proof) => {
    const all: readonly JsonObject[] = [...(proofs as readonly JsonObject[]), proof]
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
