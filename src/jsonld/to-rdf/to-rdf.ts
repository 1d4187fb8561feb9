/**
 * One walk from plain JSON to the quads of its RDF dataset: Expansion, Node Map Generation and Deserialise JSON-LD to
 * RDF (JSON-LD 1.1 API sections 5.1, 7.2 and 8.1) at once, without the trees between them.
 * What it does not implement it throws `Unsupported` for; what would be lost it reports as issues, all of them.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { exceeded, type Work } from '../budget/limits.js'
import type { ActiveContext } from '../context/active-context.js'
import { initialContext } from '../context/context-cache.js'
import { standsForItself } from '../context/expand-iri.js'
import {
  bundledContexts,
  definesGraph,
  isSpelled,
  keepsTypeScope,
  typeScoped,
} from '../context/node-context.js'
import { type FindContext, LOCAL, processContext } from '../context/process-context.js'
import { type Property, propertyOf } from '../context/property.js'
import { PathIssues } from '../issues/path-issues.js'
import { Unsupported } from '../issues/unsupported.js'
import { Dataset, DEFAULT_GRAPH, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { escapeLiteral } from '../rdf/n-quads.js'
import type { NameCheck } from '../safe-mode/check-names.js'
import { suggestionFor } from '../safe-mode/suggestion.js'
import { DuplicateQuads } from './duplicate-quads.js'
import { writeLanguageMap } from './language-map.js'
import type { LineSources } from './line-sources.js'
import { writeCollection } from './list.js'
import { TermMaker } from './rdf-terms.js'
import { TypeWriter } from './types.js'
import { jsonLiteral } from './value-object.js'

/** Contexts of bundled terms, combined by types and scopes, that no walk pays for. */
const BUNDLED_FREE = 64

/** Numbers the walks. A number in a context that lives long costs the collector nothing, as an object would. */
const walks = { count: 0 }

export class QuadWriter {
  readonly dataset = new Dataset()
  readonly duplicateQuads = new DuplicateQuads()
  readonly found = new PathIssues()
  private readonly find: FindContext
  private readonly work: Work
  private readonly lineSources: LineSources | undefined
  private readonly names: NameCheck | undefined
  private readonly terms: TermMaker
  private readonly types: TypeWriter
  private depth = 0
  /** Levels and quads that may be reached: nobody else draws on the account while a walk runs. */
  private readonly deepest: number
  private readonly most: number
  /** Stands for this walk, where contexts remember who paid for them. */
  private readonly payer = ++walks.count
  private bundledInUse = 0

  /**
   * @param work pays for every member and item before it is looked at
   * @param lineSources is told which string of the document each line came from
   * @param names is asked about every name
   */
  constructor(find: FindContext, work: Work, lineSources?: LineSources, names?: NameCheck) {
    this.find = find
    this.work = work
    this.lineSources = lineSources
    this.names = names
    this.deepest = work.limits.depth
    this.most = work.remaining('quads')
    const { dataset, found } = this
    this.terms = new TermMaker(dataset, found, names)
    this.types = new TypeWriter(dataset, found, names, this.terms)
  }

  /** Writes the quads of a document. */
  write(document: Json): void {
    this.nodes(document, undefined)
  }

  /** Nodes at the top, or under the `@graph` of the top. */
  private nodes(value: Json, under: Property | undefined): void {
    if (value === null) return
    if (Array.isArray(value)) {
      this.enter()
      for (let i = 0; i < value.length; i++) {
        this.found.path.push(i)
        this.nodes(value[i]!, under)
        this.found.path.pop()
      }
      this.depth--
    } else if (typeof value === 'object') this.object(value as JsonObject, under, DEFAULT_GRAPH, true)
    else this.found.add('free-floating_scalar')
  }

  /**
   * One object; answers with its term, `undefined` when there is none.
   * @param under the property it stands under; none at the top
   * @param lone whether it would be dropped if it had nothing but an id
   */
  private object(
    element: JsonObject,
    under: Property | undefined,
    graph: Term,
    lone: boolean,
  ): Term | undefined {
    this.enter()
    // Expansion 7, 8
    const inherited =
      under === undefined
        ? initialContext()
        : under.context.previous !== undefined && keepsTypeScope(element, under.context)
          ? under.kept
          : under.reverted
    // Expansion 9
    const local = element['@context']
    const context = local === undefined ? inherited : this.localContext(inherited, local)
    if (local !== undefined) this.pay(context)
    this.types.outermost ??= context
    // Expansion 10, 11
    const active = typeScoped(context, element, this.pay)
    // Expansion 19 asks the context that is in force at the end, which may see a graph container in the property.
    const alone = lone || (under !== undefined && definesGraph(active, under.name))
    if (isSpelled(element, active.spellings.value)) {
      this.visit(countValues(element), active)
      this.depth--
      return this.terms.valueObject(element, context, active, alone)
    }
    const term = this.node(element, context, active, graph, alone)
    this.terms.forget()
    this.depth--
    return term
  }

