/** Reads the cells of a row by the types of their columns. */
import type { Json } from '../../encoding/json.js'
import { type Column, readCell } from '../table/column.js'
import type { Row, RowIssue } from '../table/row.js'
import type { Mapping } from './mapping.js'
import type { Cells } from './template.js'

/** The values of the columns of a row, or what is wrong with them. */
export function readCells(
  row: Row,
  columns: readonly (readonly [string, Column])[],
): { cells: Cells; issues: RowIssue[] } {
  const issues: RowIssue[] = row.issues === undefined ? [] : [...row.issues]
  const cells: Record<string, Json | undefined> = {}
  if (issues.length > 0) return { cells, issues }
  for (const [name, column] of columns) {
    const header = column.header ?? name
    const raw = Object.hasOwn(row.values, header) ? row.values[header] : undefined
    const cell = readCell(column, raw)
    if ('fault' in cell) issues.push({ row: row.row, column: header, ...cell.fault })
    else cells[name] = cell.value
  }
  return { cells, issues }
}

const TEXT: Column = {}

/** Columns in the mapping are always checked. Others are read as text if a template names them. */
export function columnsOf(mapping: Mapping, used: readonly string[]): readonly (readonly [string, Column])[] {
  const declared = mapping.columns ?? {}
  return [...new Set([...Object.keys(declared), ...used])].map((name) => [
    name,
    Object.hasOwn(declared, name) ? declared[name]! : TEXT,
  ])
}
