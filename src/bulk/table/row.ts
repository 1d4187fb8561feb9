/** The types of a row of a table and its issues. */

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
  /** The beginning of what the cell holds, where the finding is about one. */
  readonly value?: string
  /** The stable code of the fault, for example `date_invalid`. */
  readonly code: string
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** @deprecated Use `hint`, which has the same text. */
  readonly remedy?: string
  /** JSON Pointer into the credential of the row. */
  readonly pointer?: string
}

/** Characters of a cell that a finding repeats. */
const SHOWN = 60

/** Adds what the cell of a finding holds. Column names are those of the table. */
export function withValue(issue: RowIssue, { values }: Row): RowIssue {
  const { column, row, ...rest } = issue
  const raw = column === undefined || !Object.hasOwn(values, column) ? undefined : values[column]
  if (column === undefined || (typeof raw !== 'string' && typeof raw !== 'number')) return issue
  const text = String(raw)
  const value = text.length > SHOWN ? `${Array.from(text.slice(0, SHOWN)).slice(0, -1).join('')}…` : text
  return { row, column, value, ...rest }
}

/** Adds the hint under its old name too, for programs that read that name. */
export function withRemedy<Finding extends { readonly hint: string }>(
  finding: Finding,
): Finding & { readonly remedy: string } {
  return { ...finding, remedy: finding.hint }
}
