/** IRI Expansion (JSON-LD 1.1 API section 5.2), without a base IRI: a relative reference stays relative. */
import type { ActiveContext } from './active-context.js'
import { isKeyword, looksLikeKeyword } from './keywords.js'

const ABSOLUTE = /^(?:[A-Za-z][A-Za-z0-9+-.]*|_):\S*$/

/** Whether the text has a scheme or is a blank node identifier, without white space. Other implementations use the same test. */
export function isAbsolute(iri: string): boolean {
  return ABSOLUTE.test(iri)
}

/** Characters that N-Quads escapes in an IRI, and white space. */
const NOT_PLAIN = /[\s\u0000-\u0020<>"{}|^`\\]/

/** Whether an IRI is written in N-Quads without escapes. */
export function isPlain(iri: string): boolean {
  return !NOT_PLAIN.test(iri)
}

/** An absolute IRI without characters that N-Quads escapes. */
const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000-\u0020<>"{}|^`\\]*$/

/**
 * Whether a reference is an absolute IRI that N-Quads writes without escapes. This is the usual case of `expandReference`, and this
 * test is cheaper.
 */
export function standsForItself(context: ActiveContext, value: string): boolean {
  if (!PLAIN_IRI.test(value)) return false
  const colon = value.indexOf(':')
  if (value.charCodeAt(colon + 1) === 0x2f && value.charCodeAt(colon + 2) === 0x2f) return true
  return context.terms.get(value.slice(0, colon))?.prefix !== true
}

/** Expands a term, compact IRI or IRI; `null` if it is mapped to null or looks like a keyword. */
export function expandVocabulary(context: ActiveContext, value: string): string | null {
  if (value.charCodeAt(0) === 0x40) {
    if (isKeyword(value)) return value
    if (looksLikeKeyword(value)) return null
  }
  const term = context.terms.get(value)
  if (term !== undefined) return term.id
  const compact = expandCompact(context, value)
  if (compact !== undefined) return compact
  return context.vocabulary === undefined ? value : context.vocabulary + value
}

/** Expands the value of an `@id`: compact IRIs, but not terms, and without a vocabulary. */
export function expandReference(context: ActiveContext, value: string): string | null {
  if (value.charCodeAt(0) === 0x40) {
    if (isKeyword(value)) return value
    if (looksLikeKeyword(value)) return null
  }
  return expandCompact(context, value) ?? value
}

/** Steps 6.1 to 6.5: for a text with a prefix or a scheme. */
function expandCompact(context: ActiveContext, value: string): string | undefined {
  const colon = value.indexOf(':')
  if (colon <= 0) return undefined
  if (value.charCodeAt(colon + 1) === 0x2f && value.charCodeAt(colon + 2) === 0x2f) return value
  const prefix = value.slice(0, colon)
  if (prefix === '_') return value
  const term = context.terms.get(prefix)
  if (term?.prefix === true) return term.id + value.slice(colon + 1)
  return isAbsolute(value) ? value : undefined
}
