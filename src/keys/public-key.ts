/** A public key that verifies with one algorithm, imported from Multikey or JWK. */
import type { Awaitable, JwkMembers, VerifyingAlgorithm, VerifyingKey } from '#platform'
import { importEd25519Public, importVerifyingKey, verifyEd25519, verifyWith } from '#platform'
import { decodeBase64url, encodeBase64url } from '../encoding/multibase.js'
import { isCanonicalPoint, isSmallOrderPoint } from '../platform/ed25519-encoding.js'
import type { VerificationAlgorithm } from '../ports.js'
import { CURVES, compressPoint, decompressPoint } from './formats/ec-point.js'
import { readSpki } from './formats/key-der.js'
import { keyInvalid } from './formats/key-invalid.js'
import { decodeMultikey, encodeMultikey } from './formats/multikey.js'
import { decodePem } from './formats/pem.js'
import {
  CURVE_ALGORITHM,
  jwkAlgorithm,
  type PublicJwk,
  RSA_ALGORITHMS,
  readPublicJwk,
} from './formats/public-jwk.js'

export interface PublicKey {
  /** Fixed by the key: a message or header never chooses another. */
  readonly algorithm: VerificationAlgorithm
  /** Multikey form; RSA keys have none. */
  readonly multibase?: string
  /** The members that make the key; equal keys have equal members in equal order. */
  readonly jwk: PublicJwk
  /** Ed25519 pure; ECDSA as r‖s. Never throws for a wrong signature. */
  readonly verify: (signature: Uint8Array, data: Uint8Array) => Awaitable<boolean>
  /**
   * An RSA key whose JWK names no algorithm serves several: the same key for another of them, or nothing where it does
   * not serve that one. Absent where a key has one algorithm.
   */
  readonly serving?: (algorithm: VerificationAlgorithm) => Awaitable<PublicKey> | undefined
}

/** Keys kept by `publicKeyFromMultikey`; the oldest goes when it is full. */
const MEMO_SIZE = 512

/** A pure function's memo: importing a key costs a third of a signature check, and issuers are few. */
const memo = new Map<string, Awaitable<PublicKey>>()

/**
 * Imports a public key from Multikey text (`z6Mk…`, `zDn…`, `z82…`; `u…` is read too). On Node it answers at once.
 * @throws OpenBadgeError `key_invalid`; on Node synchronously, elsewhere as a rejection where the import is one
 */
export function publicKeyFromMultikey(text: string): Awaitable<PublicKey> {
  const known = memo.get(text)
  if (known !== undefined) return known
  const key = readMultikey(text)
  if (memo.size >= MEMO_SIZE) memo.delete(memo.keys().next().value!)
  memo.set(text, key)
  if (key instanceof Promise) key.catch(() => memo.delete(text))
  return key
}

/**
 * Imports a public key from a JSON Web Key: OKP Ed25519, EC P-256, P-384 and P-521, RSA from 2048 bits.
 * @throws OpenBadgeError `key_invalid`
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
 * Imports a public key from SubjectPublicKeyInfo, as PEM (`PUBLIC KEY`) or DER.
 * @throws OpenBadgeError `key_invalid`
 */
export function publicKeyFromPem(pem: string | Uint8Array): Awaitable<PublicKey> {
  const block = typeof pem === 'string' ? decodePem(pem) : { label: 'PUBLIC KEY', bytes: pem }
  if (block.label.endsWith('PRIVATE KEY')) throw keyInvalid('privateMaterial', 'the PEM is a private key')
  if (block.label !== 'PUBLIC KEY') throw keyInvalid('malformedPem', 'the PEM is not a "PUBLIC KEY"')
  return publicKeyFromJwk(readSpki(block.bytes))
}

/** True when both are the same key, in whatever form they came. */
export function samePublicKey(left: Pick<PublicKey, 'jwk'>, right: Pick<PublicKey, 'jwk'>): boolean {
  return JSON.stringify(left.jwk) === JSON.stringify(right.jwk)
}

function readMultikey(text: string): Awaitable<PublicKey> {
  const { type, secret, bytes } = decodeMultikey(text)
  if (secret) throw keyInvalid('privateMaterial', 'the Multikey is a secret key')
  if (type === 'Ed25519') return ed25519Key(bytes)
  const { x, y } = decompressPoint(type, bytes)
  const jwk = { crv: type, kty: 'EC', x: encodeBase64url(x), y: encodeBase64url(y) } as const
  return jwkKey(CURVE_ALGORITHM[type], jwk, encodeMultikey(type, bytes))
}

/** SEC-8: under a key of small order everybody can sign; a second spelling of a key is a second identity. */
function ed25519Key(bytes: Uint8Array): Awaitable<PublicKey> {
  if (isSmallOrderPoint(bytes)) throw keyInvalid('smallOrderPoint', 'the Ed25519 key has a small order')
  if (!isCanonicalPoint(bytes)) throw keyInvalid('nonCanonicalPoint', 'the Ed25519 key is not canonical')
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: encodeBase64url(bytes) } as const
  const multibase = encodeMultikey('Ed25519', bytes)
  return then(importEd25519Public(bytes), (key) =>
    Object.freeze({
      algorithm: 'Ed25519',
      multibase,
      jwk: Object.freeze(jwk),
      verify: (signature: Uint8Array, data: Uint8Array) => verifyEd25519(key, signature, data),
    } as const),
  )
}

/** The algorithm that the JWK names, and no other; without one, whatever an RSA key may serve. */
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
  return then(imported(algorithm, jwk), (key) =>
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

/** What a runtime refuses beyond the checks above is one more malformed key. */
function imported(algorithm: VerifyingAlgorithm, jwk: PublicJwk): Awaitable<VerifyingKey> {
  const refuse = (cause: unknown): never => {
    throw keyInvalid('malformedJwk', `the runtime refuses the ${algorithm} key`, cause)
  }
  try {
    const key = importVerifyingKey(algorithm, jwk as JwkMembers)
    return key instanceof Promise ? key.catch(refuse) : key
  } catch (cause) {
    return refuse(cause)
  }
}

/** Fixed by RFC 7518 sections 3.3 and 3.4; runtimes differ in what else they take. */
function signatureLength(jwk: PublicJwk): number {
  if (jwk.kty === 'RSA') return decodeBase64url(jwk.n).length
  return jwk.kty === 'EC' ? 2 * CURVES[jwk.crv].size : 64
}

/** Keeps a synchronous platform synchronous. */
function then<T, U>(value: Awaitable<T>, next: (value: T) => U): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}
