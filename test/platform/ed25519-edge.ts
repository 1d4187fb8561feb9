/** Ed25519 at its edges, made by hand: torsion, small order, other spellings, signatures that verifiers differ on. */
import { Point } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'

export const L = Point.CURVE().n
export const P = 2n ** 255n - 19n
export const { BASE } = Point

/** A point of order 8: whatever is multiplied by L loses its part of order L. */
export const T = torsion()

export const a = scalar('key')
export const r = scalar('nonce')

/** The eight points of small order, then every other 32 bytes that a lenient decoder reads as one of them. */
export const smallOrder = Array.from({ length: 8 }, (_, i) =>
  (i === 0 ? Point.ZERO : T.multiply(BigInt(i), false)).toBytes(),
)
export const nonCanonicalSmallOrder = [
  withSign(little(1n), 1), // the identity, with a sign that zero has not
  withSign(little(P - 1n), 1),
  withSign(little(P), 0), // y = 0 written as p
  withSign(little(P), 1),
  withSign(little(P + 1n), 0), // y = 1 written as p + 1
  withSign(little(P + 1n), 1),
]

/** A key with a component of order 8. */
export const mixedKey = BASE.multiply(a).add(T)

/** A signature by hand: S = r + k a, whatever torsion the key and R carry. */
export function sign(key: Point, nonce: Point, n: number, secret = a) {
  const message = little(BigInt(n))
  const encodedKey = key.toBytes()
  const encodedR = nonce.toBytes()
  const k = integer(sha512(join(encodedR, encodedKey, message))) % L
  const s = (r + k * secret) % L
  return { key: encodedKey, message, signature: join(encodedR, little(s)), r: encodedR, s, k }
}

/** R of small order: S = k a, with the mixed-order key. */
export function signSmallR(encodedR: Uint8Array, n: number) {
  const message = little(BigInt(n))
  const key = mixedKey.toBytes()
  const k = integer(sha512(join(encodedR, key, message))) % L
  return { key, message, signature: join(encodedR, little((k * a) % L)), k }
}

export function search<T extends { readonly k: bigint }>(
  make: (n: number) => T,
  fits: (k: bigint) => boolean,
): T {
  for (let n = 0; ; n++) {
    const made = make(n)
    if (fits(made.k)) return made
  }
}

function torsion(): Point {
  for (let y = 2n; ; y++) {
    let point: Point
    try {
      point = Point.fromBytes(little(y))
    } catch {
      continue
    }
    const found = point.multiply(L - 1n, false).add(point)
    if (!found.double().double().is0()) return found
  }
}

export function notOnCurve(): Uint8Array {
  for (let y = 2n; ; y++) {
    try {
      Point.fromBytes(little(y))
    } catch {
      return little(y)
    }
  }
}

function scalar(label: string): bigint {
  return integer(sha512(new TextEncoder().encode(label))) % L
}

export function little(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}

export function integer(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

export function withSign(bytes: Uint8Array, sign: 0 | 1): Uint8Array {
  const out = bytes.slice()
  out[31] = (out[31]! & 0x7f) | (sign << 7)
  return out
}

export function turned(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice()
  out[31]! ^= 0x80
  return out
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
