/** The general JSON-LD processor, jsonld.js, for documents that the compiled engine does not support. It uses safe mode and no network. */
import type { JsonLdEvent, Options, RdfQuad, RdfTerm } from 'jsonld'
import type { Json } from '../../encoding/json.js'
import { type Issue, isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import type { Work } from '../budget/limits.js'
import type { ContextDocuments } from '../context/context-documents.js'
import { type BlankNode, Dataset, DEFAULT_GRAPH } from '../rdf/dataset.js'

export { payForGeneral } from './general-price.js'
export { allNameIssues } from './name-issues.js'

import { unsafe } from '../issues/unsafe.js'
import { datatypeSuffix, escapeLiteral, iriText, RDF } from '../rdf/n-quads.js'
import { predicateOf } from '../rdf/predicate.js'
import { ContextChains } from './context-chains.js'
import { type GeneralCode, generalIssue } from './general-issue.js'

/**
 * The RDF dataset of a document, by jsonld.js.
 * @param document plain JSON without `__proto__`
 * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, or the loader's error
 */
export async function datasetByJsonld(
  document: Json,
  contexts: ContextDocuments,
  work: Work,
): Promise<Dataset> {
  const { default: jsonld } = await import('jsonld')
  const issues: Issue[] = []
  const chains = new ContextChains(document, work)
  let failure: unknown
  const options: Options = {
    base: null,
    // Safe mode stops at the first event. This handler collects the same events, so that all are reported at once.
    safe: false,
    rdfDirection: 'i18n-datatype',
    eventHandler: ({ event, next }) => {
      const issue = issueOf(event)
      if (issue !== undefined) issues.push(issue)
      next()
    },
    documentLoader: async (url) => {
      try {
        const context = await contexts.load(url)
        chains.payForContext(url, context)
        // A copy, because jsonld.js resolves relative references in place.
        return { contextUrl: null, documentUrl: url, document: structuredClone(context) }
      } catch (error) {
        failure ??= error
        throw error
      }
    },
  }
  let quads: readonly RdfQuad[] = []
  try {
    // A new instance for each document, because its cache would report the faults of one document for the next.
    quads = await jsonld().toRDF(document, options)
  } catch (error) {
    if (isOpenBadgeError(failure)) throw failure
    if (issues.length === 0) throw invalid(error)
  }
  if (issues.length > 0) throw unsafe(issues)
  return datasetOf(quads)
}

/** Keeps duplicates, because the canonical form of jsonld.js has them too. */
function datasetOf(quads: readonly RdfQuad[]): Dataset {
  const dataset = new Dataset()
  const numbers = new Map<string, BlankNode>()
  const text = ({ termType, value, datatype, language }: RdfTerm): string | BlankNode => {
    if (termType === 'NamedNode') return iriText(value)
    if (termType === 'Literal') return literal(value, datatype!.value, language)
    let number = numbers.get(value)
    if (number === undefined) {
      number = dataset.newBlankNode()
      numbers.set(value, number)
    }
    return number
  }
  for (const { subject, predicate, object, graph } of quads) {
    const name = graph.termType === 'DefaultGraph' ? DEFAULT_GRAPH : text(graph)
    const tail = typeof name === 'number' || name === DEFAULT_GRAPH ? name : ` ${name} .\n`
    dataset.add(dataset.of(text(subject)), predicateOf(` ${iriText(predicate.value)} `), text(object), tail)
  }
  return dataset
}

function literal(value: string, datatype: string, language: string | undefined): string {
  const start = `"${escapeLiteral(value)}`
  return datatype === `${RDF}langString` && language
    ? `${start}"@${language}`
    : start + datatypeSuffix(datatype)
}

/** Events at which the safe mode of jsonld.js stops. Other events are harmless. */
const CODES: ReadonlyMap<string, GeneralCode> = new Map(
  (
    [
      'empty object',
      'free-floating scalar',
      'invalid @language value',
      'invalid property',
      'null @id value',
      'null @value value',
      'object with only @id',
      'object with only @language',
      'object with only @list',
      'object with only @value',
      'relative @id reference',
      'relative @type reference',
      'relative @vocab reference',
      'reserved @id value',
      'reserved @reverse value',
      'reserved term',
      'blank node predicate',
      'relative graph reference',
      'relative object reference',
      'relative predicate reference',
      'relative subject reference',
      'rdfDirection not set',
    ] as const
  ).map((code) => [code, code.replaceAll(' ', '_').replaceAll('@', '') as GeneralCode]),
)

function issueOf(event: JsonLdEvent): Issue | undefined {
  const code = CODES.get(event.code)
  if (code === undefined) return undefined
  const { property, term, id, type, language, vocab, object, subject, predicate, graph, reverse } =
    event.details
  const named =
    property ?? term ?? id ?? type ?? language ?? vocab ?? object ?? subject ?? predicate ?? graph ?? reverse
  return generalIssue(code, '', typeof named === 'string' ? named : undefined)
}

function invalid(error: unknown): OpenBadgeError<'jsonld_invalid'> {
  const { details } = error as { details?: { code?: unknown; term?: unknown } }
  const reason = typeof details?.code === 'string' ? details.code : 'processing failed'
  const term = typeof details?.term === 'string' ? { term: details.term } : {}
  return new OpenBadgeError(
    'jsonld_invalid',
    `the document is not JSON-LD: ${reason}`,
    { reason, ...term },
    { cause: error },
  )
}
