/** Memory for large messages, used again and again: new memory for each costs page faults, and the collector runs for it. */

/** Most pieces that wait for their next use. */
const MOST = 4

export class Rooms {
  private readonly free: ArrayBuffer[] = []
  /** The pieces that are in use. */
  private readonly lent = new WeakSet<ArrayBufferLike>()

  /** At least this many bytes. */
  take(length: number): Uint8Array {
    const at = this.free.findIndex(({ byteLength }) => byteLength >= length)
    // Messages are about as long as each other, so that the next one will mostly fit.
    const room = at >= 0 ? this.free.splice(at, 1)[0]! : new ArrayBuffer(Math.ceil(length * 1.1))
    this.lent.add(room)
    return new Uint8Array(room)
  }

  /** Takes memory back that nobody reads any more. Other memory is left alone. */
  give({ buffer }: Uint8Array): void {
    if (!this.lent.delete(buffer) || !(buffer instanceof ArrayBuffer)) return
    if (this.free.length === MOST) this.free.shift()
    this.free.push(buffer)
  }
}
