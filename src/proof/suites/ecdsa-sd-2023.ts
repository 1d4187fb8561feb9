/** Verifies derived ecdsa-sd-2023 proofs (selective disclosure) with Digital Bazaar's suite, which is loaded on demand. */
import { proofFault } from '../result/proof-fault.js'
import type { ForeignSuite } from './suite.js'

/** Start of a base proof value: multibase base64url, then the tag 0xd95d00 (VC DI ECDSA 1.0 section 3.5.2). */
const BASE = 'u2V0A'

export const ecdsaSd2023: ForeignSuite = {
  name: 'ecdsa-sd-2023',
  type: 'DataIntegrityProof',
  cryptosuite: 'ecdsa-sd-2023',
  selective: true,
  refuse: ({ proofValue }) => {
    if (typeof proofValue === 'string' && proofValue.startsWith(BASE)) {
      throw proofFault(
        'proof_base',
        'this is a base proof; the holder must derive a proof from it, and present that proof',
      )
    }
  },
  mandatory: async (proof, text, document) => {
    const { mandatoryPredicates } = await import('../result/mandatory-predicates.js')
    return mandatoryPredicates(proof, text, document)
  },
  verify: async (input) => {
    const [{ verifyWithLinkedDataProof }, { DataIntegrityProof }, { createVerifyCryptosuite }] =
      await Promise.all([
        import('./foreign-suite.js'),
        import('@digitalbazaar/data-integrity'),
        import('@digitalbazaar/ecdsa-sd-2023-cryptosuite'),
      ])
    return verifyWithLinkedDataProof(
      new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
      input,
    )
  },
}
