/** CSV in, row by row: streamed, encoding checked, rows numbered as people count. */

import type { Bytes } from './byte-source.js'
import { csvRows } from './parse-csv.js'
import type { Row } from './row.js'
import { type CsvOptions, csvBlocks } from './split-csv.js'

export type { CsvOptions } from './split-csv.js'

/**
 * Rows of a CSV file (a path, bytes or a stream of bytes), one at a time; a fault of one row is in its `issues`.
 * @throws OpenBadgeError `table_invalid` where the table cannot be read on, `file_failed`
 */
export async function* readCsv(input: Bytes, options: CsvOptions = {}): AsyncGenerator<Row> {
  for await (const block of csvBlocks(input, options)) yield* csvRows(block)
}
