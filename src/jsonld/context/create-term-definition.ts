/**
 * Create Term Definition: https://www.w3.org/TR/json-ld11-api/#create-term-definition (step numbers of section 4.2.2).
 * Documents with faults, or with content that is dropped with a warning, are left to the general processor.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { CompileMeter } from '../budget/compile-meter.js'
import { Unsupported } from '../issues/unsupported.js'
import { iriText } from '../rdf/n-quads.js'
import type { ActiveContext, TermDefinition } from './active-context.js'
import { sameDefinition, sameMeaning, sameValue } from './context-names.js'
import { isAbsolute } from './expand-iri.js'
import { CONTAINERS, DEFINITION_MEMBERS, isKeyword, looksLikeKeyword } from './keywords.js'

/** One local context that is being processed. */
export interface Definitions {
  readonly active: ActiveContext
  readonly local: JsonObject
  /** Terms that are defined (true) or being defined (false). */
  readonly defined: Map<string, boolean>
  readonly meter: CompileMeter
  /** Whether the local context is in the document and not bundled. Terms that it redefines are marked. */
  readonly isLocal: boolean
  /** Whether the local context is a part of a bundled one. */
  readonly isBundled: boolean
}

export function createTermDefinition(definitions: Definitions, term: string, override: boolean): void {
  const { active, local, defined } = definitions
  // 1
  const state = defined.get(term)
  if (state === true) return
  if (state === false) throw new Unsupported() // cyclic IRI mapping
  definitions.meter.define()
  // 2, 3
  defined.set(term, false)
  if (term === '' || looksLikeKeyword(term)) checkKeyword(term, local[term]!)
  // jsonld.js itself fails for this name.
  if (term === 'hasOwnProperty') fail() // a term that jsonld.js cannot take
  // 6, 7, 8, 9
  const previous = active.terms.get(term)
  const written = local[term]!
  const simple = typeof written === 'string' || written === null
  // term value
  const value: JsonObject = simple ? { '@id': written } : isJsonObject(written) ? written : fail()
  for (const member of Object.keys(value)) if (!DEFINITION_MEMBERS.has(member)) fail() // member of a term definition
  // 10
  const colon = term.indexOf(':')
  const definition: TermDefinition = { id: null, reverse: false, termHasColon: colon > 0 }
  active.terms.delete(term)
  active.terms.set(term, definition)
  // 13, 14, 15 … 18
  if (Object.hasOwn(value, '@reverse')) {
    definition.id = reverseProperty(definitions, value)
    definition.reverse = true
  } else if (Object.hasOwn(value, '@id') && value['@id'] !== term) {
    identify(definitions, term, definition, value['@id']!, simple)
  } else definition.id = implied(definitions, term, definition, colon)
  // 11
  if (isProtected(value, defined)) {
    active.hasProtected = true
    definition.protected = true
  }
  defined.set(term, true)
  // 12, 19 … 26
  qualify(definitions, term, definition, value)
  const { type, language } = definition
  active.longest = Math.max(active.longest, iriText([definition.id, type, language].join('')).length)
  if (definition.id === '@context' || definition.id === '@preserve') fail() // invalid keyword alias
  // 27
  if (previous?.protected === true && !override) {
    active.hasProtected = true
    definition.protected = true
    if (!sameDefinition(previous, definition)) fail() // protected term redefinition
  }
  const { isBundled, isLocal } = definitions
  if (!isBundled && !(previous !== undefined && previous.own !== true && sameValue(previous, definition))) {
    definition.own = true
  }
  if (isLocal && previous !== undefined && (previous.redefined || !sameMeaning(previous, definition))) {
    definition.redefined = true
  }
}

/** Step 5: only `@type` may be defined, with a container. */
function checkKeyword(term: string, value: Json): void {
  const allowed =
    term === '@type' &&
    isJsonObject(value) &&
    (value['@container'] ?? '@set') === '@set' &&
    Object.keys(value).length > 0 &&
    Object.keys(value).every(
      (member) => member === '@container' || member === '@id' || member === '@protected',
    )
  if (!allowed) fail() // keyword redefinition
}

/** Step 13. */
function reverseProperty(definitions: Definitions, value: JsonObject): string {
  const reverse = value['@reverse']!
  if (Object.hasOwn(value, '@id') || Object.hasOwn(value, '@nest')) fail() // invalid reverse property
  if (typeof reverse !== 'string' || looksLikeKeyword(reverse)) fail() // @reverse value
  const id = expand(definitions, reverse as string)
  return id !== null && isAbsolute(id) ? id : fail() // invalid IRI mapping
}

