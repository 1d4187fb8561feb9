/** A message and its hint never run together, wherever they are printed. */
import { describe, expect, it } from 'vitest'
import { printFindings } from '../../src/cli/io/print-batch.js'
import type { Shell } from '../../src/cli/io/shell.js'
import { issuesInWords, withHint } from '../../src/errors.js'

const CASES: readonly (readonly [message: string, hint: string | undefined, text: string])[] = [
  ['a text belongs here', 'write it in quotes', 'a text belongs here; write it in quotes'],
  ['no context defines it', 'leave it out', 'no context defines it; leave it out'],
  ['The cell is empty.', 'Fill it.', 'The cell is empty. Fill it.'],
  ['the cell is empty', 'Fill it.', 'the cell is empty. Fill it.'],
  [
    'the text is not JSON',
    'JSON has double quotation marks',
    'the text is not JSON; JSON has double quotation marks',
  ],
  ['the cell is empty', undefined, 'the cell is empty'],
]

describe('a message with its hint', () => {
  it.each(CASES)('is one text: %s %s', (message, hint, text) => {
    expect(withHint(message, hint)).toBe(text)
    const issue = {
      pointer: '/a',
      code: 'missing',
      message,
      ...(hint === undefined ? {} : { hint }),
    } as const
    expect(issuesInWords([issue])).toBe(`/a: ${text}`)
  })
  it.each(CASES)('is printed for a row as for an issue: %s %s', (message, hint, text) => {
    let printed = ''
    const shell = { err: (each: unknown) => (printed += String(each)) } as unknown as Shell
    printFindings(shell, [{ row: 2, message, ...(hint === undefined ? {} : { hint }) }], 1)
    expect(printed).toBe(`  row 2: ${text}\n`)
  })
})
