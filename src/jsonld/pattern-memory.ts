/** A filled pattern as UTF-8, kept from one filling to the next: a text as long as the one before is written over it. */
import { Utf8Writer } from '../encoding/utf8-writer.js'
import type { Pattern } from './pattern.js'

const encoder = new TextEncoder()

export class PatternMemory {
  private readonly pattern: Pattern
  private readonly writer = new Utf8Writer()
  /** Where each gap begins, and how many characters are in it; -1 where they take more than a byte each. */
  private readonly offsets: number[] = []
  private readonly lengths: number[] = []
  /** The memory of those gaps that have been written over. */
  private readonly views: (Uint8Array | undefined)[] = []
  private bytes: Uint8Array

  constructor(pattern: Pattern) {
    this.pattern = pattern
    this.fixed(0)
    this.bytes = this.writer.content
  }

  /** Good until the next call. */
  fill(values: readonly string[]): Uint8Array {
    const { pattern, lengths } = this
    for (let gap = 0; gap < pattern.gaps; gap++) {
      const text = pattern.textOf(gap, values)
      if (text.length !== lengths[gap] || !this.writeOver(gap, text)) return this.fillFrom(gap, values)
    }
    return this.bytes
  }

  /** `false` when the characters take more than a byte each. */
  private writeOver(gap: number, text: string): boolean {
    const view = this.views[gap] ?? this.bytes.subarray(this.offsets[gap], this.offsets[gap]! + text.length)
    this.views[gap] = view
    return encoder.encodeInto(text, view).read === text.length
  }

  private fillFrom(first: number, values: readonly string[]): Uint8Array {
    const { pattern, writer, offsets, lengths } = this
    writer.cut(offsets[first]!)
    for (let gap = first; gap < pattern.gaps; gap++) {
      const text = pattern.textOf(gap, values)
      writer.text(text)
      lengths[gap] = writer.length === offsets[gap]! + text.length ? text.length : -1
      this.views[gap] = undefined
      this.fixed(gap + 1)
    }
    this.bytes = writer.content
    return this.bytes
  }

  /** What stands before a gap, or at the end. */
  private fixed(gap: number): void {
    this.writer.bytes(this.pattern.before(gap).bytes)
    this.offsets[gap] = this.writer.length
  }
}
