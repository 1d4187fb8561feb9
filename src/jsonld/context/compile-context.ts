/**
 * Compiles one local context (JSON-LD 1.1 API section 4.1.2, step 5): its references, its keywords, its terms, and their scoped
 * contexts.
 */
import { isBundled } from '../../documents/bundled.js'
import { isLanguageTag } from '../../encoding/forms/language-tag.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { CompileMeter } from '../budget/compile-meter.js'
import { CONTEXTS_MAXIMUM, MENTIONS_MAXIMUM, requireFewContexts } from '../budget/contexts-maximum.js'
import { MissingContext } from '../issues/missing-context.js'
import { Unsupported } from '../issues/unsupported.js'
import { iriText } from '../rdf/n-quads.js'
import type { ActiveContext } from './active-context.js'
import { initialContext, internContext, isBundledPart, trustedContext } from './context-cache.js'
import { ContextNames } from './context-names.js'
import { createTermDefinition, type Definitions } from './create-term-definition.js'
import { expandVocabulary, isAbsolute } from './expand-iri.js'

/** Finds a context document that is not bundled; throws if it is not loaded. */
export type FindContext = (url: string) => Json

export interface Processing {
  /** `false` for type-scoped contexts, because inner nodes return to the earlier context. */
  readonly propagate: boolean
  /** `true` for property-scoped contexts. */
  readonly overrideProtected: boolean
  readonly memo: 'applied' | 'appliedByType' | 'overridden'
}

export const LOCAL: Processing = { propagate: true, overrideProtected: false, memo: 'applied' }
export const PROPERTY_SCOPED: Processing = { propagate: true, overrideProtected: true, memo: 'overridden' }
export const TYPE_SCOPED: Processing = { propagate: false, overrideProtected: false, memo: 'appliedByType' }

/** Resolves the references of a context into a flat list. `find` is only for references in the document itself. */
export function resolve(local: Json, find: FindContext, out: (JsonObject | null)[]): void {
  for (const context of Array.isArray(local) ? local : [local]) {
    if (context === null) out.push(null)
    else if (typeof context === 'string') {
      const document = trustedContext(context) ?? find(context)
      if (!isJsonObject(document)) throw new Unsupported() // a context document that is no object
      if (Object.hasOwn(document, '@context')) resolve(document['@context']!, notFound, out)
      else out.push(NO_TERMS)
    } else if (isJsonObject(context)) out.push(internContext(unwrapped(context)))
    else throw new Unsupported() // a context of another form
    // The rest of a long list is not read.
    if (out.length > MENTIONS_MAXIMUM) requireFewContexts(out)
  }
  if (out.length > CONTEXTS_MAXIMUM) requireFewContexts(out)
}

/** A context may be the member `@context` of an object, as in a context document. */
function unwrapped(context: JsonObject): JsonObject {
  const inner = context['@context']
  if (inner === undefined) return context
  const isPlain =
    isJsonObject(inner) && !Object.hasOwn(inner, '@context') && !Object.hasOwn(inner, '@propagate')
  if (!isPlain || Object.keys(context).length > 1) throw new Unsupported() // a context of another form
  return inner
}

/** What a vocabulary costs, in copied terms: each name of the document is compared with it. */
const VOCABULARY = 4000

const NO_TERMS: JsonObject = Object.freeze({})

export const notFound: FindContext = (url) => {
  if (isBundled(url)) throw new MissingContext(url)
  throw new Unsupported() // a reference inside a context
}

/** Steps 5.4 to 5.14. */
export function compile(
  active: ActiveContext,
  context: JsonObject,
  processing: Processing,
  validating: Set<string>,
  meter: CompileMeter,
): ActiveContext {
  const override = processing.overrideProtected
  const isPart = isBundledPart(context)
  const before = meter.work
  meter.copy(1 + active.terms.size)
  const result = active.copy()
  result.trusted = active.trusted && isPart
  const defined = new Map<string, boolean>()
  for (const keyword of Object.keys(context)) {
    if (keyword.charCodeAt(0) === 0x40 && applyKeyword(result, keyword, context[keyword]!)) {
      defined.set(keyword, true)
    }
  }
  // 5.12; `true` protects. An absent member does not protect, and other values are refused.
  if (context['@protected'] === undefined) defined.set('@protected', false)
  // A holder can add contexts to a document, so terms that contexts of the document redefine are marked.
  const isLocal = processing === LOCAL && !isPart
  const definitions: Definitions = {
    active: result,
    local: context,
    defined,
    meter,
    isLocal,
    isBundled: isPart,
  }
  // 5.13
  for (const term of Object.keys(context)) {
    createTermDefinition(definitions, term, override)
    const value = context[term]
    if (!result.trusted && isJsonObject(value) && Object.hasOwn(value, '@context')) {
      compileScoped(result, value['@context']!, validating, meter)
    }
  }
  if (processing === LOCAL) addSource(result, context, isPart, meter)
  result.cost = meter.work - before
  return result
}

