/** `remote`: the guarded https loader. Without it, nothing is ever fetched. */
import { loadBundledContext } from '../documents/bundled.js'
import { untilAborted } from '../documents/until-aborted.js'
import { isOpenBadgeError } from '../errors.js'
import type { Load } from '../ports.js'
import { guardedAgent } from './connection/guarded-agent.js'
import { failedBefore, type Question, refused } from './fetch-error.js'
import { type Fetched, getDocument } from './get-document.js'
import { readCache, TTL_MAXIMUM, writeCache } from './guarded-cache.js'
import { listLifetime, shortest } from './lifetime.js'
import type { CacheEntry } from './memory-cache.js'
import { type RemoteOptions, type RemoteSettings, readRemoteOptions } from './remote-options.js'

/** The cache gets this fraction (a fourth) of the time for a document, in addition to it. */
const CACHE_SHARE = 4

/**
 * Makes a loader that returns bundled contexts and fetches other documents over https. It connects to public addresses only
 * (checked at connection time), limits redirects, time and size, and accepts only JSON and compact JWS. It fetches a context
 * only if `contexts` names it. Reuse the loader: it has the cache and the connections.
 *
 * @param options - Guards and limits; see `RemoteOptions`. Default: any public host, port 443, 5,000 ms and 1 MiB a document.
 * @returns A loader for `verify`, `issue` and `canonize`.
 * @throws TypeError for bad options.
 * @example
 * const load = remote({ hosts: ['example.edu'] })
 * const report = await verify(signed, { load })
 */
export function remote(options: RemoteOptions = {}): Load {
  const settings = readRemoteOptions(options)
  const agent = guardedAgent(settings)
  const flights = new Map<string, Flight>()

  return async (url, purpose, signal) => {
    signal?.throwIfAborted()
    if (purpose === 'context') {
      const context = await loadBundledContext(url)
      if (context !== undefined) return context
    }
    checkWanted({ url, purpose }, settings)
    const key = `${purpose} ${url}`
    let flight = flights.get(key)
    if (flight === undefined) flights.set(key, (flight = start(key, { url, purpose })))
    flight.waiting++
    if (signal === undefined) return flight.answer
    try {
      return await untilAborted(flight.answer, signal)
    } finally {
      if (--flight.waiting === 0 && signal.aborted) flight.end()
    }
  }

  /** Concurrent callers share one request, so a caller's signal does not end it until all callers have left. */
  function start(key: string, question: Question): Flight {
    const unwanted = new AbortController()
    const forget = (): void => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    const end = (): void => {
      forget()
      unwanted.abort()
    }
    const answer = fly(key, question, unwanted.signal).finally(forget)
    const flight: Flight = { waiting: 0, end, answer }
    return flight
  }

  async function fly(key: string, question: Question, unwanted: AbortSignal): Promise<unknown> {
    const { cache, timeoutMilliseconds, negativeTtlMilliseconds } = settings
    const entry = await readCache(cache, key, timeoutMilliseconds / CACHE_SHARE)
    if (entry !== undefined) return answer(entry, question)
    try {
      const fetched = await getDocument(question, settings, agent, unwanted)
      if (question.purpose !== 'status' || isStatusList(fetched.document)) {
        const stored = Date.now()
        const expires = stored + keepFor(fetched, question, settings, stored)
        writeCache(cache, key, { expires, stored, document: fetched.document })
      }
      return fetched.document
    } catch (error) {
      // It says nothing about the document.
      unwanted.throwIfAborted()
      if (isOpenBadgeError(error, 'document_refused') || isOpenBadgeError(error, 'document_unavailable')) {
        const { code, details } = error
        const stored = Date.now()
        const expires = stored + Math.min(negativeTtlMilliseconds, TTL_MAXIMUM)
        writeCache(cache, key, { expires, stored, failure: { code, reason: details.reason } })
      }
      throw error
    }
  }
}

interface Flight {
  /** How many callers wait for the answer. */
  waiting: number
  readonly end: () => void
  readonly answer: Promise<unknown>
}

function checkWanted(question: Question, { purposes, contexts }: RemoteSettings): void {
  const { url, purpose } = question
  if (purposes !== undefined && !purposes.includes(purpose)) throw refused(question, 'purpose')
  if (purpose === 'context' && !contexts.has(url)) throw refused(question, 'context not pinned')
}

/** Whether a document is a status list: a JWT, enveloped or not, a bitstring list, or a revocation list. Others are not cached. */
function isStatusList(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return typeof document === 'string'
  const { id, credentialSubject, revokedCredential, revokedCredentials } = document as Record<string, unknown>
  if (typeof id === 'string' && id.startsWith('data:')) return true
  const subject = (credentialSubject ?? {}) as { readonly encodedList?: unknown }
  return typeof subject.encodedList === 'string' || (revokedCredential ?? revokedCredentials) !== undefined
}

/** The shortest time that the servers and, for status lists, the list itself allow (Bitstring Status List §2.2). */
function keepFor(
  { document, lifetime }: Fetched,
  { purpose }: Question,
  { ttlMilliseconds }: RemoteSettings,
  now: number,
): number {
  const own = purpose === 'status' ? listLifetime(document, now) : undefined
  return Math.min(shortest([lifetime, own]) ?? ttlMilliseconds, TTL_MAXIMUM)
}

function answer({ document, failure }: CacheEntry, question: Question): unknown {
  if (failure === undefined) return document
  throw failedBefore(failure, question)
}
