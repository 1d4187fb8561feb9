/** Whether a learner would get a second record because the key has changed, or a badge for a record of another recipient. */

import { tableInvalid } from '../table/row.js'
import { type RowSource, rowsOf } from '../table/row-source.js'
import { itemsUntilAborted } from '../tasks/until-aborted.js'
import { type IdentifyOptions, marksOf, rowIdentifier } from './identify-row.js'
import { badgesOf, type IssuedOutputs } from './issued-outputs.js'

export interface SecondRecordOptions extends IdentifyOptions {
  readonly source: RowSource
  readonly signal?: AbortSignal | undefined
}

/**
 * A learner whose record is new has no badge in another record. All records are read once a learner is found whose record is new
 * and whose badge is not.
 * @throws OpenBadgeError `table_invalid`
 */
export async function refuseSecondRecord(options: SecondRecordOptions): Promise<void> {
  const { badges, records, signal } = options
  if (records.count === 0) return
  const identify = rowIdentifier(options)
  let owned: ReadonlySet<string> | undefined
  for await (const block of itemsUntilAborted(options.source.blocks(), signal)) {
    for (const row of rowsOf(block)) {
      const found = identify(row)
      if (found === undefined) continue
      const record = records.find(found.record.hex)
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

function keyChanged(row: number): Error {
  return tableInvalid(
    `the badge of row ${row} is already in a record, and the key of that record is another`,
    {
      row,
      hint: 'Use the keys of the first run, and the same "key" in the "record" of the mapping. For a second record of the learner, replace the first (replace, --replace), and revoke the first record.',
    },
  )
}
