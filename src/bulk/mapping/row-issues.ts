/** Faults of a whole row. */
import type { JsonObject } from '../../encoding/json.js'
import { isAddress } from '../../identity/address.js'
import { shortened } from '../table/phrases.js'
import { type Row, type RowIssue, withRemedy } from '../table/row.js'
import type { Mapping } from './mapping.js'
import type { Filled } from './template.js'

export function keyMissing({ row }: Row): RowIssue {
  return withRemedy({
    row,
    code: 'key_empty',
    message: 'The row has no key that distinguishes it.',
    hint: 'Fill the column that the mapping names as "key".',
  })
}

/** "validFor" counts from "validFrom". If it counted from the time of the batch, the end would not be the one that the mapping means. */
export function startMissing({ row }: Row, column: string): RowIssue {
  return withRemedy({
    row,
    column,
    code: 'start_missing',
    message: 'The cell for "validFrom" is empty, and "validFor" in the mapping counts from "validFrom".',
    hint: 'Fill the cell. To count from the time of the batch, leave "validFrom" out of the mapping.',
  })
}

/** Checks an address that a mapping makes from several cells, or from a column that it does not check. */
export function addressIssue(
  { row }: Row,
  address: Filled,
  column: string | undefined,
): RowIssue | undefined {
  if (address === undefined || address === null || isAddress(address)) return undefined
  return withRemedy({
    row,
    ...(column === undefined ? {} : { column }),
    code: 'email_invalid',
    message: `"${shortened(String(address))}" would be the recipient's e-mail address, but is not one.`,
    hint: 'Write an address like ada@example.org into the cell, or correct "email" of the recipient in the mapping.',
  })
}

/** Finds a row without a recipient before anything is built. */
export function recipientIssue(row: Row, credential: JsonObject, mapping: Mapping): RowIssue | undefined {
  const subject = credential['credentialSubject'] as JsonObject
  const identifiers = (subject['identifier'] ?? []) as readonly JsonObject[]
  // A name does not identify a person.
  const isNamed = identifiers.some(({ identityType }) => identityType !== 'name')
  if (subject['id'] !== undefined || isNamed) return undefined
  const names = [mapping.recipient.email, mapping.recipient.id].filter((name) => name !== undefined)
  return withRemedy({
    row: row.row,
    code: 'recipient_missing',
    message: 'The row names no recipient.',
    hint: `Fill ${names.join(' or ')}.`,
  })
}
