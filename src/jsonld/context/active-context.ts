/** A compiled context: an immutable table of terms, with caches of derived values. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { Work } from '../budget/limits.js'
import type { Term } from '../rdf/dataset.js'
import type { ContextNames } from './context-names.js'
import type { Property } from './property.js'

/** A term definition. An absent member differs from `null`: the context does not have it. */
export interface TermDefinition {
  /** An absolute IRI, a blank node identifier or a keyword; `null` if the term is ignored. */
  id: string | null
  reverse: boolean
  termHasColon: boolean
  protected?: true
  prefix?: boolean
  type?: string
  container?: readonly string[]
  /** The scoped context as it is written. */
  context?: Json
  language?: string | null
  direction?: 'ltr' | 'rtl' | null
  index?: string
  nest?: string
  /** Whether an earlier context of the document gave the term another meaning. */
  redefined?: true
  /** Whether a context that is not bundled defines it. */
  own?: true
}

export interface TypeLine {
  /** `<iri>`, or a blank node. */
  readonly term: Term
  /** The text after the subject in a line of the default graph. */
  readonly rest: string
}

export class ActiveContext {
  readonly terms: Map<string, TermDefinition>
  vocabulary: string | undefined
  language: string | undefined
  direction: 'ltr' | 'rtl' | undefined
  /** Whether a term was protected at any time, so that null cannot reset this context. */
  hasProtected = false
  /** The context for inner nodes, if this one came from a type-scoped context. */
  previous: ActiveContext | undefined
  /** Whether only bundled contexts are in it. Their scoped contexts are known to be valid. */
  trusted = true
  /** The cost of making it from `origin`, in copied and defined terms. Each call that uses it pays this once from `contextWork`. */
  cost = 0
  /** The context from which it was made; absent if that one costs nothing, like the initial context. */
  origin: ActiveContext | undefined
  /** The contexts in the document itself that define names, in their order. */
  sources: readonly ContextNames[] = []
  /** The maximum of characters that a term, prefix or vocabulary can add to a name or reference. */
  longest = 0
  /** The last walk that paid for it. */
  paidBy: number | undefined

  // Caches. Their keys are objects that never change: term definitions, or frozen contexts.
  readonly properties = new Map<string, Property>()
  readonly applied = new Map<JsonObject, ActiveContext>()
  readonly appliedByType = new Map<JsonObject, ActiveContext>()
  readonly overridden = new Map<JsonObject, ActiveContext>()
  readonly typeScoped = new Map<TermDefinition, ActiveContext>()
  readonly byUrl = new Map<string, ActiveContext>()
  /** The terms that were used as types, with `<iri>` and the text of the line. */
  readonly typeLines = new Map<string, TypeLine>()
  private aliases: Aliases | undefined
  private withPrevious: ActiveContext | undefined
  private bare: ActiveContext | undefined
  private empty: ActiveContext | undefined

  constructor(terms: Map<string, TermDefinition>) {
    this.terms = terms
  }

  /** Returns a copy that may be changed. It lacks the default direction, as in jsonld.js, because signatures depend on this. */
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

  /** Returns a copy for a context that does not propagate. */
  asPrevious(): ActiveContext {
    if (this.withPrevious === undefined) {
      this.withPrevious = this.copy()
      this.withPrevious.previous = this
    }
    return this.withPrevious
  }

  /** Returns a context without terms, as after `null`. It keeps the names that the contexts of the document define. */
  emptied(initial: ActiveContext): ActiveContext {
    if (this.sources.length === 0) return initial
    this.empty ??= Object.assign(new ActiveContext(new Map()), { sources: this.sources })
    return this.empty
  }

  /** The context for inner nodes, if this one came with a type. */
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

/** Pays for contexts when they are made. */
export interface ContextPayer {
  /** Charges for work that takes as long as this number of members, as for a property that is made, and not kept. */
  readonly count: (count: number) => void
  /** The account, whose `contextWork` counts copied and defined terms. */
  readonly work: Pick<Work, 'remaining' | 'spend'>
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
