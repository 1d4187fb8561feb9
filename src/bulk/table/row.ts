/** The types of a row of a table and its issues, and the error for a table whose rest cannot be read. */
import { normalForm } from '../../encoding/forms/normal-form.js'
import { OpenBadgeError } from '../../errors.js'
import { shortened } from './phrases.js'

/** A row from a source. */
export interface Row {
  /** The row number of a spreadsheet: the header is row 1, the first row of data is row 2. For NDJSON, the line. */
  readonly row: number
  /** Column name → text of the cell (CSV), or member → value (NDJSON). */
  readonly values: Readonly<Record<string, unknown>>
  /** Faults in the form of the row, for example too few cells. */
  readonly issues?: readonly RowIssue[]
}

/** One fault of a row. */
export interface RowIssue {
  readonly row: number
  readonly column?: string
  /** The beginning of the text of the cell, if the finding is about a cell. */
  readonly value?: string
  /** The stable code of the fault, for example `date_invalid`. */
  readonly code: string
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What to do. */
  readonly hint?: string
  /** @deprecated Use `hint`, which has the same text. */
  readonly remedy?: string
  /** JSON Pointer into the credential of the row. */
  readonly pointer?: string
  /** Set if the row still becomes a badge. */
  readonly severity?: 'warning'
}

/** The name of a column, in the one of its Unicode forms in which tables and mappings are compared. */
export function columnName(name: string): string {
  return normalForm(name, 'NFC')
}

/** A row of named values. */
export function rowWith(row: number, values: Row['values']): Row {
  const names = Object.keys(values)
  if (names.every((name) => columnName(name) === name)) return { row, values }
  const named = Object.fromEntries(names.map((name) => [columnName(name), values[name]]))
  if (Object.keys(named).length === names.length) return { row, values: named }
  const fault = withRemedy({
    row,
    code: 'json_invalid',
    message: 'Two members of the row have names that differ only in their Unicode form.',
    hint: 'Rename one of the two members.',
  })
  return { row, values: {}, issues: [fault] }
}

/** Adds the text of the cell to a finding. Column names are those of the table. */
export function withValue(issue: RowIssue, { values }: Row): RowIssue {
  const { column, row, ...rest } = issue
  const raw = column === undefined || !Object.hasOwn(values, column) ? undefined : values[column]
  if (column === undefined || (typeof raw !== 'string' && typeof raw !== 'number')) return issue
  return { row, column, value: shortened(String(raw)), ...rest }
}

/** Adds the hint under its old name too, for programs that read that name. */
export function withRemedy<Finding extends { readonly hint: string }>(
  finding: Finding,
): Finding & { readonly remedy: string } {
  return { ...finding, remedy: finding.hint }
}

export interface TablePlace {
  readonly row?: number
  readonly line?: number
  readonly column?: string
  readonly hint?: string
}

export function tableInvalid(reason: string, details: TablePlace = {}): OpenBadgeError {
  return new OpenBadgeError('table_invalid', `the table cannot be read: ${reason}`, { reason, ...details })
}
