/**
 * Context Processing: https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm (step numbers of section 4.1.2).
 * Contexts are compiled once and remembered; faulty ones are left to the general processor to judge.
 */
import { isBundled } from '../../documents/bundled.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { CompileMeter } from '../budget/compile-meter.js'
import { exceeded } from '../budget/limits.js'
import { MissingContext } from '../issues/missing-context.js'
import { Unsupported } from '../issues/unsupported.js'
import type { ActiveContext, ContextPayer } from './active-context.js'
import {
  countCompiled,
  initialContext,
  internContext,
  isBundledPart,
  trustedContext,
} from './context-cache.js'
import { createTermDefinition, type Definitions } from './create-term-definition.js'
import { expandVocabulary, isAbsolute } from './expand-iri.js'
import { isLanguageTag } from './keywords.js'

/** Finds a context document that is not bundled; throws when it is not at hand. */
export type FindContext = (url: string) => Json

export interface Processing {
  /** `false` for type-scoped contexts: nodes below return to the context before. */
  readonly propagate: boolean
  /** `true` for property-scoped contexts. */
  readonly overrideProtected: boolean
  readonly memo: 'applied' | 'appliedByType' | 'overridden'
}

export const LOCAL: Processing = { propagate: true, overrideProtected: false, memo: 'applied' }
export const PROPERTY_SCOPED: Processing = { propagate: true, overrideProtected: true, memo: 'overridden' }
export const TYPE_SCOPED: Processing = { propagate: false, overrideProtected: false, memo: 'appliedByType' }

/**
 * Applies a local context, as written in a document or in a term definition, to an active one.
 * @param payer is told of each context that is made on the way, before the next is made
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
  if (first === undefined) throw new Unsupported('no context at all')
  // 3
  const propagates = first?.['@propagate']
  const propagate = typeof propagates === 'boolean' ? propagates : processing.propagate
  // 4
  let result = propagate || active.previous !== undefined ? active : active.asPrevious()
  // 5
  for (const context of contexts) {
    result = applyOne(result, context, processing)
    payer?.pay(result)
  }
  return result
}

/** Applies one bundled context; `undefined` when the URL is not one of theirs, or its context has an effect of its own kind. */
export function bundledByUrl(active: ActiveContext, url: string): ActiveContext | undefined {
  const known = active.byUrl.get(url)
  if (known !== undefined) return known
  const context = trustedContext(url)?.['@context']
  if (!isJsonObject(context) || Object.hasOwn(context, '@propagate')) return undefined
  const result = processContext(active, url, LOCAL)
  active.byUrl.set(url, result)
  return result
}

/** Flattens what a context refers to. `find` serves the document's own references only. */
function resolve(local: Json, find: FindContext, out: (JsonObject | null)[]): void {
  for (const context of Array.isArray(local) ? local : [local]) {
    if (context === null) out.push(null)
    else if (typeof context === 'string') {
      const document = trustedContext(context) ?? find(context)
      if (!isJsonObject(document)) throw new Unsupported('a context document that is no object')
      if (Object.hasOwn(document, '@context')) resolve(document['@context']!, notFound, out)
      else out.push(NO_TERMS)
    } else if (isJsonObject(context)) out.push(internContext(unwrapped(context)))
    else throw new Unsupported('a context of another form')
  }
  if (out.length > CONTEXTS_MAXIMUM) requireFew(out)
}

/** Distinct contexts of one `@context`, and all of them. */
export const CONTEXTS_MAXIMUM = 10
const MENTIONS_MAXIMUM = 40

/** One that is named again counts once, but no list of them goes on without end. */
export function requireFew(contexts: readonly unknown[]): void {
  if (contexts.length > MENTIONS_MAXIMUM || new Set(contexts).size > CONTEXTS_MAXIMUM) {
    throw exceeded('contextList', CONTEXTS_MAXIMUM)
  }
}

/** A context may stand in an object of its own, as it does in a context document. */
function unwrapped(context: JsonObject): JsonObject {
  const inner = context['@context']
  if (inner === undefined) return context
  const isPlain =
    isJsonObject(inner) && !Object.hasOwn(inner, '@context') && !Object.hasOwn(inner, '@propagate')
  if (!isPlain || Object.keys(context).length > 1) throw new Unsupported('a context of another form')
  return inner
}

const NO_TERMS: JsonObject = Object.freeze({})

const notFound: FindContext = (url) => {
  if (isBundled(url)) throw new MissingContext(url)
  throw new Unsupported(`a reference to ${url} inside a context`)
}

