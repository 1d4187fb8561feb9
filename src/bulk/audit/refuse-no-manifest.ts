/** Refuses to audit a folder without a manifest, and says why it has none. */
import { join } from 'node:path'
import { OpenBadgeError } from '../../errors.js'
import { statOf } from '../files/file-error.js'
import { MANIFEST_NAME } from '../files/output.js'
import { readMarker } from '../folder/marker.js'
import { BatchState } from '../journal/batch-state.js'
import { readJournal } from '../journal/journal.js'

/** @throws OpenBadgeError `file_failed`; `journal_invalid` for a damaged journal */
export async function refuseNoManifest(out: string, journal: string): Promise<void> {
  const path = join(out, MANIFEST_NAME)
  if (statOf(path) !== undefined) return
  const state = new BatchState()
  await readJournal(journal, state.take)
  const { batch, isUnfinished } = state
  const isBatch =
    batch !== undefined || statOf(journal) !== undefined || (await readMarker(out)) !== undefined
  const what =
    isUnfinished || (isBatch && batch === undefined && statOf(journal) !== undefined)
      ? INTERRUPTED
      : isBatch
        ? GONE
        : statOf(out) === undefined
          ? NOTHING
          : FOREIGN
  throw new OpenBadgeError('file_failed', `cannot audit the folder ${out}: ${what}`, {
    path,
    reason: 'ENOENT',
    hint: isBatch ? AGAIN : OTHER,
  })
}

const INTERRUPTED = 'its run was interrupted before it wrote the manifest'
const GONE = 'its manifest is gone'
const NOTHING = 'there is no such folder'
const FOREIGN = 'it is not a folder of laurel: it has no manifest, and no journal is beside it'
const AGAIN = 'Run the same command "issue" again: it goes on where it was, and writes the manifest.'
const OTHER =
  'Give the output folder of a batch, and its journal (journal, --journal) if it is not beside the folder.'
