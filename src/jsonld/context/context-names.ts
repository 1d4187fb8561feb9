/**
 * Compares the names that the contexts of a document define. The holder of a signed document could add a context that exchanges two
 * names of the issuer's own context, and exchange these names in the document. The graph and its signature stay the same, but readers
 * of the JSON take one value for the other. So two contexts of a document must not give a name different meanings, in any scope and in
 * any order.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { sameJson } from '../jcs/same-json.js'
import type { ActiveContext, TermDefinition } from './active-context.js'

/** The names of one context in a document, with those of its scoped contexts. */
export class ContextNames {
  readonly context: JsonObject
  /** The context, compiled for the document. */
  readonly active: ActiveContext
  /** Whether it is a bundled context. Only its `@vocab` is compared, because `standardMember` checks its terms. */
  readonly isBundled: boolean
  /** The cost of collecting the names, in copied terms; `undefined` before that. */
  work: number | undefined
  /** The names with a meaning outside its scoped contexts. */
  private readonly outermost = new Set<string>()
  /** Name → meanings. */
  private readonly meanings = new Map<string, Set<string>>()
  /** Meaning or IRI → names. */
  private readonly names = new Map<string, Set<string>>()
  private readonly vocabularies = new Set<string>()
  private vocabulary: string | undefined

  constructor(context: JsonObject, active: ActiveContext, isBundled: boolean) {
    this.context = context
    this.active = active
    this.isBundled = isBundled
    if (isBundled) this.addVocabulary(active, false)
  }

  add(name: string, definition: TermDefinition, isScoped: boolean): void {
    if (!isScoped) this.outermost.add(name)
    const meaning = meaningOf(definition)
    addTo(this.meanings, name, meaning)
    for (const said of [meaning, String(definition.id)]) addTo(this.names, said, name)
  }

  addVocabulary({ vocabulary }: ActiveContext, isScoped: boolean): void {
    if (vocabulary !== undefined) this.vocabularies.add(vocabulary)
    if (!isScoped) this.vocabulary = vocabulary
  }

  /** Whether this context alone could give the name another meaning, or the IRI another name. */
  contradicts(name: string, iri: string, meaning: string): boolean {
    const vocabularies = [...this.vocabularies]
    if (vocabularies.some((vocabulary) => vocabulary + name === iri)) return false
    if (this.meanings.get(name)?.has(meaning) === true) return false
    if (this.outermost.has(name)) return true
    const known = this.names.get(meaning) ?? this.names.get(iri)
    if (known !== undefined) return !known.has(name)
    if (vocabularies.some((vocabulary) => iri.startsWith(vocabulary))) return true
    return !this.isBundled && this.vocabulary !== undefined && !name.includes(':')
  }

  /** Whether this context gives the prefix another meaning. */
  contradictsPrefix(prefix: string, meaning: string): boolean {
    return this.outermost.has(prefix) && this.meanings.get(prefix)?.has(meaning) !== true
  }
}

/** The meaning of a term for its value. `@prefix` and the scoped context do not change it. */
function meaningOf({ id, type, language, direction }: Partial<TermDefinition>): string {
  return JSON.stringify([id, type, language, direction])
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, new Set([value]))
  else values.add(value)
}

/**
 * Whether a context of the document contradicts the meaning of a name, or of its prefix.
 * @param iri the meaning of the name here
 */
export function isRedefined(active: ActiveContext, name: string, iri: string | null): boolean {
  const { terms, trusted, sources } = active
  if (trusted) return false
  const term = terms.get(name)
  const prefix = name.slice(0, Math.max(0, name.indexOf(':')))
  const mapping = term === undefined ? terms.get(prefix) : undefined
  if ((term ?? mapping)?.redefined === true) return true
  if (sources.length < 2 || iri === null || (term !== undefined && term.own !== true)) return false
  const meaning = meaningOf(term ?? { id: iri })
  if (sources.some((source) => source.contradicts(name, iri, meaning))) return true
  return mapping?.own === true && sources.some((each) => each.contradictsPrefix(prefix, meaningOf(mapping)))
}

/** Whether two definitions of one term are equal (JSON-LD 1.1 API section 4.2.2, step 27). */
export function sameDefinition(left: TermDefinition, right: TermDefinition): boolean {
  return left.protected === right.protected && left.prefix === right.prefix && sameMeaning(left, right)
}

/** Whether a member has the same meaning with both definitions. */
export function sameMeaning(left: TermDefinition, right: TermDefinition): boolean {
  return sameValue(left, right) && sameContext(left.context, right.context)
}

/** Whether the value of a member has the same meaning with both definitions, without their scoped contexts. */
export function sameValue(left: TermDefinition, right: TermDefinition): boolean {
  return (
    left.id === right.id &&
    left.reverse === right.reverse &&
    left.type === right.type &&
    left.language === right.language &&
    left.direction === right.direction &&
    left.index === right.index &&
    left.nest === right.nest &&
    sameContainer(left.container, right.container)
  )
}

function sameContainer(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return left.length === right.length && left.slice().sort().join() === right.slice().sort().join()
}

/** The items of `@container` may have any order. */
function sameContext(left: Json | undefined, right: Json | undefined): boolean {
  return left === right || sameJson(withSortedContainers(left), withSortedContainers(right))
}

function withSortedContainers(context: Json | undefined): Json | undefined {
  if (Array.isArray(context)) return context.map((item) => withSortedContainers(item)!)
  if (context === undefined || !isJsonObject(context)) return context
  const sorted = Object.entries(context).map(([name, value]) => {
    const isContainer = name === '@container' && Array.isArray(value)
    return [name, isContainer ? value.slice().sort() : withSortedContainers(value)!] as const
  })
  return Object.fromEntries(sorted)
}
