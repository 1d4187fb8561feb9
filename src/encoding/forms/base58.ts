/**
 * Base58-btc of short byte strings, five digits at a time. Every proof encodes a signature, and the digit-by-digit
 * algorithm would cost a third of the signing. Up to the length of a signature the powers are precomputed, and each
 * digit is a sum of independent products. Tests compare with multiformats.
 */
import { OpenBadgeError } from '../../errors.js'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < 58; i++) VALUES[ALPHABET.charCodeAt(i)] = i

/** All pairs of digits, by value. */
const PAIRS = Array.from({ length: 58 * 58 }, (_, i) => ALPHABET[Math.floor(i / 58)]! + ALPHABET[i % 58]!)

/** 58^5: the largest power of 58 for which a double holds the product with a 16-bit limb, plus carry, exactly. */
const CHUNK = 58 ** 5
const INVERSE = 1 / CHUNK

/** 16-bit limbs of a signature, and the groups of five digits that they fill. */
const LIMBS = 32
const WIDTH = 18

/** `POWERS[j * LIMBS + i]` is digit j of 2^(16 i) in base 58^5. `FIRST[j]` is the first i that has a digit j. */
const POWERS = new Float64Array(WIDTH * LIMBS)
const FIRST = new Uint8Array(WIDTH).fill(LIMBS)
for (let i = 0; i < LIMBS; i++) {
  let j = 0
  for (let rest = 1n << BigInt(16 * i); rest > 0n; rest /= BigInt(CHUNK)) {
    FIRST[j] = Math.min(FIRST[j]!, i)
    POWERS[j++ * LIMBS + i] = Number(rest % BigInt(CHUNK))
  }
}

export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  const digits = bytes.length - zeros <= LIMBS * 2 ? shortDigits(bytes, zeros) : longDigits(bytes)
  let padding = 0
  while (padding < digits.length && digits.charCodeAt(padding) === 0x31) padding++
  return '1'.repeat(zeros) + digits.slice(padding)
}

/** For at most 64 bytes. Every sum is below 32 · 2^16 · 58^5 < 2^53, so doubles are exact. */
function shortDigits(bytes: Uint8Array, start: number): string {
  const limbs = new Uint16Array(LIMBS)
  let count = 0
  for (let at = bytes.length - 1; at >= start; at -= 2) {
    limbs[count++] = at > start ? (bytes[at - 1]! << 8) | bytes[at]! : bytes[at]!
  }
  let digits = ''
  let carry = 0
  for (let j = 0; j < WIDTH; j++) {
    const row = j * LIMBS
    let even = carry
    let odd = 0
    // Two independent sums, so that the processor can compute both at once.
    let i = FIRST[j]!
    for (; i + 1 < count; i += 2) {
      even += limbs[i]! * POWERS[row + i]!
      odd += limbs[i + 1]! * POWERS[row + i + 1]!
    }
    if (i < count) even += limbs[i]! * POWERS[row + i]!
    const value = even + odd
    carry = Math.floor(value * INVERSE)
    let digit = value - carry * CHUNK
    // The rounded inverse is off by one at most.
    if (digit < 0) {
      carry--
      digit += CHUNK
    } else if (digit >= CHUNK) {
      carry++
      digit -= CHUNK
    }
    digits = fiveDigits(digit) + digits
  }
  return digits
}

/** For any length. Only RSA keys need it, and they are rare. */
function longDigits(bytes: Uint8Array): string {
  let value = 0n
  for (const byte of bytes) value = value * 256n + BigInt(byte)
  let digits = ''
  for (; value > 0n; value /= BigInt(CHUNK)) digits = fiveDigits(Number(value % BigInt(CHUNK))) + digits
  return digits
}

function fiveDigits(value: number): string {
  const high = (value / 3364) | 0
  return ALPHABET[(high / 3364) | 0]! + PAIRS[high % 3364]! + PAIRS[value % 3364]!
}

/** A buffer for short texts, because a new typed array takes longer to make than to fill. */
const SCRATCH = new Float64Array(64)

/** Throws `encoding_invalid` for a character outside the alphabet. Takes quadratic time: the caller limits the length. */
export function decodeBase58(text: string): Uint8Array {
  let zeros = 0
  while (zeros < text.length && text.charCodeAt(zeros) === 0x31) zeros++
  // Little-endian 16-bit limbs; five digits need at most two of them.
  const room = 2 * Math.ceil((text.length - zeros) / 5)
  const limbs = room > SCRATCH.length ? new Float64Array(room) : SCRATCH
  let count = 0
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
    for (let j = 0; j < count; j++) {
      const value = limbs[j]! * factor + carry
      // To multiply by a power of two is exact, and much faster than to divide.
      carry = Math.floor(value * 2 ** -16)
      limbs[j] = value - carry * 65_536
    }
    for (; carry > 0; carry = Math.floor(carry / 65_536)) limbs[count++] = carry % 65_536
  }
  const top = count > 0 && limbs[count - 1]! < 256 ? 1 : 0
  const bytes = new Uint8Array(zeros + count * 2 - top)
  for (let j = 0, at = bytes.length; j < count; j++) {
    bytes[--at] = limbs[j]! & 0xff
    if (at > zeros) bytes[--at] = limbs[j]! >> 8
  }
  // The text may be a key, so no copy stays in memory.
  limbs.fill(0, 0, count)
  return bytes
}
