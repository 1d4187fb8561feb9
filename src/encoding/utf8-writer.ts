/** Text written one piece after the other as UTF-8, into memory that is used again. */

const encoder = new TextEncoder()

/** Up to here a loop is faster than the encoder. */
const SHORT = 32

export class Utf8Writer {
  private memory = new Uint8Array(4096)
  private written = 0

  /** Bytes written. */
  get length(): number {
    return this.written
  }

  /** What is written; good until something else is. */
  get content(): Uint8Array {
    return this.memory.subarray(0, this.written)
  }

  text(text: string): void {
    this.makeRoom(text.length * 3)
    const ascii = text.length <= SHORT ? this.ascii(text) : 0
    if (ascii === text.length) return
    const rest = ascii === 0 ? text : text.slice(ascii)
    this.written += encoder.encodeInto(rest, this.memory.subarray(this.written)).written
  }

  bytes(utf8: Uint8Array): void {
    this.makeRoom(utf8.length)
    this.memory.set(utf8, this.written)
    this.written += utf8.length
  }

  /** Forgets all but the first bytes. */
  cut(length: number): void {
    this.written = length
  }

  /** Writes the leading ASCII characters; answers how many there are. */
  private ascii(text: string): number {
    const { memory } = this
    let at = this.written
    let i = 0
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) break
      memory[at++] = unit
    }
    this.written = at
    return i
  }

  private makeRoom(count: number): void {
    const wanted = this.written + count
    if (wanted <= this.memory.length) return
    const larger = new Uint8Array(Math.max(wanted, this.memory.length * 2))
    larger.set(this.content)
    this.memory = larger
  }
}
