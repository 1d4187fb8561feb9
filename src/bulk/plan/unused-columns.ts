/** The columns of a table that a mapping neither checks nor writes, for example because a name is misspelt. */
import type { JsonObject } from '../../encoding/json.js'
import { headerOf, type Mapping, placeholdersOf } from '../mapping/mapping.js'

/** The columns that the mapping declares, and with which it fills nothing. */
export function checkedColumns(mapping: Mapping, columns: readonly string[]): readonly string[] {
  const placed = placeholdersOf(mapping as unknown as JsonObject).map(({ column }) =>
    headerOf(mapping, column),
  )
  const declared = Object.keys(mapping.columns ?? {}).map((name) => headerOf(mapping, name))
  return columns.filter((name) => declared.includes(name) && !placed.includes(name))
}

export function unusedColumns(mapping: Mapping, columns: readonly string[]): readonly string[] {
  const { columns: declared = {} } = mapping
  const placed = placeholdersOf(mapping as unknown as JsonObject).map(({ column }) => column)
  const used = new Set([...Object.keys(declared), ...placed].map((name) => headerOf(mapping, name)))
  return columns.filter((name) => !used.has(name))
}
