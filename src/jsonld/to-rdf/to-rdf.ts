/**
 * Makes the quads of the RDF dataset from plain JSON in one walk: Expansion, Node Map Generation and Deserialise JSON-LD to RDF
 * (JSON-LD 1.1 API sections 5.1, 7.2 and 8.1), without the trees between them.
 * For unsupported features it throws `Unsupported`. Values that would be lost are reported as issues.
 */

import type { Json, JsonObject } from '../../encoding/json.js'
import { countValues } from '../budget/count-values.js'
import type { Work } from '../budget/limits.js'
import type { ActiveContext } from '../context/active-context.js'
import { type FindContext, LOCAL } from '../context/compile-context.js'
import { initialContext } from '../context/context-cache.js'
import {
  bundledContexts,
  definesGraph,
  isSpelled,
  keepsTypeScope,
  typeScoped,
} from '../context/node-context.js'
import { processContext } from '../context/process-context.js'
import { type Property, propertyOf } from '../context/property.js'
import { PathIssues } from '../issues/path-issues.js'
import { hasForbidden } from '../issues/proto-members.js'
import { Unsupported } from '../issues/unsupported.js'
import { Dataset, DEFAULT_GRAPH, type Term } from '../rdf/dataset.js'
import type { NameCheck } from '../safe-mode/name-check.js'
import type { UndefinedName } from '../safe-mode/suggestion.js'
import { DuplicateQuads } from './duplicate-quads.js'
import type { LineSources } from './line-sources.js'
import { MemberValues, type Walk } from './member-values.js'
import { TermMaker } from './rdf-terms.js'
import { TypeWriter } from './type-writer.js'
import { WalkMeter } from './walk-meter.js'

export class QuadWriter implements Walk {
  readonly dataset = new Dataset()
  readonly duplicateQuads = new DuplicateQuads()
  readonly found = new PathIssues()
  /** Their hints are written after the walk, because few documents need one. */
  readonly undefinedNames: UndefinedName[] = []
  readonly meter: WalkMeter
  readonly terms: TermMaker
  readonly lineSources: LineSources | undefined
  private readonly find: FindContext
  private readonly names: NameCheck | undefined
  private readonly types: TypeWriter
  private readonly values: MemberValues

  /**
   * @param work is charged for each member and item before it is read
   * @param lineSources records from which string of the document each line came
   * @param names checks each name
   */
  constructor(find: FindContext, work: Work, lineSources?: LineSources, names?: NameCheck) {
    this.find = find
    this.lineSources = lineSources
    this.names = names
    const { dataset, found } = this
    this.meter = new WalkMeter(work, dataset)
    this.terms = new TermMaker(dataset, found, names)
    this.types = new TypeWriter(dataset, found, names, this.terms, this.undefinedNames)
    this.values = new MemberValues(this)
  }

  /** Writes the quads of a document. */
  write(document: Json): void {
    try {
      this.nodes(document, undefined)
    } finally {
      this.meter.settle()
    }
  }

  /** Nodes at the top level, or in the top-level `@graph`. */
  private nodes(value: Json, under: Property | undefined): void {
    if (value === null) return
    if (Array.isArray(value)) {
      this.meter.enter()
      for (let i = 0; i < value.length; i++) {
        this.found.path.push(i)
        this.nodes(value[i]!, under)
        this.found.path.pop()
      }
      this.meter.depth--
    } else if (typeof value === 'object') this.object(value as JsonObject, under, DEFAULT_GRAPH, true)
    else this.found.add('free-floating_scalar')
  }

  /**
   * Writes one object. Returns its term, or `undefined` if there is none.
   * @param under the property of the object; `undefined` at the top level
   * @param lone whether the object would be dropped if it had only an id
   */
  object(element: JsonObject, under: Property | undefined, graph: Term, lone: boolean): Term | undefined {
    this.meter.enter()
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
    if (local !== undefined) this.meter.pay(context)
    this.types.outermost ??= context
    // Expansion 10, 11
    const active = typeScoped(context, element, this.meter)
    // Expansion 19 uses the last active context, which may define the property as a graph container.
    const alone = lone || (under !== undefined && definesGraph(active, under.name))
    if (isSpelled(element, active.spellings.value)) {
      this.meter.visit(countValues(element), active)
      this.meter.depth--
      return this.terms.valueObject(element, context, active, alone, this.meter)
    }
    const term = this.node(element, context, active, graph, alone)
    this.terms.forget()
    this.meter.depth--
    return term
  }

  /** @param typeContext the context for types; `active` has the type-scoped contexts too */
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
    this.meter.visit(names.length + 1, active)
    for (const name of names) {
      const property = active.properties.get(name) ?? propertyOf(active, name, this.meter)
      switch (property.kind) {
        case 'property': {
          path.push(name)
          if (!active.trusted) this.meter.payAll(property)
          if (elsewhere || property.standardName !== undefined || property.redefined)
            check?.member(property, elsewhere, path)
          if (this.values.write(quads, property, element[name]!, graph)) members++
          path.pop()
          break
        }
        case 'type':
          if (property.standardName !== undefined) check?.member(property, elsewhere, [...path, name])
          if (Array.isArray(element[name])) this.meter.visit(element[name].length, typeContext)
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
          throw new Unsupported() // a keyword, a term that this walk does not implement, or __proto__
      }
    }
    if (lone && members === 0) {
      this.found.add(isSpelled(element, active.spellings.id) ? 'object_with_only_id' : 'empty_object')
    }
    return subject
  }

  /** At the top level, `@graph` without other members except `@context` is the default graph. */
  private topGraph(element: JsonObject, property: Property, graph: Term, lone: boolean): void {
    const { context, name } = property
    const others = Object.keys(element).some((other) => other !== name && other !== '@context')
    if (others || !lone || this.meter.depth > 1 || graph !== DEFAULT_GRAPH) throw new Unsupported() // @graph
    if (context.previous !== undefined || context.terms.get(name)?.context !== undefined) {
      throw new Unsupported() // @graph with a scoped context
    }
    const value = element[name]!
    if (value === null || typeof value !== 'object') throw new Unsupported() // invalid @graph value
    this.found.path.push(name)
    this.nodes(value, property)
    this.found.path.pop()
  }

  private localContext(active: ActiveContext, local: Json): ActiveContext {
    const bundled = bundledContexts(active, local, this.meter)
    if (bundled !== undefined) return bundled
    // It is read as text and as a tree before it is known whether it was compiled before.
    this.meter.values(local, 1)
    if (hasForbidden(local)) throw new Unsupported() // a member __proto__
    return processContext(active, local, LOCAL, this.find, this.meter)
  }

  private undefinedMember(name: string, element: JsonObject, active: ActiveContext): void {
    const { found, types } = this
    if (found.isFull) return
    // To find a hint, all scoped contexts are searched.
    this.meter.count(64)
    const outermost = types.outermost ?? active
    this.undefinedNames.push({ at: found.issues.length, name, element, active, outermost })
    found.add('invalid_property', name, name)
  }
}
