/** A list as an RDF collection (JSON-LD 1.1 API section 8.2.3): a chain of blank nodes. */
import type { Dataset, Term } from '../rdf/dataset.js'
import { RDF } from '../rdf/n-quads.js'
import { rankedPredicate } from '../rdf/predicate.js'

const RDF_FIRST = rankedPredicate(` <${RDF}first> `)
const RDF_REST = rankedPredicate(` <${RDF}rest> `)
const RDF_NIL = `<${RDF}nil>`

/** Returns the head of the list, or `rdf:nil` for no items. */
export function writeCollection(dataset: Dataset, items: readonly Term[], graph: Term): Term {
  let rest: Term = RDF_NIL
  for (let i = items.length - 1; i >= 0; i--) {
    const node = dataset.newBlankNode()
    const quads = dataset.of(node)
    dataset.add(quads, RDF_FIRST, items[i]!, graph)
    dataset.add(quads, RDF_REST, rest, graph)
    rest = node
  }
  return rest
}
