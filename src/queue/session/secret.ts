/** What coordinator and workers of a session know, and the store does not. */
import { hash } from 'node:crypto'
import type { Signer } from '../../ports.js'

/** From the public id of a session to its secret. */
export type SecretOf = (session: string) => Promise<Uint8Array>

/**
 * Whoever may sign with the key has the secret: Ed25519 gives one signature for one text (RFC 8032 section 5.1.6). The text is
 * neither the two hashes that a Data Integrity proof signs nor the input of a JWS, and its signature is shown to nobody.
 */
export function secretOfSigner(signer: Signer): SecretOf {
  return async (session) => {
    const text = `laurel queue secret 1: this signs no document, and opens the session ${session}\n`
    return hash('sha256', await signer.sign(Buffer.from(text)), 'buffer')
  }
}

/** A secret that was given to all, such as one in a file. @throws TypeError where it is short */
export function sharedSecret(secret: Uint8Array): SecretOf {
  if (secret.length < 32) throw new TypeError('the secret of a queue has 32 bytes or more')
  return async () => secret
}
