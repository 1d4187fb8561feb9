/** Loaders made of loaders. None of them starts any I/O. */
import { freezeJson, type Json, snapshot } from '../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../errors.js'
import type { Load, Purpose } from '../ports.js'

/** Asks each loader in turn; goes on to the next only when one does not know the document. */
export function firstOf(...loads: readonly Load[]): Load {
  return async (url, purpose, signal) => {
    for (const load of loads) {
      try {
        return await load(url, purpose, signal)
      } catch (error) {
        if (!isOpenBadgeError(error, 'document_unknown')) throw error
      }
    }
    throw unknown(url, purpose)
  }
}

/** Serves documents that the caller holds, by URL, for every purpose. They are copied and frozen at once. */
export function documents(held: Readonly<Record<string, unknown>>): Load {
  const byUrl = new Map<string, Json>(
    Object.entries(held).map(([url, document]) => [url, freezeJson(snapshot(document))]),
  )
  return async (url, purpose) => {
    const document = byUrl.get(url)
    if (document === undefined) throw unknown(url, purpose)
    return document
  }
}

/** What `cached` needs of a cache; a `Map` will do, an LRU with a time to live is better. */
export interface Cache {
  readonly get: (key: string) => Promise<unknown> | undefined
  readonly set: (key: string, value: Promise<unknown>) => unknown
  readonly delete: (key: string) => unknown
}

/**
 * Remembers what `load` answered, in a cache that the caller holds. Calls for the same document at the same time
 * share one load. Failures are forgotten at once, so that an outage is not remembered.
 */
export function cached(load: Load, cache: Cache = new Map<string, Promise<unknown>>()): Load {
  return (url, purpose, signal) => {
    const key = `${purpose} ${url}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const answer = load(url, purpose, signal)
    cache.set(key, answer)
    answer.catch(() => {
      if (cache.get(key) === answer) cache.delete(key)
    })
    return answer
  }
}

function unknown(url: string, purpose: Purpose): OpenBadgeError<'document_unknown'> {
  return new OpenBadgeError('document_unknown', `no loader knows ${url}`, { url, purpose })
}
