/** CSV in (RFC 4180 and what spreadsheets make of it): streamed, encoding checked, rows numbered as people count. */
import { isUtf8 } from 'node:buffer'
import { CsvError, type Options, parse } from 'csv-parse'
import { isOpenBadgeError, OpenBadgeError } from '../errors.js'
import { type Bytes, bytesOf } from './read-bytes.js'
import type { Row, RowIssue } from './row.js'

export interface CsvOptions {
  /** Found from the header line by default: comma, semicolon, tab or bar. */
  readonly delimiter?: ',' | ';' | '\t' | '|'
  /** `utf-8` (default) refuses anything else with its line; `latin1` decodes Windows-1252, as old exports have. */
  readonly encoding?: 'utf-8' | 'latin1'
}

/** Rows of a CSV file (a path, bytes or a stream of bytes), one at a time. */
export async function* readCsv(input: Bytes, options: CsvOptions = {}): AsyncGenerator<Row> {
  for await (const block of csvBlocks(input, options)) yield* block
}

/**
 * Rows in blocks of a few hundred.
 * @throws OpenBadgeError `table_invalid` where the table cannot be read on; a fault of one row is in its `issues`
 */
export async function* csvBlocks(
  input: Bytes,
  options: CsvOptions = {},
  size = 256,
): AsyncGenerator<readonly Row[]> {
  let columns: readonly string[] | undefined
  let row = 1
  let block: Row[] = []
  for await (const record of records(input, options)) {
    if (columns === undefined) {
      columns = header(record)
      continue
    }
    row++
    if (record.length === 1 && record[0] === '') continue
    block.push(toRow(row, columns, record))
    if (block.length === size) {
      yield block
      block = []
    }
  }
  if (columns === undefined) {
    throw tableInvalid('the file is empty', { hint: 'The first line must name the columns.' })
  }
  if (block.length > 0) yield block
}

function toRow(row: number, columns: readonly string[], record: readonly string[]): Row {
  const values: Record<string, string> = {}
  for (let i = 0; i < columns.length; i++) values[columns[i]!] = record[i] ?? ''
  return record.length === columns.length
    ? { row, values }
    : { row, values, issues: [cellCount(row, columns.length, record.length)] }
}

function cellCount(row: number, expected: number, found: number): RowIssue {
  return {
    row,
    code: 'cell_count',
    message: `The row has ${found} cells, the header has ${expected}.`,
    remedy:
      found > expected
        ? 'Put quotes around a cell that contains the separator.'
        : 'Add the missing cells, or check for a line break inside a cell without quotes.',
  }
}

function header(record: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return record.map((cell, i) => {
    const name = cell.trim()
    if (name === '') {
      throw tableInvalid(`the header of column ${i + 1} is empty`, {
        row: 1,
        hint: 'Give every column a name.',
      })
    }
    if (seen.has(name)) {
      throw tableInvalid(`the header names the column "${name}" twice`, {
        row: 1,
        column: name,
        hint: 'Rename one of the two columns.',
      })
    }
    if (name === '__proto__') {
      throw tableInvalid('a column may not be named __proto__', { row: 1, hint: 'Rename the column.' })
    }
    seen.add(name)
    return name
  })
}

async function* records(input: Bytes, options: CsvOptions): AsyncGenerator<readonly string[]> {
  const text = decoded(bytesOf(input), options.encoding ?? 'utf-8')
  const first = await text.next()
  const start = first.done ? Buffer.alloc(0) : first.value
  const settings: Options = {
    bom: true,
    delimiter: options.delimiter ?? sniffDelimiter(start.subarray(0, 65_536).toString()),
    relax_column_count: true,
    skip_empty_lines: false,
  }
  const parser = parse(settings)
  let resume: (() => void) | undefined
  const go = (): void => resume?.()
  parser.on('drain', go)
  parser.on('close', go)
  const write = async (chunk: Buffer): Promise<void> => {
    if (parser.write(chunk) || parser.destroyed) return
    await new Promise<void>((resolve) => {
      resume = resolve
    })
  }
  // Written by hand, not piped: the parser's back-pressure holds the reading, and a reading error reaches the parser.
  const feed = (async () => {
    try {
      await write(start)
      for await (const chunk of text) {
        await write(chunk)
        if (parser.destroyed) break
      }
      parser.end()
    } catch (error) {
      parser.destroy(error as Error)
    }
  })()
  try {
    for await (const record of parser) yield record as string[]
  } catch (error) {
    throw asTableError(error)
  } finally {
    parser.destroy()
    await feed
  }
}

