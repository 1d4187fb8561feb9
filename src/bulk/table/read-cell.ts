/** Reads the cells of a table by the types of their columns. */
import { requireObject } from '../../encoding/arguments.js'
import { parseUrl } from '../../encoding/forms/parse-url.js'
import type { Json } from '../../encoding/json.js'
import { isAddress } from '../../identity/address.js'
import { dateFault } from '../dates/date-fault.js'
import { readDate } from '../dates/read-date.js'
import { type Cell, type Column, type ColumnType, checkColumn, fault } from './cell.js'
import { listed, shortened } from './phrases.js'
import { readNumber } from './read-number.js'

/**
 * Reads one cell of a table by the rules of its column.
 *
 * @param column - Type and rules.
 * @param raw - Content of the cell.
 * @returns The value (`undefined` for an empty cell), or the fault with its hint.
 * @throws TypeError for a wrong rule.
 * @example
 * const cell = readCell({ type: 'date', format: 'DD.MM.YYYY' }, '01.07.2026')
 */
export function readCell(column: Column, raw: unknown): Cell {
  requireObject('readCell', 'column', column, "an object, such as { type: 'date' }")
  checkColumn('readCell', column)
  return cellOf(column, raw)
}

/** As `readCell`, for a column that was checked before. */
export function cellOf(column: Column, raw: unknown): Cell {
  if (typeof raw === 'number') return cellOf({ ...column, decimal: '.' }, String(raw))
  if (typeof raw === 'boolean') return cellOf(column, String(raw))
  if (typeof raw === 'object' && raw !== null) return readJson(column, raw as Json)
  let text = String(raw ?? '').trim()
  if (isEmpty(column, text)) text = ''
  if (text === '') text = column.default ?? ''
  if (text === '') return readNothing(column)
  return column.separator === undefined
    ? readText(column, text)
    : readItems(column, text.split(column.separator))
}

function readItems(column: Column, pieces: readonly unknown[]): Cell {
  const { separator: _, default: __, required: ___, ...rules } = column
  const items: Json[] = []
  for (const piece of pieces) {
    const cell = cellOf(rules, piece)
    if ('fault' in cell) return cell
    if (cell.value !== undefined) items.push(cell.value)
  }
  if (items.length > 0) return { value: items }
  return column.default === undefined || pieces.length > 0 ? readNothing(column) : cellOf(column, '')
}

function readNothing({ required }: Column): Cell {
  return required === true ? fault(EMPTY) : { value: undefined }
}

/** A list or an object of NDJSON. A column of plain text takes it unchanged. Rules apply to each item of a list. */
function readJson(column: Column, raw: Json): Cell {
  const { type = 'text', values, separator } = column
  if (Object.keys(raw as object).length === 0) return cellOf(column, '')
  if (separator !== undefined && Array.isArray(raw)) return readItems(column, raw)
  if (separator === undefined && values === undefined && type === 'text') return { value: raw }
  return fault({
    code: 'value_structured',
    message: `The cell has ${Array.isArray(raw) ? 'a list' : 'an object'}, but the mapping needs one value.`,
    hint: 'Write one value. For a column of lists, write "separator" into the mapping; its rules then apply to each item.',
  })
}

/** Gradebooks write a dash where there is no grade. */
const DASH = /^[-–—]$/

function isEmpty({ type = 'text', empty, values }: Column, text: string): boolean {
  if (values !== undefined && Object.hasOwn(values, text)) return false
  return empty?.includes(text) === true || (type !== 'text' && DASH.test(text))
}

const EMPTY = {
  code: 'cell_empty',
  message: 'The cell is empty.',
  hint: 'Fill the cell, because the mapping requires it.',
}

function readText(column: Column, text: string): Cell {
  let spelt = text
  if (column.values !== undefined) {
    if (!Object.hasOwn(column.values, text)) {
      return fault({
        code: 'value_unknown',
        message: 'The cell has a value that the mapping does not list.',
        hint: `Write one of ${listed(Object.keys(column.values))}.`,
      })
    }
    spelt = column.values[text]!
  }
  return READERS[column.type ?? 'text'](spelt, column)
}

const READERS: Readonly<Record<ColumnType, (text: string, column: Column) => Cell>> = {
  text: (text) =>
    DAMAGED.test(text)
      ? fault({
          code: 'text_damaged',
          message: 'The text has damaged characters, from a wrong decoding.',
          hint: 'Export the table again as "CSV UTF-8", and compare this cell with the original.',
        })
      : { value: text },
  email: (text) =>
    isAddress(text)
      ? { value: text }
      : fault({
          code: 'email_invalid',
          message: text.includes('@')
            ? 'The cell is not an e-mail address.'
            : 'The e-mail address has no "@".',
          hint: 'Write an address like ada@example.org.',
        }),
  did: (text) =>
    DID.test(text)
      ? { value: text }
      : fault({
          code: 'did_invalid',
          message: 'The cell is not a DID.',
          hint: 'Write a DID like did:key:z6Mk… or did:web:people.example.org:ada, without spaces.',
        }),
  url: (text) =>
    isUrl(text)
      ? { value: text }
      : fault({
          code: 'url_invalid',
          message: 'The cell is not an absolute URL.',
          hint: 'Write the whole address, beginning with https://.',
        }),
  date: readDateCell,
  number: numberCell,
  integer: numberCell,
  boolean: (text) => {
    const value = BOOLEANS[text.toLowerCase()]
    return value === undefined
      ? fault({
          code: 'boolean_invalid',
          message: 'The cell is neither true nor false.',
          hint: `Write true or false, or say in the mapping what each text means, such as "values": {${JSON.stringify(shortened(text))}: "true"}.`,
        })
      : { value }
  },
}

const DAMAGED = /\uFFFD|\u0000|Ã[\u0080-\u00BF]|â€/
const DID = /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  '1': true,
  '0': false,
}

function isUrl(text: string): boolean {
  if (/[\s<>"{}|\\^`]/.test(text)) return false
  return /^https?:\/\/[^/]+/i.test(text)
    ? parseUrl(text) !== undefined
    : /^(?:urn|did|mailto|data):\S+$/i.test(text)
}

function numberCell(text: string, column: Column): Cell {
  const read = readNumber(text, column)
  return 'fault' in read || read.text !== String(read.value) ? read : { value: read.value }
}

/** A date becomes midnight UTC of the day, or its end; a time keeps its offset. */
function readDateCell(text: string, column: Column): Cell {
  const read = readDate(text, column)
  return 'value' in read ? read : fault(dateFault(read.fault, text, column))
}
