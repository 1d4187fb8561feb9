/** A filled pattern as UTF-8, kept from one filling to the next: a value as long as the one before is written over it. */

import { ByteWriter } from './byte-writer.js'
import type { Pattern } from './pattern.js'
import type { ValueBytes } from './value-bytes.js'

export class PatternMemory {
  private readonly pattern: Pattern
  private readonly encoded: ValueBytes
  private readonly writer = new ByteWriter()
  /** Where each gap begins, then where the pattern ends; and how many bytes are in each gap. */
  private readonly offsets: number[] = []
  private readonly lengths: number[] = []

  constructor(pattern: Pattern, encoded: ValueBytes) {
    this.pattern = pattern
    this.encoded = encoded
    this.fixed(0)
  }

  /** Holds what it was filled with until the next call, and whatever is added; `undefined` when two lines are one. */
  fill(values: readonly string[]): ByteWriter | undefined {
    const { pattern, encoded, writer, offsets, lengths } = this
    for (let gap = 0; gap < pattern.gaps; gap++) {
      const bytes = pattern.bytesOf(gap, values, encoded)
      if (bytes === undefined) return undefined
      if (bytes.length !== lengths[gap]) return this.fillFrom(gap, values)
      writer.put(bytes, offsets[gap]!)
    }
    writer.cut(offsets[pattern.gaps]!)
    return writer
  }

  private fillFrom(first: number, values: readonly string[]): ByteWriter | undefined {
    const { pattern, encoded, writer, offsets, lengths } = this
    writer.cut(offsets[first]!)
    // Should a gap stay unfilled, all from here on is to be written again.
    lengths.fill(-1, first)
    for (let gap = first; gap < pattern.gaps; gap++) {
      const bytes = pattern.bytesOf(gap, values, encoded)
      if (bytes === undefined) return undefined
      writer.bytes(bytes)
      lengths[gap] = bytes.length
      this.fixed(gap + 1)
    }
    return writer
  }

  /** What stands before a gap, or at the end. */
  private fixed(gap: number): void {
    this.writer.bytes(this.pattern.before(gap).bytes)
    this.offsets[gap] = this.writer.length
  }
}
