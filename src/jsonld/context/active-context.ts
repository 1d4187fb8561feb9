/** A compiled context: an immutable table of terms, with memos of what follows from it. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { Term } from '../rdf/dataset.js'
import type { ContextNames } from './context-names.js'
import type { Property } from './property.js'

/** What a context says of one term. A member that is absent was not said, which differs from `null`. */
export interface TermDefinition {
  /** Absolute IRI, blank node identifier or keyword; `null` when the term is to be ignored. */
  id: string | null
  reverse: boolean
  termHasColon: boolean
  protected?: true
  prefix?: boolean
  type?: string
  container?: readonly string[]
  /** A scoped context, as written. */
  context?: Json
  language?: string | null
  direction?: 'ltr' | 'rtl' | null
  index?: string
  nest?: string
  /** An earlier context of the document gave the term another meaning. */
  redefined?: true
  /** Defined by a context that is not bundled. */
  own?: true
}

export interface TypeLine {
  /** `<iri>`, or a blank node. */
  readonly term: Term
  /** What follows the subject in the line of the default graph. */
  readonly rest: string
}

export class ActiveContext {
  readonly terms: Map<string, TermDefinition>
  vocabulary: string | undefined
  language: string | undefined
  direction: 'ltr' | 'rtl' | undefined
  /** Some term was ever protected, so that null cannot reset this context. */
  hasProtected = false
  /** The context to return to below a node whose type brought its own. */
  previous: ActiveContext | undefined
  /** Made of bundled contexts only, whose scoped contexts are known to be valid. */
  trusted = true
  /** What making it from `origin` cost, in terms copied and defined; each walk that comes to use it draws it from `contextWork`. */
  cost = 0
  /** The context that it was made from, unless that one is as free as the initial one. */
  origin: ActiveContext | undefined
  /** The contexts that stand in the document itself and have names of their own, in the order of their coming. */
  sources: readonly ContextNames[] = []
  /** Characters that a term, prefix or vocabulary of it can add to a name or a reference, at most. */
  longest = 0
  /** The walk that paid for it last. */
  paidBy: number | undefined

  // Memos. Keys are objects that never change: term definitions, or frozen contexts.
  readonly properties = new Map<string, Property>()
  readonly applied = new Map<JsonObject, ActiveContext>()
  readonly appliedByType = new Map<JsonObject, ActiveContext>()
  readonly overridden = new Map<JsonObject, ActiveContext>()
  readonly typeScoped = new Map<TermDefinition, ActiveContext>()
  readonly byUrl = new Map<string, ActiveContext>()
  /** The terms that were used as types: `<iri>`, and the line that says so. */
  readonly typeLines = new Map<string, TypeLine>()
  private aliases: Aliases | undefined
  private withPrevious: ActiveContext | undefined
  private bare: ActiveContext | undefined
  private empty: ActiveContext | undefined

  constructor(terms: Map<string, TermDefinition>) {
    this.terms = terms
  }

  /** A copy to be changed. The default direction is not handed on: so does jsonld.js, and signatures rest on it. */
  copy(): ActiveContext {
    const copy = new ActiveContext(new Map(this.terms))
    copy.origin = this
    copy.cost = this.terms.size
    copy.vocabulary = this.vocabulary
    copy.language = this.language
    copy.hasProtected = this.hasProtected
    copy.previous = this.previous?.withoutDirection()
    copy.trusted = this.trusted
    copy.longest = this.longest
    copy.sources = this.sources
    return copy
  }

  /** This context, to be changed by one that does not propagate. */
  asPrevious(): ActiveContext {
    if (this.withPrevious === undefined) {
      this.withPrevious = this.copy()
      this.withPrevious.previous = this
    }
    return this.withPrevious
  }

  /** No term at all, as after a `null`; what the contexts of the document say of names still counts. */
  emptied(initial: ActiveContext): ActiveContext {
    if (this.sources.length === 0) return initial
    if (this.empty === undefined) {
      this.empty = new ActiveContext(new Map())
      this.empty.sources = this.sources
    }
    return this.empty
  }

  /** The context for nodes below, when this one came with a type. */
  reverted(): ActiveContext {
    return this.previous === undefined ? this : this.previous.withoutDirection()
  }

  /** The spellings of the keywords that decide what an object is. */
  get spellings(): Aliases {
    this.aliases ??= spellings(this.terms)
    return this.aliases
  }

  private withoutDirection(): ActiveContext {
    if (this.direction === undefined && this.previous === undefined) return this
    this.bare ??= this.copy()
    return this.bare
  }
}

/** Pays for contexts as they are made. */
export interface ContextPayer {
  pay(made: ActiveContext): void
}

export interface Aliases {
  readonly id: readonly string[]
  readonly type: readonly string[]
  readonly value: readonly string[]
}

function spellings(terms: ReadonlyMap<string, TermDefinition>): Aliases {
  const found: Record<keyof Aliases, string[]> = { id: ['@id'], type: ['@type'], value: ['@value'] }
  for (const [name, { id }] of terms) {
    if (id === '@id') found.id.push(name)
    else if (id === '@type' && name !== '@type') found.type.push(name)
    else if (id === '@value') found.value.push(name)
  }
  return found
}
