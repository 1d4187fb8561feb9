/** `remote`: the guarded https loader. Opt-in: without it nothing that a document names is ever fetched. */
import { loadBundledContext } from '../documents/bundled.js'
import { isOpenBadgeError, OpenBadgeError } from '../errors.js'
import type { Load, Purpose } from '../ports.js'
import { getDocument } from './get-document.js'
import { guardedAgent } from './guarded-agent.js'
import type { CacheEntry } from './memory-cache.js'
import { type RemoteOptions, type RemoteSettings, readRemoteOptions } from './remote-options.js'

/** Longest that any document is kept, whatever its server says: a key may be withdrawn. */
const TTL_MAXIMUM = 86_400_000

/**
 * A loader for `verify`: bundled contexts, then https with every guard of SEC-1. Only public addresses (looked at when
 * the connection is made), limited redirects, time and size, JSON or compact JWS only. Contexts come over the wire only
 * when `contexts` names them. Make one and keep it: it holds the cache and the connections.
 * @throws TypeError for bad options
 */
export function remote(options: RemoteOptions = {}): Load {
  const settings = readRemoteOptions(options)
  const agent = guardedAgent(settings)
  const flights = new Map<string, Promise<unknown>>()

  return async (url, purpose, signal) => {
    signal?.throwIfAborted()
    if (purpose === 'context') {
      const context = await loadBundledContext(url)
      if (context !== undefined) return context
    }
    checkWanted(url, purpose, settings)
    const key = `${purpose} ${url}`
    const entry = await settings.cache?.get(key)
    if (entry !== undefined && entry.expires > Date.now()) return answer(entry, url, purpose)
    let flight = flights.get(key)
    if (flight === undefined) {
      flight = fly(key, url, purpose).finally(() => flights.delete(key))
      flights.set(key, flight)
    }
    return signal === undefined ? flight : untilAborted(flight, signal)
  }

  /** Shared by all who ask at the same time, so no single caller's signal ends it; its own time limit does. */
  async function fly(key: string, url: string, purpose: Purpose): Promise<unknown> {
    try {
      const { document, maxAge } = await getDocument({ url, purpose }, settings, agent)
      const ttl = Math.min(keepFor(document, purpose, maxAge, settings), TTL_MAXIMUM)
      if (ttl > 0) await settings.cache?.set(key, { expires: Date.now() + ttl, document })
      return document
    } catch (error) {
      if (isOpenBadgeError(error, 'document_refused') || isOpenBadgeError(error, 'document_unavailable')) {
        const { code, details } = error
        const expires = Date.now() + settings.negativeTtlMilliseconds
        await settings.cache?.set(key, { expires, failure: { code, reason: details.reason } })
      }
      throw error
    }
  }
}

function checkWanted(url: string, purpose: Purpose, { purposes, contexts }: RemoteSettings): void {
  if (purposes !== undefined && !purposes.includes(purpose)) throw refused(url, purpose, 'purpose')
  if (purpose === 'context' && !contexts.has(url)) throw refused(url, purpose, 'context not pinned')
}

/** The server's word; for status lists also the list's own `ttl` and the end of its validity (BS-2). */
function keepFor(
  document: unknown,
  purpose: Purpose,
  maxAge: number | undefined,
  { ttlMilliseconds }: RemoteSettings,
): number {
  const said = maxAge === undefined ? ttlMilliseconds : maxAge * 1000
  if (purpose !== 'status' || typeof document !== 'object' || document === null) return said
  const { credentialSubject, validUntil } = document as Readonly<Record<string, unknown>>
  const { ttl } = (credentialSubject ?? {}) as { readonly ttl?: unknown }
  const own = typeof ttl === 'number' && ttl >= 0 ? ttl : said
  const end = typeof validUntil === 'string' ? Date.parse(validUntil) - Date.now() : Number.NaN
  return Math.min(own, Number.isNaN(end) ? own : Math.max(0, end))
}

function answer(entry: CacheEntry, url: string, purpose: Purpose): unknown {
  if (entry.failure === undefined) return entry.document
  const { code, reason } = entry.failure
  throw new OpenBadgeError(code, `not fetched again so soon: ${reason}`, { url, purpose, reason })
}

function refused(url: string, purpose: Purpose, reason: string): OpenBadgeError {
  return new OpenBadgeError('document_refused', `not fetched: ${reason}`, { url, purpose, reason })
}

function untilAborted<T>(flight: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    flight.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
