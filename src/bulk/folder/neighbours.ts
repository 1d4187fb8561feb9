/** Finds the batches beside a batch, by their journals and by the markers of their output folders. */
import { fileId } from '../files/file-id.js'
import { realPath } from '../files/real-path.js'
import { firstRecord } from '../journal/journal.js'
import type { BatchRecord } from '../journal/journal-records.js'
import { identityOf, type Marker, readMarker } from './marker.js'
import { foldersBeside, journalsBeside } from './paths-beside.js'

/** A batch that was found beside another. */
export interface Neighbour {
  /** The path of its journal or its output folder. */
  readonly path: string
  /** That of the batch itself belongs to a copy of it. */
  readonly identity: string
  readonly batch: Pick<BatchRecord, 'issuer' | 'achievement' | 'batch' | 'status'>
  /** The marker, if it was found by its folder. */
  readonly marker?: Marker
}

/**
 * A batch is in the list twice if both its journal and its folder were found. Batches of journals come first. The journal and the
 * folder of the batch itself are not in the list, by whatever path they were found.
 * @param journal path of the batch's journal
 * @param out path of the batch's output folder
 * @param furtherJournals finds more journals from the real path of the batch's own journal
 */
export async function neighbours(
  journal: string,
  out: string,
  furtherJournals: (journal: string) => Promise<readonly string[]> = async () => [],
): Promise<readonly Neighbour[]> {
  const [own, folder] = await Promise.all([realPath(journal), realPath(out)])
  const journals = [
    ...(await journalsBeside(own)),
    ...(await journalsBeside(folder)),
    ...(await furtherJournals(own)),
  ]
  return [
    ...(await fromJournals(await others(journals, own))),
    ...(await fromMarkers(await others(await foldersBeside(folder), folder))),
  ]
}

/** Without the file or folder itself. */
async function others(paths: readonly string[], own: string): Promise<readonly string[]> {
  const id = await fileId(own)
  const found: string[] = []
  for (const path of new Set(paths)) {
    if (path !== own && (id === undefined || (await fileId(path)) !== id)) found.push(path)
  }
  return found
}

async function fromJournals(paths: readonly string[]): Promise<readonly Neighbour[]> {
  const found: Neighbour[] = []
  for (const path of paths) {
    const record = await firstRecord(path)
    if (record?.type === 'batch') found.push({ path, identity: identityOf(record), batch: record })
  }
  return found
}

async function fromMarkers(folders: readonly string[]): Promise<readonly Neighbour[]> {
  const found: Neighbour[] = []
  for (const path of folders) {
    const marker = await readMarker(path)
    if (marker !== undefined) found.push({ path, identity: marker.identity, batch: marker, marker })
  }
  return found
}
