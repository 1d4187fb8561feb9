/** Signers between laurel's shape and that of Digital Bazaar's suites. */
import type { SignatureAlgorithm, Signer } from '../ports.js'

/** What `DataIntegrityProof` and other suites take as their `signer`. */
export interface SuiteSigner {
  readonly id: string
  readonly algorithm: string
  readonly sign: (options: { readonly data: Uint8Array }) => Promise<Uint8Array>
}

/** The suites name elliptic curve algorithms by their curve. */
const NAMES: readonly (readonly [laurel: SignatureAlgorithm, suite: string])[] = [
  ['Ed25519', 'Ed25519'],
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
]

/** @throws TypeError for an algorithm that the suites do not have */
export function toSuiteSigner(signer: Signer): SuiteSigner {
  const row = NAMES.find(([name]) => name === signer.algorithm)
  if (row === undefined) throw new TypeError(`no suite signs with ${signer.algorithm}`)
  return {
    id: signer.verificationMethod,
    algorithm: row[1],
    sign: async ({ data }) => signer.sign(data),
  }
}

/** @throws TypeError for a signer without id, or of an algorithm that laurel does not have */
export function fromSuiteSigner(
  signer: SuiteSigner,
  options: Pick<Signer, 'controller' | 'publicKeyMultibase'> = {},
): Signer {
  if (typeof signer?.id !== 'string' || typeof signer.sign !== 'function') {
    throw new TypeError('fromSuiteSigner takes { id, algorithm, sign }')
  }
  const row = NAMES.find(([, name]) => name === signer.algorithm)
  if (row === undefined) throw new TypeError(`laurel does not sign with ${signer.algorithm}`)
  return {
    ...options,
    verificationMethod: signer.id,
    algorithm: row[0],
    sign: (data) => signer.sign({ data }),
  }
}
