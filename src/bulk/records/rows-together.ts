/** Checks the whole table before anything is signed: the rows of each learner must follow each other and name one person. */
import { RECORD_PARTS_MAXIMUM } from '../../model/record/parts.js'
import { SeenRows } from '../ids/seen-rows.js'
import { parseMapping } from '../mapping/mapping.js'
import { readerOf, recipientText } from '../mapping/record-to-credential.js'
import type { BadgeDefinition } from '../mapping/row-to-credential.js'
import { tableInvalid } from '../table/row.js'
import { columnsOf, type RowSource, rowsOf } from '../table/row-source.js'
import { itemsUntilAborted } from '../tasks/until-aborted.js'

/**
 * It keeps about 30 bytes for each learner, and no rows. Rows with faults are skipped, because the batch reports them.
 * @param whole the mapping with its "record"
 * @throws OpenBadgeError `table_invalid`, `mapping_invalid`
 */
export async function refuseRowsApart(
  source: RowSource,
  definition: BadgeDefinition,
  whole: unknown,
  signal?: AbortSignal,
): Promise<void> {
  const reader = readerOf(definition)
  const recipientOf = recipientText(definition.mapping)
  const learners = new SeenRows()
  const id = Buffer.alloc(16)
  let last:
    | { readonly hex: string; readonly row: number; readonly recipient: string; rows: number }
    | undefined
  let isFirst = true
  for await (const block of itemsUntilAborted(source.blocks(), signal)) {
    if (isFirst && source.fixedColumns) parseMapping(whole, columnsOf(block))
    isFirst = false
    for (const row of rowsOf(block)) {
      const { cells, issues } = reader.cells(row)
      if (issues.length > 0) continue
      const identity = reader.identity(row, cells, () => false)
      if ('code' in identity) continue
      const recipient = recipientOf(cells)
      if (last?.hex !== identity.hex) {
        id.write(identity.hex, 'hex')
        const earlier = learners.add(id, 0, row.row)
        if (earlier > 0) throw apart(row.row, earlier)
        last = { hex: identity.hex, row: row.row, recipient, rows: 0 }
      }
      if (last.recipient !== recipient) throw twoPersons(row.row, last.row)
      if (++last.rows > RECORD_PARTS_MAXIMUM) throw tooMany(row.row)
    }
  }
  signal?.throwIfAborted()
}

function apart(row: number, earlier: number): Error {
  return tableInvalid(
    `rows ${earlier} and ${row} are about the same learner, but rows of other learners are between them`,
    {
      row,
      hint: 'Sort the table by the column that identifies learners, so that the rows of each learner follow each other.',
    },
  )
}

function twoPersons(row: number, earlier: number): Error {
  return tableInvalid(
    `rows ${earlier} and ${row} are about the same learner, but name different recipients`,
    {
      row,
      hint: 'Write the same address or id in all rows of a learner, or change "key" in the "record" of the mapping.',
    },
  )
}

function tooMany(row: number): Error {
  const what = `with row ${row} a learner has more than ${RECORD_PARTS_MAXIMUM} badges, and verifiers check no more in a record`
  return tableInvalid(what, {
    row,
    hint: 'Make several records: for example, add the year or the term to "key" in the "record" of the mapping.',
  })
}
