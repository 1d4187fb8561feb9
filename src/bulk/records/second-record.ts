/** Whether a learner would get a second record because the key has changed, or a badge for a record of another recipient. */

import { formatUuid } from '../ids/credential-id.js'
import { type EarlierBadge, EarlierBadges } from '../ids/earlier-badges.js'
import { hasTwoKeys } from '../mapping/recipient.js'
import { tableInvalid } from '../table/row.js'
import { type RowSource, rowsOf } from '../table/row-source.js'
import { itemsUntilAborted } from '../tasks/until-aborted.js'
import { type IdentifiedRow, type IdentifyOptions, marksOf, rowIdentifier } from './identify-row.js'
import { badgesOf, type IssuedOutputs } from './issued-outputs.js'

export interface SecondRecordOptions extends IdentifyOptions {
  readonly source: RowSource
  readonly signal?: AbortSignal | undefined
}

/**
 * A learner whose record is new has no badge in another record, and no record under another key that is revoked or whose rows are
 * gone. All records are read once a learner is found whose record is new and whose badge is not.
 * @throws OpenBadgeError `table_invalid`
 */
export async function refuseSecondRecord(options: SecondRecordOptions): Promise<void> {
  const { badges, records, signal } = options
  if (records.count === 0) return
  const identify = rowIdentifier(options)
  const earlier = new EarlierBadges(records.known, records.isRevoked, hasTwoKeys(options.record.mapping))
  let last = ''
  let hasNew = false
  let owned: ReadonlySet<string> | undefined
  for await (const block of itemsUntilAborted(options.source.blocks(), signal)) {
    for (const row of rowsOf(block)) {
      const found = identify(row)
      if (found === undefined) continue
      const record = records.find(found.record.hex)
      if (record < 0) hasNew = true
      else if (last !== found.record.hex) earlier.keep(record, identitiesOf(found), 0)
      last = found.record.hex
      const isNew = badges.find(found.badge.hex) < 0
      // The batch of badges itself refuses a badge whose recipient has changed.
      if (record >= 0 && isNew && !records.mayBeFor(record, marksOf(found.recordMarks())))
        throw recipientChanged(row.row)
      if (record >= 0 || isNew) continue
      owned ??= await badgesInRecords(records)
      if (owned.has(found.badge.id)) throw keyChanged(row.row)
    }
  }
  signal?.throwIfAborted()
  if (hasNew) await refuseOtherKeys(options, identify, earlier)
}

/** Reads the table again, because only now it is known which records have rows. */
async function refuseOtherKeys(
  { source, records, signal }: SecondRecordOptions,
  identify: ReturnType<typeof rowIdentifier>,
  earlier: EarlierBadges,
): Promise<void> {
  earlier.index()
  let last = ''
  for await (const block of itemsUntilAborted(source.blocks(), signal)) {
    for (const row of rowsOf(block)) {
      const found = identify(row)
      if (found === undefined || found.record.hex === last) continue
      last = found.record.hex
      const before = records.find(last) < 0 ? earlier.find(identitiesOf(found), 0) : undefined
      if (before !== undefined) throw otherKey(row.row, before)
    }
  }
  signal?.throwIfAborted()
}

function identitiesOf({ recordMarks }: IdentifiedRow): Uint8Array {
  return Buffer.from(recordMarks().identities.join(''), 'hex')
}

async function badgesInRecords(records: IssuedOutputs): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (let position = 0; position < records.count; position++) {
    const text = await records.textOf(position)
    if (text !== undefined) for (const id of badgesOf(text).keys()) ids.add(id)
  }
  return ids
}

function recipientChanged(row: number): Error {
  return tableInvalid(`the record of the learner in row ${row} was issued to another address or id`, {
    row,
    hint: 'Write the address or id of the first run, because all badges of a record name one recipient.',
  })
}

function otherKey(row: number, { uuid, row: earlier, isRevoked }: EarlierBadge): Error {
  const what = `the learner in row ${row} has a ${isRevoked ? 'revoked ' : ''}record under another key: urn:uuid:${formatUuid(uuid)}, of row ${earlier} when it was issued`
  return tableInvalid(what, {
    row,
    hint: 'Write the key of the learner as it was: the record then gets the new badges. If it is another person with the same address, write an id of the recipient into the rows of both, or keep the rows of both in the table. For a second record of the learner, replace the first (replace, --replace), and revoke the first record.',
  })
}

function keyChanged(row: number): Error {
  return tableInvalid(
    `the badge of row ${row} is already in a record, and the key of that record is another`,
    {
      row,
      hint: 'Use the keys of the first run, and the same "key" in the "record" of the mapping. For a second record of the learner, replace the first (replace, --replace), and revoke the first record.',
    },
  )
}
