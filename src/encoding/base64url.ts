/** Base64url without padding (RFC 4648 section 5), read strictly: each value has one spelling. */
import { base64url } from 'multiformats/bases/base64'
import { OpenBadgeError } from '../errors.js'

export function encodeBase64url(bytes: Uint8Array): string {
  return base64url.baseEncode(bytes)
}

/** @throws OpenBadgeError `encoding_invalid` for padding, foreign characters, and spare bits that are not zero */
export function decodeBase64url(text: string): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = base64url.baseDecode(text)
  } catch {
    throw invalid('the text is not base64url', 'wrong character')
  }
  // A lenient decoder would give one value two spellings.
  if (encodeBase64url(bytes) !== text) throw invalid('the text is not canonical base64url', 'not canonical')
  return bytes
}

function invalid(message: string, reason: string): OpenBadgeError<'encoding_invalid'> {
  return new OpenBadgeError('encoding_invalid', message, { encoding: 'base64url', reason })
}
