/**
 * New keys as JSON Web Keys. Node 20 waits for ever if it collects a pair of `generateKeyPair` while it exports that pair as a JWK,
 * because both lock the key. So the pair is made in DER, and another object is exported.
 */
import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto'

/** A private key, with its public members. */
export function newJwk(type: 'Ed25519' | 'P-256' | 'P-384' | 'P-521'): JsonWebKey {
  const encodings = {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  } as const
  const { privateKey: key } =
    type === 'Ed25519'
      ? generateKeyPairSync('ed25519', encodings)
      : generateKeyPairSync('ec', { namedCurve: type, ...encodings })
  return createPrivateKey({ key: key as unknown as Buffer, format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  })
}

export function newPublicJwk(type: Parameters<typeof newJwk>[0]): JsonWebKey {
  const { d: _, ...jwk } = newJwk(type)
  return jwk
}
