/** The memo of compiled contexts: pure functions of immutable contexts, bounded, shared by all documents. */
import { bundledContext } from '../../documents/bundled.js'
import { freezeJson, type JsonObject } from '../../encoding/json.js'
import { ActiveContext } from './active-context.js'

/** What all compiled contexts take together, about; past it everything is forgotten and compiled anew. */
const MAXIMUM_BYTES = 24_000_000
/** What a term takes in each context that has it, the memo of its meaning included. */
const TERM_BYTES = 100
const CONTEXT_BYTES = 2000

const store = {
  initial: new ActiveContext(new Map()),
  bytes: 0,
  interned: new Map<string, JsonObject>(),
  /** Deep-frozen contexts of callers, by identity. */
  frozen: new WeakMap<object, JsonObject>(),
  /** Objects in interned contexts: they never change, so their identity stands for their content. */
  parts: new WeakSet<object>(),
  bundledParts: new WeakSet<object>(),
}

/** The context without any term, where every document begins. */
export function initialContext(): ActiveContext {
  return store.initial
}

/** Keeps the memory of the memo within bounds, whatever contexts strangers' documents bring. */
export function countCompiled(context: ActiveContext, length: number): void {
  countBytes(CONTEXT_BYTES + TERM_BYTES * context.terms.size + 2 * length)
}

/** Counts what a memo of a compiled context, or the text of one, takes. */
function countBytes(bytes: number): void {
  store.bytes += bytes
  if (store.bytes > MAXIMUM_BYTES) {
    store.bytes = 0
    store.initial = new ActiveContext(new Map())
    store.interned.clear()
  }
}

/** One immutable object for all contexts with the same text. */
export function internContext(context: JsonObject): JsonObject {
  if (store.parts.has(context) || isBundledPart(context)) return context
  const known = store.frozen.get(context)
  if (known !== undefined) return known
  const text = JSON.stringify(context)
  let interned = store.interned.get(text)
  if (interned === undefined) {
    interned = freezeJson(JSON.parse(text) as JsonObject)
    // The text, and some five times as much for the objects.
    countBytes(200 + 12 * text.length)
    store.interned.set(text, interned)
    register(interned, store.parts)
  }
  if (isDeepFrozen(context)) store.frozen.set(context, interned)
  return interned
}

/** The bundled context at `url`, known to be one from now on. */
export function trustedContext(url: string): JsonObject | undefined {
  const context = bundledContext(url)
  if (context !== undefined && !store.bundledParts.has(context)) register(context, store.bundledParts)
  return context
}

/** Is part of a bundled context. */
export function isBundledPart(context: JsonObject): boolean {
  return store.bundledParts.has(context)
}

function register(value: unknown, parts: WeakSet<object>): void {
  if (typeof value !== 'object' || value === null) return
  parts.add(value)
  for (const part of Object.values(value)) register(part, parts)
}

function isDeepFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(isDeepFrozen)
}