/** Step 14. */
function identify(
  definitions: Definitions,
  term: string,
  definition: TermDefinition,
  written: Json,
  simple: boolean,
): void {
  if (written === null) return
  if (typeof written !== 'string' || written === '') fail() // @id of a term
  const text = written as string
  if (looksLikeKeyword(text) && !isKeyword(text)) fail() // reserved @id value
  const id = expand(definitions, text)
  if (id === null || !(isAbsolute(id) || isKeyword(id))) fail() // invalid IRI mapping
  if (/:[^:]|\//.test(term)) {
    const { defined } = definitions
    defined.set(term, true)
    if (expand(definitions, term) !== id) fail() // term in the form of an IRI
    defined.set(term, false)
  }
  definition.id = id
  definition.prefix = simple && !definition.termHasColon && /[:/?#[\]@]$/.test(id)
}

/** Steps 15 to 18: for a term without `@id`. */
function implied(definitions: Definitions, term: string, definition: TermDefinition, colon: number): string {
  const { active, local, meter } = definitions
  if (definition.termHasColon) {
    const prefix = term.slice(0, colon)
    if (Object.hasOwn(local, prefix)) createTermDefinition(definitions, prefix, false)
    const mapping = active.terms.get(prefix)
    return mapping === undefined ? term : meter.text(mapping.id + term.slice(colon + 1))
  }
  if (term === '@type') return term
  // invalid IRI mapping
  return active.vocabulary === undefined ? fail() : meter.text(active.vocabulary + term)
}

function isProtected(value: JsonObject, defined: ReadonlyMap<string, boolean>): boolean {
  return value['@protected'] === true || (defined.get('@protected') === true && value['@protected'] !== false)
}

/** Steps 12 and 19 to 26. */
function qualify(
  definitions: Definitions,
  term: string,
  definition: TermDefinition,
  value: JsonObject,
): void {
  if (Object.hasOwn(value, '@type')) definition.type = typeMapping(definitions, value['@type']!)
  if (Object.hasOwn(value, '@container')) containerMapping(definition, value['@container']!)
  const index = value['@index']
  if (index !== undefined) {
    if (definition.container?.includes('@index') !== true) fail() // @index without container
    if (typeof index !== 'string' || index.startsWith('@')) fail() // @index
    definition.index = index as string
  }
  const scoped = value['@context']
  if (scoped !== undefined) definition.context = scoped
  const language = value['@language']
  if (language !== undefined && !Object.hasOwn(value, '@type')) {
    if (language === '' || (language !== null && typeof language !== 'string')) fail() // language mapping
    definition.language = language === null ? null : (language as string).toLowerCase()
  }
  const prefix = value['@prefix']
  if (prefix !== undefined) {
    if (/[:/]/.test(term) || (definition.id !== null && isKeyword(definition.id))) fail() // @prefix
    if (typeof prefix !== 'boolean') fail() // invalid @prefix value
    definition.prefix = prefix as boolean
  }
  const direction = value['@direction']
  if (direction !== undefined) {
    if (direction !== null && direction !== 'ltr' && direction !== 'rtl') fail() // invalid base direction
    definition.direction = direction as 'ltr' | 'rtl' | null
  }
  const nest = value['@nest']
  if (nest !== undefined) {
    if (typeof nest !== 'string' || (nest !== '@nest' && nest.startsWith('@'))) fail() // invalid @nest value
    definition.nest = nest as string
  }
}

/** Step 12. */
function typeMapping(definitions: Definitions, type: Json): string {
  if (typeof type !== 'string') return fail() // invalid type mapping
  if (type === '@json' || type === '@none' || type === '@id' || type === '@vocab') return type
  const expanded = expand(definitions, type)
  if (expanded === null || !isAbsolute(expanded) || expanded.startsWith('_:')) fail() // invalid type mapping
  return expanded as string
}

/** Step 19. */
function containerMapping(definition: TermDefinition, written: Json): void {
  const container = typeof written === 'string' ? [written] : written
  if (!Array.isArray(container) || !container.every((item) => CONTAINERS.has(item))) {
    fail() // invalid container mapping
  }
  const has = (item: string): boolean => container.includes(item)
  if (has('@list')) {
    if (container.length !== 1) fail() // invalid container mapping
  } else if (has('@graph')) {
    if (has('@language') || has('@type')) fail() // invalid container mapping
  } else if (container.length > (has('@set') ? 2 : 1)) fail() // invalid container mapping
  if (has('@type')) {
    definition.type ??= '@id'
    if (definition.type !== '@id' && definition.type !== '@vocab') fail() // invalid type mapping
  }
  if (definition.reverse && !container.every((item) => item === '@index' || item === '@set')) {
    fail() // invalid reverse property
  }
  definition.container = container as readonly string[]
}

/** IRI Expansion while a context is processed. It first defines the terms that it needs (step 3 of section 5.2.2). */
function expand(definitions: Definitions, value: string): string | null {
  const { active, local, defined, meter } = definitions
  if (isKeyword(value)) return value
  if (looksLikeKeyword(value)) return null
  if (Object.hasOwn(local, value) && defined.get(value) !== true)
    createTermDefinition(definitions, value, false)
  const term = active.terms.get(value)
  if (term !== undefined) return term.id === null ? null : meter.text(term.id)
  const colon = value.indexOf(':')
  if (colon > 0) {
    const prefix = value.slice(0, colon)
    if (prefix === '_' || value.startsWith('//', colon + 1)) return value
    if (Object.hasOwn(local, prefix)) createTermDefinition(definitions, prefix, false)
    const mapping = active.terms.get(prefix)
    if (mapping?.prefix === true) return meter.text(mapping.id + value.slice(colon + 1))
    if (isAbsolute(value)) return value
  }
  return active.vocabulary === undefined ? value : meter.text(active.vocabulary + value)
}

function fail(): never {
  throw new Unsupported()
}
