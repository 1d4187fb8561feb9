/** The recipient of a row: the id, the address and the name, in keys, in marks of the journal and in the credential. */
import { hash } from 'node:crypto'
import { normalForm } from '../../encoding/forms/normal-form.js'
import type { Json } from '../../encoding/json.js'
import { foldedAddress } from '../../identity/compare-identity.js'
import { addressMark } from '../ids/address-rows.js'
import { OF_ADDRESS, OF_ID } from '../ids/identities.js'
import { addressOfId, type Fold, foldedId, keyAddress } from '../ids/key-address.js'
import { columnName } from '../table/row.js'
import type { Mapping } from './mapping.js'
import type { Cells, Filled } from './template.js'

/** The person for whom a row is. */
export interface RowIdentity {
  /** Natural key, unique within the batch. */
  readonly key: string
  readonly id: string
  /** The 16 bytes of the id, in hexadecimal. */
  readonly hex: string
  /** The achievement's id. */
  readonly achievement: string
  /** The badge was issued to the address of this row, before the row had an id of the recipient. */
  readonly gained?: true
  /** The recipient's id is the key, so the address may change. */
  readonly byId?: boolean
}

export type RecipientTemplates = Readonly<
  Record<'key' | 'email' | 'id' | 'name', { readonly fill: (cells: Cells) => Filled }>
>

/** Whether the key of a row is the recipient's id or, in rows without one, the address. */
export function hasTwoKeys({ key, recipient }: Pick<Mapping, 'key' | 'recipient'>): boolean {
  return key === undefined && recipient.id !== undefined && recipient.email !== undefined
}

/** The template of the rows' keys: that of the mapping, or else the recipient's id, or else the address. */
export function keyOf({ key, recipient }: Pick<Mapping, 'key' | 'recipient'>): string {
  return columnName(key ?? [recipient.id, recipient.email].filter((text) => text !== undefined).join(' or '))
}

export function recipientKey(templates: RecipientTemplates, cells: Cells, fold: Fold): Filled {
  const id = templates.id.fill(cells)
  if (isNone(id)) return addressIn(templates, cells, fold)
  return typeof id === 'string' ? foldedId(id, fold) : id
}

export function addressIn({ email }: RecipientTemplates, cells: Cells, fold: Fold): Filled {
  const address = email.fill(cells)
  return typeof address === 'string' ? fold(address) : address
}

export function isNone(filled: Filled): boolean {
  return filled === undefined || filled === null
}

/** The seed comes first and both have fixed lengths, so that the hash is as good as a keyed one. Both in hexadecimal. */
export function identifierSalt(seed: string, id: string): string {
  return hash('sha256', seed + id).slice(0, 32)
}

export function identifiersOf(templates: RecipientTemplates, cells: Cells, seed: string, id: string): Json[] {
  const identifiers: Json[] = []
  const email = templates.email.fill(cells)
  if (typeof email === 'string') {
    const salt = identifierSalt(seed, id)
    identifiers.push({
      type: 'IdentityObject',
      hashed: true,
      identityHash: `sha256$${hash('sha256', foldedAddress(email) + salt)}`,
      identityType: 'emailAddress',
      salt,
    })
  }
  const name = templates.name.fill(cells)
  if (typeof name === 'string') {
    identifiers.push({ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' })
  }
  return identifiers
}

/** 8 bytes each in hexadecimal, which change with the achievement too. Without the seed nobody can find the recipient from them. */
export interface RecipientMarks {
  /** Of the recipient as a whole; undefined where the recipient is the key. */
  readonly recipient?: string | undefined
  /** The same as earlier versions wrote it, also with the key in it. */
  readonly earlier: () => readonly string[]
  /** Of the id and of each address, with their kinds in the last digit. */
  readonly identities: readonly string[]
}

export type MarksOf = (cells: Cells, identity: RowIdentity) => RecipientMarks

export const NO_MARKS: RecipientMarks = { earlier: () => [], identities: [] }

/** @param foldedAsBefore folds the cells as earlier versions did; `seed` is in hexadecimal */
export function recipientMarks(
  mapping: Mapping,
  templates: RecipientTemplates,
  seed: string,
  foldedAsBefore: (cells: Cells) => Cells,
): MarksOf {
  const twoKeys = hasTwoKeys(mapping)
  const markOf = (of: string, text: string): string =>
    hash('sha256', `${seed}${of} recipient ${normalForm(text, 'NFC')}`).slice(0, 16)
  const before = (cells: Cells): string => {
    const folded = foldedAsBefore(cells)
    const id = templates.id.fill(folded)
    return String((isNone(id) ? addressIn(templates, folded, (text) => text.toLowerCase()) : id) ?? '')
  }
  if (mapping.key === undefined && !twoKeys) return () => NO_MARKS

  return (cells, { id: credential, gained, byId, achievement }) => {
    const [own, email] = [templates.id.fill(cells), templates.email.fill(cells)]
    const id = isNone(own) || addressOfId(own) !== undefined ? undefined : foldedId(String(own), keyAddress)
    const addresses = [addressOfId(own), email].flatMap((each) =>
      typeof each === 'string' ? keyAddress(each) : [],
    )
    const idMarks = id === undefined ? [] : [markOf(achievement, id)]
    if (twoKeys) {
      const marks = addresses.map((text) => addressMark(seed, achievement, text, byId === true))
      return {
        recipient: gained === true ? markOf(credential, before(cells)) : marks.at(-1),
        earlier: NO_MARKS.earlier,
        identities: [...ofKind(idMarks, OF_ID), ...ofKind(marks, OF_ADDRESS)],
      }
    }
    const marks = [...new Set(addresses)].map((text) => markOf(achievement, text))
    const text = before(cells)
    const older = text === (id ?? addresses[0] ?? '') ? [] : [markOf(achievement, text)]
    return {
      recipient: idMarks[0] ?? marks[0] ?? markOf(achievement, ''),
      earlier: () => [markOf(achievement, text), markOf(credential, text)],
      identities: [...ofKind(idMarks, OF_ID), ...ofKind(marks, OF_ADDRESS), ...ofKind(older, 0)],
    }
  }
}

function ofKind(marks: readonly string[], kind: number): readonly string[] {
  return marks.map((mark) => `${mark.slice(0, -1)}${kind}`)
}
