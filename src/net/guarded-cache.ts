/** Uses a caller's cache safely: if it fails or returns no valid entry, the document is fetched. */

import { withinTime } from './connection/within-time.js'
import type { CacheEntry, DocumentCache } from './memory-cache.js'

/** The most milliseconds that a document is cached, whatever its server says, because a key may be revoked. */
export const TTL_MAXIMUM = 86_400_000

/**
 * The entry, if it has not expired; `undefined` if the cache throws, does not answer in time, or returns no valid entry.
 * @param milliseconds the time for the answer
 */
export async function readCache(
  cache: DocumentCache | undefined,
  key: string,
  milliseconds: number,
): Promise<CacheEntry | undefined> {
  if (cache === undefined) return undefined
  try {
    const entry: unknown = await withinTime(milliseconds, async () => cache.get(key))
    return isEntry(entry) && isCurrent(entry) ? entry : undefined
  } catch {
    return undefined
  }
}

/**
 * An entry from the future, or with a longer life than any entry has, comes from a clock that was ahead. Otherwise a revoked
 * badge would stay verified until that time.
 */
function isCurrent({ expires, stored = expires - TTL_MAXIMUM }: CacheEntry): boolean {
  const now = Date.now()
  return stored <= now && now < expires && expires - stored <= TTL_MAXIMUM
}

/** Writes without waiting for the cache. */
export function writeCache(cache: DocumentCache | undefined, key: string, entry: CacheEntry): void {
  if (cache === undefined || !(entry.expires > Date.now())) return
  try {
    Promise.resolve(cache.set(key, entry)).catch(() => undefined)
  } catch {
    // The next caller fetches the document again.
  }
}

function isEntry(value: unknown): value is CacheEntry {
  if (typeof value !== 'object' || value === null) return false
  const { expires, stored, document, failure } = value as { readonly [member in keyof CacheEntry]: unknown }
  if (typeof expires !== 'number' || !['number', 'undefined'].includes(typeof stored)) return false
  if (failure === undefined) return document !== undefined
  const { code, reason } = (failure ?? {}) as { readonly code?: unknown; readonly reason?: unknown }
  return (code === 'document_refused' || code === 'document_unavailable') && typeof reason === 'string'
}
