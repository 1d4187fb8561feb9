/** Counts the parts of an untrusted context that determine the work of a processor, before the processor begins. */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { type CanonizeLimits, exceeded } from './limits.js'

export interface ContextCounts {
  /** Members, those of scoped contexts included. */
  terms: number
  /** Members that are compact IRIs or IRIs. */
  iriTerms: number
  /** The context, its scoped contexts and its term definitions. */
  objects: number
  /** Characters of the longest string. A term of the context can expand to this string. */
  longest: number
}

/** @param counts to which the context is added @throws OpenBadgeError `limit_exceeded` */
export function countContext(
  context: Json,
  limits: CanonizeLimits,
  counts: ContextCounts = { terms: 0, iriTerms: 0, objects: 0, longest: 0 },
  depth = 0,
): ContextCounts {
  if (typeof context === 'string' && context.length > counts.longest) counts.longest = context.length
  if (typeof context !== 'object' || context === null) return counts
  // Each scoped context is two levels down: its term, and `@context`.
  if (depth > 2 * limits.depth) throw exceeded('depth', limits.depth)
  if (!isJsonObject(context)) {
    for (const item of context) countContext(item, limits, counts, depth + 1)
    return counts
  }
  counts.objects++
  for (const name in context) {
    counts.terms++
    if (/:[^:]|\//.test(name)) counts.iriTerms++
    countContext(context[name]!, limits, counts, depth + 1)
  }
  return counts
}
