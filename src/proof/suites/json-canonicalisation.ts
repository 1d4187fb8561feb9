/** Suites that sign the text: RFC 8785 (VC Data Integrity EdDSA section 3.3). */
import type { Json } from '../../encoding/json.js'
import { countValues } from '../../jsonld/budget/count-values.js'
import { jcs } from '../../jsonld/jcs/jcs.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import { proofFault } from '../result/proof-fault.js'
import type { Canonicalisation } from './suite.js'

export const jsonCanonicalisation: Canonicalisation = {
  configure: (proof) => proof,
  secured: (document, proof) => {
    const own = proof['@context']
    if (own === undefined) return document
    const carried = list(own)
    const actual = document['@context'] === undefined ? [] : list(document['@context'])
    if (carried.length > actual.length || !carried.every((item, i) => sameJson(item, actual[i]))) {
      throw proofFault(
        'proof_context_mismatch',
        "the document's @context does not begin with the contexts of the proof",
        '/@context',
      )
    }
    return { ...document, '@context': own }
  },
  transform: (value, _hash, { work }) => {
    work?.spend('scalars', countValues(value))
    return jcs(value)
  },
  carried: (document) => (document['@context'] === undefined ? {} : { '@context': document['@context'] }),
  needsMeaningCheck: true,
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value]
}
