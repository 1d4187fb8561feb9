/** A digest of a set of badges and their status numbers, in any order. It costs a few nanoseconds for each badge. */
export class IssuedDigest {
  private readonly sums = new Uint32Array(4)

  /** Adds a badge by the 16 bytes of its id. */
  add(uuid: Uint8Array, number: number): void {
    const mixed = Math.imul(number + 1, 0x9e37_79b1)
    for (let i = 0; i < 4; i++) this.sums[i]! += Math.imul(idHash(uuid, i * 4) ^ mixed, 0x85eb_ca6b)
  }

  get text(): string {
    return Array.from(this.sums, (sum) => sum.toString(16).padStart(8, '0')).join('')
  }
}

/** UUIDs of version 5 are hashes, so they need no further hash. */
export function idHash(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
}
