/** Text with gaps: what is fixed is put together once, what varies is looked up among values by number. */
import { encodeUtf8 } from '../encoding/utf8.js'

/** Parts of a line: finished text, or the number of a value. */
export type Pieces = readonly (string | number)[]

/** A piece, or lines of which the values decide the order. */
export type Part = string | number | readonly Pieces[]

/** Finished text; its UTF-8 is made when it is first asked for. */
export class FixedText {
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

/** Takes a filled pattern, piece by piece. */
export interface PatternSink {
  readonly fixed: (text: FixedText) => void
  readonly text: (text: string) => void
}

/** Gathers a string. */
export class StringSink implements PatternSink {
  value = ''

  fixed(text: FixedText): void {
    this.value += text.text
  }

  text(text: string): void {
    this.value += text
  }
}

export class Pattern {
  /** Before each gap, and after the last. */
  private readonly fixed: readonly FixedText[]
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

  get gaps(): number {
    return this.inGaps.length
  }

  /** What stands before a gap, or, given the number of gaps, at the end. */
  before(gap: number): FixedText {
    return this.fixed[gap]!
  }

  textOf(gap: number, values: readonly string[]): string {
    const part = this.inGaps[gap]!
    return typeof part === 'number' ? values[part]! : sortedLines(part, values).join('')
  }

  /** `false` when two lines have become one; what was written until then is worthless. */
  write(values: readonly string[], sink: PatternSink): boolean {
    const { fixed, inGaps } = this
    for (let i = 0; i < inGaps.length; i++) {
      sink.fixed(fixed[i]!)
      const part = inGaps[i]!
      if (typeof part === 'number') sink.text(values[part]!)
      else {
        const lines = sortedLines(part, values)
        for (let j = 1; j < lines.length; j++) if (lines[j] === lines[j - 1]) return false
        sink.text(lines.join(''))
      }
    }
    sink.fixed(fixed[inGaps.length]!)
    return true
  }
}

/**
 * Lines that stand together. Where their order can change it is found anew for each filling.
 * @param start what all of them begin with
 */
export function partsOf(lines: readonly Pieces[], start: Pieces = []): readonly Part[] {
  if (lines.length === 1) return [...start, ...lines[0]!]
  if (lines.some(isOpen)) return [lines.map((line) => [...start, ...line])]
  return lines
    .map((line) => line.join(''))
    .sort()
    .flatMap((line) => [...start, line])
}

/** The text of pieces, given the values. */
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

function sortedLines(group: readonly Pieces[], values: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (let i = 0; i < group.length; i++) lines.push(filledText(group[i]!, values))
  return lines.sort()
}