  /** @param typeContext in force for types; `active` includes what the types brought */
  private node(
    element: JsonObject,
    typeContext: ActiveContext,
    active: ActiveContext,
    graph: Term,
    lone: boolean,
  ): Term {
    const subject = this.terms.subject(element, active)
    const quads = this.dataset.of(subject)
    const { path } = this.found
    this.lineSources?.node(element, quads, active)
    const check = this.names
    const elsewhere = check?.isRootElsewhere(element, quads, active, graph, path) === true
    let members = 0
    const names = Object.keys(element)
    this.visit(names.length + 1, active)
    for (const name of names) {
      const property = active.properties.get(name) ?? propertyOf(active, name)
      switch (property.kind) {
        case 'property': {
          path.push(name)
          if (!active.trusted) this.payAll(property)
          if (elsewhere || property.standardName !== undefined || property.redefined)
            check?.member(property, elsewhere, path)
          if (this.member(quads, property, element[name]!, graph)) members++
          path.pop()
          break
        }
        case 'type':
          if (property.standardName !== undefined) check?.member(property, elsewhere, [...path, name])
          if (Array.isArray(element[name])) this.visit(element[name].length, typeContext)
          members += this.types.write(quads, name, element[name]!, typeContext, graph, elsewhere)
          break
        case 'id':
          if (property.standardName !== undefined) check?.member(property, elsewhere, [...path, name])
          break
        case 'context':
          break
        case 'undefined':
          this.undefinedMember(name, element, active)
          break
        case 'graph':
          check?.member(property, elsewhere, [...path, name])
          this.topGraph(element, property, graph, lone)
          return subject
        default:
          throw new Unsupported(`${name} (${property.kind})`)
      }
    }
    if (lone && members === 0) {
      this.found.add(isSpelled(element, active.spellings.id) ? 'object_with_only_id' : 'empty_object')
    }
    return subject
  }

  /** `@graph` beside nothing but a context, at the very top, holds the default graph. */
  private topGraph(element: JsonObject, property: Property, graph: Term, lone: boolean): void {
    const { context, name } = property
    const others = Object.keys(element).some((other) => other !== name && other !== '@context')
    if (others || !lone || this.depth > 1 || graph !== DEFAULT_GRAPH) throw new Unsupported('@graph')
    if (context.previous !== undefined || context.terms.get(name)?.context !== undefined) {
      throw new Unsupported('@graph with a scoped context')
    }
    const value = element[name]!
    if (value === null || typeof value !== 'object') throw new Unsupported('invalid @graph value')
    this.found.path.push(name)
    this.nodes(value, property)
    this.found.path.pop()
  }

  /** One member of a node; answers whether anything is there, be it an empty array. */
  private member(quads: SubjectQuads, property: Property, value: Json, graph: Term): boolean {
    if (property.coercion === 'json') {
      // Sorting names and writing text anew takes some four times as long as a walk.
      this.work.spend('scalars', 4 * countValues(value))
      const text = jsonLiteral(value)
      this.duplicateQuads.note(quads, property.predicate.text, text, graph, value)
      this.dataset.add(quads, property.predicate, text, graph)
      return true
    }
    if (value === null) return false
    if (property.list) {
      this.dataset.add(quads, property.predicate, this.list(property, value, graph), graph)
    } else if (property.languageMap && isJsonObject(value)) {
      for (const values of Object.values(value)) {
        this.visit(Array.isArray(values) ? values.length + 1 : 1, property.context)
      }
      writeLanguageMap(this, quads, property, value, graph)
    } else {
      // A graph container without graphs is no member at all.
      if (property.graph && Array.isArray(value) && isEmpty(value)) return false
      this.value(quads, property, value, graph)
    }
    return true
  }

