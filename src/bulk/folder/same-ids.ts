/** Finds other batches that give the same ids for the same keys, so that a person in both batches gets two badges with one id. */
import { stat } from 'node:fs/promises'
import { readJournal } from '../journal/journal.js'
import type { BatchRecord, JournalRecord } from '../journal/journal-records.js'
import { identityOf } from './marker.js'
import { neighbours } from './neighbours.js'
import { journalsWithSameName } from './paths-beside.js'

/** The maximum size of a journal that is read for its achievements: 16 MiB are about 500,000 badges. */
const JOURNAL_MAXIMUM = 16_777_216

/**
 * The paths of such batches beside a new one: journals, and folders whose journal was not found. An id depends on the issuer, the
 * achievement of the row, the name of the batch, and the key.
 * @param achievements those of the rows, which a mapping may set row by row
 */
export async function batchesWithSameIds(
  batch: BatchRecord,
  achievements: ReadonlySet<string>,
  journal: string,
  out: string,
): Promise<readonly string[]> {
  const found = new Map<string, string>()
  // Several tables may have journals with the same name in neighbouring folders.
  const own = identityOf(batch)
  for (const { path, identity, batch: other } of await neighbours(journal, out, journalsWithSameName)) {
    if (identity === own) continue
    if (other.issuer !== batch.issuer || other.batch !== batch.batch || found.has(identity)) continue
    const awarded = (await recordedAchievements(path)) ?? [other.achievement]
    if (awarded.some((id) => achievements.has(id))) found.set(identity, path)
  }
  return [...found.values()]
}

/** The achievements that the runs of a journal recorded; `undefined` for a folder, and if a run did not record them. */
async function recordedAchievements(path: string): Promise<readonly string[] | undefined> {
  const ids = new Set<string>()
  let isComplete = true
  const take = (record: JournalRecord): void => {
    if (record.type !== 'run') return
    isComplete &&= record.achievements !== undefined
    for (const id of record.achievements ?? []) ids.add(id)
  }
  try {
    if ((await stat(path)).size > JOURNAL_MAXIMUM) return undefined
    await readJournal(path, take)
  } catch {
    return undefined
  }
  return isComplete ? [...ids] : undefined
}
