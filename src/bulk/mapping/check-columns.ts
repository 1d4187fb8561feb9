/** Checks names and values in a mapping against the tables of its language. */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import type { Issue } from '../../errors.js'
import type { ColumnType } from '../table/cell.js'
import { listed, shortened } from '../table/phrases.js'
import { columnName } from '../table/row.js'
import { COLUMN_KEYS, type Key } from './mapping-language.js'

/** Names of columns in the Unicode form of tables, so that a name in another form finds its column. */
export function withColumnNames(mapping: Json | undefined, issues: Issue[]): Json | undefined {
  if (!isJsonObject(mapping) || !isJsonObject(mapping['columns'])) return mapping
  const columns = new Map<string, Json>()
  for (const [given, column] of Object.entries(mapping['columns'])) {
    const name = columnName(given)
    const { header } = isJsonObject(column) ? column : {}
    if (columns.has(name))
      issues.push({
        pointer: `/columns${pointerToken(given)}`,
        code: 'member_unknown',
        message: `The column "${shortened(name)}" is there twice, in two Unicode forms that look the same.`,
        hint: 'Leave one of the two out.',
      })
    columns.set(
      name,
      typeof header === 'string' ? { ...(column as JsonObject), header: columnName(header) } : column,
    )
  }
  return { ...mapping, columns: Object.fromEntries(columns) }
}

/** Adds a finding for each rule of a column that is wrong. */
export function checkColumns(
  columns: JsonObject,
  header: readonly string[] | undefined,
  issues: Issue[],
): void {
  for (const [name, column] of Object.entries(columns)) {
    const pointer = `/columns${pointerToken(name)}`
    if (!isJsonObject(column)) {
      issues.push({
        pointer,
        code: 'type',
        message: 'The column is not an object.',
        hint: 'Write for example { "type": "date" }.',
      })
      continue
    }
    checkNames(column, Object.keys(COLUMN_KEYS), pointer, issues)
    for (const [key, rule] of Object.entries(COLUMN_KEYS)) {
      if (!Object.hasOwn(column, key)) continue
      const before = issues.length
      checkForm(column[key], rule, `${pointer}/${key}`, issues)
      if (issues.length === before) checkEffect(column, key, `${pointer}/${key}`, issues)
    }
    const wanted = typeof column['header'] === 'string' ? column['header'] : name
    if (header !== undefined && !header.includes(wanted)) issues.push(noColumn(pointer, wanted, header))
  }
}

const OF_NUMBERS: readonly ColumnType[] = ['number', 'integer']
const OF_DATES: readonly ColumnType[] = ['date']

/** Rules that hold only for some types. */
const TYPES_OF: Readonly<Record<string, readonly ColumnType[]>> = {
  minimum: OF_NUMBERS,
  maximum: OF_NUMBERS,
  decimal: OF_NUMBERS,
  unit: OF_NUMBERS,
  format: OF_DATES,
  zone: OF_DATES,
  endOfDay: OF_DATES,
}

/** Adds a finding for a rule that has no effect, because the column has another type. */
function checkEffect({ type = 'text' }: JsonObject, key: string, pointer: string, issues: Issue[]): void {
  const types = Object.hasOwn(TYPES_OF, key) ? TYPES_OF[key]! : undefined
  if (types === undefined || types.includes(type as ColumnType)) return
  issues.push({
    pointer,
    code: 'value_unknown',
    message: `"${key}" has no effect on a column of the type ${shortened(JSON.stringify(type))}.`,
    hint: `Add ${types.map((each) => `"type": "${each}"`).join(' or ')}, or leave "${key}" out.`,
  })
}

/** Adds a finding for a value that does not have the form of its key. */
export function checkForm(
  value: Json | undefined,
  { form, example }: Key,
  pointer: string,
  issues: Issue[],
): void {
  if (value === undefined || form === undefined || form.fits(value)) return
  const isChoice = form.schema['enum'] !== undefined
  issues.push({
    pointer,
    code: isChoice ? 'value_unknown' : 'type',
    message: isChoice
      ? `${shortened(JSON.stringify(value))} is not allowed here.`
      : `${shortened(JSON.stringify(value))} is not ${form.what}.`,
    hint: isChoice ? `Write ${form.what}.` : `Write for example ${JSON.stringify(example)}.`,
  })
}

/** @param declared names of the mapping's own, one of which may be meant */
export function noColumn(
  pointer: string,
  name: string,
  header: readonly string[],
  declared: readonly string[] = [],
): Issue {
  const near = nearest(name, [...declared, ...header])
  return {
    pointer,
    code: 'column_unknown',
    message: `The table has no column "${shortened(name)}".`,
    hint: near === undefined ? `Its columns are: ${listed(header)}.` : `Did you mean "${near}"?`,
  }
}

export function checkNames(
  object: JsonObject,
  names: readonly string[],
  pointer: string,
  issues: Issue[],
): void {
  for (const name of Object.keys(object)) {
    if (names.includes(name)) continue
    const near = nearest(name, names)
    issues.push({
      pointer: pointer + pointerToken(name),
      code: 'member_unknown',
      message: `The member "${shortened(name)}" is not allowed here.`,
      hint: near === undefined ? `The allowed members are ${names.join(', ')}.` : `Did you mean "${near}"?`,
    })
  }
}

export function checkOneOf(
  value: Json | undefined,
  allowed: readonly string[],
  pointer: string,
  issues: Issue[],
): void {
  if (value === undefined || (typeof value === 'string' && allowed.includes(value))) return
  issues.push({
    pointer,
    code: 'value_unknown',
    message: `${shortened(JSON.stringify(value))} is not allowed here.`,
    hint: `Write one of ${allowed.join(', ')}.`,
  })
}
