/** Refuses rows that have no fault themselves: duplicates, rows whose badge was issued to somebody else, and changed keys. */
import type { AddressRows } from '../ids/address-rows.js'
import { formatUuid } from '../ids/credential-id.js'
import { type EarlierBadge, EarlierBadges } from '../ids/earlier-badges.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import type { PlannedIds } from '../ids/planned-ids.js'
import { type RowIssue, withRemedy } from '../table/row.js'
import { BAD, DROPPED, GAINED, NEW, type PlanResult, REASSIGNED, SIGN, UNCHANGED } from '../tasks/tasks.js'
import type { PlannedChunks } from './planned-chunks.js'

/** Rows by address: those of issued badges, and those of this plan. */
export interface Persons {
  readonly issued: AddressRows
  readonly planned: AddressRows
}

/**
 * Marks the rows of a chunk that are duplicates, or whose badge was issued to somebody else. The warnings are of rows that become badges.
 * @param isRevoked of a status number
 */
export function refuseRows(
  planned: PlanResult,
  ids: PlannedIds,
  persons: Persons | undefined,
  replace: boolean,
  isRevoked: ((number: number) => boolean) | undefined,
): { readonly issues: readonly RowIssue[]; readonly warnings: readonly RowIssue[] } {
  const { flags, rows, reasons, numbers } = planned
  const issues = planned.issues.filter(({ severity }) => severity !== 'warning')
  const warnings = planned.issues.filter(({ severity }) => severity === 'warning')
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
      if (flags[i] === SIGN && reasons[i] === REASSIGNED && isRevoked?.(numbers[i]!) === true)
        warnings.push(reassignedRevoked(row))
      const issue = persons && otherOfAddress(planned, i, persons)
      if (issue === undefined) continue
      issues.push(issue)
      refused.add(row)
      flags[i] = DROPPED
    }
  }
  issues.sort((left, right) => left.row - right.row)
  return { issues, warnings: warnings.filter(({ row }) => !refused.has(row)) }
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

/** What is needed to find the badges that the recipients of new rows have under other keys. */
export interface OtherKeys {
  readonly known: IssuedRows
  readonly isRevoked: (number: number) => boolean
  /** Whether the batch has lists in which its badges can be revoked. */
  readonly isRevocable: boolean
  readonly of: 'badge' | 'record'
  /** Whether the recipient is the key of a row. */
  readonly isOnlyKey: boolean
  /** The column of the key, if the mapping has one. */
  readonly column?: string
}

/**
 * Drops each new row whose recipient has a badge under another key, if that badge is revoked, or no row of the table is its own:
 * its row is gone, or names somebody else. The key was probably changed, as by a spreadsheet that cuts leading zeros off. Gives
 * the issues of each chunk. Those of rows that `replace` accepts are warnings: an earlier badge that can be revoked must be revoked
 * before.
 */
export function* dropChangedKeys(
  chunks: PlannedChunks,
  keys: OtherKeys,
  replace: boolean,
): Generator<readonly RowIssue[]> {
  const { known, isRevoked, isRevocable, isOnlyKey, of } = keys
  const badges = new EarlierBadges(known, isRevoked, isOnlyKey)
  for (const { flags, uuids, identities } of chunks) {
    for (let i = 0; i < flags.length; i++) {
      // A row that was refused keeps no badge: its key may mean somebody else.
      const keeps = flags[i] === SIGN || flags[i] === UNCHANGED
      const position = keeps ? known.find(uuids, i * 16) : -1
      if (position >= 0) badges.keep(position, identities, i)
    }
  }
  badges.index()
  for (let index = 0; index < chunks.length; index++) {
    const { flags, reasons, identities, rows } = chunks.at(index)
    const issues: RowIssue[] = []
    const dropped: number[] = []
    for (let i = 0; i < flags.length; i++) {
      const isNew = flags[i] === SIGN && reasons[i] === NEW
      const badge = isNew ? badges.find(identities, i) : undefined
      if (badge === undefined) continue
      const accepted = replace && (badge.isRevoked || !isRevocable || of === 'record')
      if (!accepted) dropped.push(i)
      issues.push(keyChanged(rows[i]!, badge, accepted, keys))
    }
    chunks.drop(index, dropped)
    if (issues.length > 0) yield issues
  }
}

function keyChanged(
  row: number,
  { uuid, row: earlier, isRevoked, isPresent }: EarlierBadge,
  accepted: boolean,
  { of, isRevocable, column }: OtherKeys,
): RowIssue {
  const badge = `urn:uuid:${formatUuid(uuid)}, of row ${earlier} when it was issued`
  const place = { row, ...(column === undefined ? {} : { column }), code: 'key_changed' }
  const again = `The recipient has a ${isRevoked ? 'revoked ' : ''}${of} of this batch under another key`
  if (accepted)
    return withRemedy({
      ...place,
      message: `${again}, and gets a new ${of} beside it.`,
      hint: isRevoked
        ? `If the person should have no valid ${of}, revoke the new one.`
        : `The earlier ${of} stays valid${isRevocable ? ' until you revoke it' : ', because the batch has no status lists'}.`,
      severity: 'warning' as const,
    })
  const keep = isPresent
    ? 'The row with that key names another person now: check that each key means a person, and not a row number.'
    : 'If the row is one more badge for this person, also keep the earlier row in the table.'
  const replacing = 'replace it (replace, --replace)'
  return withRemedy({
    ...place,
    message: `${again}: ${badge}.`,
    hint: isRevoked
      ? `Write the key as it was; the badge then stays revoked. If the person should get a new badge, ${replacing}.`
      : isRevocable
        ? `Write the key as it was. ${keep} If the earlier key was wrong, revoke that badge, and then ${replacing}${isPresent ? ', each of the two persons under a new key' : ''}.`
        : `Write the key as it was. ${keep} If the earlier key was wrong, ${replacing}: this batch has no status lists, so both badges are then valid.`,
  })
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

function reassignedRevoked(row: number): RowIssue {
  return withRemedy({
    row,
    code: 'recipient_changed',
    message: 'The badge with this key is revoked, and stays so with its new recipient.',
    hint: 'If the row is for another person, who should have a valid badge, give it a key that no other row ever had.',
    severity: 'warning' as const,
  })
}

/** @param earlier the row of the badge, when it was issued */
function issuedToAddress(row: number, earlier: number): RowIssue {
  return withRemedy({
    row,
    code: 'recipient_changed',
    message: `A badge was issued to this address when its row, then row ${earlier}, had an id of the recipient.`,
    hint: 'If it is the same person, write that id into the row, or revoke that badge and then replace it (replace, --replace). If it is another person, write an id of that person into the row.',
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
