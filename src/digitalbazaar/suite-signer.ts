/** Converts signers between laurel and Digital Bazaar's suites. */
import { checkOptions, type OptionTest } from '../encoding/options.js'
import { checkSigner, refusePromise } from '../keys/check-signer.js'
import type { SignatureAlgorithm, Signer } from '../ports.js'

/** The type of `signer` in `DataIntegrityProof` and other suites. */
export interface SuiteSigner {
  readonly id: string
  readonly algorithm: string
  readonly sign: (options: { readonly data: Uint8Array }) => Promise<Uint8Array>
}

/** laurel's algorithm → the suites' name, which is the curve for elliptic curves. */
const NAMES: readonly (readonly [laurel: SignatureAlgorithm, suite: string])[] = [
  ['Ed25519', 'Ed25519'],
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
]

/**
 * Makes a signer for Digital Bazaar's suites from a laurel signer.
 *
 * @param signer - Any laurel signer.
 * @returns The suite's signer.
 * @throws TypeError for an algorithm that the suites do not have.
 * @example
 * const theirs = toSuiteSigner(signer)
 */
export function toSuiteSigner(signer: Signer): SuiteSigner {
  checkSigner('toSuiteSigner', signer)
  const row = NAMES.find(([name]) => name === signer.algorithm)
  if (row === undefined) throw new TypeError(`toSuiteSigner: no suite signs with ${signer.algorithm}`)
  return {
    id: signer.verificationMethod,
    algorithm: row[1],
    sign: async ({ data }) => signer.sign(data),
  }
}

const isText: OptionTest = (value) => typeof value === 'string'
const OPTIONS = { controller: isText, publicKeyMultibase: isText }
const SHAPES = {
  controller: "a text, such as 'did:web:example.edu'",
  publicKeyMultibase: "the Multikey of the public key, such as 'z6Mk…'",
}

/**
 * Makes a laurel signer from a signer of Digital Bazaar's libraries.
 *
 * @param signer - `id`, `algorithm` and `sign`.
 * @param options - `controller` and `publicKeyMultibase`. Default: the id without its fragment, and no key.
 * @returns The signer.
 * @throws TypeError for a signer without id, or an algorithm that laurel does not sign with.
 * @example
 * const own = fromSuiteSigner(toSuiteSigner(signer))
 */
export function fromSuiteSigner(
  signer: SuiteSigner,
  options: Pick<Signer, 'controller' | 'publicKeyMultibase'> = {},
): Signer {
  checkOptions('fromSuiteSigner', options, OPTIONS, SHAPES)
  refusePromise('fromSuiteSigner', signer)
  if (typeof signer?.id !== 'string' || typeof signer.sign !== 'function') {
    throw new TypeError('fromSuiteSigner: the signer must be { id, algorithm, sign }')
  }
  const row = NAMES.find(([, name]) => name === signer.algorithm)
  if (row === undefined) throw new TypeError(`fromSuiteSigner: laurel does not sign with ${signer.algorithm}`)
  return {
    ...options,
    verificationMethod: signer.id,
    algorithm: row[0],
    sign: (data) => signer.sign({ data }),
  }
}
