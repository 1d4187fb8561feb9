/** The adversary's own key. */
import { signerFromSeed } from '../../../src/keys/signers/make-signer.js'

export const signer = await signerFromSeed(new Uint8Array(32).fill(5))
