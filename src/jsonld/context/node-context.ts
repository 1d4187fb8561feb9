/** The context of a node: from its `@context`, its types, and the types of outer nodes (JSON-LD 1.1 API section 5.1). */
import type { Json, JsonObject } from '../../encoding/json.js'
import { CONTEXTS_MAXIMUM, requireFewContexts } from '../budget/contexts-maximum.js'
import { Unsupported } from '../issues/unsupported.js'
import type { ActiveContext, ContextPayer } from './active-context.js'
import { TYPE_SCOPED } from './compile-context.js'
import { expandVocabulary } from './expand-iri.js'
import { bundledByUrl, processContext } from './process-context.js'

/** The usual case, which is cached: the URLs of bundled contexts. `undefined` for another value. */
export function bundledContexts(
  active: ActiveContext,
  local: Json,
  payer: ContextPayer,
): ActiveContext | undefined {
  const urls: readonly Json[] = Array.isArray(local) ? local : [local]
  if (urls.length > CONTEXTS_MAXIMUM) requireFewContexts(urls)
  let context = urls.length === 0 ? undefined : active
  for (let i = 0; context !== undefined && i < urls.length; i++) {
    const url = urls[i]!
    // The same context twice in a row has no further effect.
    if (url === urls[i - 1]) continue
    context = typeof url === 'string' ? bundledByUrl(context, url, payer) : undefined
  }
  return context
}

/**
 * Expansion 11: applies the type-scoped contexts, in the order of the types.
 * @param payer is called for each context before the next is made
 */
export function typeScoped(context: ActiveContext, element: JsonObject, payer: ContextPayer): ActiveContext {
  let types: Json | undefined
  for (const name of context.spellings.type) {
    const value = element[name]
    if (value === undefined || typeof value === 'function') continue
    if (types !== undefined) throw new Unsupported() // types under two names
    types = value
  }
  if (typeof types === 'string') return withType(context, context, types, payer)
  if (!Array.isArray(types)) return context
  if (types.length === 1 && typeof types[0] === 'string') return withType(context, context, types[0], payer)
  const [first, second] = types as readonly Json[]
  if (types.length === 2 && typeof first === 'string' && typeof second === 'string') {
    return first < second
      ? withType(withType(context, context, first, payer), context, second, payer)
      : withType(withType(context, context, second, payer), context, first, payer)
  }
  if (!types.every((type) => typeof type === 'string')) throw new Unsupported() // invalid type value
  let active = context
  for (const type of types.slice().sort()) active = withType(active, context, type, payer)
  return active
}

function withType(
  active: ActiveContext,
  context: ActiveContext,
  type: string,
  payer: ContextPayer,
): ActiveContext {
  const term = context.terms.get(type)
  if (term?.context === undefined) return active
  let scoped = active.typeScoped.get(term)
  if (scoped === undefined) {
    scoped = processContext(active, term.context, TYPE_SCOPED, undefined, payer)
    active.typeScoped.set(term, scoped)
  }
  payer.pay(scoped)
  return scoped
}

/** Expansion 7: a value object or a reference keeps the type-scoped context of the outer node. */
export function keepsTypeScope(element: JsonObject, context: ActiveContext): boolean {
  let count = 0
  let onlyId = false
  let isValue = false
  for (const name in element) {
    if (++count > 2 || name === '@context') return false
    const iri = expandVocabulary(context, name)
    if (iri === '@value') isValue = true
    else if (iri === '@id') onlyId = true
  }
  return isValue || (onlyId && count === 1)
}

/** Whether an object has a member with one of the names of a keyword. */
export function isSpelled(element: JsonObject, spellings: readonly string[]): boolean {
  for (let i = 0; i < spellings.length; i++) {
    const value: unknown = element[spellings[i]!]
    if (value !== undefined && typeof value !== 'function') return true
  }
  return false
}

/** Whether the values of a term are graphs in this context. */
export function definesGraph(context: ActiveContext, name: string): boolean {
  return context.terms.get(name)?.container?.includes('@graph') === true
}
