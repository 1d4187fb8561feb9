/** The identities that each badge of a batch ever had: marks of ids and addresses. They are added, and never taken away. */

/** Bytes of a mark. The last four bits tell its kind. */
export const MARK = 8
/** The marks of a row: of its id, of its address, and of its recipient as earlier versions wrote it. */
export const ROW_MARKS = 3 * MARK
/** The kinds; 0 in journals of earlier versions, which do not tell it. */
export const OF_ID = 1
export const OF_ADDRESS = 2

/** Bytes of a mark in a chunk record, after two for its row in the chunk. */
const PACKED = 2 + MARK

export function isNoMark(marks: Uint8Array, at: number): boolean {
  for (let i = at; i < at + MARK; i++) if (marks[i] !== 0) return false
  return true
}

export function kindOf(marks: Uint8Array, at: number): number {
  return marks[at + MARK - 1]! & 3
}

const NO_BYTES: Buffer = Buffer.alloc(0)

/** Marks for a chunk record. */
export class MarkPacker {
  private bytes = NO_BYTES
  private length = 0

  /** Adds the mark that begins at a place. */
  add(row: number, marks: Uint8Array, at: number): void {
    if (this.length + PACKED > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length + 512 * PACKED)])
    this.bytes.writeUInt16LE(row, this.length)
    for (let i = 0; i < MARK; i++) this.bytes[this.length + 2 + i] = marks[at + i]!
    this.length += PACKED
  }

  toBase64(): string {
    return this.bytes.toString('base64', 0, this.length)
  }
}

/** Lists of marks, one for each badge by its position in the journal. */
export class Identities {
  count = 0
  private marks = Buffer.alloc(MARK * 512)
  private next = new Int32Array(512)
  private firsts = new Int32Array(512)

  /** The first mark of a badge, or -1. */
  first(position: number): number {
    return (this.firsts[position] ?? 0) - 1
  }

  /** The next mark of the same badge, or -1. */
  after(entry: number): number {
    return this.next[entry]! - 1
  }

  kindOf(entry: number): number {
    return kindOf(this.marks, entry * MARK)
  }

  /** The mark without its kind. */
  copy(entry: number, target: Uint8Array): void {
    target.set(this.marks.subarray(entry * MARK, entry * MARK + MARK))
    target[MARK - 1]! &= 0xf0
  }

  /** The mark of the badge that is equal but for its kind, or -1. */
  find(position: number, marks: Uint8Array, at: number): number {
    for (let entry = this.first(position); entry >= 0; entry = this.after(entry))
      if (this.isSame(entry, marks, at)) return entry
    return -1
  }

  /** Whether the badge had an id of its recipient. */
  hasId(position: number): boolean {
    for (let entry = this.first(position); entry >= 0; entry = this.after(entry))
      if (this.kindOf(entry) === OF_ID) return true
    return false
  }

  /** Whether nothing is to be added. */
  knows(position: number, marks: Uint8Array, at: number): boolean {
    if (isNoMark(marks, at)) return true
    const entry = this.find(position, marks, at)
    return entry >= 0 && (this.kindOf(entry) | kindOf(marks, at)) === this.kindOf(entry)
  }

  /** @param kind what is known of it */
  add(position: number, marks: Uint8Array, at: number, kind = kindOf(marks, at)): void {
    if (isNoMark(marks, at)) return
    let entry = this.find(position, marks, at)
    if (entry < 0) {
      entry = this.count++
      if (this.count > this.next.length) this.grow()
      if (position >= this.firsts.length) this.firsts = larger(this.firsts, position)
      for (let i = 0; i < MARK; i++) this.marks[entry * MARK + i] = marks[at + i]!
      this.marks[entry * MARK + MARK - 1]! &= 0xf0
      this.next[entry] = this.firsts[position]!
      this.firsts[position] = entry + 1
    }
    this.marks[entry * MARK + MARK - 1]! |= kind
  }

  /** Adds those of a chunk record, whose rows are at these positions. */
  addPacked(positions: readonly number[], base64: string): void {
    const packed = Buffer.from(base64, 'base64')
    for (let at = 0; at + PACKED <= packed.length; at += PACKED) {
      const position = positions[packed.readUInt16LE(at)]
      if (position !== undefined) this.add(position, packed, at + 2)
    }
  }

  private isSame(entry: number, marks: Uint8Array, at: number): boolean {
    const from = entry * MARK
    for (let i = 0; i < MARK - 1; i++) if (this.marks[from + i] !== marks[at + i]) return false
    return (this.marks[from + MARK - 1]! ^ marks[at + MARK - 1]!) < 16
  }

  private grow(): void {
    const marks = Buffer.alloc(this.marks.length * 2)
    this.marks.copy(marks)
    this.marks = marks
    this.next = larger(this.next, this.next.length)
  }
}

function larger(numbers: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(Math.max(numbers.length * 2, least + 1))
  more.set(numbers)
  return more
}
