/** The ids of a run, and the first row of each. */
import { idHash } from './issued-digest.js'

/** The ids of one run, to find duplicates: id → row number. */
export class SeenRows {
  private slots = new Uint32Array(2048)
  private ids = Buffer.alloc(16 * 1024)
  private rows = new Uint32Array(1024)
  private count = 0

  /** Adds an id. Returns the earlier row with this id, or 0. */
  add(bytes: Uint8Array, at: number, row: number): number {
    const earlier = this.find(bytes, at)
    if (earlier > 0) return earlier
    if (this.count === this.rows.length) this.grow()
    const position = this.count++
    this.ids.set(bytes.subarray(at, at + 16), position * 16)
    this.rows[position] = row
    this.place(position)
    return 0
  }

  /** The row with this id, or 0. */
  find(bytes: Uint8Array, at: number): number {
    const mask = this.slots.length - 1
    let slot = idHash(bytes, at) & mask
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const position = this.slots[slot]! - 1
      if (this.ids.compare(bytes, at, at + 16, position * 16, position * 16 + 16) === 0)
        return this.rows[position]!
    }
    return 0
  }

  private grow(): void {
    const ids = Buffer.alloc(this.ids.length * 2)
    this.ids.copy(ids)
    this.ids = ids
    const rows = new Uint32Array(this.rows.length * 2)
    rows.set(this.rows)
    this.rows = rows
    this.slots = new Uint32Array(this.slots.length * 2)
    for (let position = 0; position < this.count; position++) this.place(position)
  }

  private place(position: number): void {
    const mask = this.slots.length - 1
    let slot = idHash(this.ids, position * 16) & mask
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask
    this.slots[slot] = position + 1
  }
}
