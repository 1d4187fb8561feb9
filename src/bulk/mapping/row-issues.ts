/** Faults of a whole row. */
import { asEscape } from '../../encoding/forms/characters.js'
import type { JsonObject } from '../../encoding/json.js'
import { isAddress } from '../../identity/address.js'
import { shortened } from '../table/phrases.js'
import { type Row, type RowIssue, withRemedy } from '../table/row.js'
import { columnsOfKey, type Mapping } from './mapping.js'
import type { Filled } from './template.js'

export function keyMissing({ row }: Row, mapping: Mapping): RowIssue {
  const columns = columnsOfKey(mapping)
  const [column] = columns
  const cells = columns.map((name) => `"${shortened(name)}"`).join(' or ')
  return withRemedy({
    row,
    ...(column === undefined ? {} : { column }),
    code: 'key_empty',
    message: `The row has no key that distinguishes it, because ${cells} is empty.`,
    hint:
      mapping.key === undefined
        ? `Fill ${cells}: the recipient is the key of a row, because the mapping has no "key".`
        : `Fill ${cells}.`,
  })
}

/** Control and format characters, and spaces that look like an ordinary one. The wide space of East Asian texts does not. */
const UNSEEN = /(?![ \u3000\p{Join_C}\p{VS}])[\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{Z}]/u
/** Joiners and variation selectors change how letters look, but not those of ASCII. */
const IDLE = /(?<!(?![A-Za-z])[\p{L}\p{M}])[\p{Join_C}\p{VS}]/u

/** A new key with a character that nobody sees. The same person in the next table, without it, would get a second badge. */
export function keyUnseen({ row }: Row, key: string, column: string | undefined): RowIssue | undefined {
  const found = UNSEEN.exec(key) ?? IDLE.exec(key)
  if (found === null) return undefined
  return withRemedy({
    row,
    ...(column === undefined ? {} : { column }),
    code: 'key_unseen',
    message: `The key of the row has a character that nobody sees: ${asEscape(found[0])}.`,
    hint: 'Remove the character, or write an ordinary space in its place. Keys must look different if they are different.',
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
