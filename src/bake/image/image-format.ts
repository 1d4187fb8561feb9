/** Recognises PNG and SVG by the first bytes, never by a file name or media type. */
import type { ImageFormat } from './image-limits.js'

export const PNG_SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * `'png'` for the PNG signature, `'svg'` if the bytes begin like XML (after a byte order mark and white space), otherwise
 * `undefined`. It does not check the remaining bytes.
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return 'png'
  let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (i < bytes.length && i < 1024 && isWhitespace(bytes[i]!)) i++
  return bytes[i] === 0x3c ? 'svg' : undefined
}

function isWhitespace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
