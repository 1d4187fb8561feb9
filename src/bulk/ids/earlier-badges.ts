/** Finds the badges that the recipients of new rows have under other keys: those whose rows are gone, and revoked ones. */
import type { IssuedRows } from './issued-rows.js'
import { SeenRows } from './seen-rows.js'

const MARK = 8

export interface EarlierBadge {
  /** The 16 bytes of its id. */
  readonly uuid: Uint8Array
  /** The row that it had when it was issued. */
  readonly row: number
  readonly isRevoked: boolean
}

export class EarlierBadges {
  private readonly places = new SeenRows()
  private readonly key = Buffer.alloc(16)
  private readonly known: IssuedRows
  private readonly isRevoked: (number: number) => boolean

  /** @param isPresent for each issued badge: 1 if the table has its row */
  constructor(isPresent: Uint8Array, known: IssuedRows, isRevoked: (number: number) => boolean) {
    this.known = known
    this.isRevoked = isRevoked
    // Of several badges of a recipient one that is valid counts first, because it needs more before there is another.
    for (const wanted of [false, true]) {
      for (let position = 0; position < known.count; position++) {
        const revoked = isRevoked(known.numberOf(position))
        if (revoked !== wanted || (!revoked && isPresent[position] === 1)) continue
        const mark = known.recipientOf(position)
        if (this.setKey(mark, 0)) this.places.add(this.key, 0, position + 1)
      }
    }
  }

  /** The badge of the recipient with mark `i` of the marks. */
  find(marks: Uint8Array, i: number): EarlierBadge | undefined {
    const position = this.setKey(marks, i) ? this.places.find(this.key, 0) - 1 : -1
    if (position < 0) return undefined
    const { uuid, row, number } = this.known.at(position)
    return { uuid, row, isRevoked: this.isRevoked(number) }
  }

  /** False for a recipient that is not known. */
  private setKey(marks: Uint8Array, i: number): boolean {
    const { key } = this
    const mark = marks.subarray(i * MARK, i * MARK + MARK)
    if (mark.every((byte) => byte === 0)) return false
    key.set(mark)
    // The last digit of the mark of an address says whether its row has an id of the recipient.
    key[MARK - 1]! &= 0xf0
    return true
  }
}
