/** The interface of a cache for `remote`, and a cache in memory with limits. */

import { jsonBytes } from '../encoding/json-budget.js'
import { checkOptions, type OptionTest } from '../encoding/options.js'
import { number } from '../option-tests.js'

/** A document or a failure, with its expiry. */
export interface CacheEntry {
  /** Milliseconds since 1970. */
  readonly expires: number
  /** Milliseconds since 1970: when it was stored. Keep it, so that `remote` finds entries from a clock that was ahead. */
  readonly stored?: number
  /** The parsed document, or a compact JWS. */
  readonly document?: unknown
  readonly failure?: { readonly code: 'document_refused' | 'document_unavailable'; readonly reason: string }
}

/** A cache. It may be asynchronous, so that several processes can share it. `remote` ignores expired entries, and entries from the future. */
export interface DocumentCache {
  readonly get: (key: string) => CacheEntry | undefined | Promise<CacheEntry | undefined>
  readonly set: (key: string, entry: CacheEntry) => unknown
}

export interface MemoryCacheOptions {
  /** Most entries; default 500. */
  readonly maximum?: number
  /** Most bytes of memory for all documents together, as they are parsed; default 32 MiB. */
  readonly maximumBytes?: number
}

interface Kept {
  readonly entry: CacheEntry
  /** When it was stored, by the clock that can be set back, and its end by the one that cannot. */
  readonly stored: number
  readonly end: number
  readonly bytes: number
}

/** Bytes of an entry besides its document. */
const ENTRY_BYTES = 300

const OPTIONS: Readonly<Record<keyof MemoryCacheOptions, OptionTest>> = {
  maximum: number,
  maximumBytes: number,
}
const SHAPES: Readonly<Record<keyof MemoryCacheOptions, string>> = {
  maximum: 'a number, 0 or more',
  maximumBytes: 'a number of bytes',
}

/**
 * Makes a cache in memory for `remote`. It keeps the entries that were used last.
 *
 * @param options - `maximum`: number of entries, default 500.
 * @returns The cache.
 * @example
 * const load = remote({ cache: memoryCache({ maximum: 2_000 }) })
 */
export function memoryCache(options: MemoryCacheOptions = {}): DocumentCache {
  checkOptions('memoryCache', options, OPTIONS, SHAPES)
  const { maximum = 500, maximumBytes = 33_554_432 } = options
  const kept = new Map<string, Kept>()
  let total = 0
  const forget = (key: string): Kept | undefined => {
    const found = kept.get(key)
    if (found !== undefined) {
      kept.delete(key)
      total -= found.bytes
    }
    return found
  }
  const keep = (key: string, each: Kept): void => {
    kept.set(key, each)
    total += each.bytes
    for (const oldest of kept.keys()) {
      if (kept.size <= maximum && total <= maximumBytes) return
      forget(oldest)
    }
  }
  return {
    get: (key) => {
      const found = forget(key)
      if (found === undefined || isOver(found)) return undefined
      keep(key, found)
      return found.entry
    },
    set: (key, entry) => {
      forget(key)
      const most = maximumBytes / 4
      const bytes = ENTRY_BYTES + 2 * key.length + jsonBytes(entry.document, most)
      const stored = Date.now()
      const end = performance.now() + entry.expires - stored
      if (bytes <= most) keep(key, { entry, stored, end, bytes })
    },
  }
}

/** The clock may have been ahead when the entry was stored, and set back since. */
function isOver({ entry, stored, end }: Kept): boolean {
  const now = Date.now()
  return entry.expires <= now || now < stored || end <= performance.now()
}
