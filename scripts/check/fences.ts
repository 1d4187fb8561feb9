/** The code fences of a Markdown text, in order. */

export interface Fence {
  readonly language: string
  /** A file name after the language (```ts issue.ts) keeps the fence under that name for later fences. */
  readonly file?: string
  readonly code: string
  /** Line of the opening fence, from 1. */
  readonly line: number
}

export function fences(markdown: string): Fence[] {
  const found: Fence[] = []
  let open: { language: string; file: string | undefined; line: number; code: string[] } | undefined
  for (const [index, text] of markdown.split('\n').entries()) {
    const mark = /^```(\w*)\s*(\S*)\s*$/.exec(text)
    if (open === undefined && mark) {
      open = { language: mark[1]!, file: mark[2] || undefined, line: index + 1, code: [] }
    } else if (open !== undefined && text.trimEnd() === '```') {
      const { language, file, line, code } = open
      found.push({ language, line, code: `${code.join('\n')}\n`, ...(file === undefined ? {} : { file }) })
      open = undefined
    } else open?.code.push(text)
  }
  if (open !== undefined) throw new Error(`the fence of line ${open.line} is never closed`)
  return found
}
