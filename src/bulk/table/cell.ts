/** The rules of a column, and what a cell becomes by them: a value, or a fault with a hint. */
import type { Json } from '../../encoding/json.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { boolean, listOf, object, oneOf, text } from '../../option-tests.js'
import { DATE_FORMATS, type DateFormat } from '../dates/date-formats.js'
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
  /**
   * A day becomes its last second in the `zone`, and not its midnight, so that a badge is valid through its last day. Default:
   * true for the column that fills `validUntil`.
   */
  readonly endOfDay?: boolean
  /** The mark before the decimals of a number. Default: a point, but `1.250` is then an issue: it may have thousands. */
  readonly decimal?: '.' | ','
  /** Text that may stand behind a number, such as `%`. It is left out. */
  readonly unit?: string
  /** Texts that count as an empty cell, such as `n/a`. A dash alone does in every column but one of `text`. */
  readonly empty?: readonly string[]
}

const isNumber: OptionTest = (value) => Number.isFinite(value)
const COLUMN: Readonly<Record<keyof Column, OptionTest>> = {
  type: oneOf('text', 'email', 'did', 'url', 'date', 'number', 'integer', 'boolean'),
  required: boolean,
  default: text,
  header: text,
  values: object,
  separator: text,
  minimum: isNumber,
  maximum: isNumber,
  format: oneOf(...Object.keys(DATE_FORMATS)),
  zone: text,
  endOfDay: boolean,
  decimal: oneOf('.', ','),
  unit: text,
  empty: listOf(text),
}
const SHAPES: Readonly<Record<string, string>> = {
  required: 'true or false',
  default: "a text, such as 'Pass'",
  header: "a text, such as 'E-Mail'",
  values: "an object, such as { P: 'Pass', F: 'Fail' }",
  separator: "a text, such as ';'",
  minimum: 'a number',
  maximum: 'a number',
  zone: "a text, such as 'Europe/Berlin'",
  endOfDay: 'true or false',
  unit: "a text, such as '%'",
  empty: "a list, such as ['n/a']",
}

/** Checks a column from code; `parseMapping` checks those of mappings. @throws TypeError */
export function checkColumn(caller: string, column: Column): void {
  checkOptions(caller, column, COLUMN, SHAPES)
}

export interface CellFault {
  readonly code: string
  readonly message: string
  readonly hint: string
  /** @deprecated Use `hint`, which has the same text. */
  readonly remedy: string
}

export type Cell =
  | {
      readonly value: Json | undefined
      /** The figures of a number, where its value is written in another way: `3.0`, `007`. */
      readonly text?: string
    }
  | { readonly fault: CellFault }

export function fault(found: Omit<CellFault, 'remedy'>): { readonly fault: CellFault } {
  return { fault: withRemedy(found) }
}
