/** Counts what the general processor would have to do for a document, before it begins to. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { longestIn, termDefinitionsIn } from '../budget/count-terms.js'
import { type CanonizeLimits, exceeded } from '../budget/limits.js'

export interface Load {
  /** Objects and arrays of the document. */
  containers: number
  /** Everything else that is no context. */
  scalars: number
  /** Pairs of values of one property, which are compared with one another. */
  pairs: number
  /** Names of types, at every object that has them. */
  types: number
  /** Members of its inline contexts. */
  terms: number
  /** Inline contexts, and scoped contexts within them. */
  contexts: number
  /** Members `@context`, and what is in a list of them beyond the usual few. */
  places: number
  /** Characters of the longest string in an inline context. */
  longest: number
}

/**
 * What the general processor would have to do for a document.
 * @param renames whether a context of the document's own may give ids another name
 */
export function loadOf(document: Json, limits: CanonizeLimits, renames: boolean): Load {
  const load = { containers: 0, scalars: 0, pairs: 0, types: 0, terms: 0, contexts: 0, places: 0, longest: 0 }
  addContexts(document, limits, load, 0)
  addValues(document, load, renames || load.contexts > 0 ? new Map() : undefined, new Map())
  return load
}

/** As many contexts in a list as a credential has. */
const USUAL = 10

function addContexts(document: Json, limits: CanonizeLimits, load: Load, depth: number): void {
  if (typeof document !== 'object' || document === null) return
  if (depth > limits.depth) throw exceeded('depth', limits.depth)
  if (Array.isArray(document)) {
    for (const item of document as readonly Json[]) addContexts(item, limits, load, depth + 1)
    return
  }
  for (const name in document) {
    const value = (document as JsonObject)[name]!
    if (name === '@context') {
      load.places += Array.isArray(value) ? Math.max(1, value.length - USUAL) : 1
      load.terms += termDefinitionsIn(value as Json, limits)
      load.contexts += contextsIn(value as Json)
      load.longest = Math.max(load.longest, longestIn(value as Json))
    } else addContexts(value as Json, limits, load, depth + 1)
  }
}

/**
 * @param all how many values there are of each property, where all objects may turn out to be one
 * @param known the same for the objects with one id
 */
function addValues(
  value: Json,
  load: Load,
  all: Map<string, number> | undefined,
  known: Map<string, Map<string, number>>,
): void {
  if (typeof value !== 'object' || value === null) {
    load.scalars++
    return
  }
  load.containers++
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) addValues(item, load, all, known)
    return
  }
  const object = value as Readonly<Record<string, Json>>
  const counts = all ?? countsOf(object['id'] ?? object['@id'], known)
  for (const [name, member] of Object.entries(object)) {
    if (name === '@context') continue
    addValues(member, load, all, known)
    const count = countOf(member)
    // A context may give the keyword further names.
    if (name === 'type' || name === '@type' || all !== undefined) load.types += count
    const before = counts.get(name) ?? 0
    load.pairs += count * (before + count)
    counts.set(name, before + count)
  }
}

function countsOf(id: Json | undefined, known: Map<string, Map<string, number>>): Map<string, number> {
  if (typeof id !== 'string') return new Map()
  let counts = known.get(id)
  if (counts === undefined) {
    counts = new Map()
    known.set(id, counts)
  }
  return counts
}

/** Values of a member; arrays within arrays become one. */
function countOf(value: Json): number {
  if (Array.isArray(value))
    return (value as readonly Json[]).reduce((sum: number, item) => sum + countOf(item), 0)
  return isJsonObject(value) && Array.isArray(value['@set']) ? countOf(value['@set']) : 1
}

function contextsIn(context: Json): number {
  if (typeof context !== 'object' || context === null) return 0
  let count = Array.isArray(context) ? 0 : 1
  for (const part of Object.values(context)) count += contextsIn(part as Json)
  return count
}
