/** The price of a document for general JSON-LD processors: jsonld.js, and those of other libraries' suites. */
import type { Json } from '../../encoding/json.js'
import { countContext } from '../budget/count-context.js'
import { exceeded, type Work } from '../budget/limits.js'
import { countDocument } from './document-counts.js'

/** Prices in units of about fifty microseconds. This one is for the contexts, even of the smallest document. */
const START = 250
/** For each further `@context`, whose contexts are copied term by term. */
const PLACE = 200
/** For each entry of an `@context` beyond the usual number: a long chain of contexts is processed anew for each document. */
const FURTHER_CONTEXT = 100
/** For each type of an object, which may have a scoped context. */
const TYPE = 8
const CONTAINER = 2
/** This number takes one unit. */
const SCALARS = 2
const PAIRS = 1000

/**
 * Charges for a document before a general processor reads it, because it is far slower than the compiled engine.
 * @param contexts `longest`: characters of the longest string in a context that was loaded for it
 * @throws OpenBadgeError `limit_exceeded`
 */
export function payForGeneral(
  document: Json,
  { longest: loaded }: { readonly longest: number },
  work: Work,
): void {
  const { limits } = work
  const counts = countDocument(document, limits, loaded > 0)
  const { containers, scalars, pairs, types, terms, iriTerms, objects, longest } = counts
  const values = CONTAINER * containers + TYPE * types + Math.ceil(scalars / SCALARS + pairs / PAIRS)
  const reading = PLACE * Math.max(0, counts.places - 1) + FURTHER_CONTEXT * counts.furtherContexts
  work.spend('scalars', containers + scalars + terms)
  work.spend('generalObjects', START + reading + values)
  work.spend('bytes', (containers + scalars + terms) * Math.max(longest, loaded))
  if (terms > limits.termDefinitions) throw exceeded('termDefinitions', limits.termDefinitions)
  work.spend('contextWork', terms * objects + terms * iriTerms)
}

/** Charges for a context document: for each term in the form of an IRI, the processor copies its list of all terms. */
export function payForContext(context: Json, work: Work): void {
  const { terms, iriTerms } = countContext(context, work.limits)
  work.spend('contextWork', terms * iriTerms)
}
