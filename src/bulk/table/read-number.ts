/** Reads the numbers of a table. */
import { type CellFault, type Column, fault } from './cell.js'

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/
/** As in `1.250`. A number below one has no thousands. */
const UNCLEAR = /^[+-]?[1-9]\d{0,2}\.\d{3}$/
const INTEGER = /^[+-]?\d+$/

/** The number of digits that JSON keeps exactly. */
const DIGITS = 15

/** The number, and its digits as in the table, with a point before the decimals; or the fault. */
export function readNumber(
  text: string,
  column: Column,
): { readonly value: number; readonly text: string } | { readonly fault: CellFault } {
  const [pattern, example] =
    column.type === 'integer' ? [INTEGER, 'a whole number like 87'] : [NUMBER, 'a number like 87.5']
  const bare = withoutUnit(text, column.unit)
  const figures = column.decimal === ',' ? (bare.includes('.') ? '' : bare.replace(',', '.')) : bare
  if (column.decimal === undefined && column.type !== 'integer' && UNCLEAR.test(figures)) {
    return fault({
      code: 'number_invalid',
      message: 'The point may stand before decimals or between thousands.',
      hint: 'If it is before decimals, write "decimal": "." into the mapping. If it is between thousands, take it out.',
    })
  }
  const number = pattern.test(figures) ? Number(figures) : Number.NaN
  if (!Number.isFinite(number)) {
    return fault({
      code: 'number_invalid',
      message: 'The cell is not a number.',
      hint: numberHint(bare, column, example),
    })
  }
  if (figures.replace(/\D/g, '').replace(/^0+|(?<!0)0+$/g, '').length > DIGITS) {
    return fault({
      code: 'number_invalid',
      message: `The number has more than ${DIGITS} digits, so it would be rounded.`,
      hint: 'Round it in the table. If it is an identifier, use the type "text".',
    })
  }
  if (number < (column.minimum ?? -Infinity) || number > (column.maximum ?? Infinity)) {
    return fault({
      code: 'number_out_of_range',
      message: 'The number is outside of the range in the mapping.',
      hint: `Write a number${column.minimum === undefined ? '' : ` from ${column.minimum}`}${column.maximum === undefined ? '' : ` to ${column.maximum}`}.`,
    })
  }
  return { value: number, text: figures }
}

function withoutUnit(text: string, unit: string | undefined): string {
  return unit !== undefined && text.endsWith(unit) ? text.slice(0, -unit.length).trimEnd() : text
}

/** What to change so that the cell can be read: in the table, or in the mapping. */
function numberHint(text: string, { decimal, unit }: Column, example: string): string {
  if (decimal === ',') return `Write ${example.replace('.', ',')}, without points between thousands.`
  if (/^[+-]?\d+,\d+$/.test(text))
    return `If the comma is before the decimals, write "decimal": "," into the mapping.${UNCLEAR.test(text.replace(',', '.')) ? ' If it is between thousands, take it out.' : ''}`
  const [, behind] = /^[+-]?\d+(?:\.\d+)? ?([^\d\s.,]{1,12})$/.exec(text) ?? []
  if (behind !== undefined && unit === undefined)
    return `If every number of the column is in this unit, write "unit": ${JSON.stringify(behind)} into the mapping.`
  return `Write ${example}, without separators or units${text.includes(',') ? ', with a point and not a comma' : ''}.`
}
