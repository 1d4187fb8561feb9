/** Identifies the badge and the record of a row in a table of learners. */
import type { RecipientMarks, RowIdentity } from '../mapping/recipient.js'
import { readerOf } from '../mapping/record-to-credential.js'
import type { BadgeDefinition } from '../mapping/row-to-credential.js'
import type { Row } from '../table/row.js'
import type { IssuedOutputs } from './issued-outputs.js'

export interface IdentifyOptions {
  readonly badge: BadgeDefinition
  readonly record: BadgeDefinition
  /** The batches so far. */
  readonly badges: IssuedOutputs
  readonly records: IssuedOutputs
}

export interface IdentifiedRow {
  readonly badge: RowIdentity
  readonly record: RowIdentity
  /** The marks of the badge's recipient that a journal may have; none if the recipient is the key. */
  readonly recipientMarks: () => readonly string[]
  /** The same for the record, with those of its identities; only with the seed of the batch of records. */
  readonly recordMarks: () => RecipientMarks
}

/** Reads the definitions once for all rows. The function gives `undefined` for a row with a fault, which became no badge. */
export function rowIdentifier({
  badge,
  record,
  badges,
  records,
}: IdentifyOptions): (row: Row) => IdentifiedRow | undefined {
  const [badgeReader, recordReader] = [readerOf(badge), readerOf(record)]
  return (row) => {
    const { cells, issues } = badgeReader.cells(row)
    const own = recordReader.cells(row)
    if (issues.length > 0 || own.issues.length > 0) return undefined
    const identity = badgeReader.identity(row, cells, (hex) => badges.find(hex) >= 0)
    const whose = recordReader.identity(row, own.cells, (hex) => records.find(hex) >= 0)
    if ('code' in identity || 'code' in whose) return undefined
    return {
      badge: identity,
      record: whose,
      recipientMarks: () => marksOf(badgeReader.marks(cells, identity)),
      recordMarks: () => recordReader.marks(own.cells, whose),
    }
  }
}

/** All forms of the mark of a recipient. */
export function marksOf({ recipient, earlier }: RecipientMarks): readonly string[] {
  return recipient === undefined ? [] : [recipient, ...earlier()]
}
