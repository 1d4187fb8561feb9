/** The two multibase encodings that the specifications use: base58-btc (`z`) and base64url without padding (`u`). */
import { OpenBadgeError } from '../errors.js'
import { decodeBase64url } from './base64url.js'
import { decodeBase58, encodeBase58 } from './forms/base58.js'

export { decodeBase64url, encodeBase64url } from './base64url.js'

/** Most characters of a base58 text, because decoding takes quadratic time. */
const BASE58_MAXIMUM = 512

export function encodeBase58btc(bytes: Uint8Array): `z${string}` {
  return `z${encodeBase58(bytes)}`
}

/** Decodes `z…` and `u…`; refuses every other header. */
export function decodeMultibase(text: string): Uint8Array {
  if (text[0] === 'z') {
    if (text.length > BASE58_MAXIMUM) {
      throw new OpenBadgeError(
        'limit_exceeded',
        `the base58btc text has more than ${BASE58_MAXIMUM} characters`,
        {
          limit: 'base58Length',
          maximum: BASE58_MAXIMUM,
          found: text.length,
        },
      )
    }
    return decodeBase58(text.slice(1))
  }
  if (text[0] === 'u') return decodeBase64url(text.slice(1))
  throw new OpenBadgeError('encoding_invalid', 'the multibase text must begin with z or u', {
    encoding: 'multibase',
    reason: 'unknown header',
  })
}
