/** Each status list belongs to one batch. A new batch must not use the list URLs of a batch in a neighbouring folder. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { realPath } from '../files/real-path.js'
import { firstRecord, journalInvalid } from '../journal/journal.js'
import { type BatchRecord, type BatchStatus, listUrl } from '../journal/journal-records.js'
import { identityOf, readMarker } from './marker.js'

/** The maximum number of neighbours that are read. */
const NEIGHBOURS = 1000

/**
 * Reads the journals beside the new one, and the markers of the folders beside the output folder.
 * @throws OpenBadgeError `journal_invalid` (`list_owned`)
 */
export async function refuseOwnedLists(batch: BatchRecord, journal: string, out: string): Promise<void> {
  if (batch.status === undefined) return
  const urls = new Set(urlsOf(batch.status))
  const identity = identityOf(batch)
  const refuse = (owner: string, other: { status?: BatchStatus | undefined; identity: string }): void => {
    const url = other.status === undefined ? undefined : urlsOf(other.status).find((each) => urls.has(each))
    if (url === undefined || other.identity === identity) return
    throw journalInvalid(journal, 'list_owned', `the status list ${url} belongs to the batch of ${owner}`, {
      hint: 'Give this batch status lists of its own: another URL, for example with the name of the batch in it.',
    })
  }
  const place = await realPath(journal)
  for (const name of await neighbours(dirname(place))) {
    const other = join(dirname(place), name)
    if (!name.endsWith('.journal') || other === place) continue
    const record = await firstRecord(other)
    if (record?.type === 'batch') refuse(other, { status: record.status, identity: identityOf(record) })
  }
  const folder = await realPath(out)
  for (const name of await neighbours(dirname(folder))) {
    const marker = await readMarker(join(dirname(folder), name))
    if (marker !== undefined) refuse(join(dirname(folder), name), marker)
  }
}

/**
 * Batches beside a new one whose badges get the same ids for the same keys: journals, and folders where the journal is elsewhere.
 * Ids follow from issuer, achievement, name of the batch and key.
 */
export async function batchesWithSameIds(
  batch: BatchRecord,
  journal: string,
  out: string,
): Promise<readonly string[]> {
  const identity = identityOf(batch)
  const isSame = (other: Pick<BatchRecord, 'issuer' | 'achievement' | 'batch'>): boolean =>
    (['issuer', 'achievement', 'batch'] as const).every((name) => other[name] === batch[name])
  const found = new Map<string, string>()
  const place = await realPath(journal)
  const [beside, above] = [dirname(place), dirname(dirname(place))]
  const journals = [
    ...(await neighbours(beside))
      .filter((name) => name.endsWith('.journal'))
      .map((name) => join(beside, name)),
    // Records and their badges have their journals in a folder, and other tables theirs in folders beside it.
    ...(await neighbours(above)).map((name) => join(above, name, basename(place))),
  ]
  for (const other of journals.filter((each) => each !== place)) {
    const record = await firstRecord(other)
    if (record?.type === 'batch' && isSame(record)) found.set(identityOf(record), other)
  }
  const folder = await realPath(out)
  for (const name of await neighbours(dirname(folder))) {
    const other = join(dirname(folder), name)
    const marker = await readMarker(other)
    if (marker !== undefined && isSame(marker) && !found.has(marker.identity))
      found.set(marker.identity, other)
  }
  found.delete(identity)
  return [...found.values()]
}

/** The URLs of the first list of each purpose, which are compared. */
function urlsOf(status: BatchStatus): readonly string[] {
  return status.purposes.map((purpose) => listUrl(status, 0, purpose))
}

async function neighbours(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).slice(0, NEIGHBOURS)
}
