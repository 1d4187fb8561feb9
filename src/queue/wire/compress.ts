/** Compresses messages before they are encrypted: badges of one chunk share nine tenths of their bytes. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Rooms } from './rooms.js'

/** The fastest quality that finds equal parts of lines: 2 µs for a badge, both ways. A higher quality costs more than it saves. */
const QUALITY = 1
/** The power of 2 of the window in bytes, which is about a hundred badges. */
const WINDOW = 18
/** The maximum number of bytes that are allocated at once. */
const PIECE = 16_777_216
/** The number of bytes for the length of the message. */
const HEAD = 4

/** @param rooms memory for the whole message, while it is compressed */
export function compress(pieces: readonly Uint8Array[], rooms?: Rooms): readonly Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const room = rooms?.take(length)
  const whole = room?.subarray(0, length) ?? new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  const head = Buffer.allocUnsafe(HEAD)
  head.writeUInt32LE(length)
  const body = brotliCompressSync(whole, {
    chunkSize: Math.max(1024, length >> 2),
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: WINDOW,
      [constants.BROTLI_PARAM_SIZE_HINT]: length,
    },
  })
  if (room !== undefined) rooms!.give(room)
  return [head, body]
}

/** @throws Error if it is not a compressed message, or longer than it says */
export function expand(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const length = buffer.readUInt32LE(0)
  const whole = brotliDecompressSync(buffer.subarray(HEAD), {
    // One more byte, so that the piece is not full and no second one is allocated.
    chunkSize: Math.min(Math.max(1024, length + 1), PIECE),
    maxOutputLength: Math.max(1, length),
  })
  if (whole.length !== length) throw new Error('a message of another length')
  return whole
}
