/** Reads and writes chunks of PNG (W3C PNG, section 5). It checks lengths and checksums, and never decodes pixels. */

import { type ImageLimits, imageLimitExceeded, invalidImage } from '../image/image-limits.js'
import { crc32 } from './crc32.js'

/** Offsets are into the file: the chunk is `[start, end)`, its data `[start + 8, end - 4)`. */
export interface PngChunk {
  readonly type: string
  readonly start: number
  readonly end: number
}

export interface PngChunks {
  readonly chunks: readonly PngChunk[]
  /** Offset of the IEND chunk. */
  readonly trailer: number
  /** Offset of the first byte after IEND; less than the file's length if there are trailing bytes. */
  readonly end: number
}

/** Bytes of a chunk besides its data: length, type, checksum. */
const OVERHEAD = 12
/** Bytes before the first chunk. */
const SIGNATURE = 8
const MAXIMUM_LENGTH = 0x7fffffff

/** @throws OpenBadgeError `image_invalid` or `limit_exceeded` */
export function readPngChunks(png: Uint8Array, limits: ImageLimits): PngChunks {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: PngChunk[] = []
  let pixels = false
  for (let start = SIGNATURE; ; ) {
    if (start + OVERHEAD > png.length) throw damaged('truncated', 'the PNG ends inside a chunk', start)
    const length = view.getUint32(start)
    const end = start + OVERHEAD + length
    if (length > MAXIMUM_LENGTH) throw damaged('chunk length', 'a chunk is longer than 2^31 bytes', start)
    if (end > png.length) throw damaged('truncated', 'the PNG ends inside a chunk', start)
    if (chunks.length >= limits.chunks) throw imageLimitExceeded('chunks', limits.chunks)
    const type = readType(png, start)
    if (crc32(png.subarray(start + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw damaged('checksum', 'a chunk has a wrong checksum', start)
    }
    checkOrder(type, length, chunks.length, start)
    chunks.push({ type, start, end })
    pixels ||= type === 'IDAT'
    if (type === 'IEND') {
      if (!pixels) throw damaged('no pixels', 'the PNG has no IDAT chunk', start)
      return { chunks, trailer: start, end }
    }
    start = end
  }
}

/** Writes one chunk; its data is the parts joined. */
export function writePngChunk(type: string, ...data: readonly Uint8Array[]): Uint8Array {
  const length = data.reduce((sum, part) => sum + part.length, 0)
  const chunk = new Uint8Array(OVERHEAD + length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, length)
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i)
  let offset = 8
  for (const part of data) {
    chunk.set(part, offset)
    offset += part.length
  }
  view.setUint32(offset, crc32(chunk.subarray(4, offset)))
  return chunk
}

function checkOrder(type: string, length: number, index: number, start: number): void {
  if ((index === 0) !== (type === 'IHDR')) {
    throw damaged('chunk order', 'IHDR must be the first chunk and occur once', start)
  }
  if (type === 'IHDR' && length !== 13) throw damaged('header', 'IHDR does not have 13 bytes', start)
  if (type === 'IEND' && length !== 0) throw damaged('trailer', 'IEND is not empty', start)
}

function readType(png: Uint8Array, start: number): string {
  let type = ''
  for (let i = start + 4; i < start + 8; i++) {
    const letter = png[i]!
    const folded = letter | 0x20
    if (folded < 0x61 || folded > 0x7a) throw damaged('chunk type', 'a chunk type is not four letters', start)
    type += String.fromCharCode(letter)
  }
  return type
}

function damaged(reason: string, message: string, offset: number): Error {
  return invalidImage('png', reason, message, offset)
}
