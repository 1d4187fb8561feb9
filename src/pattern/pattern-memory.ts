/** A filled pattern as UTF-8, kept between fillings: a value of the same length overwrites the one before. */

import { ByteWriter } from './byte-writer.js'
import type { Pattern } from './pattern.js'
import type { ValueBytes } from './value-bytes.js'

export class PatternMemory {
  private readonly pattern: Pattern
  private readonly encoded: ValueBytes
  private readonly writer = new ByteWriter()
  /** Offset of each gap, then of the pattern's end; and the bytes in each gap. */
  private readonly offsets: number[] = []
  private readonly lengths: number[] = []

  constructor(pattern: Pattern, encoded: ValueBytes) {
    this.pattern = pattern
    this.encoded = encoded
    this.fixed(0)
  }

  /** Fills all gaps. The result is valid until the next call. `undefined` if two lines are equal. */
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
    // If a gap cannot be filled, the next call must write everything from here on again.
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

  /** Writes the fixed text before a gap, or at the end. */
  private fixed(gap: number): void {
    this.writer.bytes(this.pattern.before(gap).bytes)
    this.offsets[gap] = this.writer.length
  }
}
