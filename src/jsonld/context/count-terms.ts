/** Counts what a stranger's contexts would make a processor define, before it begins to (SEC-3). */
import type { Json } from '../../encoding/json.js'
import { type CanonizeLimits, exceeded } from '../budget/limits.js'

/** Members of a context document, those of scoped contexts included. */
export function termDefinitionsIn(context: Json, limits: CanonizeLimits, depth = 0): number {
  if (typeof context !== 'object' || context === null) return 0
  // Each scoped context is two levels down: its term, and `@context`.
  if (depth > 2 * limits.depth) throw exceeded('depth', limits.depth)
  let count = Array.isArray(context) ? 0 : Object.keys(context).length
  for (const part of Object.values(context)) count += termDefinitionsIn(part as Json, limits, depth + 1)
  return count
}

export interface Load {
  /** Objects and arrays of the document. */
  containers: number
  /** Members of its inline contexts. */
  terms: number
  /** Inline contexts, and scoped contexts within them. */
  contexts: number
  /** Members `@context`. */
  places: number
}

/** What the general processor would have to do for a document. */
export function loadOf(document: Json, limits: CanonizeLimits, load: Load, depth = 0): Load {
  if (typeof document !== 'object' || document === null) return load
  if (depth > limits.depth) throw exceeded('depth', limits.depth)
  load.containers++
  for (const [name, value] of Object.entries(document)) {
    if (name === '@context' && !Array.isArray(document)) {
      load.places++
      load.terms += termDefinitionsIn(value as Json, limits)
      load.contexts += contextsIn(value as Json)
    } else loadOf(value as Json, limits, load, depth + 1)
  }
  return load
}

function contextsIn(context: Json): number {
  if (typeof context !== 'object' || context === null) return 0
  let count = Array.isArray(context) ? 0 : 1
  for (const part of Object.values(context)) count += contextsIn(part as Json)
  return count
}
