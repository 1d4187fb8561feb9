/** Reads a CSV as a stream of rows, with a checked encoding and the row numbers of spreadsheets. */

import { type Bytes, requireBytes } from '../files/byte-source.js'
import { parseCsv } from './parse-csv.js'
import type { Row } from './row.js'
import { type CsvOptions, checkCsvOptions, splitCsv } from './split-csv.js'

export type { CsvOptions } from './split-csv.js'

/**
 * Reads a CSV file row by row (RFC 4180). A fault of one row is in its `issues`.
 *
 * @param input - A path, bytes, or a stream of bytes.
 * @param options - `delimiter`: default found from the header; `encoding`: `utf-8` (default) or `latin1`.
 * @returns The rows; `row` is the row number of a spreadsheet.
 * @throws OpenBadgeError `table_invalid` if the rest of the table cannot be read, or `file_failed`.
 * @example
 * for await (const { row, values } of readCsv(table)) console.log(row, values)
 */
export async function* readCsv(input: Bytes, options: CsvOptions = {}): AsyncGenerator<Row> {
  requireBytes('readCsv', input)
  checkCsvOptions('readCsv', options)
  for await (const block of splitCsv(input, options)) yield* parseCsv(block)
}
