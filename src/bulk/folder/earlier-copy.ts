/** Whether a copy of a batch is a backup: it has nothing that the batch does not have. */
import { type FileHandle, open } from 'node:fs/promises'
import { fileFailed } from '../files/file-error.js'
import type { BatchState } from '../journal/batch-state.js'
import type { Marker } from './marker.js'
import type { Neighbour } from './neighbours.js'

/** A copied journal shows more than the marker of a copied folder: also a run that has signed nothing yet. */
export async function isEarlierCopy(
  { path, marker }: Neighbour,
  journal: string,
  state: BatchState,
): Promise<boolean> {
  return marker === undefined ? isBeginning(path, journal) : isEarlierMarker(marker, state)
}

function isEarlierMarker({ badges, changes, digest }: Marker, state: BatchState): boolean {
  if (badges > state.known.count || changes > state.statuses.length) return false
  return digest === undefined || state.digestAt(badges, changes) === digest
}

const BLOCK = 1 << 20
const LINE_FEED = 0x0a

/** Whether the lines of a file are the first lines of another. A line without its line feed does not count. */
async function isBeginning(path: string, whole: string): Promise<boolean> {
  const files: FileHandle[] = []
  try {
    for (const each of [path, whole]) files.push(await open(each))
    const [left, right] = files as [FileHandle, FileHandle]
    const blocks = [Buffer.allocUnsafe(BLOCK), Buffer.allocUnsafe(BLOCK)] as const
    let isEqual = true
    for (let offset = 0; ; offset += BLOCK) {
      const part = await blockAt(left, blocks[0], offset)
      if (part.length === 0) return true
      const same: number = isEqual ? commonLength(part, await blockAt(right, blocks[1], offset)) : 0
      if (part.indexOf(LINE_FEED, same) >= 0) return false
      isEqual = same === part.length
    }
  } catch (error) {
    throw fileFailed('read', path, error)
  } finally {
    for (const file of files) await file.close()
  }
}

/** A block of a file. It is shorter only at the end of the file. */
async function blockAt(file: FileHandle, block: Buffer, offset: number): Promise<Buffer> {
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(block, length, block.length - length, offset + length)
    length += bytesRead
    if (bytesRead === 0 || length === block.length) return block.subarray(0, length)
  }
}

function commonLength(left: Buffer, right: Buffer): number {
  const length = Math.min(left.length, right.length)
  if (left.compare(right, 0, length, 0, length) === 0) return length
  let at = 0
  while (left[at] === right[at]) at++
  return at
}
