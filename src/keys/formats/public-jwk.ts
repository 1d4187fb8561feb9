/** Reads and checks a public JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037); keeps only the members that define it. */

import { SECRET_MEMBERS } from '../../encoding/forms/secret-members.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import type { VerificationAlgorithm } from '../../ports.js'
import { checkPoint, type NamedCurve } from './ec-point.js'
import { keyInvalid, notTheKey } from './key-invalid.js'

/** The members that define the key, in the order of RFC 7638 section 3.2, without `kid`, `alg` and others. */
export type PublicJwk =
  | { readonly crv: 'Ed25519'; readonly kty: 'OKP'; readonly x: string }
  | { readonly crv: NamedCurve; readonly kty: 'EC'; readonly x: string; readonly y: string }
  | { readonly e: string; readonly kty: 'RSA'; readonly n: string }

export const CURVE_ALGORITHM = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' } as const

/** The algorithms of an RSA key whose JWK names none. Signers use the first. */
export const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256'] as const

/** The values of `alg` that allow each algorithm. */
const ALGORITHM_NAMES: Record<VerificationAlgorithm, readonly string[]> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  ES256: ['ES256'],
  ES384: ['ES384'],
  ES512: ['ES512'],
  RS256: ['RS256'],
  RS384: ['RS384'],
  RS512: ['RS512'],
  PS256: ['PS256'],
}

/**
 * Shorter RSA keys are weak (Open Badges 3.0, JSON Web Token Proof Format). With longer keys, the check of a signature is too
 * slow.
 */
const RSA_BITS = { minimum: 2048, maximum: 8192 }

/**
 * Reads a public JWK. Refuses private members instead of dropping them, because a published secret key is compromised.
 * @throws OpenBadgeError `key_invalid`
 */
export function readPublicJwk(value: unknown): PublicJwk {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw keyInvalid('malformedJwk', notAnObject(value))
  }
  const jwk = value as Readonly<Record<string, unknown>>
  if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))) {
    throw keyInvalid('privateMaterial', 'the JSON Web Key is a secret key')
  }
  const key = readKey(jwk)
  checkUse(jwk, jwkAlgorithm(key, jwk['alg']), 'verify')
  return key
}

export function notAnObject(value: unknown): string {
  const message = 'a JSON Web Key must be an object'
  return typeof value === 'string'
    ? notTheKey(value, `${message}; parse its text: JSON.parse(text)`)
    : message
}

/** The algorithm of a key. The JWK of an RSA key may name it (RFC 7517 section 4.4). */
export function jwkAlgorithm(jwk: PublicJwk, named?: unknown): VerificationAlgorithm {
  if (jwk.kty === 'OKP') return 'Ed25519'
  if (jwk.kty === 'EC') return CURVE_ALGORITHM[jwk.crv]
  return RSA_ALGORITHMS.find((name) => name === named) ?? RSA_ALGORITHMS[0]
}

/** Checks that `alg`, `use` and `key_ops`, where present, allow the operation (RFC 7517 sections 4.2 to 4.4). */
export function checkUse(
  jwk: Readonly<Record<string, unknown>>,
  algorithm: VerificationAlgorithm,
  operation: 'sign' | 'verify',
): void {
  const { alg, use, key_ops: operations } = jwk
  const fits =
    (alg === undefined || ALGORITHM_NAMES[algorithm].includes(alg as string)) &&
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes(operation)))
  if (!fits)
    throw keyInvalid(
      'wrongAlgorithm',
      `alg, use or key_ops of the JSON Web Key does not allow "${operation}" with ${algorithm}`,
    )
}

/** Reads the public members of a public or private JWK. */
export function readKey(jwk: Readonly<Record<string, unknown>>): PublicJwk {
  const { kty, crv } = jwk
  if (kty === 'OKP' && crv === 'Ed25519') {
    const x = bytesOf(jwk, 'x')
    if (x.length !== 32)
      throw keyInvalid('invalidPublicKeyLength', `the Ed25519 key has ${x.length} bytes, expected 32`)
    return { crv, kty, x: jwk['x'] as string }
  }
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384' || crv === 'P-521')) {
    checkPoint(crv, { x: bytesOf(jwk, 'x'), y: bytesOf(jwk, 'y') })
    return { crv, kty, x: jwk['x'] as string, y: jwk['y'] as string }
  }
  if (kty === 'RSA') {
    checkRsa(bytesOf(jwk, 'n'), bytesOf(jwk, 'e'))
    return { e: jwk['e'] as string, kty, n: jwk['n'] as string }
  }
  throw keyInvalid('unsupportedPublicKeyType', 'the type or curve of the JSON Web Key is not supported')
}

export function bytesOf(jwk: Readonly<Record<string, unknown>>, member: string): Uint8Array {
  const text = jwk[member]
  if (typeof text !== 'string' || text.length === 0 || text.length > 2048) {
    throw keyInvalid('malformedJwk', `the member "${member}" is not base64url text`)
  }
  try {
    return decodeBase64url(text)
  } catch (cause) {
    throw keyInvalid('malformedJwk', `the member "${member}" is not canonical base64url`, cause)
  }
}

function checkRsa(n: Uint8Array, e: Uint8Array): void {
  if (n[0] === 0 || e[0] === 0) throw keyInvalid('malformedJwk', 'the member "n" or "e" has leading zeros')
  const bits = n.length * 8 - Math.clz32(n[0]!) + 24
  if (bits < RSA_BITS.minimum || bits > RSA_BITS.maximum) {
    throw keyInvalid('weakRsa', `the RSA key has ${bits} bits, expected 2048 to 8192`)
  }
  const exponent = e.length <= 4 ? e.reduce((value, byte) => value * 256 + byte, 0) : Number.POSITIVE_INFINITY
  // An RSA modulus and exponent are odd. With the exponent 1 every message is its own signature.
  const fit = exponent >= 3 && exponent % 2 === 1 && exponent <= 0xffffffff && n.at(-1)! % 2 === 1
  if (!fit) throw keyInvalid('weakRsa', 'the RSA modulus or exponent is not safe')
  if (isRocaShaped(n))
    throw keyInvalid('weakRsa', 'the RSA key has the weakness of CVE-2017-15361; make a new key')
}

const SMALL_PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
  109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
]

/**
 * The primes of faulty chips are powers of 65537 modulo each small prime, and so is their product. Fewer than one in a
 * hundred million other moduli have this property (Nemec and others, "The Return of Coppersmith's Attack", section 3.2).
 */
function isRocaShaped(n: Uint8Array): boolean {
  return SMALL_PRIMES.every((prime) => {
    const rest = n.reduce((value, byte) => (value * 256 + byte) % prime, 0)
    const generator = 65_537 % prime
    let power = 1
    do {
      if (power === rest) return true
      power = (power * generator) % prime
    } while (power !== 1)
    return false
  })
}
