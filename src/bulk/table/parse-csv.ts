/** Reads the cells of records of a CSV (RFC 4180, and the variants that spreadsheets write). */
import { CsvError, type Options, parse } from 'csv-parse/sync'
import { asBuffer } from './decode-text.js'
import { shortened } from './phrases.js'
import { columnName, type Row, type RowIssue, tableInvalid, withRemedy } from './row.js'

/** The separators that are read. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|']

/** The layout of a file, as its header shows it. */
export interface CsvLayout {
  readonly columns: readonly string[]
  readonly delimiter: string
  /** The byte that ends a line: LF, with or without a CR before it, or CR. */
  readonly newline: number
}

/** Complete records as checked UTF-8, before their cells are read. */
export interface CsvBlock extends CsvLayout {
  readonly bytes: Uint8Array
  /** The number of rows: records that are not blank. */
  readonly count: number
  /** The row and the line of the file at which the block begins. */
  readonly row: number
  readonly line: number
}

/**
 * Reads the rows of a block, with the row numbers of spreadsheets. A fault of one row is in its `issues`.
 * @throws OpenBadgeError `table_invalid` for quotes at a wrong place
 */
export function parseCsv(block: CsvBlock): readonly Row[] {
  const rows: Row[] = []
  let row = block.row
  for (const record of records(block)) {
    const isRow = !isBlank(record) && !isOfGradebook(block.columns, row, record)
    if (isRow) rows.push(toRow(row, block.columns, record))
    row++
  }
  // Rows are numbered before their cells are read. If the two counts differed, rows would share status indices.
  if (rows.length !== block.count) {
    throw tableInvalid(`it is not clear where the rows after line ${block.line} end`, { line: block.line })
  }
  return rows
}

/** Spreadsheets write an empty line as separators alone. */
function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => /^ *$/.test(cell))
}

/** The number of rows below the header that may describe the columns of a gradebook. */
export const GRADEBOOK_ROWS = 3

/**
 * Whether a record is not about a learner: below the header of a gradebook Canvas writes a record "Points Possible", and
 * possibly one "Manual Posting" before that.
 */
export function isOfGradebook(columns: readonly string[], row: number, record: readonly string[]): boolean {
  if (row > GRADEBOOK_ROWS || columns[0] !== 'Student') return false
  const [first = '', ...others] = record.map((cell) => cell.trim())
  return first === 'Points Possible' || (first === '' && others.includes('Manual Posting'))
}

/** The cells of a single record. @throws OpenBadgeError `table_invalid` */
export function recordCells(bytes: Uint8Array, layout: Omit<CsvLayout, 'columns'>): readonly string[] {
  return records({ ...layout, bytes, line: 1 })[0] ?? ['']
}

type Text = Pick<CsvBlock, 'bytes' | 'delimiter' | 'newline' | 'line'>

function records(text: Text): readonly (readonly string[])[] {
  // Without quotes, only separators and line ends have a meaning.
  if (!text.bytes.includes(0x22)) return plainRecords(text)
  const settings: Options = {
    delimiter: text.delimiter,
    record_delimiter: text.newline === 0x0a ? ['\r\n', '\n'] : ['\r'],
    relax_column_count: true,
  }
  try {
    return parse(asBuffer(text.bytes), settings) as unknown as string[][]
  } catch (error) {
    throw asTableError(error, text.line)
  }
}

function plainRecords({ bytes, delimiter, newline }: Text): readonly (readonly string[])[] {
  const lines = asBuffer(bytes)
    .toString()
    .split(newline === 0x0a ? '\n' : '\r')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) =>
    (newline === 0x0a && line.endsWith('\r') ? line.slice(0, -1) : line).split(delimiter),
  )
}

function toRow(row: number, columns: readonly string[], record: readonly string[]): Row {
  const values: Record<string, string> = {}
  for (let i = 0; i < columns.length; i++) values[columns[i]!] = record[i] ?? ''
  return record.length === columns.length
    ? { row, values }
    : { row, values, issues: [cellCount(row, columns.length, record.length)] }
}

function cellCount(row: number, expected: number, found: number): RowIssue {
  return withRemedy({
    row,
    code: 'cell_count',
    message: `The row has ${found} cells, but the header has ${expected}.`,
    hint:
      found > expected
        ? 'Put quotes around a cell that contains the separator.'
        : 'Add the missing cells, or check for a line break inside a cell without quotes.',
  })
}

const CSV_FAULTS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  CSV_QUOTE_NOT_CLOSED: [
    'a quote is opened, but not closed',
    'Close the quote, or double a quote inside a cell ("").',
  ],
  CSV_INVALID_CLOSING_QUOTE: [
    'there is text after a closing quote',
    'Double a quote that belongs to the text of the cell ("").',
  ],
  INVALID_OPENING_QUOTE: [
    'there is a quote in the middle of a cell',
    'Put the whole cell in quotes, and double the quotes inside ("").',
  ],
}

function asTableError(error: unknown, firstLine: number): unknown {
  if (!(error instanceof CsvError)) return error
  const [reason, hint] = CSV_FAULTS[error.code] ?? [
    'the CSV is malformed',
    'Open the file in a spreadsheet, and save it again.',
  ]
  const lines = error['lines']
  if (typeof lines !== 'number') return tableInvalid(reason, { hint })
  const line = firstLine + lines - 1
  return tableInvalid(`near line ${line}, ${reason}`, { line, hint })
}

/**
 * The separator in the line `sep=;`, which Excel reads and hides before the header.
 * @throws OpenBadgeError `table_invalid` for one that is not read
 */
export function statedDelimiter(line: string): string | undefined {
  const [, delimiter] = /^"?sep=(.)"?[,;\t|]*$/i.exec(line) ?? []
  if (delimiter === undefined || DELIMITERS.includes(delimiter)) return delimiter
  throw tableInvalid(`its first line states the separator "${delimiter}"`, {
    row: 1,
    hint: 'Save the table with commas, semicolons, tabs or bars between the cells, and without that line.',
  })
}

/** The separator that is most frequent in the header line, outside quotes. */
export function sniffDelimiter(text: string): string {
  const counts = new Map(DELIMITERS.map((mark) => [mark, 0]))
  let quoted = false
  for (const c of text) {
    if (c === '"') quoted = !quoted
    else if (!quoted && counts.has(c)) counts.set(c, counts.get(c)! + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

export function header(record: readonly string[], row: number): readonly string[] {
  const seen = new Map<string, string>()
  return record.map((cell, i) => {
    const name = columnName(cell.trim())
    if (name === '') {
      throw tableInvalid(`the header of column ${i + 1} is empty`, {
        row,
        hint: 'Give each column a name.',
      })
    }
    if (seen.has(name)) {
      const forms = seen.get(name) === cell.trim() ? '' : ', in two Unicode forms that look the same'
      throw tableInvalid(`the header has the column "${shortened(name)}" twice${forms}`, {
        row,
        column: name,
        hint: 'Rename one of the two columns.',
      })
    }
    if (name === '__proto__') {
      throw tableInvalid('the name __proto__ is not allowed for a column', {
        row,
        hint: 'Rename the column.',
      })
    }
    seen.set(name, cell.trim())
    return name
  })
}
