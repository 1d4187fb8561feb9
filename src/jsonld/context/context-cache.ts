/** The memo of compiled contexts: pure functions of immutable contexts, bounded, shared by all documents. */
import { bundledContext } from '../../documents/bundled.js'
import { freezeJson, type JsonObject } from '../../encoding/json.js'
import { ActiveContext } from './active-context.js'

/** Terms in all compiled contexts together, some 20 MB; past it everything is forgotten and compiled anew. */
const MAXIMUM_TERMS = 200_000
/** Contexts that are known by their text. */
const MAXIMUM_INTERNED = 256

const store = {
  initial: new ActiveContext(new Map()),
  terms: 0,
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
export function countCompiled(context: ActiveContext): void {
  store.terms += context.terms.size + 20
  if (store.terms > MAXIMUM_TERMS) {
    store.terms = 0
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
    if (store.interned.size >= MAXIMUM_INTERNED) store.interned.clear()
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
