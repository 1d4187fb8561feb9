/** Each status list belongs to one batch: not to two batches in neighbouring folders, and not to two copies of one batch. */
import type { BatchState } from '../journal/batch-state.js'
import { journalInvalid } from '../journal/journal.js'
import type { BatchRecord } from '../journal/journal-records.js'
import { commonListUrl } from './common-list-url.js'
import { isEarlierCopy } from './earlier-copy.js'
import { identityOf } from './marker.js'
import { neighbours } from './neighbours.js'

export interface ListOwner {
  readonly record: BatchRecord
  readonly state: BatchState
  /** Whether the batch began with this run. */
  readonly isNew: boolean
  readonly journal: string
  readonly out: string
}

/**
 * Called before a batch begins, again once it is recorded, and before each list is written: of two batches that begin at the
 * same time, at least one sees the other.
 * @throws OpenBadgeError `journal_invalid`: `list_owned` if a batch beside this one has one of its list URLs, `other_copy` if a
 *   copy of this batch went on
 */
export async function refuseOwnedLists({ record, state, isNew, journal, out }: ListOwner): Promise<void> {
  const { status } = record
  if (status === undefined) return
  const identity = identityOf(record)
  for (const neighbour of await neighbours(journal, out)) {
    const { path, batch } = neighbour
    if (!isNew && neighbour.identity === identity) {
      if (!(await isEarlierCopy(neighbour, journal, state))) throw otherCopy(journal, path)
      continue
    }
    const url = batch.status && commonListUrl(status, batch.status)
    if (url === undefined) continue
    const what = `the status list ${url} belongs to the batch of ${path}`
    throw isNew ? listOwned(journal, what) : journalInvalid(journal, 'list_owned', what, { hint: DECIDE })
  }
}

export function listOwned(journal: string, what: string): Error {
  return journalInvalid(journal, 'list_owned', what, {
    hint: 'Use another URL for the status lists of this batch: one with {batch}, which becomes an id that only this batch has.',
  })
}

const DECIDE =
  'Two batches must not publish lists at one URL. Decide which batch keeps the URL. Issue the badges of the other again in a new batch with another URL, and then move its journal and its folder away.'

function otherCopy(journal: string, path: string): Error {
  const what = `${path} belongs to a copy of this batch that went on: it has badges or changes of status that this journal does not have`
  return journalInvalid(journal, 'other_copy', what, {
    hint: 'Use only one of the two from now on: that with the newest badges and changes of status. Move the journal and the folder of the other to another place.',
  })
}
