/** Writes bytes piece by piece into memory that is reused. */

export class ByteWriter {
  private memory = new Uint8Array(4096)
  private written = 0
  private view: Uint8Array = this.memory.subarray(0, 0)

  /** Bytes written. */
  get length(): number {
    return this.written
  }

  /** The bytes written so far; valid until the next write. */
  get content(): Uint8Array {
    const { memory, view, written } = this
    if (view.length !== written || view.buffer !== memory.buffer) this.view = memory.subarray(0, written)
    return this.view
  }

  bytes(utf8: Uint8Array): void {
    this.grow(utf8.length)
    this.memory.set(utf8, this.written)
    this.written += utf8.length
  }

  /** Overwrites bytes at an offset. */
  put(utf8: Uint8Array, offset: number): void {
    this.memory.set(utf8, offset)
  }

  /** Keeps the first `length` bytes. */
  cut(length: number): void {
    this.written = length
  }

  private grow(count: number): void {
    const wanted = this.written + count
    if (wanted <= this.memory.length) return
    const larger = new Uint8Array(Math.max(wanted, this.memory.length * 2))
    larger.set(this.memory.subarray(0, this.written))
    this.memory = larger
  }
}
