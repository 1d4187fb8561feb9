/** Suggests how to define an undefined term or type: a bundled context, a type whose context has the term, or a name like it. */
import { BUNDLED_CONTEXTS, bundledContext } from '../../documents/bundled.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { ActiveContext } from '../context/active-context.js'
import { MissingContext } from '../issues/missing-context.js'

/**
 * @param outermost the context of the whole document
 * @throws MissingContext
 */
export function suggestionFor(
  name: string,
  element: JsonObject | undefined,
  active: ActiveContext,
  outermost: ActiveContext,
): string | undefined {
  if (name.startsWith('@')) return 'names that begin with @ are reserved for JSON-LD'
  const types = element === undefined ? [] : typesDefining(name, active)
  if (types.length > 0) return `it belongs to objects of type ${types.join(' or ')}`
  const url = [...BUNDLED_CONTEXTS.keys()].find((candidate) => defines(contextAt(candidate), name))
  if (url !== undefined && !outermost.terms.has(name)) return `add ${url} to @context`
  const meant = termLike(name, active)
  const ask = meant === undefined ? '' : `did you mean "${meant}"? If it is a member of your own, `
  return `${ask}define it: add an object to @context, such as {"${name}": "https://example.org/vocabulary#${name}"}`
}

/** A term that differs from the name only in case, underscores or plural; one with the same first letter, if there is one. */
function termLike(name: string, { terms }: ActiveContext): string | undefined {
  const wanted = bare(name)
  let found: string | undefined
  for (const term of terms.keys()) {
    // An untrusted context may have thousands of terms.
    if (Math.abs(term.length - name.length) > 2 || bare(term) !== wanted) continue
    if (term[0] === name[0]) return term
    found ??= term
  }
  return found
}

function bare(name: string): string {
  return name.toLowerCase().replace(/_|s$/g, '')
}

/** Also searches contexts that must be loaded, so that the suggestion does not depend on earlier calls. */
function contextAt(url: string): Json | undefined {
  const context = bundledContext(url)
  if (context === undefined) throw new MissingContext(url)
  return context['@context']
}

/** Types whose scoped context defines the term. */
function typesDefining(name: string, active: ActiveContext): string[] {
  const root = active.previous ?? active
  const types: string[] = []
  for (const [type, { context }] of root.terms) {
    if (types.length < 3 && context !== undefined && defines(context, name)) types.push(type)
  }
  return types
}

function defines(context: Json | undefined, name: string): boolean {
  if (Array.isArray(context)) return context.some((part) => defines(part, name))
  return isJsonObject(context) && Object.hasOwn(context, name)
}
