/** Counts the terms that untrusted contexts would define, before a processor begins. */
import type { Json } from '../../encoding/json.js'
import { type CanonizeLimits, exceeded } from './limits.js'

/** Members of a context document, those of scoped contexts included. */
export function termDefinitionsIn(context: Json, limits: CanonizeLimits, depth = 0): number {
  if (typeof context !== 'object' || context === null) return 0
  // Each scoped context is two levels down: its term, and `@context`.
  if (depth > 2 * limits.depth) throw exceeded('depth', limits.depth)
  let count = Array.isArray(context) ? 0 : Object.keys(context).length
  for (const part of Object.values(context)) count += termDefinitionsIn(part as Json, limits, depth + 1)
  return count
}

/** Members of a context, at any depth, that are compact IRIs or IRIs. */
export function iriTermsIn(context: Json): number {
  if (typeof context !== 'object' || context === null) return 0
  let count = 0
  for (const [name, part] of Object.entries(context)) {
    if (!Array.isArray(context) && /:[^:]|\//.test(name)) count++
    count += iriTermsIn(part as Json)
  }
  return count
}

/** Characters of the longest string in a context. A term of the context can expand to this string. */
export function longestIn(context: Json): number {
  if (typeof context === 'string') return context.length
  if (typeof context !== 'object' || context === null) return 0
  let longest = 0
  for (const part of Object.values(context)) longest = Math.max(longest, longestIn(part as Json))
  return longest
}
