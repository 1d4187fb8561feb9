/** Suggests how to define an undefined term or type: a bundled context, a type whose context has the term, or a name like it. */
import { BUNDLED_CONTEXTS, bundledContext, loadBundledContext } from '../../documents/bundled.js'
import { visible } from '../../encoding/forms/characters.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { ActiveContext } from '../context/active-context.js'

/** An undefined member or type, of which a hint says how it can be defined. */
export interface UndefinedName {
  /** The place of its issue in the list. */
  readonly at: number
  readonly name: string
  /** The object, if the name is a member of it. */
  readonly element: JsonObject | undefined
  readonly active: ActiveContext
  /** The context of the whole document. */
  readonly outermost: ActiveContext
}

/** With this number of terms the names of a document are compared. The further ones have a hint that names none. */
const COMPARED = 10_000
/** A longer name is not compared. */
const LONGEST = 64

/** Adds a hint to the issue of each undefined name. @throws OpenBadgeError `part_unavailable` */
export async function addHints(issues: Issue[], names: readonly UndefinedName[]): Promise<void> {
  // All of them, so that the hint does not depend on earlier calls.
  for (const url of BUNDLED_CONTEXTS.keys()) await loadBundledContext(url)
  let left = COMPARED
  for (const each of names) {
    const issue = issues[each.at]
    if (issue === undefined) continue
    // A context may have thousands of terms.
    left -= each.active.terms.size
    issues[each.at] = { ...issue, hint: visible(suggestionFor(each, left >= 0)) }
  }
}

function suggestionFor({ name, element, active, outermost }: UndefinedName, isCompared: boolean): string {
  if (name.startsWith('@')) return 'names that begin with @ are reserved for JSON-LD'
  const types = element === undefined || !isCompared ? [] : typesDefining(name, active)
  if (types.length > 0) return `it belongs to objects of type ${types.join(' or ')}`
  const url = [...BUNDLED_CONTEXTS.keys()].find((candidate) =>
    defines(bundledContext(candidate)?.['@context'], name),
  )
  if (url !== undefined && !outermost.terms.has(name)) return `add ${url} to @context`
  const meant = isCompared && name.length <= LONGEST ? termLike(name, active) : undefined
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
