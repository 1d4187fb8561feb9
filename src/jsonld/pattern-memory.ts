/** A filled pattern as UTF-8, kept from one filling to the next: a text as long as the one before is written over it. */
import { Utf8Writer } from '../encoding/utf8-writer.js'
import type { Pattern } from './pattern.js'

export class PatternMemory {
  private readonly pattern: Pattern
  private bytes = new Uint8Array(0)
  /** Where each gap begins, and the length of its text; -1 where characters take more than a byte. */
  private readonly offsets: number[] = []
  private readonly lengths: number[] = []

  constructor(pattern: Pattern) {
    this.pattern = pattern
  }

  /** Good until the next call. */
  fill(values: readonly string[]): Uint8Array {
    const { pattern, lengths, offsets, bytes } = this
    if (lengths.length === 0) return this.writeAnew(values)
    for (let gap = 0; gap < lengths.length; gap++) {
      const text = pattern.textOf(gap, values)
      if (text.length !== lengths[gap] || !writeAscii(text, bytes, offsets[gap]!))
        return this.writeAnew(values)
    }
    return bytes
  }

  private writeAnew(values: readonly string[]): Uint8Array {
    const { pattern, lengths, offsets } = this
    const writer = new Utf8Writer()
    for (let gap = 0; gap < pattern.gaps; gap++) {
      writer.bytes(pattern.before(gap).bytes)
      offsets[gap] = writer.content.length
      const text = pattern.textOf(gap, values)
      writer.text(text)
      const length = writer.content.length - offsets[gap]!
      lengths[gap] = length === text.length ? length : -1
    }
    writer.bytes(pattern.before(pattern.gaps).bytes)
    this.bytes = writer.content.slice()
    return this.bytes
  }
}

/** `false` when a character is none of ASCII. */
function writeAscii(text: string, bytes: Uint8Array, offset: number): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) return false
    bytes[offset + i] = unit
  }
  return true
}
