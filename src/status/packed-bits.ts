/** The compressed bits of a status list (Bitstring Status List v1.0 §3.3, §3.4). */
import { type Awaitable, gunzip } from '#platform'
import { decodeBase64url } from '../encoding/multibase.js'
import { isOpenBadgeError, type LimitName, OpenBadgeError } from '../errors.js'

/** Most characters of `encodedList`: 1 MiB of gzip in base64url. */
const MAXIMUM_ENCODED_LENGTH = Math.ceil((1_048_576 * 4) / 3) + 1
/** Most bytes after decompression. */
export const MAXIMUM_BYTES = 16_777_216

/**
 * The gzipped bits in base64url, without the multibase header.
 * @throws OpenBadgeError `status_invalid`, `limit_exceeded`
 */
export function packedText(encoded: string, header: 'u' | 'none' = 'u'): string {
  if (encoded.length > MAXIMUM_ENCODED_LENGTH) {
    throw exceeded('encodedList', MAXIMUM_ENCODED_LENGTH, encoded.length)
  }
  if (encoded[0] === 'u') return encoded.slice(1)
  if (header === 'u') throw invalidList('MALFORMED_VALUE_ERROR', 'encodedList must begin with u')
  return encoded
}

/**
 * Decompresses the result of `packedText`.
 * @throws OpenBadgeError `status_invalid`, `limit_exceeded`; the promise of the web platform rejects with them
 */
export function unpackBits(packed: string, maximum: number = MAXIMUM_BYTES): Awaitable<Uint8Array> {
  const most = Math.floor(Math.min(maximum, MAXIMUM_BYTES))
  if (!(most > 0)) throw exceeded('expandedBytes', most)
  try {
    const bytes = gunzip(decodeBase64url(packed), most)
    return bytes instanceof Promise ? bytes.catch((error: unknown) => rethrow(error)) : bytes
  } catch (error) {
    return rethrow(error)
  }
}

/** Turns `encoding_invalid` into `status_invalid`; other errors are not changed. */
function rethrow(error: unknown): never {
  if (isOpenBadgeError(error, 'encoding_invalid')) {
    throw invalidList('MALFORMED_VALUE_ERROR', 'encodedList is not base64url of one gzip stream', error)
  }
  throw error
}

function exceeded(limit: LimitName, maximum: number, found?: number): OpenBadgeError {
  return new OpenBadgeError('limit_exceeded', `the status list exceeds the limit ${limit} (${maximum})`, {
    limit,
    maximum,
    ...(found === undefined ? {} : { found }),
  })
}

export function invalidList(reason: string, message: string, cause?: unknown): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason }, cause === undefined ? {} : { cause })
}
