/** Makes a suite of Digital Bazaar's libraries usable in `verify`. */
import { type LinkedDataProofSuite, verifyWithLinkedDataProof } from '../proof/suites/foreign-suite.js'
import type { ForeignSuite } from '../proof/suites/suite.js'

/** A Data Integrity cryptosuite object, such as `createVerifyCryptosuite()` returns. */
export interface ForeignCryptosuite {
  readonly name: string
  readonly createVerifier: unknown
}

/** A proof suite, such as `new Ed25519Signature2020()` or `new DataIntegrityProof({ cryptosuite })`. */
export interface ForeignProofSuite extends LinkedDataProofSuite {
  readonly type: string
  readonly cryptosuite?: string
}

/**
 * Makes a suite of another library usable by `verify`. The suite checks only the signature. laurel reads the document, checks
 * dates, purpose and contexts, and binds the key to its controller.
 *
 * @param suite - A Data Integrity cryptosuite for verifying, or a proof suite.
 * @returns A suite for the option `suites`. It takes precedence over laurel's own suite of the same name.
 * @throws TypeError for a value that is not a suite.
 * @example
 * const report = await verify(signed, { suites: [proofSuite(cryptosuite)] })
 */
export function proofSuite(suite: ForeignCryptosuite | ForeignProofSuite): ForeignSuite {
  if (isProofSuite(suite)) {
    const { type, cryptosuite } = suite
    return {
      name: cryptosuite ?? type,
      type,
      ...(cryptosuite === undefined ? {} : { cryptosuite }),
      verify: (input) => verifyWithLinkedDataProof(suite, input),
    }
  }
  if (typeof suite?.name !== 'string' || typeof suite.createVerifier !== 'function') {
    throw new TypeError('proofSuite: pass a cryptosuite or a proof suite of the @digitalbazaar libraries')
  }
  return {
    name: suite.name,
    type: 'DataIntegrityProof',
    cryptosuite: suite.name,
    verify: async (input) => {
      const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity')
      return verifyWithLinkedDataProof(new DataIntegrityProof({ cryptosuite: suite }), input)
    },
  }
}

function isProofSuite(suite: ForeignCryptosuite | ForeignProofSuite): suite is ForeignProofSuite {
  return (
    typeof suite === 'object' && suite !== null && 'verifyProof' in suite && typeof suite.type === 'string'
  )
}
