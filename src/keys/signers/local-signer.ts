/** Signers whose secret key is in this process. It can be read only if the signer was made `extractable`. */

import {
  type Awaitable,
  ed25519PublicKey,
  importEd25519Private,
  importSigningKey,
  signEd25519,
  signWith,
} from '#platform'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import type { SignatureAlgorithm, Signer } from '../../ports.js'
import { keyInvalid } from '../formats/key-invalid.js'
import { encodeMultikey } from '../formats/multikey.js'
import { type PublicKey, publicKeyFromJwk, publicKeyFromMultikey } from '../public-key.js'
import type { SecretKey } from '../secret-key.js'
import { type SignerIdentity, type SignerIdentityOptions, signerIdentity } from './signer-identity.js'

export interface LocalSignerOptions extends SignerIdentityOptions {
  /** Keeps the secret key readable for `exportSecretKey`; default false. */
  readonly extractable?: boolean
}

interface Parts extends SignerIdentity {
  readonly publicKey: PublicKey
  readonly sign: (bytes: Uint8Array) => Awaitable<Uint8Array>
  readonly secret: SecretKey | undefined
}

/**
 * A signer whose secret key is in this process. `generateSigner` and the `signerFrom…` functions make it.
 */
export class LocalSigner implements Signer {
  readonly verificationMethod: string
  readonly controller: string
  readonly algorithm: SignatureAlgorithm
  /** Multikey of the public key; RSA has none. */
  declare readonly publicKeyMultibase?: string
  readonly publicKey: PublicKey
  readonly sign: (bytes: Uint8Array) => Awaitable<Uint8Array>
  readonly #secret: SecretKey | undefined

  private constructor(parts: Parts) {
    this.verificationMethod = parts.verificationMethod
    this.controller = parts.controller
    // The key comes with a secret key, so its algorithm is one that signs.
    this.algorithm = parts.publicKey.algorithm as SignatureAlgorithm
    if (parts.publicKey.multibase !== undefined) this.publicKeyMultibase = parts.publicKey.multibase
    this.publicKey = parts.publicKey
    this.sign = parts.sign
    this.#secret = parts.secret
    Object.freeze(this)
  }

  /** @internal */
  static readonly is = (value: unknown): value is LocalSigner =>
    typeof value === 'object' && value !== null && #secret in value

  /** @internal */
  static readonly secretOf = (signer: LocalSigner): SecretKey => {
    if (signer.#secret === undefined) {
      throw keyInvalid('notExtractable', 'the signer was made without { extractable: true }')
    }
    return signer.#secret
  }

  /** @internal */
  static readonly make = (parts: Parts): LocalSigner => new LocalSigner(parts)
}

/**
 * Says whether a value is a signer that holds its own key in this process. A copy or a wrapper of one is not.
 *
 * @param signer - Any value.
 * @returns True for a `LocalSigner`.
 * @example
 * if (isLocalSigner(signer)) console.log(signer.publicKey.algorithm)
 */
export function isLocalSigner(signer: unknown): signer is LocalSigner {
  return LocalSigner.is(signer)
}

const isText: OptionTest = (value) => typeof value === 'string'
const OPTIONS: Readonly<Record<keyof LocalSignerOptions, OptionTest>> = {
  controller: isText,
  verificationMethod: isText,
  extractable: (value) => typeof value === 'boolean',
}
const SHAPES: Readonly<Record<keyof LocalSignerOptions, string>> = {
  controller: "your DID or https id, such as 'did:web:example.edu'",
  verificationMethod: "the URL of the key, such as 'did:web:example.edu#key-1'",
  extractable: 'true or false',
}

/**
 * @param caller - The public function, for messages.
 * @throws OpenBadgeError `key_invalid` (`keyMismatch` if the public key belongs to another secret key)
 * @throws TypeError for a wrong option
 */
export async function localSigner(
  caller: string,
  secret: SecretKey,
  options: LocalSignerOptions,
): Promise<LocalSigner> {
  checkOptions(caller, options, OPTIONS, SHAPES)
  const { publicKey, sign } = secret.type === 'Ed25519' ? await ed25519(secret) : await ecOrRsa(secret)
  const kept = options.extractable === true ? secret : undefined
  if (kept === undefined && secret.type === 'Ed25519') secret.seed.fill(0)
  return LocalSigner.make({ ...signerIdentity(publicKey, options), publicKey, sign, secret: kept })
}

async function ed25519(secret: SecretKey & { type: 'Ed25519' }): Promise<Pick<Parts, 'publicKey' | 'sign'>> {
  const derived = await ed25519PublicKey(secret.seed)
  if (secret.publicKey?.every((byte, i) => byte === derived[i]) === false) throw mismatch()
  const key = await importEd25519Private(secret.seed)
  return {
    publicKey: await publicKeyFromMultikey(encodeMultikey('Ed25519', derived)),
    sign: (bytes) => signEd25519(key, bytes),
  }
}

async function ecOrRsa(
  secret: SecretKey & { type: 'EC' | 'RSA' },
): Promise<Pick<Parts, 'publicKey' | 'sign'>> {
  const publicKey = await publicKeyFromJwk(secret.publicJwk)
  try {
    const key = await importSigningKey(secret.algorithm, secret.privateJwk)
    // No runtime checks that the public and private members of a JWK belong together.
    const trial = new Uint8Array(32)
    if (!(await publicKey.verify(await signWith(key, trial), trial))) throw mismatch()
    return { publicKey, sign: (bytes) => signWith(key, bytes) }
  } catch (cause) {
    throw mismatch(cause)
  }
}

function mismatch(cause?: unknown): Error {
  return keyInvalid('keyMismatch', 'the public key does not belong to the secret key', cause)
}
