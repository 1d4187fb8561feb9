/**
 * Finds members that JSON-LD accepts but does not put into the graph: null, `@index`, an empty `@nest`, `@language` outside a
 * value, `@none` outside a map, and their aliases in inline contexts. Anybody could add them to a signed document (VC Data
 * Integrity §4). Loaded only for the few documents that may have such members.
 */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { andThen } from '../../platform/and-then.js'
import { isOutsideGraph } from './rdf-canonicalisation.js'

type Path = readonly (string | number)[]

/** Each candidate costs one canonicalisation of the document. */
const CANDIDATES_MAXIMUM = 32

/**
 * Returns the canonical text. Throws if the text stays the same without one of the candidates, because then the signature does
 * not cover that member. Inside a JSON literal it does, so there all members are allowed. The unlabelled lines are compared
 * first, because they nearly always decide.
 * @throws OpenBadgeError `jsonld_unsafe`, `limit_exceeded`
 */
export function requireMembersCovered(
  document: JsonObject,
  text: string,
  canonicalise: (document: JsonObject, unlabelled: boolean) => Awaitable<string>,
): Awaitable<string> {
  const paths: Path[] = []
  findCandidates(document, [], aliases(document, new Set()), paths)
  const isUncovered = (other: JsonObject, lines: string): Awaitable<boolean> =>
    andThen(canonicalise(other, true), (otherLines) =>
      otherLines === lines ? andThen(canonicalise(other, false), (stripped) => stripped === text) : false,
    )
  let open: Awaitable<string> = paths.length === 0 ? text : canonicalise(document, true)
  for (const path of paths) {
    open = andThen(open, (lines) =>
      andThen(isUncovered(without(document, path) as JsonObject, lines), (is) => {
        if (is) throw uncovered(path)
        return lines
      }),
    )
  }
  return andThen(open, () => text)
}

/** The aliases that inline contexts at any depth define for keywords outside the graph. */
function aliases(value: Json, names: Set<unknown>): ReadonlySet<unknown> {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) aliases(item, names)
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      const meaning = isJsonObject(member) ? member['@id'] : member
      if (isOutsideGraph(meaning)) names.add(name)
      aliases(member, names)
    }
  }
  return names
}

/** @throws OpenBadgeError `limit_exceeded` for too many candidates */
function findCandidates(
  value: Json,
  path: (string | number)[],
  names: ReadonlySet<unknown>,
  found: Path[],
): void {
  if (value === null || value === '') add(path, found)
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) {
      path.push(index)
      findCandidates(item, path, names, found)
      path.pop()
    }
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (name === '@context') continue
      if (typeof value['@value'] === 'string' && isOfLiteral(name, member)) continue
      path.push(name)
      if (names.has(name) || isOutsideGraph(name)) add(path, found)
      else findCandidates(member, path, names, found)
      path.pop()
    }
  }
}

function add(path: Path, found: Path[]): void {
  if (found.length >= CANDIDATES_MAXIMUM) {
    throw new OpenBadgeError(
      'limit_exceeded',
      `the document has more than ${CANDIDATES_MAXIMUM} members that the signature may not cover`,
      {
        limit: 'uncoveredMembers',
        maximum: CANDIDATES_MAXIMUM,
      },
    )
  }
  found.push(path.slice())
}

/** Members that change a literal, also an empty text. Not the direction, which jsonld.js ignores. */
function isOfLiteral(name: string, member: Json): boolean {
  return name === '@value' || (name === '@language' && typeof member === 'string' && member !== '')
}

function without(value: Json, [step, ...rest]: Path): Json {
  if (Array.isArray(value)) {
    const items = value as readonly Json[]
    return rest.length === 0
      ? items.filter((_, index) => index !== step)
      : items.map((item, index) => (index === step ? without(item, rest) : item))
  }
  const entries = Object.entries(value as JsonObject)
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== step)
      : entries.map(([name, member]) => [name, name === step ? without(member, rest) : member]),
  )
}

function uncovered(path: Path): OpenBadgeError<'jsonld_unsafe'> {
  const pointer = path.map(pointerToken).join('')
  const message = `the member at ${pointer} has no meaning in JSON-LD, so the signature would not cover it`
  return new OpenBadgeError('jsonld_unsafe', message, {
    issues: [{ pointer, code: 'uncovered_member', message, hint: 'remove it' }],
  })
}
