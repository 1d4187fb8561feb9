/** Where the records of TLS begin in the bytes of a connection. */

/** Bytes before each record (RFC 8446 section 5.1): its type, a version, and its length in the last two. */
export const RECORD_HEADER = 5

export class Records {
  private type = 0
  private length = 0
  private header = 0
  private left = 0

  /** Bytes of a record that is not complete yet. */
  get begun(): number {
    return this.left > 0 ? RECORD_HEADER + this.length - this.left : this.header
  }

  /** @param found is called for each record whose header is complete */
  walk(bytes: Uint8Array, found?: (type: number, length: number) => void): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.left > 0) {
        const inside = Math.min(this.left, bytes.length - at)
        this.left -= inside
        at += inside
        continue
      }
      if (this.header === 0) this.type = bytes[at]!
      this.length = ((this.length << 8) | bytes[at++]!) & 0xffff
      if (++this.header < RECORD_HEADER) continue
      this.header = 0
      this.left = this.length
      found?.(this.type, this.length)
    }
  }
}
