/** gzip and zlib with the Compression Streams API, and the checks that some runtimes leave out. */
import {
  damagedStream,
  expandsTooFar,
  GZIP_TRAILER,
  gzipHeaderLength,
  withNeutralGzipHeader,
} from './gzip-header.js'

type Encoding = 'gzip' | 'zlib'

/** Bytes of CMF and FLG before the compressed blocks, and of Adler-32 after them (RFC 1950 section 2.2). */
const ZLIB_HEADER = 2
const ZLIB_TRAILER = 4

export async function gzip(data: Uint8Array): Promise<Uint8Array> {
  return withNeutralGzipHeader(
    await pipe(data, new CompressionStream('gzip'), 'gzip', Number.MAX_SAFE_INTEGER),
  )
}

export async function gunzip(data: Uint8Array, maximum: number): Promise<Uint8Array> {
  const start = gzipHeaderLength(data)
  const bytes = await pipe(data, new DecompressionStream('gzip'), 'gzip', maximum)
  await refuseTrailing(data.subarray(start, -GZIP_TRAILER), 'gzip', maximum)
  return bytes
}

export async function inflate(data: Uint8Array, maximum: number): Promise<Uint8Array> {
  if (data.length <= ZLIB_HEADER + ZLIB_TRAILER) throw damagedStream('zlib', 'truncated header')
  const bytes = await pipe(data, new DecompressionStream('deflate'), 'zlib', maximum)
  // Deno accepts a stream whose checksum is cut off.
  const checksum = new DataView(data.buffer, data.byteOffset + data.length - ZLIB_TRAILER).getUint32(0)
  if (checksum !== adler32(bytes)) throw damagedStream('zlib', 'checksum')
  await refuseTrailing(data.subarray(ZLIB_HEADER, -ZLIB_TRAILER), 'zlib', maximum)
  return bytes
}

/**
 * Some runtimes read a second member, some ignore bytes after the last block, and none says where the blocks ended. If the
 * blocks end at the right byte, they decode. With one byte less they do not decode; in a runtime that accepts incomplete
 * data, they do not decode with one byte more.
 */
async function refuseTrailing(blocks: Uint8Array, encoding: Encoding, maximum: number): Promise<void> {
  const decodes = (data: Uint8Array): Promise<boolean> =>
    pipe(data, new DecompressionStream('deflate-raw'), encoding, maximum).then(
      () => true,
      () => false,
    )
  const longer = new Uint8Array(blocks.length + 1)
  longer.set(blocks)
  const ends =
    (await decodes(blocks)) && !((await decodes(blocks.subarray(0, -1))) && (await decodes(longer)))
  if (!ends) throw damagedStream(encoding, 'trailing bytes')
}

/** RFC 1950 section 8.2. */
function adler32(data: Uint8Array): number {
  let [low, high] = [1, 0]
  for (const byte of data) {
    low = (low + byte) % 65_521
    high = (high + low) % 65_521
  }
  return ((high << 16) | low) >>> 0
}

async function pipe(
  data: Uint8Array,
  transform: { readonly readable: ReadableStream; readonly writable: WritableStream },
  encoding: Encoding,
  maximum: number,
): Promise<Uint8Array> {
  const writer = transform.writable.getWriter()
  const written = writer.write(data).then(() => writer.close())
  written.catch(() => {})
  const reader: ReadableStreamDefaultReader<Uint8Array> = transform.readable.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length
      if (length > maximum) break
      chunks.push(part.value)
    }
    if (length <= maximum) await written
  } catch (error) {
    throw damagedStream(encoding, 'not decodable', error)
  }
  if (length > maximum) {
    await reader.cancel().catch(() => {})
    throw expandsTooFar(encoding, maximum)
  }
  const out = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    out.set(chunk, offset)
    offset += chunk.length
  }
  return out
}
