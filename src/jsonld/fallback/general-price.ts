/** What a document costs that goes to a general JSON-LD processor: jsonld.js here, and whatever other libraries' suites use. */
import type { Json } from '../../encoding/json.js'
import { exceeded, type Work } from '../budget/limits.js'
import { loadOf } from './general-load.js'

/** Prices in units of some fifty microseconds: reading the contexts anew, even for the smallest document. */
const START = 250
/** Each further place at which contexts are named: they are copied, term by term. */
const PLACE = 200
/** Each type of an object, which may bring a context of its own. */
const TYPE = 8
const CONTAINER = 2
/** So many take one unit. */
const SCALARS = 2
const PAIRS = 1000

/**
 * Pays for a document before a processor takes it that is far slower than the compiled engine.
 * @param contexts `longest`: characters of the longest string in a context that was loaded for it
 * @throws OpenBadgeError `limit_exceeded`
 */
export function payForGeneral(
  document: Json,
  { longest: loaded }: { readonly longest: number },
  work: Work,
): void {
  const { limits } = work
  const load = loadOf(document, limits, loaded > 0)
  const { containers, scalars, pairs, types, terms, contexts, places, longest } = load
  const values = CONTAINER * containers + TYPE * types + Math.ceil(scalars / SCALARS + pairs / PAIRS)
  work.spend('generalObjects', START + PLACE * Math.max(0, places - 1) + values)
  work.spend('bytes', (containers + scalars + terms) * Math.max(longest, loaded))
  if (terms > limits.termDefinitions) throw exceeded('termDefinitions', limits.termDefinitions)
  work.spend('contextWork', terms * contexts)
}
