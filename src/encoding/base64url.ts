/** Base64url without padding (RFC 4648 section 5), read strictly: each value has one spelling. */
import { OpenBadgeError } from '../errors.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = /* @__PURE__ */ values()

function values(): Int8Array {
  const table = new Int8Array(128).fill(-1)
  for (let i = 0; i < 64; i++) table[ALPHABET.charCodeAt(i)] = i
  return table
}

export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += ALPHABET[group >> 18]! + ALPHABET[(group >> 12) & 63]!
    if (left > 1) text += ALPHABET[(group >> 6) & 63]!
    if (left > 2) text += ALPHABET[group & 63]!
  }
  return text
}

/** @throws OpenBadgeError `encoding_invalid` for padding, foreign characters, and spare bits that are not zero */
export function decodeBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let count = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const value = code < 128 ? VALUES[code]! : -1
    if (value < 0) throw invalid('the text is not base64url', 'wrong character')
    bits = ((bits << 6) | value) & 0xfff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes[at++] = bits >> count
  }
  // A lenient decoder would give one value two spellings.
  const spare = bits & ((1 << count) - 1)
  if (count === 6 || spare !== 0) throw invalid('the text is not canonical base64url', 'not canonical')
  return bytes
}

function invalid(message: string, reason: string): OpenBadgeError<'encoding_invalid'> {
  return new OpenBadgeError('encoding_invalid', message, { encoding: 'base64url', reason })
}
