/** The price of a document for general JSON-LD processors: jsonld.js, and those of other libraries' suites. */
import type { Json } from '../../encoding/json.js'
import { exceeded, type Work } from '../budget/limits.js'
import { countDocument } from './document-counts.js'

export { ContextChains } from './context-chains.js'

/** Prices in units of about 45 microseconds of CPU time. This one is for the usual contexts, even of the smallest document. */
const START = 160
/** Entries of `@context` for which `START` is. */
const USUAL = 3
/** For each further entry, wherever it is: its terms and their scoped contexts are copied anew for each document. */
const FURTHER_CONTEXT = 140
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
  const reading = FURTHER_CONTEXT * Math.max(0, counts.contexts - USUAL)
  work.spend('scalars', containers + scalars + terms)
  work.spend('generalObjects', START + reading + values)
  work.spend('bytes', (containers + scalars + terms) * Math.max(longest, loaded))
  if (terms > limits.termDefinitions) throw exceeded('termDefinitions', limits.termDefinitions)
  work.spend('contextWork', terms * objects + terms * iriTerms)
}
