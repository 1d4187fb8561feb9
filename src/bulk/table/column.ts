/** The types of columns. The text of a cell becomes a value, or an issue with a hint. */
import type { Json } from '../../encoding/json.js'
import type { DateFormat } from '../dates/date-formats.js'
import { readDate } from '../dates/read-date.js'
import { withRemedy } from './row.js'

export type ColumnType = 'text' | 'email' | 'did' | 'url' | 'date' | 'number' | 'integer' | 'boolean'

export interface Column {
  /** Default: `text`. */
  readonly type?: ColumnType
  /** Whether an empty cell is an issue. Otherwise the member that it fills is left out. */
  readonly required?: boolean
  /** The value for an empty cell. */
  readonly default?: string
  /** The name in the table's header, if it differs from the name here. */
  readonly header?: string
  /** Text in the table → text to use, for example `{"P": "Pass"}`. Another text is an issue. */
  readonly values?: Readonly<Record<string, string>>
  /** The separator that splits the cell into a list, for example `;`. */
  readonly separator?: string
  /** The smallest allowed number. */
  readonly minimum?: number
  /** The largest allowed number. */
  readonly maximum?: number
  /**
   * Order of a date's parts as the table writes it. `YYYY-MM-DD`, RFC 3339 date-times and dates with the name of the month are
   * always read. Each may have a time behind it.
   */
  readonly format?: DateFormat
  /** Zone of times without an offset: `Europe/Berlin`, or an offset such as `+02:00`. Default: UTC. */
  readonly zone?: string
  /** The mark before the decimals of a number. Default: a point. */
  readonly decimal?: '.' | ','
  /** Text that may stand behind a number, such as `%`. It is left out. */
  readonly unit?: string
  /** Texts that count as an empty cell, such as `n/a`. A dash alone does in every column but one of `text`. */
  readonly empty?: readonly string[]
}

export interface CellFault {
  readonly code: string
  readonly message: string
  readonly hint: string
  /** @deprecated Use `hint`, which has the same text. */
  readonly remedy: string
}

export type Cell = { readonly value: Json | undefined } | { readonly fault: CellFault }

/**
 * Reads one cell of a table by the rules of its column.
 *
 * @param column - Type and rules.
 * @param raw - Content of the cell.
 * @returns The value (`undefined` for an empty cell), or the fault with its hint.
 * @example
 * const cell = readCell({ type: 'date', format: 'DD.MM.YYYY' }, '01.07.2026')
 */
export function readCell(column: Column, raw: unknown): Cell {
  if (typeof raw !== 'string' && raw !== undefined && raw !== null) {
    if (typeof raw === 'number' || typeof raw === 'boolean') return readCell(column, String(raw))
    return { value: raw as Json }
  }
  let text = (raw ?? '').trim()
  if (isEmpty(column, text)) text = ''
  if (text === '') text = column.default ?? ''
  if (text === '') return column.required === true ? fault(EMPTY) : { value: undefined }
  if (column.separator === undefined) return readText(column, text)
  const items: Json[] = []
  for (const piece of text.split(column.separator)) {
    if (piece.trim() === '' || isEmpty(column, piece.trim())) continue
    const cell = readText(column, piece.trim())
    if ('fault' in cell) return cell
    items.push(cell.value!)
  }
  return items.length === 0 && column.required === true
    ? fault(EMPTY)
    : { value: items.length === 0 ? undefined : items }
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
  hint: 'Fill the cell; the mapping says that it is required.',
}