/** The separator that the header line holds most of, outside quotes. */
function sniffDelimiter(text: string): string {
  const counts = new Map([',', ';', '\t', '|'].map((mark) => [mark, 0]))
  let quoted = false
  for (const c of text) {
    if (c === '"') quoted = !quoted
    else if (!quoted && (c === '\n' || c === '\r')) break
    else if (!quoted && counts.has(c)) counts.set(c, counts.get(c)! + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

/** Passes on whole lines of checked UTF-8. */
async function* decoded(
  input: AsyncIterable<Uint8Array>,
  encoding: 'utf-8' | 'latin1',
): AsyncGenerator<Buffer> {
  if (encoding === 'latin1') {
    const decoder = new TextDecoder('windows-1252')
    for await (const chunk of input) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    return
  }
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  let first = true
  for await (const chunk of input) {
    let bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk])
    if (first) {
      refuseUtf16(bytes)
      first = false
    }
    const end = bytes.lastIndexOf(0x0a) + 1
    rest = bytes.subarray(end)
    bytes = bytes.subarray(0, end)
    if (!isUtf8(bytes)) throw notUtf8(bytes, line)
    line += countLines(bytes)
    if (bytes.length > 0) yield bytes
  }
  if (!isUtf8(rest)) throw notUtf8(rest, line)
  if (rest.length > 0) yield rest
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function refuseUtf16(bytes: Buffer): void {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw tableInvalid('the file is UTF-16', { row: 1, hint: 'Save it as "CSV UTF-8".' })
  }
}

function notUtf8(bytes: Buffer, line: number): OpenBadgeError {
  let start = 0
  for (let at = line; ; at++) {
    const end = bytes.indexOf(0x0a, start)
    const text = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!isUtf8(text)) {
      return tableInvalid(`line ${at} is not UTF-8`, {
        line: at,
        hint: 'Save the file as "CSV UTF-8", or say that it is Latin-1 (encoding: "latin1", --encoding latin1).',
      })
    }
    if (end < 0) return tableInvalid('the file is not UTF-8', { line })
    start = end + 1
  }
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}

const CSV_FAULTS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  CSV_QUOTE_NOT_CLOSED: [
    'a quote is opened and never closed',
    'Close the quote, or double a quote inside a cell ("").',
  ],
  CSV_INVALID_CLOSING_QUOTE: [
    'text follows a closing quote',
    'Double a quote that belongs to the text of the cell ("").',
  ],
  INVALID_OPENING_QUOTE: [
    'a quote stands in the middle of a cell',
    'Put the whole cell in quotes, and double the quotes inside ("").',
  ],
}

function asTableError(error: unknown): unknown {
  if (isOpenBadgeError(error) || !(error instanceof CsvError)) return error
  const [reason, hint] = CSV_FAULTS[error.code] ?? [
    'the CSV is malformed',
    'Open and save the file in a spreadsheet.',
  ]
  const line = typeof error['lines'] === 'number' ? error['lines'] : undefined
  return tableInvalid(line === undefined ? reason : `near line ${line}, ${reason}`, {
    ...(line === undefined ? {} : { line }),
    hint,
  })
}

export function tableInvalid(
  reason: string,
  details: {
    readonly row?: number
    readonly line?: number
    readonly column?: string
    readonly hint?: string
  } = {},
): OpenBadgeError {
  return new OpenBadgeError('table_invalid', `the table cannot be read: ${reason}`, { reason, ...details })
}
