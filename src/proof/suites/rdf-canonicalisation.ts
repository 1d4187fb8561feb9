/** Signing the graph: JSON-LD to RDF, then RDFC-1.0 (VC Data Integrity EdDSA section 3.2). */

import { newWork } from '../../jsonld/budget/limits.js'
import { toCanonical } from '../../jsonld/canonize.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import { andThen } from '../../platform/and-then.js'
import { proofFault } from '../result/proof-fault.js'
import type { Canonicalisation } from './suite.js'
import { requireMembersCovered } from './uncovered-members.js'

export const rdfCanonicalisation: Canonicalisation = {
  configure: (proof, document) => {
    const { '@context': context, ...rest } = proof
    // The hashed configuration has the document's context; a proof that brings another would hide it.
    if (context !== undefined && !sameJson(context, document['@context'])) {
      throw proofFault(
        'proof_context_mismatch',
        "the proof's own @context is not the document's",
        '/@context',
      )
    }
    return document['@context'] === undefined ? rest : { '@context': document['@context'], ...rest }
  },
  secured: (document) => document,
  transform: (value, algorithm, world) => {
    const options = { work: newWork(), ...world, algorithm, standardNames: true }
    // What only looks for silent members is no document to be judged.
    const again = world.tellShared === undefined ? options : { ...options, tellShared: () => undefined }
    return andThen(toCanonical(value, options), (text) =>
      requireMembersCovered(value, text, (other, unlabelled) => toCanonical(other, { ...again, unlabelled })),
    )
  },
  carried: () => ({}),
  blindToMeaning: false,
}
