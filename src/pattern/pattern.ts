/** A text with gaps. The fixed text is joined once; each gap takes a value by its number. */

import { encodeUtf8 } from '../encoding/utf8.js'
import type { ByteWriter } from './byte-writer.js'
import { ValueBytes } from './value-bytes.js'

/** The parts of a line: fixed text, or the number of a value. */
export type Pieces = readonly (string | number)[]

/** A piece, or lines whose order depends on the values. */
export type Part = string | number | readonly Pieces[]

/** Fixed text, encoded as UTF-8 at first use. */
class FixedText {
  readonly text: string
  private utf8: Uint8Array | undefined

  constructor(text: string) {
    this.text = text
  }

  get bytes(): Uint8Array {
    this.utf8 ??= encodeUtf8(this.text)
    return this.utf8
  }
}

export class Pattern {
  /** The text before each gap, and after the last. */
  private readonly fixed: readonly FixedText[]
  /** Encoded lines by gap. */
  private readonly lineBytes = new ValueBytes()
  private readonly inGaps: readonly Exclude<Part, string>[]

  constructor(parts: readonly Part[]) {
    const fixed: FixedText[] = []
    const gaps: Exclude<Part, string>[] = []
    let pending = ''
    for (const part of parts) {
      if (typeof part === 'string') pending += part
      else {
        fixed.push(new FixedText(pending))
        gaps.push(part)
        pending = ''
      }
    }
    fixed.push(new FixedText(pending))
    this.fixed = fixed
    this.inGaps = gaps
  }

  /** The number of gaps. */
  get gaps(): number {
    return this.inGaps.length
  }

  /** The fixed text before a gap. Given the number of gaps, the text at the end. */
  before(gap: number): FixedText {
    return this.fixed[gap]!
  }

  /** The filled text; `undefined` if two lines are equal. */
  text(values: readonly string[]): string | undefined {
    const { fixed, inGaps } = this
    let text = ''
    for (let i = 0; i < inGaps.length; i++) {
      const part = inGaps[i]!
      const filled = typeof part === 'number' ? values[part] : sortedLines(part, values)
      if (filled === undefined) return undefined
      text += fixed[i]!.text + filled
    }
    return text + fixed[inGaps.length]!.text
  }

  /** Writes the filled text as UTF-8. If two lines are equal, it returns false, and what it wrote is incomplete. */
  write(values: readonly string[], encoded: ValueBytes, writer: ByteWriter): boolean {
    const { fixed, inGaps } = this
    for (let gap = 0; gap < inGaps.length; gap++) {
      writer.bytes(fixed[gap]!.bytes)
      const bytes = this.bytesOf(gap, values, encoded)
      if (bytes === undefined) return false
      writer.bytes(bytes)
    }
    writer.bytes(fixed[inGaps.length]!.bytes)
    return true
  }

  /** The bytes for a gap; `undefined` if two lines are equal. */
  bytesOf(gap: number, values: readonly string[], encoded: ValueBytes): Uint8Array | undefined {
    const part = this.inGaps[gap]!
    if (typeof part === 'number') return encoded.of(part, values[part]!)
    const lines = sortedLines(part, values)
    return lines === undefined ? undefined : this.lineBytes.of(gap, lines)
  }
}

/**
 * Joins lines that must be sorted. If values decide their order, they are sorted at each filling.
 * @param start the beginning of every line
 */
export function partsOf(lines: readonly Pieces[], start: Pieces = []): readonly Part[] {
  if (lines.length === 1) return [...start, ...lines[0]!]
  if (lines.some(isOpen)) return [lines.map((line) => [...start, ...line])]
  return lines
    .map((line) => line.join(''))
    .sort()
    .flatMap((line) => [...start, line])
}

/** The text of pieces with the values filled in. */
export function filledText(pieces: Pieces, values: readonly string[]): string {
  let text = ''
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!
    text += typeof piece === 'number' ? values[piece]! : piece
  }
  return text
}

export function isOpen(pieces: Pieces): boolean {
  return pieces.some((piece) => typeof piece === 'number')
}

function sortedLines(group: readonly Pieces[], values: readonly string[]): string | undefined {
  const lines: string[] = []
  for (let i = 0; i < group.length; i++) lines.push(filledText(group[i]!, values))
  if (lines.length > 2) lines.sort()
  else if (lines[1]! < lines[0]!) lines.reverse()
  for (let i = 1; i < lines.length; i++) if (lines[i] === lines[i - 1]) return undefined
  return lines.join('')
}
