/** Reads the header of a gzip member (RFC 1952 section 2.3). */
import { OpenBadgeError } from '../errors.js'

const EXTRA = 0x04
const NAME = 0x08
const COMMENT = 0x10
/** Text hint, extra field, name, comment. A header CRC is refused: not every runtime checks it. */
const KNOWN = 0x01 | EXTRA | NAME | COMMENT

/** Bytes of the trailer: CRC-32 and length of the content. */
export const GZIP_TRAILER = 8

/** Offset of the first byte of the compressed blocks. @throws OpenBadgeError `encoding_invalid` */
export function gzipHeaderLength(data: Uint8Array): number {
  if (data.length < 10 + GZIP_TRAILER || data[0] !== 0x1f || data[1] !== 0x8b || data[2] !== 8) {
    throw damaged('not a gzip stream')
  }
  const flags = data[3]!
  if ((flags & ~KNOWN) !== 0) throw damaged('unknown flags')
  let offset = 10
  if (flags & EXTRA) offset += 2 + (data[10]! | (data[11]! << 8))
  if (flags & NAME) offset = afterZero(data, offset)
  if (flags & COMMENT) offset = afterZero(data, offset)
  if (offset + GZIP_TRAILER >= data.length) throw damaged('truncated header')
  return offset
}

/** Overwrites the time (0) and the operating system (255, unknown), which differ between runtimes and calls. */
export function withNeutralGzipHeader(data: Uint8Array): Uint8Array {
  data.fill(0, 4, 8)
  data[9] = 0xff
  return data
}

export function damagedStream(encoding: 'gzip' | 'zlib', reason: string, cause?: unknown): OpenBadgeError {
  return new OpenBadgeError(
    'encoding_invalid',
    `the ${encoding} stream is damaged: ${reason}`,
    { encoding, reason },
    { cause },
  )
}

export function expandsTooFar(encoding: 'gzip' | 'zlib', maximum: number): OpenBadgeError {
  return new OpenBadgeError(
    'limit_exceeded',
    `the ${encoding} stream expands to more than ${maximum} bytes`,
    { limit: 'expandedBytes', maximum },
  )
}

function damaged(reason: string): OpenBadgeError {
  return damagedStream('gzip', reason)
}

function afterZero(data: Uint8Array, from: number): number {
  const zero = data.indexOf(0, from)
  if (zero < 0) throw damaged('truncated header')
  return zero + 1
}