/** Steps 5.5 to 5.11. `false` for a member that is not a keyword of a context. */
function applyKeyword(context: ActiveContext, keyword: string, value: Json): boolean {
  switch (keyword) {
    case '@version':
      if (value !== 1.1) throw new Unsupported() // invalid @version value
      return true
    case '@protected':
      if (value !== true) throw new Unsupported() // @protected of another value
      return true
    case '@propagate':
      if (typeof value !== 'boolean') throw new Unsupported() // invalid @propagate value
      return true
    case '@base':
      if (value !== null) throw new Unsupported()
      return true
    case '@vocab':
      applyVocabulary(context, value)
      return true
    case '@language':
      if (value !== null && !(typeof value === 'string' && isLanguageTag(value))) {
        throw new Unsupported() // invalid default language
      }
      context.language = value === null ? undefined : (value as string).toLowerCase()
      context.longest = Math.max(context.longest, context.language?.length ?? 0)
      return true
    case '@direction':
      if (value !== null && value !== 'ltr' && value !== 'rtl') throw new Unsupported() // invalid base direction
      context.direction = value === null ? undefined : (value as 'ltr' | 'rtl')
      return true
    case '@import':
      throw new Unsupported()
    default:
      return false
  }
}

/** Step 5.8. */
function applyVocabulary(context: ActiveContext, value: Json): void {
  if (value === null) context.vocabulary = undefined
  else {
    const vocabulary = typeof value === 'string' ? expandVocabulary(context, value) : null
    if (vocabulary === null || !isAbsolute(vocabulary)) throw new Unsupported() // invalid vocab mapping
    context.vocabulary = vocabulary
    context.longest = Math.max(context.longest, iriText(vocabulary).length)
  }
}

/**
 * A scoped context must be valid together with the terms so far, even if no document uses it. Bundled contexts are not checked here,
 * because a test checks them.
 * @param visit is called with each context and its compiled form
 */
function compileScoped(
  active: ActiveContext,
  scoped: Json,
  validating: Set<string>,
  meter: CompileMeter,
  visit?: (context: JsonObject, result: ActiveContext) => void,
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
    if (context === null) result = initialContext()
    else {
      result = compile(result, context, PROPERTY_SCOPED, validating, meter)
      visit?.(context, result)
    }
  }
}

/** Adds a context of the document. Its names are collected when there is another context to compare them with. */
function addSource(result: ActiveContext, context: JsonObject, isPart: boolean, meter: CompileMeter): void {
  if (isPart && typeof context['@vocab'] !== 'string') return
  meter.copy(result.sources.length)
  if (result.sources.some((source) => source.context === context)) return
  result.sources = [...result.sources, new ContextNames(context, result, isPart)]
  const own = result.sources.filter(({ isBundled }) => !isBundled)
  if (isPart || own.length < 2) return
  for (const source of own.length === 2 ? own : own.slice(-1)) {
    if (source.work === undefined) {
      const before = meter.work
      collectNames(source, source.context, source.active, meter)
      source.work = meter.work - before
    } else meter.copy(source.work)
  }
}

function collectNames(
  names: ContextNames,
  context: JsonObject,
  active: ActiveContext,
  meter: CompileMeter,
): void {
  if (isBundledPart(context)) return
  meter.copy(Object.keys(context).length)
  const isScoped = context !== names.context
  if (typeof context['@vocab'] === 'string') {
    meter.copy(VOCABULARY)
    names.addVocabulary(active, isScoped)
  }
  for (const name of Object.keys(context)) {
    const definition = name.startsWith('@') ? undefined : active.terms.get(name)
    if (definition === undefined) continue
    names.add(name, definition, isScoped)
    if (definition.context === undefined) continue
    compileScoped(active, definition.context, new Set(), meter, (scoped, result) => {
      collectNames(names, scoped, result, meter)
    })
  }
}
