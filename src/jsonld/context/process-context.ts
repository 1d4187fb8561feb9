/**
 * Context Processing: https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm (step numbers of section 4.1.2).
 * Contexts are compiled once and cached. Contexts with faults are left to the general processor.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { CompileMeter } from '../budget/compile-meter.js'
import { Unsupported } from '../issues/unsupported.js'
import type { ActiveContext, ContextPayer } from './active-context.js'
import { compile, type FindContext, LOCAL, notFound, type Processing, resolve } from './compile-context.js'
import { countCompiled, initialContext, isBundledPart, trustedContext } from './context-cache.js'

/**
 * Applies a local context, as it is written in a document or a term definition, to an active one.
 * @param payer pays for each context that is made, before the next is made
 */
export function processContext(
  active: ActiveContext,
  local: Json,
  processing: Processing,
  find: FindContext = notFound,
  payer?: ContextPayer,
): ActiveContext {
  if (Array.isArray(local) && local.length === 0) return active
  const contexts: (JsonObject | null)[] = []
  resolve(local, find, contexts)
  const first = contexts[0]
  if (first === undefined) throw new Unsupported() // no context at all
  // 3. A value of another type is refused when the context is compiled.
  const propagate = first?.['@propagate'] ?? processing.propagate
  // 4
  let result = propagate || active.previous !== undefined ? active : active.asPrevious()
  // 5
  for (const context of contexts) {
    result = applyOne(result, context, processing, payer)
    payer?.pay(result)
  }
  return result
}

/** Applies one bundled context; `undefined` if the URL is not bundled, or the context needs the general algorithm. */
export function bundledByUrl(
  active: ActiveContext,
  url: string,
  payer: ContextPayer,
): ActiveContext | undefined {
  const known = active.byUrl.get(url)
  if (known !== undefined) return known
  const context = trustedContext(url)?.['@context']
  if (!isJsonObject(context) || Object.hasOwn(context, '@propagate')) return undefined
  const result = processContext(active, url, LOCAL, undefined, payer)
  active.byUrl.set(url, result)
  return result
}

function applyOne(
  active: ActiveContext,
  context: JsonObject | null,
  processing: Processing,
  payer: ContextPayer | undefined,
): ActiveContext {
  // 5.1
  if (context === null) {
    if (!processing.overrideProtected && active.hasProtected) throw new Unsupported() // invalid context nullification
    return active.emptied(initialContext())
  }
  const memo = active[processing.memo]
  let result = memo.get(context)
  if (result === undefined) {
    // Bundled contexts are free, so that the answer does not depend on whether they are in the cache.
    const isFree = active.trusted && isBundledPart(context)
    const meter = new CompileMeter(isFree ? undefined : payer?.work.remaining('contextWork'))
    try {
      result = compile(active, context, processing, new Set(), meter)
    } catch (error) {
      // What could not be made is paid too.
      payer?.work.spend('contextWork', meter.work)
      throw error
    }
    memo.set(context, result)
    countCompiled(result, meter.length)
  }
  return result
}
