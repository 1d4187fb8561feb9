/** Values of CTDL in all their forms: texts, language maps, tagged values, lists of one, and both forms of references. */
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/^(?:https?:\/\/purl\.org\/ctdl\/terms\/|ceterms:)/, ''],
  [/^(?:https?:\/\/purl\.org\/ctdlasn\/terms\/|ceasn:)/, 'ceasn:'],
  [/^(?:https?:\/\/schema\.org\/|schema:)/, 'schema:'],
]

/** Names of `ceterms` get no prefix, as in their own context. */
export function shortName(name: string): string {
  for (const [prefix, short] of NAMESPACES) if (prefix.test(name)) return short + name.replace(prefix, '')
  return name
}

export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** The value, if there is exactly one. */
const only = (value: Json | undefined): Json | undefined => {
  const list = listOf(value)
  return list.length === 1 ? list[0] : undefined
}

/** The last word of the only concept: `And` for `logic:And` and for its long form. */
export const conceptOf = (value: Json | undefined): string | undefined => {
  const text = referenceOf(only(value))
  return text?.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1)
}

export const UNIT = 'creditUnit:'

/** The unit of credits: all that follows the prefix, because a unit may contain colons and slashes. */
export function unitOf(value: Json | undefined): string | undefined {
  const text = referenceOf(only(value))
  return text?.startsWith(UNIT) ? text.slice(UNIT.length) : conceptOf(value)
}

/** The address in a text, `{"@id"}` or `{"@value"}`. */
export function referenceOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  if (!isJsonObject(value)) return undefined
  const text = value['@id'] ?? value['id'] ?? value['@value']
  return typeof text === 'string' ? text : undefined
}

/** A text; for a language map or a list of tagged texts, the first one. */
export function textOf(value: Json | undefined): string | undefined {
  const one = listOf(value)[0]
  if (typeof one === 'string') return one || undefined
  if (!isJsonObject(one)) return undefined
  const text = one['@value'] ?? Object.entries(one).find(([name]) => name !== '@language')?.[1]
  return typeof text === 'string' ? text || undefined : undefined
}

/** The only number, also if it is written as text or as a tagged value. */
export function numberOf(value: Json | undefined): number | undefined {
  const one = only(value)
  const plain = isJsonObject(one) ? one['@value'] : one
  if (typeof plain === 'number') return plain
  return typeof plain === 'string' && /^\d{1,9}(?:\.\d{1,3})?$/.test(plain) ? Number(plain) : undefined
}

/** The addresses of the things that a component with these members represents. */
export function addressesOf(members: JsonObject): readonly string[] {
  const named = [...listOf(members['proxyFor']), ...listOf(members['sourceData'])].map(referenceOf)
  return [...new Set(named.filter((address) => address !== undefined && isAbsoluteUri(address)) as string[])]
}
