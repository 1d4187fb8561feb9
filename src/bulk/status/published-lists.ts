/** The status lists that are published now at the URLs of a batch. They are known only with a loader. */
import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import type { Load } from '../../ports.js'
import { listOwned } from '../folder/list-owner.js'
import type { BatchRecord } from '../journal/journal-records.js'
import { setBits } from './read-status-list.js'

export interface PublishedLists {
  /** The document at a URL; `undefined` if there is none. */
  readonly at: (url: string) => Promise<unknown>
  /** Remembers a list that was named for publication. */
  readonly replace: (url: string, list: JsonObject) => void
}

/** Each URL is asked once. */
export function publishedLists(load: Load, signal?: AbortSignal): PublishedLists {
  const known = new Map<string, unknown>()
  return {
    at: async (url) => {
      if (!known.has(url)) known.set(url, await documentAt(url, load, signal))
      return known.get(url)
    },
    replace: (url, list) => void known.set(url, list),
  }
}

/** @throws OpenBadgeError `document_unavailable`, `document_refused`, unless the server says that there is no document */
async function documentAt(url: string, load: Load, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return (await load(url, 'status', signal)) ?? undefined
  } catch (error) {
    const isNone =
      isOpenBadgeError(error, 'document_unknown') ||
      (isOpenBadgeError(error, 'document_unavailable') && /^status (?:404|410)$/.test(error.details.reason))
    if (isNone) return undefined
    throw error
  }
}

/**
 * The bits of a list of this batch. The proof is not verified, because somebody who can publish there can do harm anyway.
 * @throws OpenBadgeError `journal_invalid` (`list_owned`) for a list of another batch, and for any other document
 */
export async function bitsOfPublished(
  document: unknown,
  url: string,
  { issuer, created }: BatchRecord,
  journal: string,
): Promise<ReadonlySet<number>> {
  const bits = isJsonObject(document) ? await setBits(document) : undefined
  const isOwn =
    isJsonObject(document) &&
    document['id'] === url &&
    document['issuer'] === issuer &&
    document['validFrom'] === created
  if (bits !== undefined && isOwn) return bits
  const what =
    bits === undefined ? 'a document that is not a status list' : 'the status list of another batch'
  throw listOwned(journal, `${what} is published at ${url}`)
}
