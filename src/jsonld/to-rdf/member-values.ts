/** Writes the values of one member of a node as lines (JSON-LD 1.1 API sections 5.1 step 13, 7.2 and 8.1). */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { standsForItself } from '../context/expand-iri.js'
import type { Property } from '../context/property.js'
import type { PathIssues } from '../issues/path-issues.js'
import { Unsupported } from '../issues/unsupported.js'
import { type Dataset, DEFAULT_GRAPH, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { escapeLiteral } from '../rdf/n-quads.js'
import type { DuplicateQuads } from './duplicate-quads.js'
import { writeLanguageMap } from './language-map.js'
import type { LineSources } from './line-sources.js'
import { writeCollection } from './list.js'
import type { TermMaker } from './rdf-terms.js'
import { jsonLiteral } from './value-object.js'
import type { WalkMeter } from './walk-meter.js'

/** The walk to which the values belong. */
export interface Walk {
  readonly dataset: Dataset
  readonly duplicateQuads: DuplicateQuads
  readonly found: PathIssues
  readonly meter: WalkMeter
  readonly terms: TermMaker
  readonly lineSources: LineSources | undefined
  /** Writes an object. Returns its term, or `undefined` if there is none. */
  object(element: JsonObject, under: Property, graph: Term, lone: boolean): Term | undefined
}

export class MemberValues {
  private readonly walk: Walk
  private readonly dataset: Dataset
  private readonly found: PathIssues
  private readonly meter: WalkMeter
  private readonly terms: TermMaker
  private readonly lineSources: LineSources | undefined

  constructor(walk: Walk) {
    this.walk = walk
    this.dataset = walk.dataset
    this.found = walk.found
    this.meter = walk.meter
    this.terms = walk.terms
    this.lineSources = walk.lineSources
  }

  /** Writes one member of a node. False if JSON-LD drops the member; an empty array is not dropped. */
  write(quads: SubjectQuads, property: Property, value: Json, graph: Term): boolean {
    if (property.coercion === 'json') {
      // To sort the names and write the text takes about four times as long as a walk.
      this.meter.values(value, 4)
      const text = jsonLiteral(value)
      this.walk.duplicateQuads.note(quads, property.predicate.text, text, graph, value)
      this.dataset.add(quads, property.predicate, text, graph)
      return true
    }
    if (value === null) return false
    if (property.list) {
      this.dataset.add(quads, property.predicate, this.list(property, value, graph), graph)
    } else if (property.languageMap && isJsonObject(value)) {
      for (const values of Object.values(value)) {
        this.meter.visit(Array.isArray(values) ? values.length + 1 : 1, property.context)
      }
      writeLanguageMap(this.walk, quads, property, value, graph)
    } else {
      // A graph container without graphs is dropped.
      if (property.graph && Array.isArray(value) && isEmpty(value)) return false
      this.value(quads, property, value, graph)
    }
    return true
  }

  private value(quads: SubjectQuads, property: Property, value: Json, graph: Term): void {
    if (typeof value === 'string' && graph === DEFAULT_GRAPH) {
      // The most frequent case: the line is complete.
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
        this.values(quads, property, value, graph)
        return
      }
      if (property.graph) {
        const name = this.dataset.newBlankNode()
        this.dataset.add(quads, property.predicate, name, graph)
        this.walk.object(value as JsonObject, property, name, true)
        return
      }
    } else if (property.graph) {
      const reference = property.coercion !== 'literal' && typeof value === 'string'
      this.found.add(reference ? 'object_with_only_id' : 'object_with_only_value')
      return
    }
    // A number is written with all its digits, and read back to see whether any was lost.
    if (typeof value === 'number' || property.coercion === 'double') this.meter.count(3)
    this.terms.forget()
    const object =
      typeof value === 'object'
        ? this.walk.object(value as JsonObject, property, graph, false)
        : this.terms.scalar(property, value)
    if (object === undefined) return
    const { predicate } = property
    if (typeof object === 'string')
      this.terms.note(this.walk.duplicateQuads, quads, predicate.text, object, graph)
    if (typeof object === 'string' && graph === DEFAULT_GRAPH) {
      this.line(quads, property, value, predicate.text + object + DEFAULT_GRAPH)
    } else this.dataset.add(quads, predicate, object, graph)
  }

  private values(quads: SubjectQuads, property: Property, values: readonly Json[], graph: Term): void {
    this.meter.enter()
    this.meter.visit(values.length, property.context)
    const { path } = this.found
    for (let i = 0; i < values.length; i++) {
      path.push(i)
      this.value(quads, property, values[i]!, graph)
      path.pop()
    }
    this.meter.depth--
  }

  /** A complete line of the default graph, without its subject. */
  private line(quads: SubjectQuads, property: Property, value: Json, rest: string): void {
    this.dataset.addTail(quads, property.predicate, rest)
    this.lineSources?.line(this.found.path, value, quads, property, rest)
  }

  /** Writes the values as a list, and returns its head. */
  private list(property: Property, value: Json, graph: Term): Term {
    const { path, issues } = this.found
    const items: Term[] = []
    const isMany = Array.isArray(value)
    if (isMany) this.meter.visit(value.length, property.context)
    for (const [i, item] of (isMany ? value : [value]).entries()) {
      if (item === null) continue
      if (Array.isArray(item)) throw new Unsupported() // a list in a list
      const before = issues.length
      if (isMany) path.push(i)
      const term =
        typeof item === 'object'
          ? this.walk.object(item as JsonObject, property, graph, false)
          : this.terms.scalar(property, item as string | number | boolean)
      if (isMany) path.pop()
      if (term !== undefined) items.push(term)
      else if (issues.length === before) throw new Unsupported() // nothing in a list
    }
    this.meter.collection(items.length)
    return writeCollection(this.dataset, items, graph)
  }
}

/** Whether all values are null, at any depth. */
function isEmpty(values: readonly Json[]): boolean {
  return values.every((value) => value === null || (Array.isArray(value) && isEmpty(value)))
}
