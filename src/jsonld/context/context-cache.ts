/** The cache of compiled contexts, which all documents share. It has a maximum size, and depends only on immutable contexts. */
import { bundledContext } from '../../documents/bundled.js'
import { freezeJson, type JsonObject } from '../../encoding/json.js'
import { ActiveContext } from './active-context.js'

/** The approximate maximum size of all compiled contexts. Beyond it the cache is emptied. */
const MAXIMUM_BYTES = 24_000_000
/** The size of a term in one context, with its cached property. */
const TERM_BYTES = 100
const CONTEXT_BYTES = 2000

const store = {
  initial: new ActiveContext(new Map()),
  bytes: 0,
  interned: new Map<string, JsonObject>(),
  /** Deeply frozen contexts of callers, by identity. */
  frozen: new WeakMap<object, JsonObject>(),
  /** Objects in interned contexts. They never change, so equal identity means equal content. */
  parts: new WeakSet<object>(),
  bundledParts: new WeakSet<object>(),
}

/** The context without terms, with which each document begins. */
export function initialContext(): ActiveContext {
  return store.initial
}

/** Limits the memory of the cache, because untrusted documents can bring any contexts. */
export function countCompiled(context: ActiveContext, length: number): void {
  countBytes(CONTEXT_BYTES + TERM_BYTES * context.terms.size + 2 * length)
}

/** Adds the size of a compiled context or of its text. */
function countBytes(bytes: number): void {
  store.bytes += bytes
  if (store.bytes > MAXIMUM_BYTES) {
    store.bytes = 0
    store.initial = new ActiveContext(new Map())
    store.interned.clear()
  }
}

/** Returns one immutable object for all contexts with the same text. */
export function internContext(context: JsonObject): JsonObject {
  if (store.parts.has(context) || isBundledPart(context)) return context
  const known = store.frozen.get(context)
  if (known !== undefined) return known
  const text = JSON.stringify(context)
  let interned = store.interned.get(text)
  if (interned === undefined) {
    interned = freezeJson(JSON.parse(text) as JsonObject)
    // The text, and about five times as much for the objects.
    countBytes(200 + 12 * text.length)
    store.interned.set(text, interned)
    register(interned, store.parts)
  }
  if (isDeepFrozen(context)) store.frozen.set(context, interned)
  return interned
}

/** Returns the bundled context at `url`, and registers it as bundled. */
export function trustedContext(url: string): JsonObject | undefined {
  const context = bundledContext(url)
  if (context !== undefined && !store.bundledParts.has(context)) register(context, store.bundledParts)
  return context
}

/** Whether the object is a part of a bundled context. */
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
