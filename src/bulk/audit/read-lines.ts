/** Reads the lines that begin in a range of a file, so that several readers can share a file without a gap. */
import { type FileHandle, open } from 'node:fs/promises'
import { fileFailed } from '../files/file-error.js'
import { LINE_MAXIMUM } from '../table/read-ndjson.js'

const STEP = 262_144
const LINE_FEED = 0x0a

/**
 * Yields the lines in order, each with its line feed if it has one, and `undefined` for a line that is too long. A line that begins
 * in the range is read to its end, also beyond the range. A line that began before it belongs to an earlier range.
 * @throws OpenBadgeError `file_failed`
 */
export async function readLines(
  path: string,
  offset: number,
  length: number,
): Promise<readonly (Uint8Array | undefined)[]> {
  try {
    const file = await open(path, 'r')
    try {
      // The byte before the range shows whether a line begins at its start.
      const from = Math.max(0, offset - 1)
      const block = await read(file, from, offset + length - from)
      const before = offset === 0 ? -1 : block.indexOf(LINE_FEED)
      return offset > 0 && before < 0 ? [] : await cut(file, block, from, before + 1)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileFailed('read', path, error)
  }
}

/** `block` is at offset `from` of the file; its first line begins at `first`. */
async function cut(
  file: FileHandle,
  block: Buffer,
  from: number,
  first: number,
): Promise<(Uint8Array | undefined)[]> {
  const found: (Uint8Array | undefined)[] = []
  let start = first
  while (start < block.length) {
    const end = block.indexOf(LINE_FEED, start)
    if (end < 0) {
      found.push(await rest(file, block.subarray(start), from + block.length))
      break
    }
    found.push(block.subarray(start, end + 1))
    start = end + 1
  }
  return found
}

/** Reads the rest of a line that continues after the block. */
async function rest(file: FileHandle, begun: Buffer, position: number): Promise<Uint8Array | undefined> {
  const pieces = [begun]
  let length = begun.length
  for (;;) {
    const piece = await read(file, position + length - begun.length, STEP)
    const end = piece.indexOf(LINE_FEED)
    pieces.push(end < 0 ? piece : piece.subarray(0, end + 1))
    length += pieces.at(-1)!.length
    if (length > LINE_MAXIMUM) return undefined
    if (end >= 0 || piece.length === 0) return Buffer.concat(pieces)
  }
}

/** Reads at most `length` bytes. */
async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
