/** Reads the cells of a row by the types of their columns. */
import type { Json } from '../../encoding/json.js'
import type { Fold } from '../ids/key-address.js'
import type { Column } from '../table/cell.js'
import { cellOf } from '../table/read-cell.js'
import { columnName, type Row, type RowIssue, withRemedy } from '../table/row.js'
import type { Mapping } from './mapping.js'
import { type Cells, textName } from './template.js'

/** A column of a mapping: its name, its rules, and whether it identifies the recipient or the row, so that it cannot be a list. */
export type NamedColumn = readonly [name: string, column: Column, isOfPerson: boolean]

/** The values of the columns of a row, or what is wrong with them. */
export function readCells(row: Row, columns: readonly NamedColumn[]): { cells: Cells; issues: RowIssue[] } {
  const issues: RowIssue[] = row.issues === undefined ? [] : [...row.issues]
  const cells: Record<string, Json | undefined> = {}
  if (issues.length > 0) return { cells, issues }
  for (const [name, column, isOfPerson] of columns) {
    const header = column.header ?? name
    const raw = Object.hasOwn(row.values, header) ? row.values[header] : undefined
    const cell = cellOf(column, raw)
    if ('fault' in cell) issues.push({ row: row.row, column: header, ...cell.fault })
    else if (isOfPerson && typeof cell.value === 'object')
      issues.push({ row: row.row, column: header, ...STRUCTURED })
    else {
      cells[name] = cell.value
      if (cell.text !== undefined) cells[textName(name)] = cell.text
    }
  }
  return { cells, issues }
}

const STRUCTURED = withRemedy({
  code: 'value_structured',
  message: 'The cell has a list or an object, but the mapping uses it for the key or the recipient.',
  hint: 'Write one value.',
})

/**
 * Folds e-mail addresses in cells, so that other capitals make no other key. Addresses are in columns of the
 * type, and in the one that fills the recipient's address.
 * @param used the columns of which keys are made
 */
export function addressFolder(
  { columns = {}, recipient }: Mapping,
  used: ReadonlySet<string>,
  fold: Fold,
): (cells: Cells) => Cells {
  const own = columnName(/^\{([^{}|]+)\}$/.exec(recipient.email ?? '')?.[1]?.trim() ?? '')
  const names = [...used].filter(
    (name) => name === own || (Object.hasOwn(columns, name) && columns[name]!.type === 'email'),
  )
  if (names.length === 0) return (cells) => cells
  return (cells) => {
    const folded = { ...cells }
    for (const name of names) {
      const value = cells[name]
      if (typeof value === 'string') folded[name] = fold(value)
    }
    return folded
  }
}

const TEXT: Column = {}

/**
 * Columns in the mapping are always checked. Others are read as text if a template names them.
 * @param person the columns of the key and the recipient
 * @param ends the columns that fill `validUntil`: a day in them means its end
 */
export function columnsOf(
  mapping: Mapping,
  used: readonly string[],
  person: ReadonlySet<string>,
  ends: ReadonlySet<string>,
): readonly NamedColumn[] {
  const declared = mapping.columns ?? {}
  return [...new Set([...Object.keys(declared), ...used])].map((name) => {
    const column = Object.hasOwn(declared, name) ? declared[name]! : TEXT
    return [name, ends.has(name) ? { endOfDay: true, ...column } : column, person.has(name)]
  })
}
