/** Copies a value into plain JSON that no other code holds. */
import { Budget, type Extent, Fault } from './json-budget.js'
import {
  DOCUMENT_LIMITS,
  JSON_LIMITS,
  type Json,
  type JsonLimits,
  type JsonObject,
  setMember,
} from './json-value.js'

/**
 * Copies any value into plain JSON; reads each member once. Leaves out members that are `undefined`, as JSON.stringify
 * does. Refuses everything else that JSON cannot represent (functions, symbols, bigint, NaN, class instances, Date,
 * sparse arrays, cycles, lone surrogates), with its pointer.
 * @throws OpenBadgeError `json_invalid` or `limit_exceeded`
 */
export function snapshot(value: unknown, limits: JsonLimits = JSON_LIMITS): Json {
  return copyAll(value, limits, false)
}

/** As `snapshot`, but deep-frozen. It does not copy parts that `keepFrozen` returned. */
export function frozenSnapshot(value: unknown, limits: JsonLimits = JSON_LIMITS): Json {
  return copyAll(value, limits, true)
}

/** As `frozenSnapshot`, for a document from a loader. Whoever kept it read it within limits of its own, as `remote` does. */
export function frozenDocument(document: unknown): Json {
  return isKept(document) ? document : frozenSnapshot(document, DOCUMENT_LIMITS)
}

/**
 * Deep-freezes plain JSON and remembers it, so that `frozenSnapshot` returns it without a copy. The caller must have made
 * every part of it, or have it from `snapshot` or `keepFrozen`.
 */
export function keepFrozen<T extends JsonObject>(value: T): T {
  if (!extents.has(value)) extents.set(value, freezeAndMeasure(value))
  return value
}

/** Whether `keepFrozen` returned the value, so that nobody can change it. */
export function isKept(value: unknown): value is JsonObject {
  return extents.has(value as object)
}

// How much each deep-frozen value counts against limits.
const extents = new WeakMap<object, Extent>()

function freezeAndMeasure(value: Json): Extent {
  const extent: Extent = { nodes: 1, length: typeof value === 'string' ? value.length : 0, depth: 0 }
  if (typeof value !== 'object' || value === null) return extent
  const known = extents.get(value)
  if (known !== undefined) return known
  Object.freeze(value)
  for (const name of Object.keys(value)) {
    const { nodes, length, depth } = freezeAndMeasure((value as JsonObject)[name]!)
    extent.nodes += nodes
    extent.length += length + (Array.isArray(value) ? 0 : name.length)
    extent.depth = Math.max(extent.depth, depth)
  }
  extent.depth++
  return extent
}

function copyAll(value: unknown, limits: JsonLimits, freeze: boolean): Json {
  try {
    return copy(value, new Budget(limits), 1, freeze)
  } catch (error) {
    throw Fault.toError(error)
  }
}

function copy(value: unknown, budget: Budget, depth: number, freeze: boolean): Json {
  if (freeze && typeof value === 'object' && value !== null && Object.isFrozen(value)) {
    const extent = extents.get(value)
    if (extent !== undefined) {
      budget.part(extent, depth)
      return value as Json
    }
  }
  if (typeof value === 'string') return budget.value(value)
  budget.node()
  switch (typeof value) {
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new Fault('a number that JSON cannot carry')
      return value
    case 'object': {
      if (value === null) return null
      budget.enter(depth)
      const own = Array.isArray(value)
        ? copyArray(value, budget, depth, freeze)
        : copyObject(value, budget, depth, freeze)
      return freeze ? Object.freeze(own) : own
    }
    default:
      throw new Fault(`a value of type ${typeof value}`)
  }
}

const AWAIT = ' (Promise: await it first)'

function copyArray(value: readonly unknown[], budget: Budget, depth: number, freeze: boolean): Json[] {
  const out: Json[] = []
  let i = 0
  try {
    for (; i < value.length; i++) out.push(copy(value[i], budget, depth + 1, freeze))
  } catch (error) {
    throw Fault.at(error, i)
  }
  return out
}

function copyObject(value: object, budget: Budget, depth: number, freeze: boolean): JsonObject {
  const prototype: unknown = Object.getPrototypeOf(value)
  // A plain object's prototype is null, or Object.prototype of this or another realm.
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
    const hint =
      value instanceof Date ? ' (Date: write toISOString())' : value instanceof Promise ? AWAIT : ''
    throw new Fault(`an instance of a class${hint}`)
  }
  const out: Record<string, Json> = {}
  let place: string | undefined
  try {
    for (const key of Object.keys(value)) {
      place = key
      const member = (value as Record<string, unknown>)[key]
      if (member === undefined) continue
      budget.text(key)
      // Most values are texts, which need no call.
      setMember(
        out,
        key,
        typeof member === 'string' ? budget.value(member) : copy(member, budget, depth + 1, freeze),
      )
    }
  } catch (error) {
    throw Fault.at(error, place)
  }
  return out
}
