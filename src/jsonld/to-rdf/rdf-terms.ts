/** Makes RDF terms from strings, numbers, ids and value objects (JSON-LD 1.1 API sections 5.1, 5.3.2 and 8.2.2). */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { ActiveContext, ContextPayer } from '../context/active-context.js'
import { expandReference, expandVocabulary, isAbsolute, standsForItself } from '../context/expand-iri.js'
import type { Property } from '../context/property.js'
import type { PathIssues } from '../issues/path-issues.js'
import { Unsupported } from '../issues/unsupported.js'
import type { BlankNode, Dataset, SubjectQuads, Term } from '../rdf/dataset.js'
import { doubleText, escapeLiteral, iriText } from '../rdf/n-quads.js'
import type { NameCheck } from '../safe-mode/name-check.js'
import type { DuplicateQuads } from './duplicate-quads.js'
import { booleanLiteral, numberLiteral, typedSpelling } from './literals.js'
import { type Literal, literalOfValueObject } from './value-object.js'

const ABSOLUTE_HINT = 'write an absolute URL, such as https://…, urn:uuid:… or did:…'

export class TermMaker {
  /** For the last literal: its JSON value, if the text does not determine it, and its parts, if it has a direction. */
  private spelling: Json | undefined
  private directed: Literal['directed']
  private readonly dataset: Dataset
  private readonly found: PathIssues
  private readonly names: NameCheck | undefined
  private blankNodes: Map<string, BlankNode> | undefined

  constructor(dataset: Dataset, found: PathIssues, names: NameCheck | undefined) {
    this.dataset = dataset
    this.found = found
    this.names = names
  }

  /** Forgets the last literal. */
  forget(): void {
    this.spelling = undefined
    this.directed = undefined
  }

  /** Notes the facts about the last literal that its text does not determine. */
  note(
    duplicateQuads: DuplicateQuads,
    quads: SubjectQuads,
    predicate: string,
    text: string,
    graph: Term,
  ): void {
    if (this.spelling !== undefined) duplicateQuads.note(quads, predicate, text, graph, this.spelling)
    if (this.directed !== undefined)
      duplicateQuads.noteDirection({ quads, predicate, graph, ...this.directed })
  }

  /** The term of an absolute IRI or blank node identifier. */
  named(iri: string): Term {
    if (!iri.startsWith('_:')) return iriText(iri)
    this.names?.blankNode(iri, this.found.path)
    this.blankNodes ??= new Map()
    let node = this.blankNodes.get(iri)
    if (node === undefined) {
      node = this.dataset.newBlankNode()
      this.blankNodes.set(iri, node)
    }
    return node
  }

  /** The node's id, or a new blank node. */
  subject(element: JsonObject, active: ActiveContext): Term {
    let id: Json | undefined
    let member = ''
    for (const name of active.spellings.id) {
      const value = element[name]
      if (value === undefined || typeof value === 'function') continue
      if (id !== undefined) throw new Unsupported() // colliding keywords
      id = value
      member = name
    }
    if (id === undefined) return this.dataset.newBlankNode()
    if (typeof id !== 'string') throw new Unsupported() // invalid @id value
    if (standsForItself(active, id)) return `<${id}>`
    const expanded = expandReference(active, id)
    if (expanded === null) this.found.add('reserved_id_value', id, member)
    else if (isAbsolute(expanded)) {
      if (expanded !== id) this.names?.reference(id, [...this.found.path, member])
      return this.named(expanded)
    } else this.found.add('relative_id_reference', id, member, ABSOLUTE_HINT)
    return this.dataset.newBlankNode()
  }

  /** The term of a string, number or boolean; `undefined` if JSON-LD drops it. */
  scalar(property: Property, value: string | number | boolean): Term | undefined {
    if (this.names !== undefined && (typeof value !== 'string' || property.datatype !== undefined)) {
      this.names.value(value, property.datatype, this.found.path)
    }
    if (typeof value !== 'string') {
      this.spelling = typedSpelling(value, property.datatype)
      return typeof value === 'boolean'
        ? booleanLiteral(value, property.datatype)
        : numberLiteral(value, property.datatype)
    }
    switch (property.coercion) {
      case 'literal': {
        const text = `"${escapeLiteral(value)}`
        if (property.ambiguous) this.spelling = value
        if (property.directed) this.directed = { text, language: property.language }
        return text + property.suffix
      }
      case 'reference':
        return this.reference(property, value, expandReference)
      case 'vocabulary':
        return this.reference(property, value, expandVocabulary)
      default:
        this.spelling = value
        return `"${doubleText(Number.parseFloat(value))}${property.suffix}`
    }
  }

  valueObject(
    element: JsonObject,
    context: ActiveContext,
    active: ActiveContext,
    lone: boolean,
    payer: ContextPayer,
  ): string | undefined {
    if (active !== context) throw new Unsupported() // a value object with a type-scoped context
    const literal = literalOfValueObject(element, active, this.found, this.names, payer)
    if (lone) this.found.add('object_with_only_value')
    this.spelling = literal?.spelling
    this.directed = literal?.directed
    return literal?.text
  }

  private reference(property: Property, value: string, expand: typeof expandReference): Term | undefined {
    if (expand === expandReference && standsForItself(property.context, value)) return `<${value}>`
    const iri = expand(property.context, value)
    if (iri !== null && isAbsolute(iri)) {
      if (iri !== value) this.checkReference(property, value, iri, expand)
      return this.named(iri)
    }
    if (iri === null && expand === expandVocabulary) throw new Unsupported() // a reference mapped to null
    this.found.add(
      iri === null ? 'reserved_id_value' : 'relative_object_reference',
      value,
      undefined,
      ABSOLUTE_HINT,
    )
    return undefined
  }

  private checkReference(
    { context }: Property,
    value: string,
    iri: string,
    expand: typeof expandReference,
  ): void {
    if (this.names === undefined) return
    if (expand === expandReference) this.names.reference(value, this.found.path)
    else if (!context.trusted || !context.terms.has(value))
      this.names.type(value, iri, context, false, this.found.path)
  }
}
