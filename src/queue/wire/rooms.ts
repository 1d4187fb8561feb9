/** Memory for large messages, which is used again. New memory for each would cost page faults and garbage collection. */

/** The maximum number of unused pieces. */
const MOST = 4

export class Rooms {
  private readonly free: ArrayBuffer[] = []
  /** The pieces that are in use. */
  private readonly lent = new WeakSet<ArrayBufferLike>()

  /** Returns memory of at least this number of bytes. */
  take(length: number): Uint8Array {
    const at = this.free.findIndex(({ byteLength }) => byteLength >= length)
    // Messages have similar lengths, so the next one usually fits.
    const room = at >= 0 ? this.free.splice(at, 1)[0]! : new ArrayBuffer(Math.ceil(length * 1.1))
    this.lent.add(room)
    return new Uint8Array(room)
  }

  /** Takes back memory that is not read any more. It ignores other memory. */
  give({ buffer }: Uint8Array): void {
    if (!this.lent.delete(buffer) || !(buffer instanceof ArrayBuffer)) return
    if (this.free.length === MOST) this.free.shift()
    this.free.push(buffer)
  }
}
