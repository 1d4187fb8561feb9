/** The two multibase encodings that the specifications use: base58-btc (`z`) and base64url without padding (`u`). */
import { base58btc } from 'multiformats/bases/base58'
import { base64url } from 'multiformats/bases/base64'
import { OpenBadgeError } from '../errors.js'

export type Multibase = `z${string}` | `u${string}`

/** Base58 decoding is quadratic, so its input is capped (CI-7). */
const BASE58_MAXIMUM = 512

export function encodeBase58btc(bytes: Uint8Array): `z${string}` {
  return base58btc.encode(bytes) as `z${string}`
}

export function encodeBase64url(bytes: Uint8Array): string {
  return base64url.baseEncode(bytes)
}

export function decodeBase64url(text: string): Uint8Array {
  return decode('base64url', text, () => base64url.baseDecode(text))
}

/** Decodes `z…` and `u…`; every other header is refused. */
export function decodeMultibase(text: string): Uint8Array {
  if (text[0] === 'z') {
    if (text.length > BASE58_MAXIMUM) {
      throw new OpenBadgeError('limit_exceeded', 'the base58btc text is too long', {
        limit: 'base58Length',
        maximum: BASE58_MAXIMUM,
        found: text.length,
      })
    }
    return decode('base58btc', text, () => base58btc.decode(text))
  }
  if (text[0] === 'u') return decodeBase64url(text.slice(1))
  throw new OpenBadgeError('encoding_invalid', 'a multibase value begins with z or u', {
    encoding: 'multibase',
    reason: 'unknown header',
  })
}

function decode(encoding: string, text: string, read: () => Uint8Array): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = read()
  } catch (cause) {
    throw new OpenBadgeError(
      'encoding_invalid',
      `the text is not ${encoding}`,
      { encoding, reason: 'wrong character' },
      { cause },
    )
  }
  // A spare bit or a foreign character that a lenient decoder skips would give one value two spellings.
  const again = encoding === 'base58btc' ? encodeBase58btc(bytes) : encodeBase64url(bytes)
  if (again !== text) {
    throw new OpenBadgeError('encoding_invalid', `the text is not canonical ${encoding}`, {
      encoding,
      reason: 'not canonical',
    })
  }
  return bytes
}
