/** A table for the terminal, aligned by what people see: one emoji is two columns wide, a combining mark none. */

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => isolate(cell) + ' '.repeat(widths[column]! - width(cell)))
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((count) => '─'.repeat(count)).join('  '), ...rows.map(line)].join('\n')
}

const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}\uFE0F?)/u

function width(text: string): number {
  let columns = 0
  for (const { segment } of clusters.segment(text)) columns += WIDE.test(segment) ? 2 : 1
  return columns
}

/** Right-to-left names must not turn the rest of the line around. */
function isolate(text: string): string {
  return /[\u0590-\u08FF]/.test(text) ? `\u2068${text}\u2069` : text
}
