/** A public key that verifies with one algorithm, imported from Multikey or JWK. */

import type { Awaitable, JwkMembers, VerifyingAlgorithm, VerifyingKey } from '#platform'
import { importVerifyingKey, verifyWith } from '#platform'
import { decodeBase64url, encodeBase64url } from '../encoding/multibase.js'
import { andThen } from '../platform/and-then.js'
import type { VerificationAlgorithm } from '../ports.js'
import { CURVES, type Curve, compressPoint, decompressPoint } from './formats/ec-point.js'
import { readSpki } from './formats/key-der.js'
import { keyInvalid } from './formats/key-invalid.js'
import { encodeMultikey } from './formats/multikey.js'
import { decodePem } from './formats/pem.js'
import {
  CURVE_ALGORITHM,
  jwkAlgorithm,
  type PublicJwk,
  RSA_ALGORITHMS,
  readPublicJwk,
} from './formats/public-jwk.js'
import { ed25519Key, keyFromMultikey } from './from-multikey.js'

export interface PublicKey {
  /** Fixed by the key, so that a message or header cannot choose another. */
  readonly algorithm: VerificationAlgorithm
  /** The key as Multikey; RSA keys have none. */
  readonly multibase?: string
  /** The members that define the key; equal keys have equal members in equal order. */
  readonly jwk: PublicJwk
  /** Verifies pure Ed25519, or ECDSA as r‖s. Never throws for a wrong signature. */
  readonly verify: (signature: Uint8Array, data: Uint8Array) => Awaitable<boolean>
  /**
   * Returns the same RSA key for another algorithm, if its JWK names none; `undefined` if the key does not allow that
   * algorithm. Absent if the key has one algorithm only.
   */
  readonly serving?: (algorithm: VerificationAlgorithm) => Awaitable<PublicKey> | undefined
}

/**
 * Imports a public key from Multikey text (Controlled Identifiers 1.0 §2.2.2): `z6Mk…`, `zDn…`, `z82…`, or base64url `u…`.
 *
 * @param text - The value of `publicKeyMultibase`.
 * @returns The key, at once on Node, else as a promise.
 * @throws OpenBadgeError `key_invalid`: thrown on Node, else as a rejection where the import is asynchronous.
 * @example
 * const key = await publicKeyFromMultikey(exportPublicKey(signer, 'multikey'))
 */
export function publicKeyFromMultikey(text: string): Awaitable<PublicKey> {
  if (typeof text !== 'string') throw new TypeError('publicKeyFromMultikey: text must be a text')
  return keyFromMultikey(text, curveKey)
}

/**
 * Imports a public key from a JSON Web Key (RFC 7517): Ed25519, P-256, P-384, P-521, or RSA from 2,048 bits.
 *
 * @param value - The key as plain JSON.
 * @returns The key, at once on Node, else as a promise.
 * @throws OpenBadgeError `key_invalid`.
 * @example
 * const key = await publicKeyFromJwk(exportPublicKey(signer, 'jwk'))
 */
export function publicKeyFromJwk(value: unknown): Awaitable<PublicKey> {
  const jwk = readPublicJwk(value)
  if (jwk.kty === 'OKP') return ed25519Key(decodeBase64url(jwk.x))
  if (jwk.kty === 'RSA') return rsaKey(jwk, (value as { readonly alg?: unknown }).alg)
  if (jwk.crv === 'P-521') return jwkKey('ES512', jwk, undefined)
  const point = { x: decodeBase64url(jwk.x), y: decodeBase64url(jwk.y) }
  return jwkKey(CURVE_ALGORITHM[jwk.crv], jwk, encodeMultikey(jwk.crv, compressPoint(point)))
}

/**
 * Imports a public key from SubjectPublicKeyInfo (RFC 5280 §4.1).
 *
 * @param pem - PEM text (`PUBLIC KEY`), or DER bytes.
 * @returns The key, at once on Node, else as a promise.
 * @throws OpenBadgeError `key_invalid`.
 * @example
 * const key = await publicKeyFromPem(exportPublicKey(signer, 'pem'))
 */
export function publicKeyFromPem(pem: string | Uint8Array): Awaitable<PublicKey> {
  const isKey = typeof pem === 'string' || pem instanceof Uint8Array
  if (!isKey) throw new TypeError('publicKeyFromPem: pem must be PEM text or DER bytes')
  const block = typeof pem === 'string' ? decodePem(pem) : { label: 'PUBLIC KEY', bytes: pem }
  if (block.label.endsWith('PRIVATE KEY')) throw keyInvalid('privateMaterial', 'the PEM is a secret key')
  if (block.label !== 'PUBLIC KEY') throw keyInvalid('malformedPem', 'the PEM is not a "PUBLIC KEY"')
  return publicKeyFromJwk(readSpki(block.bytes))
}

/** True if both are the same key. */
export function samePublicKey(left: Pick<PublicKey, 'jwk'>, right: Pick<PublicKey, 'jwk'>): boolean {
  return JSON.stringify(left.jwk) === JSON.stringify(right.jwk)
}

/**
 * Makes a key from a compressed point.
 * @throws OpenBadgeError `key_invalid`
 */
export function curveKey(curve: Curve, bytes: Uint8Array): Awaitable<PublicKey> {
  const { x, y } = decompressPoint(curve, bytes)
  const jwk = { crv: curve, kty: 'EC', x: encodeBase64url(x), y: encodeBase64url(y) } as const
  return jwkKey(CURVE_ALGORITHM[curve], jwk, encodeMultikey(curve, bytes))
}

/** Uses the algorithm that the JWK names. If it names none, the key serves all RSA algorithms. */
function rsaKey(jwk: PublicJwk, named: unknown): Awaitable<PublicKey> {
  const algorithm = jwkAlgorithm(jwk, named) as VerifyingAlgorithm
  if (named !== undefined) return jwkKey(algorithm, jwk, undefined)
  return jwkKey(algorithm, jwk, undefined, (wanted) => {
    const other = RSA_ALGORITHMS.find((name) => name === wanted)
    return other === undefined ? undefined : jwkKey(other, jwk, undefined)
  })
}

function jwkKey(
  algorithm: VerifyingAlgorithm,
  jwk: PublicJwk,
  multibase: string | undefined,
  serving?: PublicKey['serving'],
): Awaitable<PublicKey> {
  const length = signatureLength(jwk)
  return andThen(imported(algorithm, jwk), (key) =>
    Object.freeze({
      algorithm,
      ...(multibase === undefined ? {} : { multibase }),
      jwk: Object.freeze(jwk),
      verify: (signature: Uint8Array, data: Uint8Array) =>
        signature.length === length && verifyWith(key, signature, data),
      ...(serving === undefined ? {} : { serving }),
    }),
  )
}

/** If the runtime refuses a key that passed the checks above, the key is malformed too. */
function imported(algorithm: VerifyingAlgorithm, jwk: PublicJwk): Awaitable<VerifyingKey> {
  const refuse = (cause: unknown): never => {
    throw keyInvalid('malformedJwk', `this runtime does not accept the ${algorithm} key`, cause)
  }
  try {
    const key = importVerifyingKey(algorithm, jwk as JwkMembers)
    return key instanceof Promise ? key.catch(refuse) : key
  } catch (cause) {
    return refuse(cause)
  }
}

/** RFC 7518 sections 3.3 and 3.4. Checked here, because some runtimes accept other lengths. */
function signatureLength(jwk: PublicJwk): number {
  if (jwk.kty === 'RSA') return decodeBase64url(jwk.n).length
  return jwk.kty === 'EC' ? 2 * CURVES[jwk.crv].size : 64
}
