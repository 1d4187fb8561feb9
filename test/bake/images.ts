/** Small images built from nothing, and PNG chunks to spoil them with. Web standards only: browsers run these too. */

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
export const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

/** Each character becomes the byte of its code. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))

export const utf16 = (text: string): Uint8Array =>
  Uint8Array.from(text.split('').flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]))

/** A zlib stream. */
export async function deflate(data: Uint8Array | string): Promise<Uint8Array> {
  const bytes = typeof data === 'string' ? utf8(data) : data
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  return new Uint8Array(
    await new Response(stream.pipeThrough(new CompressionStream('deflate'))).arrayBuffer(),
  )
}

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** A chunk with a true checksum, or with the one given. */
export function chunk(type: string, data: Uint8Array | string = '', checksum?: number): Uint8Array {
  const body = typeof data === 'string' ? latin1(data) : data
  const named = join(latin1(type), body)
  const frame = new Uint8Array(8 + named.length)
  const view = new DataView(frame.buffer)
  view.setUint32(0, body.length)
  frame.set(named, 4)
  view.setUint32(frame.length - 4, checksum ?? bitwiseCrc32(named))
  return frame
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

export const IHDR = chunk('IHDR', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0))
/** Fourteen zeros in one stored block. */
export const IDAT = chunk('IDAT', latin1(`\x78\x01\x01\x0e\0\xf1\xff${'\0'.repeat(14)}\0\x0e\0\x01`))
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

/** CRC-32 by its definition, bit by bit: the reference for the fast one. */
function bitwiseCrc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
