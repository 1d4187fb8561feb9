/** Writes the types of a node, each as one line. For types that a context defines, the line is already made. */
import type { Json } from '../../encoding/json.js'
import type { ActiveContext } from '../context/active-context.js'
import { expandVocabulary, isAbsolute } from '../context/expand-iri.js'
import type { PathIssues } from '../issues/path-issues.js'
import { Unsupported } from '../issues/unsupported.js'
import { type Dataset, DEFAULT_GRAPH, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { RDF } from '../rdf/n-quads.js'
import { rankedPredicate } from '../rdf/predicate.js'
import type { NameCheck } from '../safe-mode/name-check.js'
import type { UndefinedName } from '../safe-mode/suggestion.js'
import type { TermMaker } from './rdf-terms.js'

const RDF_TYPE = /* @__PURE__ */ rankedPredicate(` <${RDF}type> `)

export class TypeWriter {
  private readonly dataset: Dataset
  private readonly found: PathIssues
  private readonly names: NameCheck | undefined
  private readonly terms: TermMaker
  private readonly undefinedNames: UndefinedName[]
  /** The outermost context, for suggestions. */
  outermost: ActiveContext | undefined

  constructor(
    dataset: Dataset,
    found: PathIssues,
    names: NameCheck | undefined,
    terms: TermMaker,
    undefinedNames: UndefinedName[],
  ) {
    this.undefinedNames = undefinedNames
    this.dataset = dataset
    this.found = found
    this.names = names
    this.terms = terms
  }

  /** Writes the types, and returns their number. */
  write(
    quads: SubjectQuads,
    member: string,
    types: Json,
    context: ActiveContext,
    graph: Term,
    elsewhere: boolean,
  ): number {
    if (typeof types === 'string') {
      this.type(quads, member, types, context, graph, elsewhere)
      return 1
    }
    if (!Array.isArray(types)) throw new Unsupported() // invalid type value
    for (const type of types) {
      if (typeof type !== 'string') throw new Unsupported() // invalid type value
      this.type(quads, member, type, context, graph, elsewhere)
    }
    return types.length
  }

  private type(
    quads: SubjectQuads,
    member: string,
    type: string,
    context: ActiveContext,
    graph: Term,
    elsewhere: boolean,
  ): void {
    let line = context.typeLines.get(type)
    if (line === undefined) {
      const iri = expandVocabulary(context, type)
      if (iri === '@json') throw new Unsupported() // @json as the type of a node
      if (iri === null || !isAbsolute(iri)) {
        const { found, undefinedNames } = this
        if (found.isFull) return
        const outermost = this.outermost ?? context
        undefinedNames.push({
          at: found.issues.length,
          name: type,
          element: undefined,
          active: context,
          outermost,
        })
        found.add('relative_type_reference', type, member)
        return
      }
      const term = this.terms.named(iri)
      line = { term, rest: RDF_TYPE.text + term + DEFAULT_GRAPH }
      if (typeof term === 'string' && context.terms.has(type)) context.typeLines.set(type, line)
    }
    const { term, rest } = line
    const { names } = this
    if (names !== undefined && (elsewhere || !context.trusted || !context.terms.has(type))) {
      names.type(type, String(term).slice(1, -1), context, elsewhere, [...this.found.path, member])
    }
    if (typeof term === 'string' && graph === DEFAULT_GRAPH) this.dataset.addTail(quads, RDF_TYPE, rest)
    else this.dataset.add(quads, RDF_TYPE, term, graph)
  }
}
