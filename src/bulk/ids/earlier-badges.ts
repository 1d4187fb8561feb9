/** Finds the badges that the recipients of new rows have under other keys: those whose rows are gone or name others, and revoked ones. */
import { type Identities, isNoMark, kindOf, MARK, OF_ADDRESS, OF_ID, ROW_MARKS } from './identities.js'
import type { IssuedRows } from './issued-rows.js'
import { SeenRows } from './seen-rows.js'

export interface EarlierBadge {
  /** The 16 bytes of its id. */
  readonly uuid: Uint8Array
  /** The row that it had when it was issued. */
  readonly row: number
  readonly isRevoked: boolean
  /** The table has a row with its key, which names somebody else. */
  readonly isPresent: boolean
}

/** Badges by their identities. */
interface Places {
  /** Each of these identities tells who it is. */
  readonly sure: SeenRows
  /** Addresses of badges with an id: a person with another id may share the address. */
  readonly shared: SeenRows
}

export class EarlierBadges {
  private readonly valid: Places = { sure: new SeenRows(), shared: new SeenRows() }
  private readonly revoked: Places = { sure: new SeenRows(), shared: new SeenRows() }
  private readonly key = Buffer.alloc(16)
  private readonly known: IssuedRows
  private readonly identities: Identities
  private readonly isRevoked: (number: number) => boolean
  private readonly isOnlyKey: boolean
  /** For each issued badge: 1 if the table has its row. */
  private readonly isPresent: Uint8Array
  /** For each identity of the issued badges: 1 if the row of its badge has it. */
  private readonly isCovered: Uint8Array

  /** @param isOnlyKey the recipient is the key: an address is then always compared, and an id has one badge */
  constructor(known: IssuedRows, isRevoked: (number: number) => boolean, isOnlyKey: boolean) {
    this.known = known
    this.isRevoked = isRevoked
    this.isOnlyKey = isOnlyKey
    this.identities = known.identities
    this.isPresent = new Uint8Array(known.count)
    this.isCovered = new Uint8Array(this.identities.count)
  }

  /**
   * Takes a row of the table that keeps the badge at a position of the journal. Row `i` of the marks; without any the row has
   * the identities of the badge.
   */
  keep(position: number, marks: Uint8Array, i: number): void {
    const { identities, isCovered } = this
    this.isPresent[position] = 1
    const ats = marksAt(marks, i)
    for (const at of ats) {
      const entry = identities.find(position, marks, at)
      if (entry >= 0) isCovered[entry] = 1
    }
    if (ats.length > 0) return
    for (let entry = identities.first(position); entry >= 0; entry = identities.after(entry))
      isCovered[entry] = 1
  }

  /** Call it once all rows are known. */
  index(): void {
    // A badge without a row counts before one whose row names somebody else.
    for (const present of [0, 1]) {
      for (let position = 0; position < this.known.count; position++)
        if (this.isPresent[position] === present) this.place(position)
    }
  }

  private place(position: number): void {
    const { identities, key } = this
    const isRevoked = this.isRevoked(this.known.numberOf(position))
    const places = isRevoked ? this.revoked : this.valid
    const mayShare = !this.isOnlyKey && identities.hasId(position)
    for (let entry = identities.first(position); entry >= 0; entry = identities.after(entry)) {
      if (!isRevoked && this.isHeld(position, entry)) continue
      identities.copy(entry, key)
      const isShared = mayShare && identities.kindOf(entry) === OF_ADDRESS
      ;(isShared ? places.shared : places.sure).add(key, 0, position + 1)
    }
  }

  /** Whether the row of the badge in the table has the identity, so that a second row is for a second badge. */
  private isHeld(position: number, entry: number): boolean {
    if (this.isPresent[position] === 0 || this.isCovered[entry] === 0) return false
    return !this.isOnlyKey || this.identities.kindOf(entry) !== OF_ID
  }

  /** The badge of the recipient with row `i` of the marks; first one that is valid, because it needs more before there is another. */
  find(marks: Uint8Array, i: number): EarlierBadge | undefined {
    const ats = marksAt(marks, i)
    const hasId = ats.some((at) => kindOf(marks, at) === OF_ID)
    for (const places of [this.valid, this.revoked]) {
      for (const at of ats) {
        for (const among of hasId ? [places.sure] : [places.sure, places.shared]) {
          const position = this.lookUp(among, marks, at)
          if (position < 0) continue
          if (places === this.valid && ats.some((each) => this.holds(position, marks, each))) continue
          const { uuid, row } = this.known.at(position)
          const isPresent = this.isPresent[position] === 1
          return { uuid, row, isRevoked: places === this.revoked, isPresent }
        }
      }
    }
    return undefined
  }

  private lookUp(among: SeenRows, marks: Uint8Array, at: number): number {
    this.key.set(marks.subarray(at, at + MARK))
    this.key[MARK - 1]! &= 0xf0
    return among.find(this.key, 0) - 1
  }

  private holds(position: number, marks: Uint8Array, at: number): boolean {
    const entry = this.identities.find(position, marks, at)
    return entry >= 0 && this.isHeld(position, entry)
  }
}

/** Where row `i` has marks. */
function marksAt(marks: Uint8Array, i: number): readonly number[] {
  const ats: number[] = []
  for (let at = i * ROW_MARKS; at < (i + 1) * ROW_MARKS && at < marks.length; at += MARK)
    if (!isNoMark(marks, at)) ats.push(at)
  return ats
}
