/** UTF-8, strictly: ill-formed input and byte order marks are refused. */
import { OpenBadgeError } from '../errors.js'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** Throws `encoding_invalid` for ill-formed UTF-8. Keeps a byte order mark as U+FEFF, so that the caller can refuse it. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new OpenBadgeError(
      'encoding_invalid',
      'the bytes are not well-formed UTF-8',
      { encoding: 'utf-8', reason: 'ill-formed' },
      { cause },
    )
  }
}
