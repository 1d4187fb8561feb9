/**
 * Finds rows with the same address of which only one has an id of its recipient. If the mapping has no key, the id or else the
 * address is the key, so these rows would get two badges for one person.
 */
import { hash } from 'node:crypto'
import { normalForm } from '../../encoding/forms/normal-form.js'
import type { IssuedRows } from './issued-rows.js'
import { SeenRows } from './seen-rows.js'

const MARK = 8

/**
 * 8 bytes in hexadecimal that change with the address and the achievement. The last digit says whether the row has an id.
 * @param seed of the batch; without it nobody can find the address
 */
export function addressMark(seed: string, achievement: string, address: string, hasId: boolean): string {
  const text = `${seed}${achievement} address ${normalForm(address, 'NFC')}`
  return hash('sha256', text).slice(0, 2 * MARK - 1) + (hasId ? '1' : '0')
}

export class AddressRows {
  private readonly withId = new SeenRows()
  private readonly withoutId = new SeenRows()
  private readonly key = Buffer.alloc(16)

  /** Returns a row of the other kind with the address, or 0. */
  find(marks: Uint8Array, i: number): number {
    return (this.setKey(marks, i) ? this.withoutId : this.withId).find(this.key, 0)
  }

  /** Row `i` of the marks; a row without an address has zeros. */
  add(marks: Uint8Array, i: number, row: number): void {
    const hasId = this.setKey(marks, i)
    if (this.key.some((byte) => byte !== 0)) (hasId ? this.withId : this.withoutId).add(this.key, 0, row)
  }

  /** Returns whether the row has an id. */
  private setKey(marks: Uint8Array, i: number): boolean {
    const { key } = this
    key.set(marks.subarray(i * MARK, i * MARK + MARK))
    const last = key[MARK - 1]!
    key[MARK - 1] = last & 0xf0
    return (last & 1) === 1
  }
}

/** The addresses of the badges that are not revoked, with the rows that they had. */
export function issuedAddresses(known: IssuedRows, isRevoked: (number: number) => boolean): AddressRows {
  const addresses = new AddressRows()
  for (let position = 0; position < known.count; position++) {
    const mark = known.recipientOf(position)
    if (mark.length === MARK && !isRevoked(known.numberOf(position)))
      addresses.add(mark, 0, known.at(position).row)
  }
  return addresses
}
