/** Functions that combine loaders. None of them does any I/O itself. */

import { freezeJson, type Json, RECORD_LIMITS, snapshot } from '../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../errors.js'
import type { Load, Purpose } from '../ports.js'
import { bundled, isBundled } from './bundled.js'
import { untilAborted } from './until-aborted.js'

/**
 * Combines loaders: each is asked in turn until one knows the document. Any failure except `document_unknown` ends the search.
 *
 * @param loads - The loaders, in order.
 * @returns A loader; it rejects with `document_unknown` when none knows the document.
 * @example
 * const load = firstOf(bundled, documents({ 'https://example.edu/context.json': { '@context': {} } }))
 */
export function firstOf(...loads: readonly Load[]): Load {
  if (!loads.every((load) => typeof load === 'function'))
    throw new TypeError('firstOf: each argument must be a loader, such as bundled or remote()')
  return async (url, purpose, signal) => {
    for (const load of loads) {
      // `bundled` would make an error, which takes longer than all other loaders together.
      if (load === bundled && !(purpose === 'context' && isBundled(url))) continue
      try {
        return await load(url, purpose, signal)
      } catch (error) {
        if (!isOpenBadgeError(error, 'document_unknown')) throw error
      }
    }
    throw unknown(url, purpose)
  }
}

/**
 * Makes a loader of documents that you hold. It answers every purpose. The documents are copied and frozen at once.
 *
 * @param held - URL of each document, with its plain JSON. That of a did:web is
 *   `didWebUrl(did)`.
 * @returns A loader; it rejects with `document_unknown` for any other URL.
 * @throws OpenBadgeError `json_invalid` or `limit_exceeded` for a document that is not plain JSON.
 * @throws TypeError for a DID, a URL with a fragment or a relative URL: no document is loaded from there.
 * @example
 * const load = firstOf(bundled, documents({ 'https://example.edu/context.json': { '@context': {} } }))
 */
export function documents(held: Readonly<Record<string, unknown>>): Load {
  if (typeof held !== 'object' || held === null)
    throw new TypeError('documents: held must be an object: URL → document')
  const byUrl = new Map<string, Json>(
    Object.entries(held).map(([url, document]) => {
      if (!LOADED.test(url))
        throw new TypeError(
          `documents: nothing is loaded from "${url}"; use the URL of the document (for a did:web, didWebUrl(did))`,
        )
      return [url, freezeJson(snapshot(document, RECORD_LIMITS))]
    }),
  )
  return async (url, purpose) => {
    const document = byUrl.get(url)
    if (document === undefined) throw unknown(url, purpose)
    return document
  }
}

/** Absolute URLs without a fragment, but no DIDs. */
const LOADED = /^(?!did:)[a-z][a-z\d+.-]*:[^#]*$/i

/** The methods of a cache that `cached` uses. A `Map` has them; an LRU cache with a time to live is better. */
export interface Cache {
  readonly get: (key: string) => Promise<unknown> | undefined
  readonly set: (key: string, value: Promise<unknown>) => unknown
  readonly delete: (key: string) => unknown
}

/**
 * Adds a cache to a loader. Calls for one document at the same time share one load. It ends early only when all of them were
 * aborted: an abort of one call ends only the wait of that call. A failure is not kept.
 *
 * @param load - The loader that gets documents.
 * @param cache - Your store of promises by key. Default: a new `Map` without bound.
 * @returns A loader.
 * @example
 * const load = cached(firstOf(bundled, documents({ 'https://example.edu/a': {} })))
 */
export function cached(load: Load, cache: Cache = new Map<string, Promise<unknown>>()): Load {
  const flights = flightsOf.get(cache) ?? new Map<string, Flight>()
  flightsOf.set(cache, flights)
  return (url, purpose, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    const key = `${purpose} ${url}`
    const known = cache.get(key)
    if (known !== undefined) return waitFor(known, flights.get(key), signal)
    const end = signal && new AbortController()
    const answer = load(url, purpose, end?.signal)
    cache.set(key, answer)
    const forget = (): void => {
      if (cache.get(key) === answer) cache.delete(key)
    }
    answer.catch(forget)
    if (end === undefined) return answer
    const flight: Flight = {
      waiting: 0,
      // A later call must not get the load that ends.
      end: (reason) => {
        forget()
        end.abort(reason)
      },
    }
    flights.set(key, flight)
    const landed = (): void => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    answer.then(landed, landed)
    return waitFor(answer, flight, signal)
  }
}

/** A load that ends when none of its callers waits any more. */
interface Flight {
  waiting: number
  readonly end: (reason: unknown) => void
}

/** By key. Two loaders may share one cache. */
const flightsOf = /* @__PURE__ */ new WeakMap<Cache, Map<string, Flight>>()

/** A call without a signal waits to the end. */
function waitFor(
  answer: Promise<unknown>,
  flight: Flight | undefined,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (flight !== undefined) flight.waiting++
  if (signal === undefined) return answer
  const heard = untilAborted(answer, signal)
  if (flight !== undefined) {
    const leave = (): void => {
      if (--flight.waiting === 0) flight.end(signal.reason)
    }
    const stay = (): void => signal.removeEventListener('abort', leave)
    signal.addEventListener('abort', leave, { once: true })
    answer.then(stay, stay)
  }
  return heard
}

function unknown(url: string, purpose: Purpose): OpenBadgeError<'document_unknown'> {
  return new OpenBadgeError('document_unknown', `no loader has the document ${url}`, { url, purpose })
}
