/** What a document costs that goes to a general JSON-LD processor: jsonld.js here, and whatever other libraries' suites use. */
import type { Json } from '../../encoding/json.js'
import { exceeded, type Work } from '../budget/limits.js'
import { loadOf } from '../context/count-terms.js'

/** What reading the contexts anew costs, even for the smallest document, in objects. */
const START = 250
/** So many take as long as an object. */
const SCALARS = 4
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
  const { containers, scalars, pairs, terms, contexts, places, longest } = loadOf(
    document,
    limits,
    loaded > 0,
  )
  work.spend('generalObjects', START + containers + Math.ceil(scalars / SCALARS + pairs / PAIRS))
  work.spend('generalContexts', places)
  work.spend('bytes', (containers + scalars + terms) * Math.max(longest, loaded))
  if (terms > limits.termDefinitions) throw exceeded('termDefinitions', limits.termDefinitions)
  work.spend('contextWork', terms * contexts)
}
