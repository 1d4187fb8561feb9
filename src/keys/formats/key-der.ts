/** Converts SPKI and PKCS#8 (RFC 5280 section 4.1.2.7, RFC 5958, RFC 8410) to JWK members and back. */
import { decodeBase64url, encodeBase64url } from '../../encoding/multibase.js'
import { DerReader, der, derBits, derUnsigned, TAG } from './der.js'
import { CURVES, decompressPoint, type NamedCurve, type Point } from './ec-point.js'
import { keyInvalid } from './key-invalid.js'
import type { PublicJwk } from './public-jwk.js'

type Members = Readonly<Record<string, string>>

const OID = {
  ed25519: [0x2b, 0x65, 0x70],
  ec: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
  rsa: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01],
  'P-256': [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
  'P-384': [0x2b, 0x81, 0x04, 0x00, 0x22],
  'P-521': [0x2b, 0x81, 0x04, 0x00, 0x23],
} as const

type KeyType = 'ed25519' | 'rsa' | NamedCurve

const RSA_PRIVATE = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const

/** Reads SubjectPublicKeyInfo into JWK members. The caller checks them. @throws OpenBadgeError `key_invalid` */
export function readSpki(bytes: Uint8Array): Members {
  const outer = only(bytes)
  const type = readAlgorithm(outer)
  const key = outer.bits()
  outer.end()
  return publicMembers(type, key)
}

/** Reads PrivateKeyInfo into JWK members. The caller checks them. @throws OpenBadgeError `key_invalid` */
export function readPkcs8(bytes: Uint8Array): Members {
  const outer = only(bytes)
  const version = outer.read(TAG.integer)[0]
  if (version !== 0 && version !== 1) throw malformed()
  const type = readAlgorithm(outer)
  const key = new DerReader(outer.read(TAG.octets))
  if (type === 'ed25519') {
    const seed = key.read(TAG.octets)
    key.end()
    return { kty: 'OKP', crv: 'Ed25519', d: encodeBase64url(seed) }
  }
  return type === 'rsa' ? rsaPrivateMembers(key.sequence()) : ecPrivateMembers(type, key.sequence())
}

/** Writes an Ed25519 key as 48 bytes of PKCS#8. */
export function writeEd25519Pkcs8(seed: Uint8Array): Uint8Array {
  const zero = der(TAG.integer, new Uint8Array(1))
  return der(TAG.sequence, zero, algorithm('ed25519'), der(TAG.octets, der(TAG.octets, seed)))
}

/** Writes a private EC or RSA JWK as PKCS#8. */
export function writePkcs8(jwk: Members): Uint8Array {
  const zero = der(TAG.integer, new Uint8Array(1))
  const inner =
    jwk['kty'] === 'RSA'
      ? der(TAG.sequence, zero, ...RSA_PRIVATE.map((member) => derUnsigned(decodeBase64url(jwk[member]!))))
      : der(
          TAG.sequence,
          der(TAG.integer, Uint8Array.of(1)),
          der(TAG.octets, decodeBase64url(jwk['d']!)),
          der(0xa1, derBits(uncompressed(jwk))),
        )
  return der(TAG.sequence, zero, algorithm(typeOf(jwk)), der(TAG.octets, inner))
}

export function writeSpki(jwk: PublicJwk): Uint8Array {
  const members = jwk as Members
  const key =
    jwk.kty === 'OKP'
      ? decodeBase64url(jwk.x)
      : jwk.kty === 'EC'
        ? uncompressed(members)
        : der(TAG.sequence, derUnsigned(decodeBase64url(jwk.n)), derUnsigned(decodeBase64url(jwk.e)))
  return der(TAG.sequence, algorithm(typeOf(members)), derBits(key))
}

function only(bytes: Uint8Array): DerReader {
  const reader = new DerReader(bytes)
  const outer = reader.sequence()
  reader.end()
  return outer
}

