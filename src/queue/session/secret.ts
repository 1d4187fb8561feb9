/** The secret that coordinator and workers of a session share. The store does not have it. */
import { hash } from 'node:crypto'
import type { Signer } from '../../ports.js'

/** Gives the secret for the public id of a session. */
export type SecretOf = (session: string) => Promise<Uint8Array>

/**
 * Derives the secret from a signature with the key: Ed25519 signatures are deterministic (RFC 8032 section 5.1.6). The signed
 * text cannot be the two hashes of a Data Integrity proof or the input of a JWS, and the signature stays secret.
 */
export function secretOfSigner(signer: Signer): SecretOf {
  return async (session) => {
    const text = `laurel queue secret 1: this signs no document, and opens the session ${session}\n`
    return hash('sha256', await signer.sign(Buffer.from(text)), 'buffer')
  }
}

/** A shared secret, for example from a file. */
export function sharedSecret(secret: Uint8Array): SecretOf {
  return async () => secret
}
