/** Types of plain JSON, and its basic functions. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [member: string]: Json
}

/**
 * An object of JSON members: the result of a builder or of `issue`, a literal, parsed JSON. It is neither a Promise nor an array.
 */
export type PlainObject =
  | JsonObject
  | (object & { readonly then?: never; readonly [Symbol.iterator]?: never })

export interface JsonLimits {
  /** Characters of JSON text; for objects, characters in all strings and keys. */
  readonly length: number
  /** Levels of nesting: 0 for a scalar, 1 for `[]`, 2 for `[[]]`. */
  readonly depth: number
  /** Objects, arrays and scalars together. */
  readonly nodes: number
}

export const JSON_LIMITS: JsonLimits = { length: 262_144, depth: 64, nodes: 50_000 }
/** Limits for a document from a loader. Enough for a megabyte of revocations, but not for a megabyte of empty objects. */
export const DOCUMENT_LIMITS: JsonLimits = { length: 1_048_576, depth: 64, nodes: 100_000 }
/** Bytes of a file that `verify` reads by default, pictures included; `bake` makes no larger ones. */
export const FILE_MAXIMUM = 2_097_152
/** Limits for a record, which holds up to 256 credentials. */
export const RECORD_LIMITS: JsonLimits = { length: 2_097_152, depth: 64, nodes: 400_000 }

/** Sets a member as JSON.parse does: `__proto__` is an ordinary name. */
export function setMember(object: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  } else object[name] = value
}

/** Deep-freezes plain JSON and returns it. */
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

/** The id of an issuer, holder or subject: a text, or the `id` of an object. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  const { id } = value as { readonly id?: unknown }
  return typeof id === 'string' ? id : undefined
}

/** The items of a list, or the one value, each with its JSON Pointer. JSON-LD treats one value as a list of one. */
export function itemsOf(
  value: Json | undefined,
  pointer: string,
): readonly (readonly [item: Json, pointer: string])[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [[value, pointer]]
  return (value as readonly Json[]).map((item, index) => [item, `${pointer}/${index}`])
}

/** One JSON Pointer token (RFC 6901 section 3). */
export function pointerToken(token: string | number): string {
  if (typeof token === 'number' || !(token.includes('~') || token.includes('/'))) return `/${token}`
  return `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** What to pass in the place of a report of `verify`. */
export const REPORT_HINT = 'pass report.source, which is the credential as it was received'

/** Whether a value is a report of `verify`. A credential has a context. */
export function isReport(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { checks, verified } = value as { readonly checks?: unknown; readonly verified?: unknown }
  return Array.isArray(checks) && typeof verified === 'boolean' && !('@context' in value)
}
