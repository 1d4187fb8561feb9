/** Local signers from new or existing key material; without options a key is its own identity, `did:key`. */
import { randomBytes } from '#platform'
import { secretFromJwk, secretFromMultikey, secretFromPem, secretFromSeed } from '../secret-key.js'
import { type LocalSigner, type LocalSignerOptions, localSigner } from './local-signer.js'

export { isLocalSigner, type LocalSigner, type LocalSignerOptions } from './local-signer.js'

/**
 * A signer with a new Ed25519 key. It is lost with the process unless made `extractable` and exported.
 * @example
 * const signer = await generateSigner({ controller: 'did:web:example.edu', extractable: true })
 */
export async function generateSigner(options: LocalSignerOptions = {}): Promise<LocalSigner> {
  return localSigner(secretFromSeed(randomBytes(32)), options)
}

/** `seed` is the 32-byte private key of RFC 8032. @throws OpenBadgeError `key_invalid` */
export async function signerFromSeed(
  seed: Uint8Array,
  options: LocalSignerOptions = {},
): Promise<LocalSigner> {
  return localSigner(secretFromSeed(seed), options)
}

/**
 * From a private JSON Web Key: OKP Ed25519, EC P-256 or P-384, RSA from 2048 bits (the last three sign JWTs).
 * @throws OpenBadgeError `key_invalid`
 */
export async function signerFromJwk(jwk: unknown, options: LocalSignerOptions = {}): Promise<LocalSigner> {
  return localSigner(secretFromJwk(jwk), options)
}

/** From a secret Ed25519 Multikey, `z3u2…` or `zrv…`. @throws OpenBadgeError `key_invalid` */
export async function signerFromMultikey(
  secretKeyMultibase: string,
  options: LocalSignerOptions = {},
): Promise<LocalSigner> {
  return localSigner(secretFromMultikey(secretKeyMultibase), options)
}

/** From PKCS#8, PEM text or DER bytes: Ed25519, P-256, P-384 or RSA. @throws OpenBadgeError `key_invalid` */
export async function signerFromPem(
  pem: string | Uint8Array,
  options: LocalSignerOptions = {},
): Promise<LocalSigner> {
  return localSigner(secretFromPem(pem), options)
}
