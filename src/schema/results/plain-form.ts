/**
 * One form of members that JSON-LD can write in several: a value alone, in a list of one, or in a value object. A signature of
 * the graph is valid for all of them, so a holder can exchange them.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

/** The members that are read: the `typeof` of their values, `strings` for a list of texts, or the members of their objects. */
export interface PlainShape {
  readonly [member: string]: 'string' | 'number' | 'boolean' | 'strings' | PlainShape
}

/**
 * The object with these members in their plain form: the same object if they have it. Empty lists and `null` are left out, as
 * in the graph.
 * @param unread receives the member of `object` that has, or contains, a value of another kind
 */
export function plainForm(
  object: JsonObject,
  shape: PlainShape,
  unread: (member: string) => void,
  outer?: string,
): JsonObject {
  let plain: Record<string, Json | undefined> | undefined
  for (const name in shape) {
    const value = object[name]
    const kind = shape[name]!
    if (value === undefined || typeof value === kind) continue
    const found = plainValue(value, kind, unread, outer ?? name)
    if (found !== value) (plain ??= { ...object })[name] = found
  }
  return (plain as JsonObject | undefined) ?? object
}

function plainValue(
  value: Json,
  kind: PlainShape[string],
  unread: (member: string) => void,
  name: string,
): Json | undefined {
  const several = Array.isArray(value)
  if (value === null || (several && value.length === 0)) return undefined
  if (typeof kind === 'string' && kind !== 'strings') {
    const first = several ? (value as readonly Json[])[0]! : value
    // A signature of the graph does not cover how often a value stands there.
    const found = scalarOf(several && value.some((item) => item !== first) ? value : first)
    if (typeof found !== kind) unread(name)
    return found
  }
  const plain = (item: Json): Json => {
    if (kind !== 'strings') {
      if (isJsonObject(item)) return plainForm(item, kind as PlainShape, unread, name)
      unread(name)
      return item
    }
    const found = scalarOf(item)
    if (typeof found !== 'string') unread(name)
    return found
  }
  if (!several) return plain(value)
  const list = (value as readonly Json[]).map(plain)
  return list.every((item, i) => item === value[i]) ? value : list
}

/** The value of a value object without a type or a language. */
function scalarOf(value: Json): Json {
  return isJsonObject(value) && value['@value'] !== undefined && Object.keys(value).length === 1
    ? value['@value']
    : value
}
