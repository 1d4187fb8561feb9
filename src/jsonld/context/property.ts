/** The meaning of a member name in an active context, computed once. */

import type { Json } from '../../encoding/json.js'
import { FORBIDDEN } from '../issues/proto-members.js'
import { DEFAULT_GRAPH } from '../rdf/dataset.js'
import { datatypeSuffix, iriText, RDF, XSD } from '../rdf/n-quads.js'
import { type Predicate, predicateOf, rankedPredicate } from '../rdf/predicate.js'
import type { ActiveContext, ContextPayer, TermDefinition } from './active-context.js'
import { PROPERTY_SCOPED } from './compile-context.js'
import { isRedefined } from './context-names.js'
import { expandVocabulary, isAbsolute } from './expand-iri.js'
import { isKeyword } from './keywords.js'
import { processContext } from './process-context.js'
import { isClass, standardMember } from './standard-names.js'

export type Kind =
  | 'property'
  | 'id'
  | 'type'
  | 'context'
  | 'value'
  | 'language'
  | 'direction'
  | 'graph'
  /** No context defines the member, so JSON-LD would drop it. */
  | 'undefined'
  /** Left to the general processor. */
  | 'unsupported'

/** What a string value of the property becomes. */
export type Coercion = 'literal' | 'double' | 'reference' | 'vocabulary' | 'json'

export interface Plain {
  readonly open: string
  readonly close: string
}

export interface Property {
  readonly kind: Kind
  readonly name: string
  /** Two strings with one IRI need not be one object. */
  readonly predicate: Predicate
  /** The text around a plain string in its line of the default graph, if nothing else depends on the value. */
  readonly plain: Plain | undefined
  /** The same for an IRI. */
  readonly openIri: string
  readonly coercion: Coercion
  /** The end of a plain string literal: quotation mark, then language or datatype. */
  readonly suffix: string
  /** The datatype of booleans and numbers, if the context gives one. */
  readonly datatype: string | undefined
  /** Whether another value may give the same line, so that equal lines must be compared by their values. */
  readonly ambiguous: boolean
  /** Whether its strings have a base direction. */
  readonly directed: boolean
  readonly list: boolean
  readonly graph: boolean
  readonly languageMap: boolean
  /** The context for the values: the active one, or the property-scoped one. */
  readonly context: ActiveContext
  /** The contexts in objects: for references and value objects (`kept`), and for nodes (`reverted`). */
  readonly kept: ActiveContext
  readonly reverted: ActiveContext
  readonly language: string | undefined
  readonly direction: 'ltr' | 'rtl' | undefined
  /** The standard name of the member, if it has another name. */
  readonly standardName: string | undefined
  /** Whether two contexts of the document give the name different meanings. */
  readonly redefined: boolean
}

/**
 * The property of `name`; cached if the name is a term.
 * @param payer pays for a scoped context that cannot be made
 */
export function propertyOf(active: ActiveContext, name: string, payer?: ContextPayer): Property {
  const known = active.properties.get(name)
  if (known !== undefined) return known
  const property = makeProperty(active, name, payer)
  // Only terms and keywords are cached, so that untrusted documents cannot fill the cache.
  if (active.terms.has(name) || isKeyword(name)) active.properties.set(name, property)
  else payer?.count(8)
  return property
}

const KEYWORD_KINDS: Readonly<Record<string, Kind>> = {
  '@id': 'id',
  '@type': 'type',
  '@value': 'value',
  '@language': 'language',
  '@direction': 'direction',
  '@graph': 'graph',
}

