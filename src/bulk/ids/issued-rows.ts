/** The issued rows of a batch: typed arrays with an index by id, about 90 bytes for each row, shared with worker threads. */
import { Identities, MARK } from './identities.js'
import { IssuedDigest, idHash } from './issued-digest.js'
import { type IssuedRow, PACKED } from './row-packer.js'

/** The arrays that workers need to find rows. The memory is shared and not copied. */
export interface SharedRows {
  readonly slots: Int32Array
  readonly rows: Uint8Array
  readonly count: number
  /** One bit for each used status number. */
  readonly numbers: Uint8Array
  /** 8 bytes for each row, which change with its recipient. Zeros, or too short, if the recipient is not known. */
  readonly recipients: Uint8Array
  /** For each row: 1 if its content never changed since its identities were recorded. */
  readonly settled: Uint8Array
}

/** Finds rows by id. A later record of an id replaces the earlier one. */
export class IssuedRows {
  count = 0
  /** One more than the highest status number. */
  nextNumber = 0
  /** Covers the rows, and those that the present run has issued. */
  readonly digest = new IssuedDigest()
  /** Of the recipients that each badge ever had. Workers do not have them. */
  readonly identities = new Identities()
  private slots: Int32Array
  private rows: Buffer
  private numbers: Uint8Array
  private recipients: Buffer
  private settled: Uint8Array

  constructor(shared?: SharedRows) {
    this.slots = shared?.slots ?? new Int32Array(new SharedArrayBuffer(4 * 1024))
    this.rows = shared === undefined ? sharedBuffer(PACKED * 512) : asBuffer(shared.rows)
    this.numbers = shared?.numbers ?? new Uint8Array(new SharedArrayBuffer(1024))
    this.recipients = asBuffer(shared?.recipients ?? new Uint8Array(new SharedArrayBuffer(0)))
    this.settled = shared?.settled ?? sharedBuffer(512)
    this.count = shared?.count ?? 0
  }

  share(): SharedRows {
    const { slots, rows, count, numbers, recipients, settled } = this
    return { slots, rows, count, numbers, recipients, settled }
  }

  /** Adds the rows of a chunk record, with the marks of their recipients and identities if it has them. */
  addPacked(base64: string, recipients = '', identities = ''): void {
    const packed = Buffer.from(base64, 'base64')
    const marks = Buffer.from(recipients, 'base64')
    const positions: number[] = []
    const before = this.count
    for (let at = 0; at + PACKED <= packed.length; at += PACKED)
      positions.push(this.add(packed.subarray(at, at + PACKED)))
    this.identities.addPacked(positions, identities)
    for (const [i, position] of positions.entries()) {
      if (position >= before && this.identities.first(position) >= 0) this.settled[position] = 1
      this.mark(position, marks.subarray(i * MARK, i * MARK + MARK))
      if ((i + 1) * MARK <= marks.length) this.identities.add(position, marks, i * MARK, 0)
    }
  }

  /** Position of an id, or -1. `at` is where its 16 bytes begin. */
  find(bytes: Uint8Array, at = 0): number {
    const mask = this.slots.length - 1
    for (let slot = idHash(bytes, at) & mask; ; slot = (slot + 1) & mask) {
      const position = this.slots[slot]! - 1
      if (position < 0) return -1
      if (this.same(position, bytes, at)) return position
    }
  }

  /** The status numbers of all badges. */
  *takenNumbers(): Generator<number> {
    for (let position = 0; position < this.count; position++) yield this.numberOf(position)
  }

  hasNumber(number: number): boolean {
    return ((this.numbers[number >> 3] ?? 0) & (1 << (number & 7))) !== 0
  }

  digestIs(position: number, digest: Uint8Array): boolean {
    return this.equal(position * PACKED + 16, digest, 16)
  }

  checkIs(position: number, check: Uint8Array): boolean {
    return this.equal(position * PACKED + 32, check, 8)
  }

  /** Whether the output of the row must be made again. */
  isForgotten(position: number): boolean {
    const at = position * PACKED + 16
    for (let i = 0; i < 16; i++) if (this.rows[at + i] !== 0) return false
    return true
  }