function readText(column: Column, text: string): Cell {
  let spelt = text
  if (column.values !== undefined) {
    if (!Object.hasOwn(column.values, text)) {
      return fault({
        code: 'value_unknown',
        message: 'The cell holds a value that the mapping does not list.',
        hint: `Write one of: ${Object.keys(column.values).slice(0, 12).join(', ')}.`,
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
          message: 'The text holds characters that a wrong decoding left behind.',
          hint: 'Export the table again as "CSV UTF-8" and compare this cell with the original.',
        })
      : { value: text },
  email: (text) =>
    EMAIL.test(text)
      ? { value: text }
      : fault({
          code: 'email_invalid',
          message: text.includes('@') ? 'The e-mail address is malformed.' : 'The e-mail address has no "@".',
          hint: 'Write an address like ada@example.org.',
        }),
  did: (text) =>
    DID.test(text)
      ? { value: text }
      : fault({
          code: 'did_invalid',
          message: 'The cell holds no DID.',
          hint: 'Write a DID like did:key:z6Mk… or did:web:people.example.org:ada, without spaces.',
        }),
  url: (text) =>
    isUrl(text)
      ? { value: text }
      : fault({
          code: 'url_invalid',
          message: 'The cell holds no absolute URL.',
          hint: 'Write the whole address, beginning with https://.',
        }),
  date: readDateCell,
  number: (text, column) => readNumber(text, column, NUMBER, 'a number like 87.5'),
  integer: (text, column) => readNumber(text, column, INTEGER, 'a whole number like 87'),
  boolean: (text) => {
    const value = BOOLEANS[text.toLowerCase()]
    return value === undefined
      ? fault({
          code: 'boolean_invalid',
          message: 'The cell is neither true nor false.',
          hint: 'Write true or false.',
        })
      : { value }
  },
}

const DAMAGED = /\uFFFD|\u0000|Ã[\u0080-\u00BF]|â€/
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]+$/u
const DID = /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const INTEGER = /^[+-]?\d+$/
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
  return /^https?:\/\/[^/]+/i.test(text) ? URL.canParse(text) : /^(?:urn|did|mailto|data):\S+$/i.test(text)
}

/** Digits of a number that are exact in JSON. */
const DIGITS = 15

function readNumber(text: string, column: Column, pattern: RegExp, example: string): Cell {
  const bare = withoutUnit(text, column.unit)
  const figures = column.decimal === ',' ? (bare.includes('.') ? '' : bare.replace(',', '.')) : bare
  const number = pattern.test(figures) ? Number(figures) : Number.NaN
  if (!Number.isFinite(number)) {
    return fault({
      code: 'number_invalid',
      message: 'The cell holds no number that can be read.',
      hint: numberHint(bare, column, example),
    })
  }
  if (figures.replace(/\D/g, '').replace(/^0+|0+$/g, '').length > DIGITS) {
    return fault({
      code: 'number_invalid',
      message: `The number has more than ${DIGITS} digits, and would be rounded.`,
      hint: 'Round it in the table. If it is an identifier, use the type "text".',
    })
  }
  if (number < (column.minimum ?? -Infinity) || number > (column.maximum ?? Infinity)) {
    return fault({
      code: 'number_out_of_range',
      message: 'The number lies outside of the range that the mapping allows.',
      hint: `Write a number${column.minimum === undefined ? '' : ` from ${column.minimum}`}${column.maximum === undefined ? '' : ` to ${column.maximum}`}.`,
    })
  }
  return { value: number }
}

function withoutUnit(text: string, unit: string | undefined): string {
  return unit !== undefined && text.endsWith(unit) ? text.slice(0, -unit.length).trimEnd() : text
}

/** What would make the cell readable: in the table, or in the mapping. */
function numberHint(text: string, { decimal, unit }: Column, example: string): string {
  if (decimal === ',') return `Write ${example.replace('.', ',')}, without points between thousands.`
  if (/^[+-]?\d+,\d+$/.test(text))
    return 'If the comma is before the decimals, write "decimal": "," in the mapping.'
  const [, behind] = /^[+-]?\d+(?:\.\d+)? ?([^\d\s.,]{1,12})$/.exec(text) ?? []
  if (behind !== undefined && unit === undefined)
    return `If every number of the column is in this unit, write "unit": ${JSON.stringify(behind)} in the mapping.`
  return `Write ${example}, without separators or units${text.includes(',') ? ', with a point, not a comma' : ''}.`
}

/** A date becomes midnight UTC of the day; a time keeps its offset. */
function readDateCell(text: string, column: Column): Cell {
  const read = readDate(text, column)
  return 'value' in read ? read : fault(read.fault === 'no_date' ? NO_DATE : NO_SUCH_DAY)
}

const NO_DATE = {
  code: 'date_invalid',
  message: 'The cell holds no date that can be read without guessing.',
  hint: 'Write the date as 2026-06-12 or 12 June 2026, or name its format in the mapping, for example "DD.MM.YYYY".',
}
const NO_SUCH_DAY = {
  code: 'date_invalid',
  message: 'The calendar has no such day.',
  hint: 'Check day and month against the original.',
}

const fault = (found: Omit<CellFault, 'remedy'>): Cell => ({ fault: withRemedy(found) })
