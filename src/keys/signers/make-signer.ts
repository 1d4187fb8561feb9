/** Makes local signers from new or existing keys. Without options, the controller is the key's own `did:key`. */

import { randomBytes } from '#platform'
import { requireArgument, requireText } from '../../encoding/arguments.js'
import { requireOptions } from '../../encoding/options.js'
import { keyInvalid } from '../formats/key-invalid.js'
import { secretFromJwk, secretFromMultikey, secretFromPem, secretFromSeed } from '../secret-key.js'
import { keyIdOptions } from './key-id.js'
import { type LocalSigner, type LocalSignerOptions, localSigner } from './local-signer.js'

export { isLocalSigner, type LocalSigner, type LocalSignerOptions } from './local-signer.js'

/**
 * Makes a signer with a new Ed25519 key. The key is lost when the process ends, unless you make it `extractable` and export it.
 *
 * @param options - `controller`: your DID or https id, default the key's own did:key; `verificationMethod`; `extractable`:
 *   default false.
 * @returns The signer.
 * @throws TypeError for bad options.
 * @example
 * const signer = await generateSigner({ controller: 'did:web:example.edu', extractable: true })
 */
export async function generateSigner(options: LocalSignerOptions = {}): Promise<LocalSigner> {
  return localSigner('generateSigner', secretFromSeed(randomBytes(32)), options)
}

/**
 * Makes a signer from the 32-byte private key of Ed25519 (RFC 8032 §5.1.5).
 *
 * @param seed - 32 secret random bytes.
 * @param options - As for `generateSigner`.
 * @returns The signer.
 * @throws OpenBadgeError `key_invalid`; TypeError for bad options.
 * @example
 * const signer = await signerFromSeed(crypto.getRandomValues(new Uint8Array(32)))
 */
export async function signerFromSeed(
  seed: Uint8Array,
  options: LocalSignerOptions = {},
): Promise<LocalSigner> {
  return localSigner('signerFromSeed', secretFromSeed(seed), options)
}

/**
 * Makes a signer from a private JSON Web Key: Ed25519, P-256, P-384, or RSA from 2,048 bits. `issue` and batches need an
 * Ed25519 key; with another key use `issueJwt`. If the key's `kid` is the URL of a verification method, the signer uses
 * it; `exportSecretKey` writes it.
 *
 * @param jwk - The key as plain JSON.
 * @param options - As for `generateSigner`. They take precedence over `kid`.
 * @returns The signer.
 * @throws OpenBadgeError `key_invalid`; TypeError for bad options.
 * @example
 * const key = await generateSigner({ extractable: true })
 * const signer = await signerFromJwk(exportSecretKey(key, 'jwk'))
 */
export async function signerFromJwk(jwk: unknown, options: LocalSignerOptions = {}): Promise<LocalSigner> {
  requireOptions('signerFromJwk', options)
  const secret = secretFromJwk(jwk)
  const named = keyIdOptions(jwk, options)
  if (named === options) return localSigner('signerFromJwk', secret, options)
  return localSigner('signerFromJwk', secret, named).catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error
    throw keyInvalid(
      'malformedJwk',
      `the "kid" of the JSON Web Key does not belong to this key: ${error.message}`,
    )
  })
}

/**
 * Makes a signer from a secret Ed25519 key in Multikey form (Controlled Identifiers 1.0 §2.2.2).
 *
 * @param secretKeyMultibase - `z3u2…`, or the older `zrv…`.
 * @param options - As for `generateSigner`.
 * @returns The signer.
 * @throws OpenBadgeError `key_invalid`; TypeError for bad options.
 * @example
 * const key = await generateSigner({ extractable: true })
 * const signer = await signerFromMultikey(exportSecretKey(key, 'multikey'))
 */
export async function signerFromMultikey(
  secretKeyMultibase: string,
  options: LocalSignerOptions = {},
): Promise<LocalSigner> {
  requireText('signerFromMultikey', 'secretKeyMultibase', secretKeyMultibase, 'the text of the Multikey')
  return localSigner('signerFromMultikey', secretFromMultikey(secretKeyMultibase), options)
}

/**
 * Makes a signer from a PKCS#8 key that is not encrypted: Ed25519, P-256, P-384 or RSA. `issue` and batches need an Ed25519
 * key; with another key use `issueJwt`.
 *
 * @param pem - PEM text (`PRIVATE KEY`), or DER bytes.
 * @param options - As for `generateSigner`.
 * @returns The signer.
 * @throws OpenBadgeError `key_invalid`; TypeError for bad options.
 * @example
 * const key = await generateSigner({ extractable: true })
 * const signer = await signerFromPem(exportSecretKey(key, 'pem'))
 */
export async function signerFromPem(
  pem: string | Uint8Array,
  options: LocalSignerOptions = {},
): Promise<LocalSigner> {
  const isKey = typeof pem === 'string' || pem instanceof Uint8Array
  requireArgument('signerFromPem', 'pem', pem, isKey, 'PEM text or DER bytes')
  return localSigner('signerFromPem', secretFromPem(pem), options)
}