  private value(quads: SubjectQuads, property: Property, value: Json, graph: Term): void {
    if (typeof value === 'string' && graph === DEFAULT_GRAPH) {
      // Most of any document: its finished line at once.
      const { plain } = property
      if (plain !== undefined) {
        this.line(quads, property, value, plain.open + escapeLiteral(value) + plain.close)
        return
      }
      if (property.coercion === 'reference' && !property.graph && standsForItself(property.context, value)) {
        this.line(quads, property, value, `${property.openIri}${value}> .\n`)
        return
      }
    }
    if (typeof value === 'object') {
      if (value === null) return
      if (Array.isArray(value)) {
        this.enter()
        this.visit(value.length, property.context)
        const { path } = this.found
        for (let i = 0; i < value.length; i++) {
          path.push(i)
          this.value(quads, property, value[i]!, graph)
          path.pop()
        }
        this.depth--
        return
      }
      if (property.graph) {
        const name = this.dataset.newBlankNode()
        this.dataset.add(quads, property.predicate, name, graph)
        this.object(value as JsonObject, property, name, true)
        return
      }
    } else if (property.graph) {
      const reference = property.coercion !== 'literal' && typeof value === 'string'
      this.found.add(reference ? 'object_with_only_id' : 'object_with_only_value')
      return
    }
    this.terms.forget()
    const object =
      typeof value === 'object'
        ? this.object(value as JsonObject, property, graph, false)
        : this.terms.scalar(property, value)
    if (object === undefined) return
    const { predicate } = property
    if (typeof object === 'string') this.terms.note(this.duplicateQuads, quads, predicate.text, object, graph)
    if (typeof object === 'string' && graph === DEFAULT_GRAPH) {
      this.line(quads, property, value, predicate.text + object + DEFAULT_GRAPH)
    } else this.dataset.add(quads, predicate, object, graph)
  }

  /** A finished line of the default graph, without its subject. */
  private line(quads: SubjectQuads, property: Property, value: Json, rest: string): void {
    this.dataset.addRest(quads, property.predicate, rest)
    this.lineSources?.line(this.found.path, value, quads, property, rest)
  }

  /** The head of the list that the values are in. */
  private list(property: Property, value: Json, graph: Term): Term {
    const { path, issues } = this.found
    const items: Term[] = []
    const isMany = Array.isArray(value)
    if (isMany) this.visit(value.length, property.context)
    for (const [i, item] of (isMany ? value : [value]).entries()) {
      if (item === null) continue
      if (Array.isArray(item)) throw new Unsupported('a list in a list')
      const before = issues.length
      if (isMany) path.push(i)
      const term =
        typeof item === 'object'
          ? this.object(item as JsonObject, property, graph, false)
          : this.terms.scalar(property, item as string | number | boolean)
      if (isMany) path.pop()
      if (term !== undefined) items.push(term)
      else if (issues.length === before) throw new Unsupported('nothing in a list')
    }
    return writeCollection(this.dataset, items, graph)
  }

  private localContext(active: ActiveContext, local: Json): ActiveContext {
    return bundledContexts(active, local) ?? processContext(active, local, LOCAL, this.find, this.pay)
  }

  /** Pays for members or items, and for what names and references under the context may grow to. */
  private visit(count: number, { trusted, longest }: ActiveContext): void {
    this.work.spend('scalars', count)
    // No term of a bundled context is long.
    if (!trusted) this.work.spend('bytes', count * longest)
  }

  /** Pays once a walk for a context, and for those that it was made from. Of bundled ones the usual few are always at hand. */
  private readonly pay = (context: ActiveContext): void => {
    let unpaid: ActiveContext | undefined = context
    while (unpaid !== undefined && unpaid.paidBy !== this.payer) {
      unpaid.paidBy = this.payer
      if (!unpaid.trusted || ++this.bundledInUse > BUNDLED_FREE) this.work.spend('contextWork', unpaid.cost)
      unpaid = unpaid.trusted ? undefined : unpaid.origin
    }
  }

  private payAll({ context, kept, reverted }: Property): void {
    this.pay(context)
    this.pay(kept)
    this.pay(reverted)
  }

  private undefinedMember(name: string, element: JsonObject, active: ActiveContext): void {
    const { found, types } = this
    // Looking for a remedy is dear.
    if (found.isFull) return
    found.add('invalid_property', name, name, suggestionFor(name, element, active, types.outermost ?? active))
  }

  private enter(): void {
    if (++this.depth > this.deepest) throw exceeded('depth', this.deepest)
    if (this.dataset.size > this.most) throw this.work.exceeded('quads')
  }
}

/** Members and items of a JSON literal, at any depth. */
function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, part) => sum + countValues(part as Json), 1)
}

/** Holds nothing but nulls, at any depth. */
function isEmpty(values: readonly Json[]): boolean {
  return values.every((value) => value === null || (Array.isArray(value) && isEmpty(value)))
}
