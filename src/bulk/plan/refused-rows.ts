/** Issues of rows that have no fault themselves: duplicates, and badges that were issued to somebody else. */
import { type RowIssue, withRemedy } from '../table/row.js'
import { GAINED, REASSIGNED } from '../tasks/tasks.js'

/** What changed of a recipient, and what to do. */
const CHANGES: ReadonlyMap<number, { readonly message: string; readonly hint: string }> = new Map([
  [
    REASSIGNED,
    {
      message: 'The badge with this key was issued to another person.',
      hint: 'Check that each key means a person, and not a row number. For a corrected address, replace the badge (replace, --replace).',
    },
  ],
  [
    GAINED,
    {
      message: 'A badge was issued to this address before the row had an id of the recipient.',
      hint: 'If it is the same person, replace the badge (replace, --replace): it keeps its id and its status.',
    },
  ],
])

export function reassigned(row: number, reason: number): RowIssue {
  return withRemedy({ row, code: 'recipient_changed', ...CHANGES.get(reason)! })
}

export function duplicate(row: number, earlier: number): RowIssue {
  return withRemedy({
    row,
    code: 'duplicate',
    message: `The row is for the same award as row ${earlier}.`,
    hint: 'Remove one of the two rows, or give them different keys.',
  })
}
