/** Refuses rows that have no fault themselves: duplicates, and rows whose badge was issued to somebody else. */
import type { AddressRows } from '../ids/address-rows.js'
import type { PlannedIds } from '../ids/planned-ids.js'
import { type RowIssue, withRemedy } from '../table/row.js'
import { BAD, DROPPED, GAINED, NEW, type PlanResult, REASSIGNED, SIGN } from '../tasks/tasks.js'

/** Rows by address: those of issued badges, and those of this plan. */
export interface Persons {
  readonly issued: AddressRows
  readonly planned: AddressRows
}

/** Marks the rows of a chunk that are duplicates, or whose badge was issued to somebody else. */
export function refuseRows(
  planned: PlanResult,
  ids: PlannedIds,
  persons: Persons | undefined,
  replace: boolean,
): { readonly issues: readonly RowIssue[]; readonly refused: ReadonlySet<number> } {
  const { flags, rows, reasons } = planned
  const issues = planned.issues.filter(({ severity }) => severity !== 'warning')
  const refused = new Set<number>()
  ids.begin(planned)
  for (let i = 0; i < flags.length; i++) {
    const row = rows[i]!
    if (flags[i] === BAD) {
      refused.add(row)
      continue
    }
    const earlier = ids.add(i)
    if (earlier > 0) {
      issues.push(duplicate(row, earlier))
      refused.add(row)
      flags[i] = flags[i] === SIGN ? DROPPED : BAD
    } else if (flags[i] === SIGN && reasons[i]! >= REASSIGNED && !replace) {
      issues.push(reassigned(row, reasons[i]!))
      refused.add(row)
      flags[i] = DROPPED
    } else {
      const issue = persons && otherOfAddress(planned, i, persons)
      if (issue === undefined) continue
      issues.push(issue)
      refused.add(row)
      flags[i] = DROPPED
    }
  }
  issues.sort((left, right) => left.row - right.row)
  return { issues, refused }
}

/** The issue of a new row whose person has a badge, or another row, with the other kind of key. */
function otherOfAddress(
  { flags, reasons, recipients, rows }: PlanResult,
  i: number,
  { issued, planned }: Persons,
): RowIssue | undefined {
  if (recipients.length === 0) return undefined
  const row = rows[i]!
  if (flags[i] === SIGN && reasons[i] === NEW) {
    const before = issued.find(recipients, i)
    if (before > 0) return issuedToAddress(row, before)
    const earlier = planned.find(recipients, i)
    if (earlier > 0) return sameAddress(row, earlier)
  }
  planned.add(recipients, i, row)
  return undefined
}

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

function reassigned(row: number, reason: number): RowIssue {
  return withRemedy({ row, code: 'recipient_changed', ...CHANGES.get(reason)! })
}

/** @param earlier the row of the badge, when it was issued */
function issuedToAddress(row: number, earlier: number): RowIssue {
  return withRemedy({
    row,
    code: 'recipient_changed',
    message: `A badge was issued to this address when its row, then row ${earlier}, had an id of the recipient.`,
    hint: 'If it is the same person, write that id into the row, or revoke that badge. If it is another person, write an id of that person into the row.',
  })
}

function sameAddress(row: number, earlier: number): RowIssue {
  return withRemedy({
    row,
    code: 'duplicate',
    message: `The row has the same address as row ${earlier}, and only one of the two has an id of the recipient.`,
    hint: 'If it is the same person, remove one of the two rows. If not, write an id into both.',
  })
}

function duplicate(row: number, earlier: number): RowIssue {
  return withRemedy({
    row,
    code: 'duplicate',
    message: `The row is for the same award as row ${earlier}.`,
    hint: 'Remove one of the two rows, or give them different keys.',
  })
}
