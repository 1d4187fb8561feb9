/** Plain JSON as a type, and the few things that are done with any of it. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [member: string]: Json
}

/**
 * An object of JSON members as programs have it: what a builder or `issue` gave, a literal, parsed JSON. A Promise that nobody
 * awaited is none, and no list either.
 */
export type PlainObject =
  | JsonObject
  | (object & { readonly then?: never; readonly [Symbol.iterator]?: never })

export interface JsonLimits {
  /** Characters of JSON text; for objects, characters in all strings and keys. */
  readonly length: number
  /** Levels of nesting: a scalar has none, `[]` one, `[[]]` two. */
  readonly depth: number
  /** Objects, arrays and scalars together. */
  readonly nodes: number
}

export const JSON_LIMITS: JsonLimits = { length: 262_144, depth: 64, nodes: 50_000 }
/** Of a record, which holds up to 256 credentials. */
export const RECORD_LIMITS: JsonLimits = { length: 2_097_152, depth: 64, nodes: 400_000 }

/** Sets a member as JSON.parse does: `__proto__` is a name like any other. */
export function setMember(object: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  } else object[name] = value
}

/** Freezes plain JSON all the way down and returns it. */
export function freezeJson<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    if (Array.isArray(value)) for (const item of value) freezeJson(item)
    else {
      for (const key in value) {
        const member = value[key]
        if (typeof member === 'object') freezeJson(member)
      }
    }
  }
  return value
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One JSON Pointer token (RFC 6901 section 3). */
export function pointerToken(token: string | number): string {
  return typeof token === 'number' ? `/${token}` : `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
