/** Small images built from nothing, and PNG chunks to spoil them with. */
import { deflateSync, crc32 as zlibCrc32 } from 'node:zlib'

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** A chunk with a true checksum, or with the one given. */
export function chunk(type: string, data: Uint8Array | string = '', checksum?: number): Uint8Array {
  const body = typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const frame = Buffer.alloc(8 + named.length)
  frame.writeUInt32BE(body.length)
  named.copy(frame, 4)
  frame.writeUInt32BE(checksum ?? reference(named), frame.length - 4)
  return new Uint8Array(frame)
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

export const IHDR = chunk('IHDR', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0))
export const IDAT = chunk('IDAT', deflateSync(new Uint8Array(14)))
export const IEND = chunk('IEND')

/** A 2 × 2 PNG with these chunks between header and pixels. */
export function png(...chunks: readonly Uint8Array[]): Uint8Array {
  return join(SIGNATURE, IHDR, ...chunks, IDAT, IEND)
}

/** An iTXt chunk as the specification wants it. */
export function itxt(keyword: string, body: string | Uint8Array): Uint8Array {
  return chunk('iTXt', join(utf8(`${keyword}\0\0\0\0\0`), typeof body === 'string' ? utf8(body) : body))
}

export function svg(inside = '', attributes = ''): Uint8Array {
  return utf8(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"${attributes}>${inside}<circle r="4"/></svg>\n`,
  )
}

export const OB3 = 'https://purl.imsglobal.org/ob/v3p0'

/** Node's own checksum, where this Node has one; bit by bit otherwise. */
function reference(bytes: Uint8Array): number {
  if (typeof zlibCrc32 === 'function') return zlibCrc32(bytes)
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
