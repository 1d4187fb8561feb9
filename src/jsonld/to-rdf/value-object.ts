/** Value objects: `@value` with `@type`, or with `@language` and `@direction` (JSON-LD 1.1 API sections 5.1 and 8.2.2). */

import { isLanguageTag } from '../../encoding/forms/language-tag.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import type { ActiveContext, ContextPayer } from '../context/active-context.js'
import { expandVocabulary, isAbsolute } from '../context/expand-iri.js'
import { isAmbiguousDatatype, languageSuffix, propertyOf } from '../context/property.js'
import type { PathIssues } from '../issues/path-issues.js'
import { hasForbidden } from '../issues/proto-members.js'
import { Unsupported } from '../issues/unsupported.js'
import { jcs } from '../jcs/jcs.js'
import { escapeLiteral, RDF } from '../rdf/n-quads.js'
import type { NameCheck } from '../safe-mode/name-check.js'
import { booleanLiteral, numberLiteral, stringLiteral, typedSpelling } from './literals.js'

export interface Literal {
  readonly text: string
  /** The JSON value, if the text does not determine it. */
  readonly spelling?: Json
  /** Present if the literal has a base direction. */
  readonly directed?: { readonly text: string; readonly language: string | undefined }
}

interface Members {
  value?: Json
  type?: Json
  language?: Json
  direction?: Json
}

/** `undefined` if there is an issue. */
export function literalOfValueObject(
  element: JsonObject,
  active: ActiveContext,
  found: PathIssues,
  names: NameCheck | undefined,
  payer: ContextPayer,
): Literal | undefined {
  const members = membersOf(element, active, found, names, payer)
  if (members === undefined) return undefined
  const { value, type, language, direction } = members
  if (type !== undefined) {
    if (language !== undefined || direction !== undefined) throw new Unsupported() // invalid value object
    return typed(value!, type, active, found, names)
  }
  if (value === null) {
    found.add('null_value_value')
    return undefined
  }
  if (typeof value === 'object') throw new Unsupported() // invalid value object value
  if (typeof value !== 'string') names?.value(value!, undefined, found.path)
  return plain(value!, language, direction, found)
}

function membersOf(
  element: JsonObject,
  active: ActiveContext,
  found: PathIssues,
  names: NameCheck | undefined,
  payer: ContextPayer,
): Members | undefined {
  const members: Members = {}
  let complete = true
  for (const name of Object.keys(element)) {
    const property = propertyOf(active, name, payer)
    const { kind } = property
    if (property.redefined) names?.member(property, false, [...found.path, name])
    switch (kind) {
      case 'context':
        break
      case 'value':
      case 'type':
      case 'language':
      case 'direction':
        if (members[kind] !== undefined) throw new Unsupported() // colliding keywords
        members[kind] = element[name]!
        break
      case 'undefined':
        found.add('invalid_property', name, name)
        complete = false
        break
      default:
        throw new Unsupported() // invalid value object
    }
  }
  return complete ? members : undefined
}

function typed(
  value: Json,
  type: Json,
  active: ActiveContext,
  found: PathIssues,
  names: NameCheck | undefined,
): Literal | undefined {
  if (typeof type !== 'string') throw new Unsupported() // type of a value object
  const datatype = expandVocabulary(active, type)
  if (datatype === '@json') return { text: jsonLiteral(value), spelling: value }
  if (value === null) {
    found.add('null_value_value')
    return undefined
  }
  if (typeof value === 'object') throw new Unsupported() // invalid value object value
  if (datatype === null || !isAbsolute(datatype)) {
    found.add('relative_type_reference', type)
    return undefined
  }
  if (datatype.startsWith('_:')) throw new Unsupported() // invalid typed value
  names?.datatype(type, datatype, active, found.path)
  names?.value(value as string | number | boolean, datatype, found.path)
  if (typeof value === 'boolean')
    return { text: booleanLiteral(value, datatype), spelling: typedSpelling(value, datatype) }
  if (typeof value === 'number')
    return { text: numberLiteral(value, datatype), spelling: typedSpelling(value, datatype) }
  const text = stringLiteral(value as string, datatype)
  return isAmbiguousDatatype(datatype) ? { text, spelling: value } : { text }
}

function plain(
  value: string | number | boolean,
  language: Json | undefined,
  direction: Json | undefined,
  found: PathIssues,
): Literal | undefined {
  const tag = languageOf(language, found)
  if (tag === null) return undefined
  if (direction !== undefined && direction !== 'ltr' && direction !== 'rtl') {
    throw new Unsupported() // invalid base direction
  }
  if (typeof value !== 'string') {
    if (tag !== undefined || direction !== undefined) throw new Unsupported() // invalid language-tagged value
    return {
      text: typeof value === 'boolean' ? booleanLiteral(value) : numberLiteral(value),
      spelling: value,
    }
  }
  const text = `"${escapeLiteral(value)}`
  const literal = text + languageSuffix(tag, direction)
  return direction === undefined ? { text: literal } : { text: literal, directed: { text, language: tag } }
}

/** `null` if there is an issue. */
function languageOf(language: Json | undefined, found: PathIssues): string | undefined | null {
  if (language === undefined || language === null) return undefined
  if (typeof language !== 'string') throw new Unsupported() // invalid language-tagged string
  if (!isLanguageTag(language)) {
    found.add('invalid_language_value', language)
    return null
  }
  return language.toLowerCase()
}

/** A JSON literal, whose text is the canonical JSON of the value. */
export function jsonLiteral(value: Json): string {
  if (hasForbidden(value)) throw new Unsupported() // a member __proto__
  return `"${escapeLiteral(jcs(value, 'any'))}"^^<${RDF}JSON>`
}
