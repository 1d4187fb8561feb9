/** A cache in this process: what `remote` needs of one, and one that is bounded. */

/** A document or a failure, until an instant. */
export interface CacheEntry {
  /** Milliseconds since 1970. */
  readonly expires: number
  /** The parsed document, or a compact JWS. */
  readonly document?: unknown
  readonly failure?: { readonly code: 'document_refused' | 'document_unavailable'; readonly reason: string }
}

/** May answer later, so that several processes can share one. Entries past `expires` are ignored by the reader. */
export interface DocumentCache {
  readonly get: (key: string) => CacheEntry | undefined | Promise<CacheEntry | undefined>
  readonly set: (key: string, entry: CacheEntry) => unknown
}

/** Keeps the `maximum` entries that were used last. */
export function memoryCache({ maximum = 500 }: { readonly maximum?: number } = {}): DocumentCache {
  const entries = new Map<string, CacheEntry>()
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      if (entry.expires <= Date.now()) return undefined
      entries.set(key, entry)
      return entry
    },
    set: (key, entry) => {
      entries.delete(key)
      entries.set(key, entry)
      if (entries.size > maximum) {
        const oldest = entries.keys().next()
        if (!oldest.done) entries.delete(oldest.value)
      }
    },
  }
}
