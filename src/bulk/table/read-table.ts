/** Reads a table as typed values. Each row has its values, or issues with hints. */

import { requireObject } from '../../encoding/arguments.js'
import type { Json } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import { requireOptions } from '../../encoding/options.js'
import { type Bytes, requireBytes } from '../files/byte-source.js'
import { type Column, checkColumn } from './cell.js'
import { listed } from './phrases.js'
import { cellOf } from './read-cell.js'
import { type CsvOptions, readCsv } from './read-csv.js'
import { columnName, type RowIssue, tableInvalid } from './row.js'

export interface ReadTableOptions extends CsvOptions {
  /** Column name → type and rules. Other columns are left out. */
  readonly columns: Readonly<Record<string, Column>>
}

export type TableRow =
  | {
      readonly row: number
      readonly values: Readonly<Record<string, Json | undefined>>
      readonly issues?: never
    }
  | { readonly row: number; readonly issues: readonly RowIssue[]; readonly values?: never }

/**
 * Reads a CSV file row by row and checks each cell by the rules of its column.
 *
 * @param input - A path, bytes, or a stream of bytes.
 * @param options - `columns`: name and rules of each column to read; also the options of `readCsv`.
 * @returns For each row its values, or its issues.
 * @throws OpenBadgeError `table_invalid` for a table that cannot be read or lacks a column, or `file_failed`.
 * @example
 * for await (const { row, values, issues } of readTable(table, { columns: { email: { type: 'email' } } })) {
 *   console.log(row, values ?? issues)
 * }
 */
export async function* readTable(input: Bytes, options: ReadTableOptions): AsyncGenerator<TableRow> {
  requireBytes('readTable', input)
  requireOptions('readTable', options)
  const { columns, ...layout } = options
  const example = "an object, such as { email: { type: 'email' } }"
  requireObject('readTable', 'columns', columns, example)
  for (const [name, column] of Object.entries(columns)) {
    requireObject('readTable', 'a column', column, example)
    checkColumn(`readTable: columns.${name.slice(0, 40)}`, column)
  }
  const wanted = Object.entries(columns).map(
    ([name, column]) => [name, column, columnName(column.header ?? name)] as const,
  )
  let checked = false
  for await (const { row, values, issues: form } of readCsv(input, layout)) {
    if (!checked && form === undefined) {
      for (const [, , header] of wanted) refuseMissing(header, Object.keys(values))
      checked = true
    }
    const read: Record<string, Json | undefined> = {}
    const issues: RowIssue[] = [...(form ?? [])]
    for (const [name, column, header] of form === undefined ? wanted : []) {
      const cell = cellOf(column, values[header])
      if ('fault' in cell) issues.push({ row, column: header, ...cell.fault })
      else read[name] = cell.value
    }
    yield issues.length > 0 ? { row, issues } : { row, values: read }
  }
}

function refuseMissing(header: string, present: readonly string[]): void {
  if (present.includes(header)) return
  const near = nearest(header, present)
  throw tableInvalid(`it has no column "${header}"`, {
    row: 1,
    column: header,
    hint: near === undefined ? `Its columns are: ${listed(present)}.` : `Did you mean "${near}"?`,
  })
}
