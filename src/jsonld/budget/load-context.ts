/** Loads a context that is not bundled, and counts it. A canonicalisation loads this file for such contexts. */
import { isKept, type Json } from '../../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { Load } from '../../ports.js'
import { hasForbidden } from '../issues/proto-members.js'
import { type ContextCounts, countContext } from './count-context.js'
import type { CanonizeLimits } from './limits.js'

type Counts = Pick<ContextCounts, 'terms' | 'longest'>

export interface LoadedContext extends Counts {
  readonly document: Json
}

/** Of documents that nobody can change, because each canonicalisation of a call reads them. */
const known = new WeakMap<object, Counts>()

/**
 * Turns other errors of a loader into `document_unavailable`, and those of an answer that cannot be read: nothing, an object
 * that contains itself, or one that throws.
 */
export async function loadContext(
  url: string,
  load: Load | undefined,
  signal: AbortSignal | undefined,
  limits: CanonizeLimits,
): Promise<LoadedContext> {
  if (load === undefined) {
    throw new OpenBadgeError('document_unknown', `no loader has the context ${shorten(url)}`, {
      url,
      purpose: 'context',
    })
  }
  let reason = 'the loader failed'
  try {
    const document = (await load(url, 'context', signal)) as Json | undefined
    reason = 'the loader did not return JSON'
    if (document === undefined) throw new TypeError(reason)
    const { terms, longest } = countsOf(document, url, limits)
    return { document, terms, longest }
  } catch (cause) {
    if (isOpenBadgeError(cause) || signal?.aborted === true) throw cause
    throw new OpenBadgeError(
      'document_unavailable',
      `the context ${shorten(url)} could not be loaded: ${reason}`,
      { url, purpose: 'context', reason },
      { cause },
    )
  }
}

function countsOf(document: Json, url: string, limits: CanonizeLimits): Counts {
  if (!isKept(document)) return count(document, url, limits)
  let counts = known.get(document)
  if (counts === undefined) known.set(document, (counts = count(document, url, limits)))
  return counts
}

function count(document: Json, url: string, limits: CanonizeLimits): Counts {
  if (hasForbidden(document)) {
    throw new OpenBadgeError('jsonld_invalid', `the context ${shorten(url)} has a member __proto__`, {
      reason: 'forbidden member',
      term: '__proto__',
    })
  }
  return countContext(document, limits)
}

function shorten(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url
}
