/** Which 32 bytes are accepted as an Ed25519 point in a key or a signature (RFC 8032 §5.1.7), the same on every platform. */

/** p = 2^255 - 19, little-endian. */
const P = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')

/** L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
const L = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')

/** The y coordinates, little-endian, of the eight points whose order divides the cofactor. */
const SMALL_ORDER_Y = [
  '0000000000000000000000000000000000000000000000000000000000000000', // order 4
  '0100000000000000000000000000000000000000000000000000000000000000', // order 1
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', // order 2
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', // order 8
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', // order 8
].map(fromHex)

/** True when y, the 255 bits below the sign, is less than p (RFC 8032 section 5.1.3 step 1). */
export function isCanonicalPoint(encoded: Uint8Array): boolean {
  return lessThan(encoded, 0, P, 0x7f)
}

/** True for the eight points of small order, with either sign bit, and for their non-canonical forms. */
export function isSmallOrderPoint(encoded: Uint8Array): boolean {
  // If y ≥ p then y - p < 19. Of these values only 0 and 1 have small order: they are written 2^255 - 19 and 2^255 - 18.
  if (!isCanonicalPoint(encoded)) return encoded[0] === 0xed || encoded[0] === 0xee
  return SMALL_ORDER_Y.some((y) => {
    for (let i = 0; i < 31; i++) if (y[i] !== encoded[i]) return false
    return y[31] === (encoded[31]! & 0x7f)
  })
}

/**
 * Checks a signature before the equation is computed: 64 bytes, R canonical and not of small order, S below the group
 * order. RFC 8032 and the Web Cryptography API leave this open and runtimes differ, so laurel decides it here.
 */
export function isStrictSignature(signature: Uint8Array): boolean {
  if (signature.length !== 64) return false
  // R is the first 32 bytes.
  return isCanonicalPoint(signature) && !isSmallOrderPoint(signature) && lessThan(signature, 32, L, 0xff)
}

/** Little-endian comparison of 32 bytes from `start` on; `mask` applies to the highest byte. */
function lessThan(left: Uint8Array, start: number, right: Uint8Array, mask: number): boolean {
  for (let i = 31; i >= 0; i--) {
    const byte = i === 31 ? left[start + 31]! & mask : left[start + i]!
    if (byte !== right[i]) return byte < right[i]!
  }
  return false
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16))
}
