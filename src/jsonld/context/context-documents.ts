/** The context documents of one call. Bundled ones are always available; others come only from the caller's loader. */
import { loadBundledContext } from '../../documents/bundled.js'
import { isKept, type Json } from '../../encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { Load } from '../../ports.js'
import { type ContextCounts, countContext } from '../budget/count-context.js'
import { type CanonizeLimits, exceeded, withDefaults } from '../budget/limits.js'
import { MissingContext } from '../issues/missing-context.js'
import { hasForbidden } from '../issues/proto-members.js'
import type { FindContext } from './compile-context.js'

export { MissingContext }

type Counts = Pick<ContextCounts, 'terms' | 'longest'>

/** Of documents that nobody can change, because each canonicalisation of a call reads them. */
const counts = new WeakMap<object, Counts>()

interface Source {
  readonly load?: Load
  readonly signal?: AbortSignal
  readonly limits?: Partial<CanonizeLimits>
}

export class ContextDocuments {
  readonly limits: CanonizeLimits
  /** Characters of the longest string in a loaded context. */
  longest = 0
  private readonly source: Source
  private loaded: Map<string, Json> | undefined
  private terms = 0

  constructor(source: Source) {
    this.source = source
    this.limits = withDefaults(source.limits)
  }

  /** Returns a loaded context document. @throws MissingContext if it was not loaded yet */
  readonly find: FindContext = (url) => {
    const document = this.loaded?.get(url)
    if (document === undefined) throw new MissingContext(url)
    return document
  }

  /** Loads the context document at `url` once. */
  async load(url: string): Promise<Json> {
    const known = (await loadBundledContext(url)) ?? this.loaded?.get(url)
    if (known !== undefined) return known
    this.loaded ??= new Map()
    if (this.loaded.size >= this.limits.contexts) throw exceeded('contexts', this.limits.contexts)
    const { load, signal } = this.source
    if (load === undefined) {
      throw new OpenBadgeError('document_unknown', `no loader has the context ${shorten(url)}`, {
        url,
        purpose: 'context',
      })
    }
    const document = await ask(load, url, signal, (context) => this.check(context, url))
    this.loaded.set(url, document)
    return document
  }

  private check(document: Json, url: string): void {
    const known = isKept(document) ? counts.get(document) : undefined
    const { terms, longest } = known ?? this.count(document, url)
    if (known === undefined && isKept(document)) counts.set(document, { terms, longest })
    this.terms += terms
    if (this.terms > this.limits.termDefinitions) {
      throw exceeded('termDefinitions', this.limits.termDefinitions)
    }
    this.longest = Math.max(this.longest, longest)
  }

  private count(document: Json, url: string): Counts {
    if (hasForbidden(document)) {
      throw new OpenBadgeError('jsonld_invalid', `the context ${shorten(url)} has a member __proto__`, {
        reason: 'forbidden member',
        term: '__proto__',
      })
    }
    return countContext(document, this.limits)
  }
}

/**
 * Turns other errors of a loader into `document_unavailable`, and those of an answer that cannot be read: nothing, an object
 * that contains itself, or one that throws.
 */
async function ask(
  load: Load,
  url: string,
  signal: AbortSignal | undefined,
  check: (context: Json) => void,
): Promise<Json> {
  let reason = 'the loader failed'
  try {
    const context = (await load(url, 'context', signal)) as Json | undefined
    reason = 'the loader did not return JSON'
    if (context === undefined) throw new TypeError(reason)
    check(context)
    return context
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

function shorten(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url
}
