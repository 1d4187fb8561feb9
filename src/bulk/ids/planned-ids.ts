/** An index of the ids of a plan, to find duplicates. It needs 11 to 21 bytes for each row; the chunks have the ids. */
import { idHash } from './issued-digest.js'

/** The maximum number of rows of a chunk, because a place has the numbers of chunk and row in 32 bits. */
export const CHUNK_MAXIMUM = 512

export interface ChunkIds {
  /** 16 bytes a row each. */
  readonly uuids: Uint8Array
  readonly rows: Uint32Array
}

export class PlannedIds {
  /** For each slot: the place of a row, counted from 1, and 32 bits of its id. */
  private places = new Uint32Array(4096)
  private hashes = new Uint32Array(4096)
  private count = 0
  private chunk = -1
  private current: ChunkIds = { uuids: new Uint8Array(0), rows: new Uint32Array(0) }
  private readonly earlier: (chunk: number) => ChunkIds

  /** @param earlier gives a chunk before the current one, counted from 0 */
  constructor(earlier: (chunk: number) => ChunkIds) {
    this.earlier = earlier
  }

  /** Sets the chunk whose rows are added next. */
  begin(chunk: ChunkIds): void {
    this.chunk++
    this.current = chunk
  }

  /** Adds the id of row `i` of the chunk. Returns the number of an earlier row with this id, or 0. */
  add(i: number): number {
    const { uuids } = this.current
    const hash = idHash(uuids, i * 16)
    const mask = this.places.length - 1
    let slot = hash & mask
    for (; this.places[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.hashes[slot] !== hash) continue
      const row = this.rowAt(this.places[slot]! - 1, uuids, i * 16)
      if (row > 0) return row
    }
    this.set(slot, this.chunk * CHUNK_MAXIMUM + i + 1, hash)
    if (++this.count * 4 > this.places.length * 3) this.grow()
    return 0
  }

  /** The number of the row at a place if it has this id, or 0. */
  private rowAt(place: number, id: Uint8Array, at: number): number {
    const number = Math.floor(place / CHUNK_MAXIMUM)
    const chunk = number === this.chunk ? this.current : this.earlier(number)
    const i = place % CHUNK_MAXIMUM
    return isSame(chunk.uuids, i * 16, id, at) ? chunk.rows[i]! : 0
  }

  private set(slot: number, place: number, hash: number): void {
    this.places[slot] = place
    this.hashes[slot] = hash
  }

  private grow(): void {
    const { places, hashes } = this
    this.places = new Uint32Array(places.length * 2)
    this.hashes = new Uint32Array(places.length * 2)
    const mask = this.places.length - 1
    for (let from = 0; from < places.length; from++) {
      if (places[from] === 0) continue
      let slot = hashes[from]! & mask
      while (this.places[slot] !== 0) slot = (slot + 1) & mask
      this.set(slot, places[from]!, hashes[from]!)
    }
  }
}

function isSame(left: Uint8Array, leftAt: number, right: Uint8Array, rightAt: number): boolean {
  for (let i = 0; i < 16; i++) if (left[leftAt + i] !== right[rightAt + i]) return false
  return true
}
