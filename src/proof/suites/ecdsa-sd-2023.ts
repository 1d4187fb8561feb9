/** Derived ecdsa-sd-2023 proofs (selective disclosure), through Digital Bazaar's suite, loaded only when one is met. */
import { verifyWithLinkedDataProof } from './foreign-suite.js'
import type { ForeignSuite } from './suite.js'

export const ecdsaSd2023: ForeignSuite = {
  name: 'ecdsa-sd-2023',
  type: 'DataIntegrityProof',
  cryptosuite: 'ecdsa-sd-2023',
  verify: async (input) => {
    const [{ DataIntegrityProof }, { createVerifyCryptosuite }] = await Promise.all([
      import('@digitalbazaar/data-integrity'),
      import('@digitalbazaar/ecdsa-sd-2023-cryptosuite'),
    ])
    return verifyWithLinkedDataProof(
      new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
      input,
    )
  },
}
