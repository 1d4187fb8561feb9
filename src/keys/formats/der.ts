/** The part of DER (X.690) that keys need: definite lengths, shortest forms, no trailing bytes. */
import { keyInvalid } from './key-invalid.js'

export const TAG = { integer: 0x02, bits: 0x03, octets: 0x04, none: 0x05, oid: 0x06, sequence: 0x30 } as const

/** Reads the values in one constructed value in order. */
export class DerReader {
  private readonly bytes: Uint8Array
  private offset = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get atEnd(): boolean {
    return this.offset === this.bytes.length
  }

  /** The tag of the next value, or -1 at the end. */
  get tag(): number {
    return this.bytes[this.offset] ?? -1
  }

  /** The content of the next value. @throws OpenBadgeError `key_invalid` if it has another tag */
  read(tag: number): Uint8Array {
    if (this.tag !== tag) throw malformed()
    this.offset++
    const length = this.length()
    const end = this.offset + length
    if (end > this.bytes.length) throw malformed()
    const content = this.bytes.subarray(this.offset, end)
    this.offset = end
    return content
  }

  sequence(): DerReader {
    return new DerReader(this.read(TAG.sequence))
  }

  /** An unsigned integer, without the leading zero byte that DER adds to keep it positive. */
  unsigned(): Uint8Array {
    const content = this.read(TAG.integer)
    const [first, second] = content
    if (first === undefined || first >= 0x80 || (first === 0 && second !== undefined && second < 0x80)) {
      throw malformed()
    }
    return first === 0 && second !== undefined ? content.subarray(1) : content
  }

  /** A bit string of whole bytes. */
  bits(): Uint8Array {
    const content = this.read(TAG.bits)
    if (content[0] !== 0) throw malformed()
    return content.subarray(1)
  }

  end(): void {
    if (!this.atEnd) throw malformed()
  }

  private length(): number {
    const first = this.bytes[this.offset++]
    if (first === undefined) throw malformed()
    if (first < 0x80) return first
    const count = first & 0x7f
    if (count === 0 || count > 3) throw malformed()
    let length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (this.bytes[this.offset++] ?? 0)
    // Only the shortest form: otherwise one key would have several encodings.
    if (length < 0x80 || length < 256 ** (count - 1)) throw malformed()
    return length
  }
}

export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  const out = new Uint8Array(1 + size.length + length)
  out[0] = tag
  out.set(size, 1)
  let offset = 1 + size.length
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}

export function derUnsigned(bytes: Uint8Array): Uint8Array {
  return bytes[0]! >= 0x80 ? der(TAG.integer, new Uint8Array(1), bytes) : der(TAG.integer, bytes)
}

export function derBits(bytes: Uint8Array): Uint8Array {
  return der(TAG.bits, new Uint8Array(1), bytes)
}

function malformed(): Error {
  return keyInvalid('malformedPem', 'the key is not well-formed DER')
}
