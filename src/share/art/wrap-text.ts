/** Breaks text in any script into lines. It estimates the width of each character from its kind. */

/** Width of a line in em at a given line number of a given number of lines. */
export type LineWidth = (line: number, lines: number) => number

const GRAPHEMES = new Intl.Segmenter()
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' })
const ELLIPSIS = 0.92
/** The maximum number of UTF-16 code units, because characters without width would allow any length. */
const MAXIMUM_LENGTH = 1500
const WIDE =
  /[\u1100-\u115F\u2E80-\u9FFF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u
/** Scripts that write no space between words. */
const UNSPACED = new RegExp(`${WIDE.source}|[\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]`, 'u')
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]+$/u
const NARROW = /^[iljtfrI.,;:'’|!()[\]\-\s·]$/
const BROAD = /^[mwMW@%—…]$/

/** Rough width of the text in em, for a sans-serif font. */
export function textWidth(text: string): number {
  let width = 0
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme)
  return width
}

function graphemeWidth(grapheme: string): number {
  const base = String.fromCodePoint(grapheme.codePointAt(0)!)
  if (INVISIBLE.test(grapheme)) return 0
  if (WIDE.test(base)) return 1.05
  if (NARROW.test(base)) return 0.34
  if (BROAD.test(base)) return 0.92
  return /\p{Lu}/u.test(base) ? 0.7 : 0.58
}

/**
 * Breaks a text into at most `maximum` lines; `undefined` if it needs more. Lines break where the script allows it. With
 * `breakWords`, a word that is longer than a line breaks between characters. Takes quadratic time for words that mix
 * scripts, so cut the text with `cutText` first.
 */
export function wrapText(
  text: string,
  maximum: number,
  width: LineWidth,
  breakWords = false,
): string[] | undefined {
  const words = pieces(text).map(measure)
  const letters = breakWords ? words.map((word) => graphemes(word.text).map(measureGrapheme)) : []
  for (let lines = 1; lines <= maximum; lines++) {
    const narrowest = Math.min(...Array.from({ length: lines }, (_, i) => width(i, lines)))
    const parts = breakWords
      ? words.flatMap((word, i) => (word.width > narrowest ? letters[i]! : [word]))
      : words
    const found = fill(parts, lines, width)
    if (found !== undefined) return found
  }
  return undefined
}

/** Cuts a text to `width` em and 1,500 UTF-16 code units, and adds an ellipsis if it was longer. */
export function cutText(text: string, width: number): string {
  // Do not keep half of a surrogate pair.
  const head =
    text.length > MAXIMUM_LENGTH ? text.slice(0, MAXIMUM_LENGTH).replace(/[\uD800-\uDBFF]$/, '') : text
  let out = ''
  let before = ''
  let used = 0
  for (const { segment } of GRAPHEMES.segment(head)) {
    used += graphemeWidth(segment)
    if (used > width) return `${before.trimEnd()}…`
    out += segment
    if (used <= width - ELLIPSIS) before = out
  }
  return text.length > MAXIMUM_LENGTH ? `${before.trimEnd()}…` : text
}

/** True if the first letter belongs to a script that is written from right to left. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0]
  return (
    letter !== undefined &&
    /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u.test(letter)
  )
}

interface Piece {
  readonly text: string
  /** Width without the spaces at its end. */
  readonly width: number
  readonly blank: number
}

function measure(text: string): Piece {
  const word = text.trimEnd()
  return { text, width: textWidth(word), blank: textWidth(text.slice(word.length)) }
}

function measureGrapheme(text: string): Piece {
  const width = graphemeWidth(text)
  return text.trim() === '' ? { text, width: 0, blank: width } : { text, width, blank: 0 }
}

function fill(parts: readonly Piece[], lines: number, width: LineWidth): string[] | undefined {
  const out: string[] = []
  let line = ''
  let used = 0
  for (const piece of parts) {
    if (line === '' && piece.text.trim() === '') continue
    if (used + piece.width > width(out.length, lines)) {
      if (line !== '') out.push(line.trim())
      if (out.length >= lines || piece.width > width(out.length, lines)) return undefined
      line = ''
      used = 0
    }
    line += piece.text
    used += piece.width + piece.blank
  }
  if (line.trim() !== '') out.push(line.trim())
  return out.length <= lines ? out : undefined
}

/** Words with the spaces and punctuation that belong to them. */
function pieces(text: string): string[] {
  const out: string[] = []
  let word = ''
  for (const { segment, isWordLike } of WORDS.segment(text)) {
    const blank = segment.trim() === ''
    if (blank) {
      out.push(word + segment)
      word = ''
    } else if (isWordLike === true && word !== '' && UNSPACED.test(segment) && UNSPACED.test(word)) {
      out.push(word)
      word = segment
    } else word += segment
  }
  if (word !== '') out.push(word)
  return out
}

function graphemes(text: string): string[] {
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment)
}
