/**
 * The prices of signatures, in blocks of the limit `hashes`. One block is about seven microseconds of Node, or fifteen of a web
 * platform that checks Ed25519 in JavaScript. A key that is in the memory of an earlier call costs the same, so that each call
 * has the same result.
 */
import type { VerificationAlgorithm } from '../ports.js'

/** For reading a key: the dearest is a compressed point of P-384. */
export const KEY_PRICE = 100

/** For reading the key of a verification method. A `did:key` shows in its first characters that it is for Ed25519. */
export const keyPrice = (method: string): number => (method.startsWith('did:key:z6Mk') ? 10 : KEY_PRICE)

/** For checking a signature. */
export const signaturePrice = (algorithm: VerificationAlgorithm): number => PRICES[algorithm] ?? 100

const PRICES: Readonly<Partial<Record<VerificationAlgorithm, number>>> = {
  ES256: 20,
  ES384: 250,
  ES512: 450,
}
