/** The rows of a chunk record: their bytes, in the order in which the journal has them. */

/** Bytes of one row in a chunk record. */
export const PACKED = 64

/** What the journal records of a row. */
export interface IssuedRow {
  /** The 16 bytes of the id. */
  readonly uuid: Uint8Array
  /** First 16 bytes of the SHA-256 of the unsigned credential's canonical form, and of its picture. */
  readonly digest: Uint8Array
  /** First 8 bytes of the SHA-256 of the output: a line, or a file. */
  readonly check: Uint8Array
  readonly row: number
  /** The status number, which determines the status list and the index in it. */
  readonly number: number
  /** The number of the run whose output has the row. */
  readonly run: number
  /** The place in the NDJSON; 0 for files. */
  readonly offset: number
  readonly length: number
}

export class RowPacker {
  private bytes = Buffer.allocUnsafe(PACKED * 256)
  count = 0

  add({ uuid, digest, check, row, number, run, offset, length }: IssuedRow): void {
    if ((this.count + 1) * PACKED > this.bytes.length) {
      this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length)])
    }
    const at = this.count++ * PACKED
    const { bytes } = this
    bytes.set(uuid, at)
    bytes.set(digest, at + 16)
    bytes.set(check, at + 32)
    bytes.writeUInt32LE(row, at + 40)
    bytes.writeUInt32LE(number, at + 44)
    bytes.writeUInt32LE(run, at + 48)
    bytes.writeUInt32LE(length, at + 52)
    bytes.writeDoubleLE(offset, at + 56)
  }

  toBase64(): string {
    return this.bytes.toString('base64', 0, this.count * PACKED)
  }
}
