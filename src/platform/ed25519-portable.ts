/** Ed25519 with @noble/ed25519, for runtimes without strict native Ed25519. */
import * as ed25519 from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'

ed25519.hashes.sha512 = sha512

export function portablePublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed)
}

export function portableSign(seed: Uint8Array): (data: Uint8Array) => Uint8Array {
  return (data) => ed25519.sign(data, seed)
}

/**
 * RFC 8032 section 5.1.7 without the cofactor. @noble's own `verify` multiplies by the cofactor even under
 * `zip215: false`, and so accepts signatures with a torsion component that Node refuses.
 */
export function portableVerify(publicKey: Uint8Array): (signature: Uint8Array, data: Uint8Array) => boolean {
  let minusA: ed25519.Point | undefined
  try {
    minusA = ed25519.Point.fromBytes(publicKey).negate()
  } catch {
    minusA = undefined
  }
  return (signature, data) => {
    if (minusA === undefined) return false
    const r = signature.subarray(0, 32)
    const s = integer(signature.subarray(32))
    const k = integer(sha512(concatenated(r, publicKey, data))) % ed25519.Point.CURVE().n
    const expected = ed25519.Point.BASE.multiply(s, false).add(minusA.multiply(k, false)).toBytes()
    return expected.every((byte, i) => byte === r[i])
  }
}

function integer(littleEndian: Uint8Array): bigint {
  let value = 0n
  for (let i = littleEndian.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(littleEndian[i]!)
  return value
}

function concatenated(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}
