/** Whether two definitions of one term say the same (JSON-LD 1.1 API section 4.2.2, step 27). */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { ActiveContext, TermDefinition } from './active-context.js'

export function sameDefinition(left: TermDefinition, right: TermDefinition): boolean {
  return left.protected === right.protected && left.prefix === right.prefix && sameMeaning(left, right)
}

/** Whether a member with either definition says the same. */
export function sameMeaning(left: TermDefinition, right: TermDefinition): boolean {
  return (
    left.id === right.id &&
    left.reverse === right.reverse &&
    left.type === right.type &&
    left.language === right.language &&
    left.direction === right.direction &&
    left.index === right.index &&
    left.nest === right.nest &&
    sameContainer(left.container, right.container) &&
    sameJson(left.context, right.context)
  )
}

/**
 * Whether a term had another meaning in the context before. A signature of the graph holds when somebody adds a context
 * that exchanges two names and exchanges them in the document too; whoever reads the JSON then reads one value as the other.
 */
export function contradicts(
  { terms, vocabulary }: ActiveContext,
  term: string,
  definition: TermDefinition,
): boolean {
  const before = terms.get(term)
  if (before === undefined) return vocabulary !== undefined && definition.id !== vocabulary + term
  return before.redefined === true || !sameMeaning(before, definition)
}

function sameContainer(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return left.length === right.length && left.slice().sort().join() === right.slice().sort().join()
}

/** Equal as JSON; arrays under `@container` in any order. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((item, i) => sameJson(item, right[i]))
  }
  const [a, b] = [left as JsonObject, right as JsonObject]
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => {
    const [x, y] = [a[name], b[name]]
    return name === '@container' && Array.isArray(x) && Array.isArray(y)
      ? sameJson(x.slice().sort(), y.slice().sort())
      : sameJson(x, y)
  })
}
