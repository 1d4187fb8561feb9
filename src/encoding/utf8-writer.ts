/** Text written one piece after the other as UTF-8, into memory that is used again. */

const encoder = new TextEncoder()

/** Up to here a loop is faster than the encoder. */
const SHORT = 64

export class Utf8Writer {
  private memory = new Uint8Array(8192)
  private length = 0

  clear(): void {
    this.length = 0
  }

  text(text: string): void {
    const { length } = text
    this.makeRoom(length * 3)
    const { memory } = this
    let at = this.length
    let i = 0
    if (length <= SHORT) {
      for (; i < length; i++) {
        const unit = text.charCodeAt(i)
        if (unit > 0x7f) break
        memory[at++] = unit
      }
    }
    if (i < length) at += encoder.encodeInto(i === 0 ? text : text.slice(i), memory.subarray(at)).written
    this.length = at
  }

  bytes(utf8: Uint8Array): void {
    this.makeRoom(utf8.length)
    this.memory.set(utf8, this.length)
    this.length += utf8.length
  }

  /** What was written since `clear`; good until something else is. */
  get content(): Uint8Array {
    return this.memory.subarray(0, this.length)
  }

  private makeRoom(count: number): void {
    const wanted = this.length + count
    if (wanted <= this.memory.length) return
    const larger = new Uint8Array(Math.max(wanted, this.memory.length * 2))
    larger.set(this.content)
    this.memory = larger
  }
}