function readAlgorithm(outer: DerReader): KeyType {
  const sequence = outer.sequence()
  const oid = sequence.read(TAG.oid)
  if (same(oid, OID.ed25519)) {
    sequence.end() // RFC 8410 section 3: no parameters
    return 'ed25519'
  }
  if (same(oid, OID.rsa)) {
    sequence.read(TAG.none)
    sequence.end()
    return 'rsa'
  }
  if (!same(oid, OID.ec)) throw unsupported()
  const parameters = sequence.read(TAG.oid)
  sequence.end()
  if (same(parameters, OID['P-256'])) return 'P-256'
  if (same(parameters, OID['P-384'])) return 'P-384'
  if (same(parameters, OID['P-521'])) return 'P-521'
  throw unsupported()
}

function publicMembers(type: KeyType, key: Uint8Array): Members {
  if (type === 'ed25519') return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(key) }
  if (type !== 'rsa') return ecMembers(type, key)
  const sequence = only(key)
  const n = encodeBase64url(sequence.unsigned())
  const e = encodeBase64url(sequence.unsigned())
  sequence.end()
  return { kty: 'RSA', n, e }
}

/** SEC 1 section 2.3.3: 04 x y, or compressed 02 x or 03 x. */
function ecMembers(curve: NamedCurve, key: Uint8Array): Members {
  const { size } = CURVES[curve]
  const plain = key[0] === 4 && key.length === 1 + 2 * size
  const point: Point = plain
    ? { x: key.subarray(1, 1 + size), y: key.subarray(1 + size) }
    : decompressPoint(curve, key)
  return { kty: 'EC', crv: curve, x: encodeBase64url(point.x), y: encodeBase64url(point.y) }
}

/** RFC 5915. The public point is optional there, but required here. */
function ecPrivateMembers(curve: NamedCurve, sequence: DerReader): Members {
  if (sequence.read(TAG.integer)[0] !== 1) throw malformed()
  const d = sequence.read(TAG.octets)
  if (sequence.tag === 0xa0) sequence.read(0xa0)
  if (sequence.tag !== 0xa1)
    throw keyInvalid('malformedPem', 'the EC private key does not contain its public key')
  const point = new DerReader(sequence.read(0xa1)).bits()
  sequence.end()
  return { ...ecMembers(curve, point), d: encodeBase64url(d) }
}

/** RFC 8017 appendix A.1.2, two primes. */
function rsaPrivateMembers(sequence: DerReader): Members {
  if (sequence.read(TAG.integer)[0] !== 0) throw malformed()
  const members: Record<string, string> = { kty: 'RSA' }
  for (const member of RSA_PRIVATE) members[member] = encodeBase64url(sequence.unsigned())
  sequence.end()
  return members
}

function algorithm(type: KeyType): Uint8Array {
  const oid = (name: keyof typeof OID): Uint8Array => der(TAG.oid, Uint8Array.from(OID[name]))
  if (type === 'ed25519') return der(TAG.sequence, oid('ed25519'))
  return type === 'rsa'
    ? der(TAG.sequence, oid('rsa'), der(TAG.none))
    : der(TAG.sequence, oid('ec'), oid(type))
}

function typeOf(jwk: Members): KeyType {
  return jwk['kty'] === 'RSA' ? 'rsa' : jwk['kty'] === 'OKP' ? 'ed25519' : (jwk['crv'] as NamedCurve)
}

function uncompressed(jwk: Members): Uint8Array {
  return Uint8Array.of(4, ...decodeBase64url(jwk['x']!), ...decodeBase64url(jwk['y']!))
}

function same(left: Uint8Array, right: readonly number[]): boolean {
  return left.length === right.length && right.every((byte, i) => byte === left[i])
}

function malformed(): Error {
  return keyInvalid('malformedPem', 'the key is not a well-formed PKCS#8 private key')
}

function unsupported(): Error {
  return keyInvalid('unsupportedPublicKeyType', 'the type or curve of the key is not supported')
}
