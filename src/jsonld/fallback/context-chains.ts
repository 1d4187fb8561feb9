/** The price of contexts for general JSON-LD processors, which copy all terms for each context that they combine. */
import { parseUrl } from '../../encoding/forms/parse-url.js'
import { isJsonObject, type Json } from '../../encoding/json.js'
import { countContext } from '../budget/count-context.js'
import type { Work } from '../budget/limits.js'

/** Each term costs this, beyond those of a usual context: it is defined anew for each document. */
const TERM = 8
const USUAL_TERMS = 500
/** This number of terms is copied in the time of one unit of `contextWork`. */
const COPIES = 3
/** Members of the usual contexts. To copy these terms for an object is paid with the object. */
const USUAL_MEMBERS = 1200

/** What defining a term costs each time. */
const DEFINITION = 2
/** A scoped context with fewer terms is paid with the value that has it. */
const SCOPED_TERMS = 200

/** The contexts that one value of `@context` combines: its own, and those that it names, each as often as it names it. */
interface Chain {
  objects: number
  /** Terms that they define. */
  terms: number
  readonly urls: Map<string, number>
}

/**
 * Counts the contexts that a processor combines for one document, while it loads them. A loaded context can name another one
 * several times, and that one again, so that few short documents stand for any number of contexts.
 */
export class ContextChains {
  private readonly work: Work
  /** All contexts of the document. */
  private readonly outer = newChain()
  /** Of each loaded context. */
  private readonly loaded = new Map<string, Chain>()
  /** Of terms and types. Each can be combined for each value of the document. */
  private readonly scoped: Chain[] = []
  private values = 0
  private objects = 0
  private terms = 0
  private paid = 0

  constructor(document: Json, work: Work) {
    this.work = work
    this.addDocument(document)
  }

  /**
   * Charges for a context before the processor reads it.
   * @throws OpenBadgeError `limit_exceeded`
   */
  payForContext(url: string, context: Json): void {
    const { work } = this
    const { terms, iriTerms } = countContext(context, work.limits)
    // For each term in the form of an IRI, the processor copies its list of all terms.
    work.spend('contextWork', terms * iriTerms + TERM * Math.max(0, terms - USUAL_TERMS))
    this.terms += terms
    const chain = newChain()
    if (isJsonObject(context)) this.addContext(context['@context'], chain, url)
    this.loaded.set(url, chain)
    const price = Math.round(this.price())
    if (price > this.paid) work.spend('contextWork', price - this.paid)
    this.paid = Math.max(this.paid, price)
  }

  private addDocument(value: Json): void {
    this.values++
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) this.objects++
    for (const [name, member] of Object.entries(value)) {
      if (name !== '@context' || Array.isArray(value)) this.addDocument(member)
      else {
        this.terms += countContext(member, this.work.limits).terms
        this.addContext(member, this.outer)
      }
    }
  }

  private addContext(context: Json | undefined, chain: Chain, base?: string): void {
    if (typeof context === 'string') {
      const url = parseUrl(context, base)?.href ?? context
      chain.urls.set(url, (chain.urls.get(url) ?? 0) + 1)
    } else if (Array.isArray(context)) {
      for (const each of context as readonly Json[]) this.addContext(each, chain, base)
    } else {
      chain.objects++
      if (!isJsonObject(context ?? null)) return
      const { '@import': imported, ...terms } = context as { readonly [name: string]: Json }
      if (typeof imported === 'string') this.addContext(imported, chain, base)
      for (const term of Object.values(terms)) {
        chain.terms++
        if (!isJsonObject(term) || term['@context'] === undefined) continue
        const scoped = newChain()
        this.addContext(term['@context'], scoped, base)
        this.scoped.push(scoped)
      }
    }
  }

  /** What it costs to combine the contexts, as far as is known before the next one is loaded. */
  private price(): number {
    const { loaded, outer, scoped, terms, work } = this
    const one = terms / COPIES
    const chains = [outer, ...scoped, ...loaded.values()]
    const named = new Set(chains.flatMap(({ urls }) => [...urls.keys()]))
    work.spend('scalars', chains.length + named.size)
    // The processor may resolve a reference in another way. Then each unknown one stands for the dearest that nothing names.
    const unnamed = [...loaded.keys()].filter((url) => !named.has(url))
    const unknown = Math.max(one, ...unnamed.map(this.prices(one).ofUrl))
    const { of } = this.prices(unknown)
    const usual = one + DEFINITION * SCOPED_TERMS
    const dearest = scoped.reduce((most, chain) => Math.max(most, of(chain)), usual)
    // In an object inside one with a scoped context, the terms around that one are copied.
    const copied = Math.max(0, terms - USUAL_MEMBERS) / COPIES
    return of(outer) + this.values * (dearest - usual) + this.objects * copied
  }

  /** @param unknown the price of a context that is not loaded */
  private prices(unknown: number): {
    readonly of: (chain: Chain) => number
    readonly ofUrl: (url: string) => number
  } {
    const known = new Map<string, number>()
    const of = ({ objects, terms, urls }: Chain): number => {
      let price = (objects * this.terms) / COPIES + DEFINITION * terms
      for (const [url, times] of urls) price += times * ofUrl(url)
      return price
    }
    const ofUrl = (url: string): number => {
      const before = known.get(url)
      if (before !== undefined) return before
      // One that names itself is refused by the processor.
      known.set(url, unknown)
      const chain = this.loaded.get(url)
      const price = chain === undefined ? unknown : of(chain)
      known.set(url, price)
      return price
    }
    return { of, ofUrl }
  }
}

function newChain(): Chain {
  return { objects: 0, terms: 0, urls: new Map() }
}