  /** Whether the badge may be for this recipient; also true if the journal does not know the recipient. */
  mayBeFor(position: number, mark: Uint8Array): boolean {
    const known = this.recipients.subarray(position * MARK, position * MARK + MARK)
    return (
      known.length < MARK || known.every((byte) => byte === 0) || known.every((byte, i) => byte === mark[i])
    )
  }

  /** Also requires that the journal knows the recipient. */
  isFor(position: number, mark: Uint8Array): boolean {
    return this.mayBeFor(position, mark) && this.recipientOf(position).some((byte) => byte !== 0)
  }

  /** Zeros if the journal does not know the recipient; empty if it knows no recipients at all. */
  recipientOf(position: number): Uint8Array {
    if (this.recipients.length === 0) return this.recipients
    const mark = Buffer.alloc(MARK)
    this.recipients.copy(mark, 0, position * MARK, position * MARK + MARK)
    return mark
  }

  /** Whether a row with the same content has the identities that the journal knows, and no others. */
  isSettled(position: number): boolean {
    return this.settled[position] === 1
  }

  numberOf(position: number): number {
    return this.rows.readUInt32LE(position * PACKED + 44)
  }

  /** These rows count as changed, and keep their status numbers. */
  forgetOutputs(isForgotten: (run: number) => boolean): void {
    for (let position = 0; position < this.count; position++) {
      if (isForgotten(this.rows.readUInt32LE(position * PACKED + 48))) {
        this.rows.fill(0, position * PACKED + 16, position * PACKED + 32)
      }
    }
  }

  at(position: number): IssuedRow {
    const at = position * PACKED
    const { rows } = this
    return {
      uuid: rows.subarray(at, at + 16),
      digest: rows.subarray(at + 16, at + 32),
      check: rows.subarray(at + 32, at + 40),
      row: rows.readUInt32LE(at + 40),
      number: rows.readUInt32LE(at + 44),
      run: rows.readUInt32LE(at + 48),
      length: rows.readUInt32LE(at + 52),
      offset: rows.readDoubleLE(at + 56),
    }
  }

  private mark(position: number, mark: Uint8Array): void {
    const end = (position + 1) * MARK
    if (end > this.recipients.length) {
      if (mark.length === 0) return
      const larger = sharedBuffer((this.rows.length / PACKED) * MARK)
      this.recipients.copy(larger)
      this.recipients = larger
    }
    this.recipients.fill(0, end - MARK, end)
    this.recipients.set(mark, end - MARK)
  }

  private add(packed: Buffer): number {
    let position = this.find(packed)
    if (position < 0) {
      if ((this.count + 1) * PACKED > this.rows.length) {
        this.rows = grown(this.rows)
        this.settled = grown(asBuffer(this.settled))
      }
      if ((this.count + 1) * 2 > this.slots.length) this.rehash()
      position = this.count++
      packed.copy(this.rows, position * PACKED)
      this.insert(position)
      this.digest.add(packed, packed.readUInt32LE(44))
    } else {
      if (!this.digestIs(position, packed.subarray(16, 32))) this.settled[position] = 0
      packed.copy(this.rows, position * PACKED)
    }
    this.takeNumber(packed.readUInt32LE(44))
    return position
  }

  private takeNumber(number: number): void {
    while (number >> 3 >= this.numbers.length) this.numbers = grown(asBuffer(this.numbers))
    this.numbers[number >> 3]! |= 1 << (number & 7)
    this.nextNumber = Math.max(this.nextNumber, number + 1)
  }

  private rehash(): void {
    this.slots = new Int32Array(new SharedArrayBuffer(this.slots.byteLength * 2))
    for (let position = 0; position < this.count; position++) this.insert(position)
  }

  private insert(position: number): void {
    const mask = this.slots.length - 1
    let slot = idHash(this.rows, position * PACKED) & mask
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask
    this.slots[slot] = position + 1
  }

  private same(position: number, bytes: Uint8Array, at: number): boolean {
    const start = position * PACKED
    for (let i = 0; i < 16; i++) if (this.rows[start + i] !== bytes[at + i]) return false
    return true
  }

  private equal(at: number, bytes: Uint8Array, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.rows[at + i] !== bytes[i]) return false
    return true
  }
}

function sharedBuffer(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(length))
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function grown(bytes: Buffer): Buffer {
  const larger = sharedBuffer(bytes.length * 2)
  bytes.copy(larger)
  return larger
}
