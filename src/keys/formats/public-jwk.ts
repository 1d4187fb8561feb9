/** A public JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037), checked and reduced to the members that make it. */
import { decodeBase64url } from '../../encoding/multibase.js'
import type { SignatureAlgorithm } from '../../ports.js'
import { type Curve, checkPoint } from './ec-point.js'
import { keyInvalid } from './key-invalid.js'

/** The members that make the key, in the order of RFC 7638 section 3.2, without `kid`, `alg` and the like. */
export type PublicJwk =
  | { readonly crv: 'Ed25519'; readonly kty: 'OKP'; readonly x: string }
  | { readonly crv: Curve; readonly kty: 'EC'; readonly x: string; readonly y: string }
  | { readonly e: string; readonly kty: 'RSA'; readonly n: string }

/** Private members of any key type, and the symmetric key (RFC 7518 section 6, RFC 9864 `priv`). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const

export const CURVE_ALGORITHM: Record<Curve, 'ES256' | 'ES384'> = { 'P-256': 'ES256', 'P-384': 'ES384' }

/** `alg` values under which a key serves the algorithm. */
const ALGORITHM_NAMES: Record<SignatureAlgorithm, readonly string[]> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  ES256: ['ES256'],
  ES384: ['ES384'],
  RS256: ['RS256'],
}

/** RSA below is weak (SEC-11 section 6.1 as cited by Open Badges); beyond, a signature check is a denial of service. */
const RSA_BITS = { minimum: 2048, maximum: 8192 }

/**
 * Reads a public JWK. Private members are refused, never dropped: a key that was published whole is compromised.
 * @throws OpenBadgeError `key_invalid`
 */
export function readPublicJwk(value: unknown): PublicJwk {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw keyInvalid('malformedJwk', 'a JSON Web Key is an object')
  }
  const jwk = value as Readonly<Record<string, unknown>>
  if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))) {
    throw keyInvalid('privateMaterial', 'the JSON Web Key contains private members')
  }
  const key = readKey(jwk)
  checkUse(jwk, jwkAlgorithm(key), 'verify')
  return key
}

/** The one algorithm that a key is used with; pinned by the key, never by a header (JO-3). */
export function jwkAlgorithm(jwk: PublicJwk): SignatureAlgorithm {
  if (jwk.kty === 'OKP') return 'Ed25519'
  return jwk.kty === 'EC' ? CURVE_ALGORITHM[jwk.crv] : 'RS256'
}

/** `alg`, `use` and `key_ops`, where present, must allow the purpose (RFC 7517 sections 4.2 to 4.4). */
export function checkUse(
  jwk: Readonly<Record<string, unknown>>,
  algorithm: SignatureAlgorithm,
  operation: 'sign' | 'verify',
): void {
  const { alg, use, key_ops: operations } = jwk
  const fits =
    (alg === undefined || ALGORITHM_NAMES[algorithm].includes(alg as string)) &&
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes(operation)))
  if (!fits)
    throw keyInvalid('wrongAlgorithm', `the JSON Web Key is not meant to ${operation} with ${algorithm}`)
}

/** The public members of a JWK, whether or not it has private ones. */
export function readKey(jwk: Readonly<Record<string, unknown>>): PublicJwk {
  const { kty, crv } = jwk
  if (kty === 'OKP' && crv === 'Ed25519') {
    const x = bytesOf(jwk, 'x')
    if (x.length !== 32) throw keyInvalid('invalidPublicKeyLength', `the Ed25519 key has ${x.length} bytes`)
    return { crv, kty, x: jwk['x'] as string }
  }
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384')) {
    checkPoint(crv, { x: bytesOf(jwk, 'x'), y: bytesOf(jwk, 'y') })
    return { crv, kty, x: jwk['x'] as string, y: jwk['y'] as string }
  }
  if (kty === 'RSA') {
    checkRsa(bytesOf(jwk, 'n'), bytesOf(jwk, 'e'))
    return { e: jwk['e'] as string, kty, n: jwk['n'] as string }
  }
  throw keyInvalid('unsupportedPublicKeyType', 'the key type or curve of the JSON Web Key is not supported')
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
  if (n[0] === 0 || e[0] === 0) throw keyInvalid('malformedJwk', 'an RSA integer has leading zeros')
  const bits = n.length * 8 - Math.clz32(n[0]!) + 24
  if (bits < RSA_BITS.minimum || bits > RSA_BITS.maximum) {
    throw keyInvalid('weakRsa', `the RSA key has ${bits} bits, expected 2048 to 8192`)
  }
  const exponent = e.length <= 4 ? e.reduce((value, byte) => value * 256 + byte, 0) : Number.POSITIVE_INFINITY
  // An even modulus or exponent makes no RSA key; 1 makes every message its own signature.
  const fit = exponent >= 3 && exponent % 2 === 1 && exponent <= 0xffffffff && n.at(-1)! % 2 === 1
  if (!fit) throw keyInvalid('weakRsa', 'the RSA modulus or exponent is unfit')
}
