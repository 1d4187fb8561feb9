/**
 * Base58-btc of short byte strings, five digits at a time. A signature passes here at every proof, where the general
 * digit-by-digit algorithm would cost a third of the signature itself; multiformats is the oracle in the tests.
 */
import { OpenBadgeError } from '../errors.js'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < 58; i++) VALUES[ALPHABET.charCodeAt(i)] = i

/** Every two digits, by their value. */
const PAIRS = Array.from({ length: 58 * 58 }, (_, i) => ALPHABET[Math.floor(i / 58)]! + ALPHABET[i % 58]!)

/** 58^5: the largest power of 58 whose product with a 16-bit limb, plus carry, a double holds exactly. */
const CHUNK = 58 ** 5
const INVERSE = 1 / CHUNK

export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  // Big-endian 16-bit limbs; an odd first byte stands alone.
  const limbs = new Uint16Array((bytes.length - zeros + 1) >> 1)
  let i = zeros
  let limb = 0
  if ((bytes.length - zeros) % 2 === 1) limbs[limb++] = bytes[i++]!
  for (; i < bytes.length; i += 2) limbs[limb++] = (bytes[i]! << 8) | bytes[i + 1]!

  let digits = ''
  for (let start = 0; start < limbs.length; ) {
    let remainder = 0
    for (let j = start; j < limbs.length; j++) {
      const value = remainder * 65_536 + limbs[j]!
      let quotient = (value * INVERSE) | 0
      remainder = value - quotient * CHUNK
      // The rounded inverse can be one off, never more: value is below 2^46.
      if (remainder < 0) {
        quotient--
        remainder += CHUNK
      } else if (remainder >= CHUNK) {
        quotient++
        remainder -= CHUNK
      }
      limbs[j] = quotient
    }
    while (start < limbs.length && limbs[start] === 0) start++
    const high = (remainder / 3364) | 0
    digits = ALPHABET[(high / 3364) | 0]! + PAIRS[high % 3364]! + PAIRS[remainder % 3364]! + digits
  }
  let padding = 0
  while (digits[padding] === '1') padding++
  return '1'.repeat(zeros) + digits.slice(padding)
}

/** Throws `encoding_invalid` for a character outside the alphabet. Quadratic: the caller caps the length. */
export function decodeBase58(text: string): Uint8Array {
  let zeros = 0
  while (zeros < text.length && text.charCodeAt(zeros) === 0x31) zeros++
  // Little-endian 16-bit limbs.
  const limbs: number[] = []
  for (let i = zeros; i < text.length; ) {
    const end = i + ((text.length - i) % 5 || 5)
    let factor = 1
    let carry = 0
    for (; i < end; i++) {
      const c = text.charCodeAt(i)
      const value = c < 128 ? VALUES[c]! : -1
      if (value < 0) {
        throw new OpenBadgeError('encoding_invalid', 'the text is not base58btc', {
          encoding: 'base58btc',
          reason: 'wrong character',
        })
      }
      carry = carry * 58 + value
      factor *= 58
    }
    for (let j = 0; j < limbs.length; j++) {
      const value = limbs[j]! * factor + carry
      carry = Math.floor(value / 65_536)
      limbs[j] = value - carry * 65_536
    }
    for (; carry > 0; carry = Math.floor(carry / 65_536)) limbs.push(carry % 65_536)
  }
  const top = limbs.length > 0 && limbs[limbs.length - 1]! < 256 ? 1 : 0
  const bytes = new Uint8Array(zeros + limbs.length * 2 - top)
  for (let j = 0, at = bytes.length; j < limbs.length; j++) {
    bytes[--at] = limbs[j]! & 0xff
    if (at > zeros) bytes[--at] = limbs[j]! >> 8
  }
  return bytes
}
