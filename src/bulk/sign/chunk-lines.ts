/** The lines of a chunk: those that were just signed, and those of earlier runs, in the order of the table. */

const NOTHING: Uint8Array = new Uint8Array(0)

export class ChunkLines {
  private readonly signed: Uint8Array
  private readonly pieces: Uint8Array[] = []
  /** The pieces have the signed bytes up to `from`; they are used up to `at`. */
  private from = 0
  private at = 0

  constructor(signed = NOTHING) {
    this.signed = signed
  }

  take(length: number): void {
    this.at += length
  }

  insert(bytes: Uint8Array): void {
    this.cut()
    this.pieces.push(bytes)
  }

  whole(): Uint8Array {
    this.cut()
    return this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces)
  }

  private cut(): void {
    if (this.at > this.from) this.pieces.push(this.signed.subarray(this.from, this.at))
    this.from = this.at
  }
}
