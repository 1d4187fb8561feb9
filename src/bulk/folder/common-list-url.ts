/** Whether two batches would publish status lists at the same URL. */
import { type BatchStatus, listUrl } from '../journal/journal-records.js'

/** A URL that lists of both batches have. Only the first lists of each are compared with all lists of the other. */
export function commonListUrl(left: BatchStatus, right: BatchStatus): string | undefined {
  return (
    firstUrls(left).find((url) => hasListAt(right, url)) ??
    firstUrls(right).find((url) => hasListAt(left, url))
  )
}

function firstUrls(status: BatchStatus): readonly string[] {
  return status.purposes.map((purpose) => new URL(listUrl(status, 0, purpose)).href)
}

/** A number that is replaced by the pattern of all list numbers. */
const ANY = 987_654_321

function hasListAt(status: BatchStatus, url: string): boolean {
  return status.purposes.some((purpose) => {
    const pattern = new URL(listUrl(status, ANY - 1, purpose)).href.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return new RegExp(`^${pattern.replaceAll(String(ANY), '[1-9][0-9]*')}$`).test(url)
  })
}
