/** One row a learner, with the badges of all rows of the table that are about the learner. */
import { hash } from 'node:crypto'
import { BADGES, readerOf } from '../mapping/record-to-credential.js'
import type { BadgeDefinition } from '../mapping/row-to-credential.js'
import type { Row } from '../table/row.js'
import { type RowSource, rowsOf } from '../table/row-source.js'
import { badgesOf, type IssuedOutputs } from './issued-outputs.js'

export interface RecordRowsOptions {
  /** The table. */
  readonly source: RowSource
  readonly badge: BadgeDefinition
  readonly record: BadgeDefinition
  /** The batches so far. */
  readonly badges: IssuedOutputs
  readonly records: IssuedOutputs
  /** Changes whenever a badge does. */
  readonly version: Uint8Array
}

/** A chunk of records holds about as many badges as a chunk of badges. */
const BADGES_OF_CHUNK = 400

export function recordRows(options: RecordRowsOptions): RowSource {
  const { source, version } = options
  const digest = async (): Promise<string> =>
    hash('sha256', `${(await source.digest?.()) ?? ''} ${hash('sha256', version)}`)
  return {
    blocks: () => blocksOf(options),
    fixedColumns: false,
    digest,
    ...(source.path === undefined ? {} : { path: source.path }),
  }
}

async function* blocksOf(options: RecordRowsOptions): AsyncGenerator<readonly Row[]> {
  let block: Row[] = []
  let count = 0
  for await (const learner of learnersOf(options)) {
    block.push(await rowOf(learner, options))
    count += learner.badges.size
    if (count < BADGES_OF_CHUNK) continue
    yield block
    block = []
    count = 0
  }
  if (block.length > 0) yield block
}

interface Learner {
  readonly hex: string
  readonly first: Row
  /** By id, in the order of the table. */
  readonly badges: Map<string, string>
}

/** Rows that became no badge are passed over, and so are rows whose badge is somebody else's: the batch refused them. */
async function* learnersOf({
  source,
  badge,
  record,
  badges,
  records,
}: RecordRowsOptions): AsyncGenerator<Learner> {
  const [badgeReader, recordReader] = [readerOf(badge), readerOf(record)]
  let learner: Learner | undefined
  for await (const block of source.blocks()) {
    for (const row of rowsOf(block)) {
      const { cells, issues } = badgeReader.cells(row)
      const own = recordReader.cells(row)
      if (issues.length > 0 || own.issues.length > 0) continue
      const identity = badgeReader.identity(row, cells, (hex) => badges.find(hex) >= 0)
      const whose = recordReader.identity(row, own.cells, (hex) => records.find(hex) >= 0)
      if ('code' in identity || 'code' in whose) continue
      const position = badges.find(identity.hex)
      if (position < 0 || !badges.mayBeFor(position, badgeReader.recipientMark(cells, identity))) continue
      const text = await badges.textOf(position)
      if (text === undefined) continue
      if (learner !== undefined && learner.hex !== whose.hex) yield learner
      if (learner?.hex !== whose.hex) learner = { hex: whose.hex, first: row, badges: new Map() }
      learner.badges.set(identity.id, text)
    }
  }
  if (learner !== undefined) yield learner
}

/** A badge whose row the table has no more stays where it was: in the folder, and in the record. */
async function rowOf(
  { hex, first, badges }: Learner,
  { badges: issued, records }: RecordRowsOptions,
): Promise<Row> {
  const position = records.find(hex)
  const before = position < 0 ? undefined : await records.textOf(position)
  if (before !== undefined) {
    for (const [id, text] of badgesOf(before)) {
      if (!badges.has(id)) badges.set(id, (await newest(id, issued)) ?? text)
    }
  }
  return { row: first.row, values: { ...first.values, [BADGES]: [...badges.values()] } }
}

/** The badge as its batch has it: it may have been corrected before its row went. */
async function newest(id: string, issued: IssuedOutputs): Promise<string | undefined> {
  const position = issued.find(id.replace('urn:uuid:', '').replaceAll('-', ''))
  return position < 0 ? undefined : issued.textOf(position)
}