function applyOne(active: ActiveContext, context: JsonObject | null, processing: Processing): ActiveContext {
  // 5.1
  if (context === null) {
    if (!processing.overrideProtected && active.hasProtected)
      throw new Unsupported('invalid context nullification')
    return initialContext()
  }
  const memo = active[processing.memo]
  let result = memo.get(context)
  if (result === undefined) {
    const meter = new CompileMeter()
    result = compile(active, context, processing, new Set(), meter)
    memo.set(context, result)
    countCompiled(result, meter.length)
  }
  return result
}

/** Steps 5.4 to 5.14. */
function compile(
  active: ActiveContext,
  context: JsonObject,
  processing: Processing,
  validating: Set<string>,
  meter: CompileMeter,
): ActiveContext {
  const override = processing.overrideProtected
  const isPart = isBundledPart(context)
  const before = meter.work
  meter.copy(active.terms.size)
  const result = active.copy()
  result.trusted = active.trusted && isPart
  const defined = new Map<string, boolean>()
  for (const keyword of Object.keys(context)) {
    if (keyword.charCodeAt(0) === 0x40 && applyKeyword(result, keyword, context[keyword]!)) {
      defined.set(keyword, true)
    }
  }
  // 5.12; only `true` protects, and only its absence does not.
  if (context['@protected'] === undefined) defined.set('@protected', false)
  // Whoever holds a document can add contexts to it: what the document's own contexts redefine is marked.
  const outer = processing === LOCAL && !isPart ? active : undefined
  const definitions: Definitions = { active: result, local: context, defined, meter, outer }
  // 5.13
  for (const term of Object.keys(context)) {
    createTermDefinition(definitions, term, override)
    const value = context[term]
    if (!result.trusted && isJsonObject(value) && Object.hasOwn(value, '@context')) {
      validateScoped(result, value['@context']!, validating, meter)
    }
  }
  result.cost = meter.work - before
  return result
}

/** Steps 5.5 to 5.11. `false` for what is no keyword of a context. */
function applyKeyword(context: ActiveContext, keyword: string, value: Json): boolean {
  switch (keyword) {
    case '@version':
      if (value !== 1.1) throw new Unsupported('invalid @version value')
      return true
    case '@protected':
      if (value !== true) throw new Unsupported('@protected of another value')
      return true
    case '@propagate':
      if (typeof value !== 'boolean') throw new Unsupported('invalid @propagate value')
      return true
    case '@base':
      if (value !== null) throw new Unsupported('@base')
      return true
    case '@vocab':
      applyVocabulary(context, value)
      return true
    case '@language':
      if (value !== null && !(typeof value === 'string' && isLanguageTag(value))) {
        throw new Unsupported('invalid default language')
      }
      context.language = value === null ? undefined : (value as string).toLowerCase()
      context.longest = Math.max(context.longest, context.language?.length ?? 0)
      return true
    case '@direction':
      if (value !== null && value !== 'ltr' && value !== 'rtl')
        throw new Unsupported('invalid base direction')
      context.direction = value === null ? undefined : (value as 'ltr' | 'rtl')
      return true
    case '@import':
      throw new Unsupported('@import')
    default:
      return false
  }
}

/** Step 5.8. */
function applyVocabulary(context: ActiveContext, value: Json): void {
  if (value === null) context.vocabulary = undefined
  else {
    const vocabulary = typeof value === 'string' ? expandVocabulary(context, value) : null
    if (vocabulary === null || !isAbsolute(vocabulary)) throw new Unsupported('invalid vocab mapping')
    context.vocabulary = vocabulary
    context.longest = Math.max(context.longest, vocabulary.length)
  }
}

/**
 * A scoped context must be valid on top of what is defined so far, even if no document ever comes to use it.
 * Bundled contexts are spared: a test proves theirs valid.
 */
function validateScoped(
  active: ActiveContext,
  scoped: Json,
  validating: Set<string>,
  meter: CompileMeter,
): void {
  if (Array.isArray(scoped) && scoped.length === 0) return
  if (typeof scoped === 'string') {
    if (validating.has(scoped)) return
    validating.add(scoped)
  }
  const contexts: (JsonObject | null)[] = []
  resolve(scoped, notFound, contexts)
  let result = active
  for (const context of contexts) {
    result =
      context === null ? initialContext() : compile(result, context, PROPERTY_SCOPED, validating, meter)
  }
}
