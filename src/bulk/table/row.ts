/** One row of a table, and what can be wrong with it. */

/** A row as a source yields it. */
export interface Row {
  /** As a spreadsheet counts: the header is row 1, the first row of data row 2. In NDJSON, the line. */
  readonly row: number
  /** Column name → text of the cell (CSV), or member → value (NDJSON). */
  readonly values: Readonly<Record<string, unknown>>
  /** Faults of the row's form, for example too few cells. */
  readonly issues?: readonly RowIssue[]
}

/** One finding about a row. */
export interface RowIssue {
  readonly row: number
  readonly column?: string
  /** Stable name of the kind of fault, for example `date_invalid`. */
  readonly code: string
  /** One sentence: what is wrong. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** @deprecated Use `hint`, which has the same text. */
  readonly remedy?: string
  /** JSON Pointer into the credential that the row would have become. */
  readonly pointer?: string
}

/** Gives a finding its hint under the old name too, for programs that still read that. */
export function withRemedy<Finding extends { readonly hint: string }>(
  finding: Finding,
): Finding & { readonly remedy: string } {
  return { ...finding, remedy: finding.hint }
}
