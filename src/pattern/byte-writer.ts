/** Bytes written one piece after the other, into memory that is used again. */

export class ByteWriter {
  private memory = new Uint8Array(4096)
  private written = 0
  private view: Uint8Array = this.memory.subarray(0, 0)

  /** Bytes written. */
  get length(): number {
    return this.written
  }

  /** What is written; good until something else is. */
  get content(): Uint8Array {
    const { memory, view, written } = this
    if (view.length !== written || view.buffer !== memory.buffer) this.view = memory.subarray(0, written)
    return this.view
  }

  bytes(utf8: Uint8Array): void {
    this.makeRoom(utf8.length)
    this.memory.set(utf8, this.written)
    this.written += utf8.length
  }

  /** Writes over what is there. */
  put(utf8: Uint8Array, offset: number): void {
    this.memory.set(utf8, offset)
  }

  /** Forgets all but the first bytes. */
  cut(length: number): void {
    this.written = length
  }

  private makeRoom(count: number): void {
    const wanted = this.written + count
    if (wanted <= this.memory.length) return
    const larger = new Uint8Array(Math.max(wanted, this.memory.length * 2))
    larger.set(this.memory.subarray(0, this.written))
    this.memory = larger
  }
}
