/** Counts the parts of a document that determine the work of the general processor. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { type ContextCounts, countContext } from '../budget/count-context.js'
import { type CanonizeLimits, exceeded } from '../budget/limits.js'

/** The inline contexts are counted together. */
export interface DocumentCounts extends ContextCounts {
  /** Objects and arrays of the document. */
  containers: number
  /** Scalars outside contexts. */
  scalars: number
  /** Pairs of values of one property, which are compared with each other. */
  pairs: number
  /** Names of types, in all objects. */
  types: number
  /** Entries of all members `@context`. */
  contexts: number
}

/**
 * Counts the parts of a document.
 * @param renames whether a context that was loaded for the document may have aliases of keywords
 */
export function countDocument(document: Json, limits: CanonizeLimits, renames: boolean): DocumentCounts {
  const counts = {
    containers: 0,
    scalars: 0,
    pairs: 0,
    types: 0,
    terms: 0,
    iriTerms: 0,
    objects: 0,
    contexts: 0,
    longest: 0,
  }
  addContexts(document, limits, counts, 0)
  addValues(document, counts, renames || counts.objects > 0 ? new Map() : undefined, new Map())
  return counts
}

function addContexts(document: Json, limits: CanonizeLimits, counts: DocumentCounts, depth: number): void {
  if (typeof document !== 'object' || document === null) return
  if (depth > limits.depth) throw exceeded('depth', limits.depth)
  if (Array.isArray(document)) {
    for (const item of document as readonly Json[]) addContexts(item, limits, counts, depth + 1)
    return
  }
  for (const name in document) {
    const value = (document as JsonObject)[name]!
    if (name === '@context') {
      counts.contexts += Array.isArray(value) ? value.length : 1
      countContext(value, limits, counts)
    } else addContexts(value as Json, limits, counts, depth + 1)
  }
}

/**
 * @param all number of values of each property, if all objects may have the same id
 * @param known the same for each id
 */
function addValues(
  value: Json,
  counts: DocumentCounts,
  all: Map<string, number> | undefined,
  known: Map<string, Map<string, number>>,
): void {
  if (typeof value !== 'object' || value === null) {
    counts.scalars++
    return
  }
  counts.containers++
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) addValues(item, counts, all, known)
    return
  }
  const object = value as Readonly<Record<string, Json>>
  const perMember = all ?? countsOf(object['id'] ?? object['@id'], known)
  for (const [name, member] of Object.entries(object)) {
    if (name === '@context') continue
    addValues(member, counts, all, known)
    const count = countOf(member)
    // A context may define aliases of the keyword.
    if (name === 'type' || name === '@type' || all !== undefined) counts.types += count
    const before = perMember.get(name) ?? 0
    counts.pairs += count * (before + count)
    perMember.set(name, before + count)
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

/** Number of values of a member, with those of nested arrays. */
function countOf(value: Json): number {
  if (Array.isArray(value))
    return (value as readonly Json[]).reduce((sum: number, item) => sum + countOf(item), 0)
  return isJsonObject(value) && Array.isArray(value['@set']) ? countOf(value['@set']) : 1
}
