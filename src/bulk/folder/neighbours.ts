/** Finds the batches beside a new one, by their journals and by the markers of their output folders. */
import { realPath } from '../files/real-path.js'
import { firstRecord } from '../journal/journal.js'
import type { BatchRecord } from '../journal/journal-records.js'
import { identityOf, readMarker } from './marker.js'
import { foldersBeside, journalsBeside } from './paths-beside.js'

/** A batch that was found beside a new one. */
export interface Neighbour {
  /** The path of its journal or its output folder. */
  readonly path: string
  readonly identity: string
  readonly batch: Pick<BatchRecord, 'issuer' | 'achievement' | 'batch' | 'status'>
}

/**
 * A batch is in the list twice if both its journal and its folder were found. Batches of journals come first.
 * @param journal path of the new batch's journal
 * @param out path of the new batch's output folder
 * @param furtherJournals finds more journals from the real path of the batch's own journal
 */
export async function neighbours(
  batch: BatchRecord,
  journal: string,
  out: string,
  furtherJournals: (journal: string) => Promise<readonly string[]> = async () => [],
): Promise<readonly Neighbour[]> {
  const [own, folder] = await Promise.all([realPath(journal), realPath(out)])
  const journals = new Set([
    ...(await journalsBeside(own)),
    ...(await journalsBeside(folder)),
    ...(await furtherJournals(own)),
  ])
  journals.delete(own)
  const found = [...(await fromJournals(journals)), ...(await fromMarkers(await foldersBeside(folder)))]
  const ownIdentity = identityOf(batch)
  return found.filter(({ identity }) => identity !== ownIdentity)
}

async function fromJournals(paths: Iterable<string>): Promise<readonly Neighbour[]> {
  const found: Neighbour[] = []
  for (const path of paths) {
    const record = await firstRecord(path)
    if (record?.type === 'batch') found.push({ path, identity: identityOf(record), batch: record })
  }
  return found
}

async function fromMarkers(folders: Iterable<string>): Promise<readonly Neighbour[]> {
  const found: Neighbour[] = []
  for (const path of folders) {
    const marker = await readMarker(path)
    if (marker !== undefined) found.push({ path, identity: marker.identity, batch: marker })
  }
  return found
}
