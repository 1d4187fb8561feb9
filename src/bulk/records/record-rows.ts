/** Makes one row for each learner, with the badges of all rows of the learner. */
import { hash } from 'node:crypto'
import { BADGES } from '../mapping/record-to-credential.js'
import type { Row } from '../table/row.js'
import { type RowSource, rowsOf } from '../table/row-source.js'
import { type IdentifyOptions, rowIdentifier } from './identify-row.js'
import { badgesOf, type IssuedOutputs } from './issued-outputs.js'

export interface RecordRowsOptions extends IdentifyOptions {
  /** The table. */
  readonly source: RowSource
  /** A digest that changes with each badge. */
  readonly version: Uint8Array
}

/** A chunk of records contains about as many badges as a chunk of badges. */
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

/** Skips rows without a badge, and rows whose badge belongs to another person, because the batch refused them. */
async function* learnersOf(options: RecordRowsOptions): AsyncGenerator<Learner> {
  const { source, badges } = options
  const identify = rowIdentifier(options)
  let learner: Learner | undefined
  for await (const block of source.blocks()) {
    for (const row of rowsOf(block)) {
      const found = identify(row)
      if (found === undefined) continue
      const { badge, record, recipientMarks } = found
      const position = badges.find(badge.hex)
      const isOwn = badge.gained === true ? badges.isFor : badges.mayBeFor
      if (position < 0 || !isOwn(position, recipientMarks())) continue
      const text = await badges.textOf(position)
      if (text === undefined) continue
      if (learner !== undefined && learner.hex !== record.hex) yield learner
      if (learner?.hex !== record.hex) learner = { hex: record.hex, first: row, badges: new Map() }
      learner.badges.set(badge.id, text)
    }
  }
  if (learner !== undefined) yield learner
}

/** A badge stays in the folder and in the record if its row is removed from the table. */
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

/** The badge as its batch has it, because it may have been corrected before its row was removed. */
async function newest(id: string, issued: IssuedOutputs): Promise<string | undefined> {
  const position = issued.find(id.replace('urn:uuid:', '').replaceAll('-', ''))
  return position < 0 ? undefined : issued.textOf(position)
}
