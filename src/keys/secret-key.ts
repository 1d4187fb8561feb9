/** Reads secret keys from text or bytes, for a signer to import. */
import type { JwkAlgorithm, JwkMembers } from '#platform'
import { readPkcs8 } from './formats/key-der.js'
import { keyInvalid, notTheKey } from './formats/key-invalid.js'
import { decodeMultikey } from './formats/multikey.js'
import { decodePem } from './formats/pem.js'
import {
  bytesOf,
  checkUse,
  jwkAlgorithm,
  notAnObject,
  type PublicJwk,
  readKey,
} from './formats/public-jwk.js'

export type SecretKey =
  | {
      readonly type: 'Ed25519'
      /** 32 bytes (RFC 8032). The function that makes the signer overwrites them. */
      readonly seed: Uint8Array
      /** The public key that the caller gave with it, not yet compared. */
      readonly publicKey?: Uint8Array
    }
  | {
      readonly type: 'EC' | 'RSA'
      readonly algorithm: JwkAlgorithm
      readonly publicJwk: PublicJwk
      readonly privateJwk: JwkMembers
    }

/** RFC 7518 sections 6.2.2 and 6.3.2. WebCrypto needs all of the RSA members. */
const PRIVATE_MEMBERS = { EC: ['d'], RSA: ['d', 'p', 'q', 'dp', 'dq', 'qi'] } as const

/** @throws OpenBadgeError `key_invalid` */
export function secretFromSeed(seed: Uint8Array): SecretKey {
  if (!(seed instanceof Uint8Array)) throw new TypeError('the seed must be a Uint8Array of 32 bytes')
  if (seed.length !== 32) {
    throw keyInvalid('invalidPublicKeyLength', `the seed has ${seed.length} bytes, expected 32`)
  }
  return { type: 'Ed25519', seed: seed.slice() }
}

/**
 * `z3u2…` (32 bytes), or `zrv…` (64 bytes: the seed, then the public key).
 * @throws OpenBadgeError `key_invalid`
 */
export function secretFromMultikey(text: string): SecretKey {
  const fault = notTheKey(text, '')
  if (fault !== '') throw keyInvalid('notMultibase', fault)
  const { secret, bytes } = decodeMultikey(text)
  if (!secret) throw keyInvalid('publicMaterial', 'the Multikey is a public key')
  const seed = bytes.slice(0, 32)
  return bytes.length === 64
    ? { type: 'Ed25519', seed, publicKey: bytes.slice(32) }
    : { type: 'Ed25519', seed }
}

/** @throws OpenBadgeError `key_invalid` */
export function secretFromJwk(value: unknown): SecretKey {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw keyInvalid('malformedJwk', notAnObject(value))
  }
  const jwk = value as Readonly<Record<string, unknown>>
  const publicJwk = readKey(jwk)
  if (publicJwk.kty === 'EC' && publicJwk.crv === 'P-521') {
    throw keyInvalid('unsupportedPublicKeyType', 'laurel does not sign with P-521 keys')
  }
  if (jwk['d'] === undefined)
    throw keyInvalid('publicMaterial', 'the JSON Web Key is a public key: it has no member "d"')
  checkUse(jwk, jwkAlgorithm(publicJwk), 'sign')
  if (publicJwk.kty === 'OKP') {
    const seed = bytesOf(jwk, 'd')
    if (seed.length !== 32)
      throw keyInvalid('invalidPublicKeyLength', `the member "d" has ${seed.length} bytes, expected 32`)
    return { type: 'Ed25519', seed, publicKey: bytesOf(jwk, 'x') }
  }
  const privateJwk: Record<string, string> = { ...publicJwk }
  for (const member of PRIVATE_MEMBERS[publicJwk.kty]) {
    bytesOf(jwk, member)
    privateJwk[member] = jwk[member] as string
  }
  return {
    type: publicJwk.kty,
    algorithm: jwkAlgorithm(publicJwk) as JwkAlgorithm,
    publicJwk,
    privateJwk,
  }
}

/**
 * PKCS#8, as PEM (`PRIVATE KEY`) or DER.
 * @throws OpenBadgeError `key_invalid`
 */
export function secretFromPem(pem: string | Uint8Array): SecretKey {
  const block = typeof pem === 'string' ? decodePem(pem) : { label: 'PRIVATE KEY', bytes: pem }
  if (block.label === 'PUBLIC KEY') throw keyInvalid('publicMaterial', 'the PEM is a public key')
  if (block.label !== 'PRIVATE KEY') {
    throw keyInvalid(
      'malformedPem',
      'the PEM is not a PKCS#8 "PRIVATE KEY"; convert it with: openssl pkcs8 -topk8 -nocrypt',
    )
  }
  const members = readPkcs8(block.bytes)
  if (members['kty'] !== 'OKP') return secretFromJwk(members)
  return secretFromSeed(bytesOf(members, 'd'))
}
