/**
 * Members that JSON-LD reads without putting them into the graph: null, `@index`, an idle `@nest`,
 * `@language` outside a value, a stray `@none`, and whatever an inline context calls by another name. They could be
 * added to a signed document unseen (VC Data Integrity §4). Loaded for the few documents that may hold any.
 */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { andThen } from '../../platform/and-then.js'
import { isSilent } from './rdf-canonicalisation.js'

type Path = readonly (string | number)[]

/** Each suspect costs one walk of the document. */
const SUSPECTS_MAXIMUM = 32

/**
 * Answers with the canonical text, unless it stays the same without one of the suspects: then the signature does not
 * cover that member. Inside a JSON literal it does, and there any may stay. Nearly always the unlabelled lines tell.
 * @throws OpenBadgeError `jsonld_unsafe`, `limit_exceeded`
 */
export function requireMembersCovered(
  document: JsonObject,
  text: string,
  canonicalise: (document: JsonObject, unlabelled: boolean) => Awaitable<string>,
): Awaitable<string> {
  const paths: Path[] = []
  findSuspects(document, [], aliases(document, new Set()), paths)
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

/** The names that inline contexts, however deep, give to silent keywords. */
function aliases(value: Json, names: Set<unknown>): ReadonlySet<unknown> {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) aliases(item, names)
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      const meaning = isJsonObject(member) ? member['@id'] : member
      if (isSilent(meaning)) names.add(name)
      aliases(member, names)
    }
  }
  return names
}

/** @throws OpenBadgeError `limit_exceeded` with the first that is too many */
function findSuspects(
  value: Json,
  path: (string | number)[],
  names: ReadonlySet<unknown>,
  found: Path[],
): void {
  if (value === null || value === '') add(path, found)
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) {
      path.push(index)
      findSuspects(item, path, names, found)
      path.pop()
    }
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (name === '@context') continue
      if (typeof value['@value'] === 'string' && isOfLiteral(name, member)) continue
      path.push(name)
      if (names.has(name) || isSilent(name)) add(path, found)
      else findSuspects(member, path, names, found)
      path.pop()
    }
  }
}

function add(path: Path, found: Path[]): void {
  if (found.length >= SUSPECTS_MAXIMUM) {
    throw new OpenBadgeError('limit_exceeded', 'the document has too many members that may not be signed', {
      limit: 'uncoveredMembers',
      maximum: SUSPECTS_MAXIMUM,
    })
  }
  found.push(path.slice())
}

/** What the text of a literal tells, even that it is empty; not its direction, in which jsonld.js sees no difference. */
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
  const message = `the member at ${pointer} says nothing to JSON-LD and would not be signed`
  return new OpenBadgeError('jsonld_unsafe', message, {
    issues: [{ pointer, code: 'uncovered_member', message, hint: 'Leave it out.' }],
  })
}
