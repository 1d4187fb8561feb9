/** Key material that can be sent to worker threads, and the local signer that each makes from it. */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { refusePromise } from '../../keys/check-signer.js'
import { notTheKey } from '../../keys/formats/key-invalid.js'
import {
  type LocalSigner,
  signerFromJwk,
  signerFromMultikey,
  signerFromPem,
} from '../../keys/signers/make-signer.js'
import { keyMaterial } from '../options/option-tests.js'

/** A secret key in one of the usual forms. For Data Integrity proofs it must be Ed25519. */
export interface KeyMaterial {
  /** The form of the key. */
  readonly form: 'jwk' | 'pem' | 'multikey'
  /** A JSON Web Key as plain JSON, or the text of the other forms. */
  readonly key: Json
  /** The controller of the key; default: that of `kid`, or the key's own did:key. */
  readonly controller?: string
  /** The absolute URL of the key, with a fragment. */
  readonly verificationMethod?: string
}

/**
 * Recognises the form of a secret key file. It does not read the key itself: `signerOf` does.
 *
 * @param text - A private JWK, a PEM block, or a secret Multikey.
 * @param controller - The controller of the key. Default: that of the JWK's `kid`, else the key's own did:key.
 * @returns The key material, which can be passed to worker threads.
 * @throws OpenBadgeError `key_invalid` for other text; the error does not quote the text.
 * @example
 * const key = await generateSigner({ extractable: true })
 * const material = parseKey(exportSecretKey(key, 'pem'), key.controller)
 */
export function parseKey(text: string, controller?: string): KeyMaterial {
  if (typeof text !== 'string') throw new TypeError('parseKey: pass the text of the key file')
  const trimmed = text.trim()
  const own = controller === undefined ? {} : { controller }
  if (trimmed.startsWith('-----BEGIN')) return { form: 'pem', key: trimmed, ...own }
  if (trimmed.startsWith('z')) return { form: 'multikey', key: trimmed, ...own }
  const key = parseJwk(trimmed)
  if (isProfile(key))
    throw new OpenBadgeError('key_invalid', 'this is a profile, not a key', { reason: 'profile' })
  return { form: 'jwk', key, ...own }
}

function isProfile(value: Json): boolean {
  return isJsonObject(value) && !('kty' in value) && [value['type']].flat().includes('Profile')
}

/** Parses JSON. The error of JSON.parse quotes the text, so a new error without a cause is thrown. */
function parseJwk(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new OpenBadgeError(
      'key_invalid',
      notTheKey(text, 'the key is neither a JSON Web Key nor a PEM block nor a Multikey'),
      {
        reason: 'malformed',
      },
    )
  }
}

/**
 * Makes a local signer from key material.
 *
 * @param material - What `parseKey` returned, or `form`, `key` and `controller`.
 * @returns The signer.
 * @throws OpenBadgeError `key_invalid`; TypeError for a value that is not key material.
 * @example
 * const key = await generateSigner({ extractable: true })
 * const signer = await signerOf({ form: 'pem', key: exportSecretKey(key, 'pem') })
 */
export async function signerOf(material: KeyMaterial): Promise<LocalSigner> {
  refusePromise('signerOf', material)
  if (!keyMaterial(material))
    throw new TypeError('signerOf: pass what parseKey(text) returns for the text of the key file')
  const { form, key, ...identity } = material
  return SIGNERS[form](key, identity)
}

type Identity = Omit<KeyMaterial, 'form' | 'key'>

const SIGNERS: Readonly<
  Record<KeyMaterial['form'], (key: Json, identity: Identity) => Promise<LocalSigner>>
> = {
  jwk: (key, identity) => signerFromJwk(key, identity),
  pem: (key, identity) => signerFromPem(key as string, identity),
  multikey: (key, identity) => signerFromMultikey(key as string, identity),
}
