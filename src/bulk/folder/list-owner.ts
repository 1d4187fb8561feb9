/** Each status list belongs to one batch. A new batch must not use the list URLs of a batch in a neighbouring folder. */
import { journalInvalid } from '../journal/journal.js'
import type { BatchRecord } from '../journal/journal-records.js'
import { commonListUrl } from './common-list-url.js'
import { neighbours } from './neighbours.js'

/** @throws OpenBadgeError `journal_invalid` (`list_owned`) if a batch beside the new one has one of its list URLs */
export async function refuseOwnedLists(batch: BatchRecord, journal: string, out: string): Promise<void> {
  if (batch.status === undefined) return
  for (const { path, batch: other } of await neighbours(batch, journal, out)) {
    const url = other.status && commonListUrl(batch.status, other.status)
    if (url !== undefined) throw listOwned(journal, `the status list ${url} belongs to the batch of ${path}`)
  }
}

export function listOwned(journal: string, what: string): Error {
  return journalInvalid(journal, 'list_owned', what, {
    hint: 'Use another URL for the status lists of this batch: one with {batch}, which becomes an id that only this batch has.',
  })
}