function makeProperty(active: ActiveContext, name: string, payer: ContextPayer | undefined): Property {
  if (name === '@context') return simple(active, name, 'context')
  if (name === FORBIDDEN) return simple(active, name, 'unsupported')
  const iri = expandVocabulary(active, name)
  if (iri === null) return simple(active, name, 'undefined')
  if (isKeyword(iri)) return simple(active, name, KEYWORD_KINDS[iri] ?? 'unsupported')
  if (!isAbsolute(iri)) return simple(active, name, 'undefined')
  const term = active.terms.get(name)
  const container = term?.container ?? []
  const scoped = (outer: ActiveContext, local: Json | undefined): ActiveContext =>
    local === undefined ? outer : processContext(outer, local, PROPERTY_SCOPED, undefined, payer)
  const context = scoped(active, term?.context)
  // The value is read with the scoped context, which may define the same term differently.
  const inner = context.terms.get(name)
  if (
    iri.startsWith('_:') ||
    // As a property, and not as @type, it can give a type twice.
    iri === `${RDF}type` ||
    term?.reverse === true ||
    container.includes('@index') ||
    container.includes('@id') ||
    container.includes('@type') ||
    (context !== active && (inner?.reverse === true || isKeyword(expandVocabulary(context, name) ?? ''))) ||
    // Arrays are read with the inner container, single values with the outer one.
    container.includes('@list') !== (inner?.container?.includes('@list') === true) ||
    (term?.type === '@json' && container.some((item) => item !== '@set')) ||
    (term?.type === '@json') !== (inner?.type === '@json')
  ) {
    return simple(active, name, 'unsupported')
  }
  const kept = scoped(context, inner?.context)
  const language = inner?.language === undefined ? context.language : (inner.language ?? undefined)
  const direction = inner?.direction === undefined ? context.direction : (inner.direction ?? undefined)
  const text = ` ${iriText(iri)} `
  const coerced = coercionOf(inner, language, direction)
  const { coercion, suffix, ambiguous, directed } = coerced
  const list = container.includes('@list')
  const graph = container.includes('@graph')
  const isPlain = coercion === 'literal' && !ambiguous && !directed && !list && !graph
  return {
    kind: 'property',
    name,
    // Bundled contexts have a limited number of terms. Terms of untrusted contexts are not cached.
    predicate: active.trusted && term !== undefined ? rankedPredicate(text) : predicateOf(text),
    plain: isPlain ? { open: `${text}"`, close: suffix + DEFAULT_GRAPH } : undefined,
    openIri: `${text}<`,
    ...coerced,
    list,
    graph,
    languageMap: container.includes('@language'),
    context,
    kept,
    reverted: context.previous === undefined ? kept : scoped(context.reverted(), inner?.context),
    language,
    direction,
    redefined: isRedefined(active, name, iri),
    standardName:
      active.trusted && term !== undefined && !isClass(name) ? undefined : standardMember(iri, name, active),
  }
}

type Coerced = Pick<Property, 'coercion' | 'suffix' | 'datatype' | 'ambiguous' | 'directed'>

function coercionOf(
  term: TermDefinition | undefined,
  language: string | undefined,
  direction: 'ltr' | 'rtl' | undefined,
): Coerced {
  const type = term?.type
  const plain = { suffix: '"', datatype: undefined, ambiguous: false, directed: false }
  if (type === '@id') return { ...plain, coercion: 'reference' }
  if (type === '@vocab') return { ...plain, coercion: 'vocabulary' }
  if (type === '@json') return { ...plain, coercion: 'json' }
  if (type === undefined || type === '@none') {
    return {
      ...plain,
      coercion: 'literal',
      suffix: languageSuffix(language, direction),
      directed: direction !== undefined,
    }
  }
  return {
    coercion: type === `${XSD}double` ? 'double' : 'literal',
    suffix: datatypeSuffix(type),
    datatype: type,
    // The same literal can also come from a plain string, a JSON number or a JSON boolean.
    ambiguous: isAmbiguousDatatype(type),
    directed: false,
  }
}

const I18N = 'https://www.w3.org/ns/i18n#'

const AMBIGUOUS: ReadonlySet<string> = new Set([
  `${XSD}string`,
  `${RDF}langString`,
  `${XSD}boolean`,
  `${XSD}integer`,
  `${XSD}double`,
  `${RDF}JSON`,
])

/** Whether different values can give the same line with this datatype. */
export function isAmbiguousDatatype(datatype: string): boolean {
  return AMBIGUOUS.has(datatype) || datatype.startsWith(I18N)
}

/** The end of a string literal with a language, a base direction (as an i18n datatype), both or neither. */
export function languageSuffix(language: string | undefined, direction: 'ltr' | 'rtl' | undefined): string {
  if (direction !== undefined) {
    return `"^^${iriText(`${I18N}${language ?? ''}_${direction}`)}`
  }
  return language === undefined ? '"' : `"@${language}`
}

const NO_PREDICATE: Predicate = predicateOf('')

function simple(active: ActiveContext, name: string, kind: Kind): Property {
  return {
    kind,
    name,
    predicate: NO_PREDICATE,
    plain: undefined,
    openIri: '',
    coercion: 'literal',
    suffix: '"',
    datatype: undefined,
    ambiguous: false,
    directed: false,
    list: false,
    graph: false,
    languageMap: false,
    context: active,
    kept: active,
    reverted: active,
    language: undefined,
    direction: undefined,
    standardName: standardKeyword(active, name, kind),
    redefined: isRedefined(active, name, active.terms.get(name)?.id ?? null),
  }
}

function standardKeyword({ terms }: ActiveContext, name: string, kind: Kind): string | undefined {
  if (kind === 'graph') return 'its members'
  if (kind !== 'id' && kind !== 'type') return undefined
  return name !== kind && terms.get(kind)?.id === `@${kind}` ? kind : undefined
}
