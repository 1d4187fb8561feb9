/** The context documents of one call. Bundled ones are always available; others come only from the caller's loader. */
import { loadBundledContext } from '../../documents/bundled.js'
import type { Json } from '../../encoding/json.js'
import { lazy } from '../../lazy.js'
import type { Load } from '../../ports.js'
import { type CanonizeLimits, exceeded, withDefaults } from '../budget/limits.js'
import { MissingContext } from '../issues/missing-context.js'
import type { FindContext } from './compile-context.js'

export { MissingContext }

const loading = /* @__PURE__ */ lazy('loaded contexts', () => import('../budget/load-context.js'))

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
    const { loadContext } = await loading()
    const { load, signal } = this.source
    const { document, terms, longest } = await loadContext(url, load, signal, this.limits)
    this.terms += terms
    if (this.terms > this.limits.termDefinitions) {
      throw exceeded('termDefinitions', this.limits.termDefinitions)
    }
    this.longest = Math.max(this.longest, longest)
    this.loaded.set(url, document)
    return document
  }
}
