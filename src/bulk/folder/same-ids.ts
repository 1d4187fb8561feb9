/** Finds other batches that give the same ids for the same keys, so that a person in both batches gets two badges with one id. */
import { stat } from 'node:fs/promises'
import { IssuedRows } from '../ids/issued-rows.js'
import { readJournal } from '../journal/journal.js'
import type { BatchRecord, JournalRecord } from '../journal/journal-records.js'
import { columnName } from '../table/row.js'
import { identityOf } from './marker.js'
import { neighbours } from './neighbours.js'
import { journalsWithSameName } from './paths-beside.js'

/** The maximum size of a journal that is read for its achievements: 16 MiB are about 500,000 badges. */
const JOURNAL_MAXIMUM = 16_777_216

/** What the ids of a new batch are made of. */
export interface NewIds {
  /** The ids of the achievements of the rows, which a mapping may set row by row. */
  readonly achievements: ReadonlySet<string>
  /** The template of the rows' keys. */
  readonly key: string
  /** The ids of the rows, 16 bytes each. */
  readonly chunks: Chunks
}

type Chunks = Iterable<{ readonly uuids: Uint8Array }>

/**
 * The paths of such batches beside a new one: journals, and folders whose journal was not found. An id depends on the issuer, the
 * achievement of the row, the name of the batch, and the key. Where the keys come from other columns, only a batch that has a
 * badge with an id of this table counts.
 */
export async function batchesWithSameIds(
  batch: BatchRecord,
  { achievements, key, chunks }: NewIds,
  journal: string,
  out: string,
): Promise<readonly string[]> {
  const found = new Map<string, string>()
  /** Batches whose journals tell that they have other ids. Their folders are found too. */
  const differing = new Set<string>()
  // Several tables may have journals with the same name in neighbouring folders.
  const own = identityOf(batch)
  for (const { path, identity, batch: other } of await neighbours(journal, out, journalsWithSameName)) {
    if (identity === own) continue
    if (other.issuer !== batch.issuer || other.batch !== batch.batch || found.has(identity)) continue
    if (differing.has(identity)) continue
    const ids = await recordedIds(path)
    const awarded = ids?.achievements ?? [other.achievement]
    if (!awarded.some((id) => achievements.has(id))) continue
    if (ids === undefined || ids.key === undefined || ids.key === key || haveCommon(chunks, ids.known))
      found.set(identity, path)
    else differing.add(identity)
  }
  return [...found.values()]
}

function haveCommon(chunks: Chunks, known: IssuedRows): boolean {
  for (const { uuids } of chunks)
    for (let at = 0; at < uuids.length; at += 16) if (known.find(uuids, at) >= 0) return true
  return false
}

interface RecordedIds {
  /** `undefined` if a run did not record them. */
  readonly achievements: readonly string[] | undefined
  readonly key: string | undefined
  readonly known: IssuedRows
}

/** What a journal records about its ids; `undefined` for a folder. */
async function recordedIds(path: string): Promise<RecordedIds | undefined> {
  const ids = new Set<string>()
  const known = new IssuedRows()
  let isComplete = true
  let key: string | undefined
  const take = (record: JournalRecord): void => {
    if (record.type === 'chunk') known.addPacked(record.rows)
    if (record.type !== 'run') return
    isComplete &&= record.achievements !== undefined
    key = record.key === undefined ? undefined : columnName(record.key)
    for (const id of record.achievements ?? []) ids.add(id)
  }
  try {
    if ((await stat(path)).size > JOURNAL_MAXIMUM) return undefined
    await readJournal(path, take)
  } catch {
    return undefined
  }
  return { achievements: isComplete ? [...ids] : undefined, key, known }
}
