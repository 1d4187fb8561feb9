/** Exports public keys, and the secret keys of signers that were made `extractable`. */
import { encodeBase64url } from '../../encoding/multibase.js'
import { refusePromise } from '../check-signer.js'
import { writeEd25519Pkcs8, writePkcs8, writeSpki } from '../formats/key-der.js'
import { encodeMultikey } from '../formats/multikey.js'
import { encodePem } from '../formats/pem.js'
import type { PublicKey } from '../public-key.js'
import { LocalSigner } from './local-signer.js'

/** The type of each form. */
export interface PublicKeyForms {
  readonly jwk: Readonly<Record<string, string>>
  /** `z6Mk…`, `zDn…`, `z82…`; RSA has none. */
  readonly multikey: string
  /** SubjectPublicKeyInfo. */
  readonly pem: string
  readonly der: Uint8Array
}

export interface SecretKeyForms {
  readonly jwk: Readonly<Record<string, string>>
  /** Ed25519 only: `z3u2…`, the 32-byte form. */
  readonly multikey: string
  /** PKCS#8, not encrypted. */
  readonly pem: string
  readonly der: Uint8Array
  /** Ed25519 only: the 32 bytes of RFC 8032. */
  readonly seed: Uint8Array
}

/**
 * Writes a public key in one of four forms.
 *
 * @param key - A public key, or a local signer.
 * @param form - `jwk`, `multikey` (not for RSA), `pem` or `der` (SubjectPublicKeyInfo).
 * @returns The key in this form.
 * @throws TypeError for a form that the key does not have.
 * @example
 * const pem = exportPublicKey(signer, 'pem')
 */
export function exportPublicKey<F extends keyof PublicKeyForms>(
  key: PublicKey | LocalSigner,
  form: F,
): PublicKeyForms[F]
export function exportPublicKey(
  source: PublicKey | LocalSigner,
  form: keyof PublicKeyForms,
): PublicKeyForms[keyof PublicKeyForms] {
  refusePromise('exportPublicKey', source)
  const { jwk, multibase } = publicKeyOf(source)
  switch (form) {
    case 'jwk':
      return { ...jwk }
    case 'der':
      return writeSpki(jwk)
    case 'pem':
      return encodePem('PUBLIC KEY', writeSpki(jwk))
    case 'multikey':
      if (multibase !== undefined) return multibase
  }
  throw noForm('exportPublicKey', jwk.kty, [
    'jwk',
    'pem',
    'der',
    ...(multibase === undefined ? [] : ['multikey']),
  ])
}

/**
 * Writes the secret key of a signer, so that you can store it. Keep the result secret.
 *
 * @param signer - A local signer that was made with `extractable: true`.
 * @param form - `jwk`, with the verification method as `kid`, so that `signerFromJwk` knows the controller again; `pem` or `der` (PKCS#8, not encrypted); for Ed25519 also `multikey` or `seed` (32 bytes).
 * @returns The key in this form.
 * @throws OpenBadgeError `key_invalid`, reason `notExtractable`; TypeError for a form that the key does not have.
 * @example
 * const signer = await generateSigner({ extractable: true })
 * const jwk = exportSecretKey(signer, 'jwk')
 */
export function exportSecretKey<F extends keyof SecretKeyForms>(
  signer: LocalSigner,
  form: F,
): SecretKeyForms[F]
export function exportSecretKey(
  signer: LocalSigner,
  form: keyof SecretKeyForms,
): SecretKeyForms[keyof SecretKeyForms] {
  refusePromise('exportSecretKey', signer)
  if (!LocalSigner.is(signer))
    throw new TypeError('exportSecretKey needs a local signer made with { extractable: true }')
  const secret = LocalSigner.secretOf(signer)
  const ed25519 = secret.type === 'Ed25519' ? secret.seed : undefined
  switch (form) {
    case 'jwk':
      return {
        ...(secret.type === 'Ed25519'
          ? { ...signer.publicKey.jwk, d: encodeBase64url(secret.seed) }
          : secret.privateJwk),
        // `signerFromJwk` reads the controller from it (RFC 7517 section 4.5).
        kid: signer.verificationMethod,
      }
    case 'der':
      return secret.type === 'Ed25519' ? writeEd25519Pkcs8(secret.seed) : writePkcs8(secret.privateJwk)
    case 'pem':
      return encodePem('PRIVATE KEY', exportSecretKey(signer, 'der'))
    case 'multikey':
      if (ed25519) return encodeMultikey('Ed25519', ed25519, true)
      break
    case 'seed':
      if (ed25519) return ed25519.slice()
  }
  const forms = ['jwk', 'pem', 'der', ...(ed25519 === undefined ? [] : ['multikey', 'seed'])]
  throw noForm('exportSecretKey', secret.type, forms)
}

function noForm(caller: string, type: string, forms: readonly string[]): TypeError {
  const known = type === 'RSA' || type === 'EC' ? type : 'Ed25519'
  const key = known === 'Ed25519' ? 'an Ed25519 key' : `an ${known} key`
  return new TypeError(`${caller}: the form is unknown; ${key} has the forms ${forms.join(', ')}`)
}

function publicKeyOf(source: PublicKey | LocalSigner | undefined): PublicKey {
  const key = (source as Partial<LocalSigner> | undefined)?.publicKey ?? (source as PublicKey | undefined)
  if (typeof key?.jwk === 'object') return key
  throw new TypeError('exportPublicKey needs a public key, or a local signer')
}
