/** Base64url without padding (RFC 4648 section 5), read strictly: each value has one encoding. */
import { OpenBadgeError } from '../errors.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i

export function encodeBase64url(bytes: Uint8Array): string {
  const { length } = bytes
  let text = ''
  for (let i = 0; i < length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]!
    if (i + 1 < length) text += ALPHABET[(bits >> 6) & 63]!
    if (i + 2 < length) text += ALPHABET[bits & 63]!
  }
  return text
}

/** @throws OpenBadgeError `encoding_invalid` for padding, other characters, and unused bits that are not zero */
export function decodeBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 3) >> 2)
  let [bits, held, at] = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const value = c < 128 ? VALUES[c]! : -1
    if (value < 0) throw invalid('the text is not base64url', 'wrong character')
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at++] = bits >> held
  }
  // A lenient decoder would accept several encodings of one value.
  if (held >= 6 || (bits & ((1 << held) - 1)) !== 0) {
    throw invalid('the text is not canonical base64url', 'not canonical')
  }
  return bytes
}

function invalid(message: string, reason: string): OpenBadgeError<'encoding_invalid'> {
  return new OpenBadgeError('encoding_invalid', message, { encoding: 'base64url', reason })
}
