/** Members that are null: JSON-LD drops them, so they could be added to a signed document unseen (DI-21, RC-11). */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import { andThen } from './and-then.js'

type Path = readonly (string | number)[]

/** Each null costs one canonicalisation. */
const NULLS_MAXIMUM = 32

/**
 * Answers with the canonical text, unless it stays the same without one of the nulls: then the signature does not
 * cover that null. Inside a JSON literal it does, and there a null may stay.
 * @throws OpenBadgeError `jsonld_unsafe`, `limit_exceeded`
 */
export function requireNullsCovered(
  document: JsonObject,
  text: string,
  canonicalise: (document: JsonObject) => Awaitable<string>,
): Awaitable<string> {
  if (!hasNull(document)) return text
  const paths = nullPaths(document, [])
  if (paths.length > NULLS_MAXIMUM) {
    throw new OpenBadgeError('limit_exceeded', 'the document has too many members that are null', {
      limit: 'nulls',
      maximum: NULLS_MAXIMUM,
      found: paths.length,
    })
  }
  let open: Awaitable<string> = text
  for (const path of paths) {
    open = andThen(open, () =>
      andThen(canonicalise(without(document, path) as JsonObject), (stripped) => {
        if (stripped === text) throw uncovered(path)
        return text
      }),
    )
  }
  return open
}

function hasNull(value: Json): boolean {
  if (typeof value !== 'object') return false
  if (value === null) return true
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasNull)
  for (const name in value as JsonObject) {
    // In a context null has a meaning: it takes a definition back.
    if (name !== '@context' && hasNull((value as JsonObject)[name]!)) return true
  }
  return false
}

function nullPaths(value: Json, path: Path): readonly Path[] {
  if (value === null) return [path]
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => nullPaths(item, [...path, index]))
  }
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '@context' ? [] : nullPaths(member, [...path, name]),
  )
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
  return new OpenBadgeError('jsonld_unsafe', `the member at ${pointer} is null and would not be signed`, {
    issues: [
      {
        pointer,
        code: 'null_member',
        message: 'the member is null and would not be signed',
        hint: 'Leave it out.',
      },
    ],
  })
}
