/** Points on the NIST curves: compression, decompression, and the check that a point is on its curve. */
import { keyInvalid } from './key-invalid.js'

export type Curve = 'P-256' | 'P-384'

/** P-521 is only for verifying JWTs. */
export type NamedCurve = Curve | 'P-521'

interface CurveParameters {
  /** Bytes of a coordinate. */
  readonly size: number
  readonly p: bigint
  readonly b: bigint
}

/** y² = x³ - 3x + b over the field of p elements (NIST SP 800-186 section 3.2.1). */
export const CURVES: Record<NamedCurve, CurveParameters> = {
  'P-256': {
    size: 32,
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  'P-384': {
    size: 48,
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  'P-521': {
    size: 66,
    p: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
}

export interface Point {
  readonly x: Uint8Array
  readonly y: Uint8Array
}

/** @throws OpenBadgeError `key_invalid`: `nonCanonicalPoint`, `notOnCurve`, `invalidPublicKeyLength` */
export function checkPoint(curve: NamedCurve, point: Point): void {
  const { size, p } = CURVES[curve]
  if (point.x.length !== size || point.y.length !== size) {
    throw keyInvalid('invalidPublicKeyLength', `x and y of a ${curve} key must have ${size} bytes each`)
  }
  const x = integer(point.x)
  const y = integer(point.y)
  if (x >= p || y >= p) throw keyInvalid('nonCanonicalPoint', `a coordinate is too large for ${curve}`)
  if ((y * y) % p !== rightSide(curve, x)) throw keyInvalid('notOnCurve', `the point is not on ${curve}`)
}

/** SEC 1 section 2.3.3. */
export function compressPoint(point: Point): Uint8Array {
  const out = new Uint8Array(1 + point.x.length)
  out[0] = 2 + (point.y.at(-1)! & 1)
  out.set(point.x, 1)
  return out
}

/**
 * SEC 1 section 2.3.4; 02 and 03 only.
 * @throws OpenBadgeError `key_invalid`: `nonCanonicalPoint`, `notOnCurve`
 */
export function decompressPoint(curve: NamedCurve, bytes: Uint8Array): Point {
  const { size, p } = CURVES[curve]
  if (bytes.length !== size + 1 || (bytes[0] !== 2 && bytes[0] !== 3)) {
    throw keyInvalid('nonCanonicalPoint', 'the point is not in compressed form')
  }
  const x = integer(bytes.subarray(1))
  if (x >= p) throw keyInvalid('nonCanonicalPoint', `a coordinate is too large for ${curve}`)
  const square = rightSide(curve, x)
  // All three primes are 3 modulo 4, so the square root, if there is one, is this power.
  const root = power(square, (p + 1n) / 4n, p)
  if ((root * root) % p !== square) throw keyInvalid('notOnCurve', `the point is not on ${curve}`)
  const y = Number(root & 1n) === (bytes[0] & 1) ? root : p - root
  return { x: bytes.slice(1), y: toBytes(y, size) }
}

function rightSide(curve: NamedCurve, x: bigint): bigint {
  const { p, b } = CURVES[curve]
  return ((((x * x - 3n) * x + b) % p) + p) % p
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function integer(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}

function toBytes(value: bigint, size: number): Uint8Array {
  const out = new Uint8Array(size)
  let rest = value
  for (let i = size - 1; i >= 0; i--) {
    out[i] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return out
}
