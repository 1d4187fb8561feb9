/** An index of the ids of a plan, to find duplicates. It needs about 12 bytes for each row; the chunks keep the ids. */
import { idHash } from './issued-rows.js'

/** The maximum number of rows of a chunk, because a place has the numbers of chunk and row in 32 bits. */
export const CHUNK_MAXIMUM = 512

export interface ChunkIds {
  /** 16 bytes a row each. */
  readonly uuids: Uint8Array
  readonly rows: Uint32Array
}

export class PlannedIds {
  private slots = new Uint32Array(4096)
  private count = 0
  private readonly chunks: ChunkIds[] = []

  /** Sets the chunk whose rows are added next. */
  begin(chunk: ChunkIds): void {
    this.chunks.push(chunk)
  }

  /** Adds the id of row `i` of the chunk. Returns the number of an earlier row with this id, or 0. */
  add(i: number): number {
    const place = (this.chunks.length - 1) * CHUNK_MAXIMUM + i
    const { uuids } = this.chunks.at(-1)!
    const mask = this.slots.length - 1
    let slot = idHash(uuids, i * 16) & mask
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const other = this.slots[slot]! - 1
      const chunk = this.chunks[Math.floor(other / CHUNK_MAXIMUM)]!
      const at = (other % CHUNK_MAXIMUM) * 16
      if (isSame(chunk.uuids, at, uuids, i * 16)) return chunk.rows[at / 16]!
    }
    this.slots[slot] = place + 1
    if (++this.count * 2 > this.slots.length) this.grow()
    return 0
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Uint32Array(old.length * 2)
    const mask = this.slots.length - 1
    for (const value of old) {
      if (value === 0) continue
      const { uuids } = this.chunks[Math.floor((value - 1) / CHUNK_MAXIMUM)]!
      let slot = idHash(uuids, ((value - 1) % CHUNK_MAXIMUM) * 16) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = value
    }
  }
}

function isSame(left: Uint8Array, leftAt: number, right: Uint8Array, rightAt: number): boolean {
  for (let i = 0; i < 16; i++) if (left[leftAt + i] !== right[rightAt + i]) return false
  return true
}
