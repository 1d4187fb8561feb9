/** The recipient of a row: the id, the address and the name, in keys and in the credential. */
import { hash } from 'node:crypto'
import type { Json } from '../../encoding/json.js'
import { foldedAddress } from '../../identity/compare-identity.js'
import type { Fold } from '../ids/key-address.js'
import { columnName } from '../table/row.js'
import type { Mapping } from './mapping.js'
import type { Cells, Filled } from './template.js'

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
  return isNone(id) ? addressIn(templates, cells, fold) : id
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
