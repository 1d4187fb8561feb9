/** What a document says: its graph, and its members. */
import { isJsonObject, type Json, type JsonObject } from '../../src/encoding/json.js'
import { toCanonical } from '../../src/jsonld/canonize.js'

/** What a badge says without its proof: the graph, and the members as a reader of the JSON looks for them. */
export async function meaning({ proof: _, ...document }: JsonObject): Promise<string> {
  return `${await toCanonical(document as JsonObject)}${JSON.stringify(readable(document as JsonObject))}`
}

/** Whether one object says again, and of the same thing, some of what another says. */
function repeats(part: Json, whole: Json): boolean {
  if (!isJsonObject(part) || !isJsonObject(whole) || part['id'] === undefined) return false
  return Object.keys(part).every((name) => JSON.stringify(part[name]) === JSON.stringify(whole[name]))
}

/**
 * Arrays are sets, one value stands for a set of one, and nothing is said by contexts, nor by sets that are
 * empty however they are written.
 */
function readable(value: Json): Json {
  if (Array.isArray(value)) {
    const items = [...new Set((value as readonly Json[]).map((item) => JSON.stringify(readable(item))))]
      .map((item) => JSON.parse(item) as Json)
      .filter((item, _, all) => !all.some((other) => other !== item && repeats(item, other)))
    return items.length === 1 ? items[0]! : items.map((item) => JSON.stringify(item)).sort()
  }
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .filter((name) => name !== '@context')
      .sort()
      .map((name) => [name, readable(value[name]!)] as const)
      .filter(([, member]) => typeof member !== 'object' || Object.keys(member!).length > 0),
  )
}

const CANONICAL_DOUBLE = /^-?\d\.\d+E-?\d+$/

/**
 * The values of a document as text, whatever the terms of an extension are called: those names no signature of the graph
 * covers. A number may be written as xsd:double writes it.
 */
export function valuesOf({ proof: _, ...document }: JsonObject): string {
  const values = new Set<string>()
  const visit = (value: Json, name: string): void => {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) visit(item, name)
    else if (isJsonObject(value)) {
      // What a context in an object defines is no value.
      for (const [key, member] of Object.entries(value)) if (key !== '@context') visit(member!, key)
    } else if (name !== '@type') {
      const isNumber = typeof value === 'string' && CANONICAL_DOUBLE.test(value)
      values.add(String(isNumber ? Number(value) : value))
    }
  }
  visit(document, '')
  return [...values].sort().join()
}
