/** Collects possible mistakes in rows that still become badges, such as results below the pass mark. */
import type { RowIssue } from '../table/row.js'

/** The rows with one warning. */
export interface RowWarning {
  /** The code of the issue, such as `below_pass_mark`. */
  readonly code: string
  readonly message: string
  readonly hint?: string
  /** The column that fills the place, if one does. */
  readonly column?: string
  /** How many rows have it. */
  readonly rows: number
  /** The first of these rows. */
  readonly first: readonly number[]
}

/** Row numbers of a warning that are kept. */
const FIRST = 20

export class RowWarnings {
  private readonly found = new Map<string, { issue: RowIssue; rows: number; last: number; first: number[] }>()

  add(issue: RowIssue): void {
    const { row, code, column = '' } = issue
    const key = `${code} ${column}`
    const entry = this.found.get(key) ?? { issue, rows: 0, last: -1, first: [] }
    this.found.set(key, entry)
    if (entry.last === row) return
    entry.last = row
    entry.rows++
    if (entry.first.length < FIRST) entry.first.push(row)
  }

  list(): readonly RowWarning[] {
    return [...this.found.values()].map(({ issue: { code, message, hint, column }, rows, first }) => ({
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(column === undefined ? {} : { column }),
      rows,
      first,
    }))
  }
}
