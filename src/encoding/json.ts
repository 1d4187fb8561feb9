/** JSON at the edge: parsed or copied once, with limits, into plain values that nobody else holds (SEC-4 to SEC-7). */
import { OpenBadgeError } from '../errors.js'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [member: string]: Json
}

export interface JsonLimits {
  /** Characters of JSON text; for objects, characters in all strings and keys. */
  readonly length: number
  /** Levels of nesting: a scalar has none, `[]` one, `[[]]` two. */
  readonly depth: number
  /** Objects, arrays and scalars together. */
  readonly nodes: number
}

export const JSON_LIMITS: JsonLimits = { length: 262_144, depth: 64, nodes: 50_000 }

/**
 * Parses JSON text. Refuses duplicate member names, lone surrogates, a byte order mark, integers that a
 * JavaScript number cannot hold, and whatever passes a limit.
 * @throws OpenBadgeError `json_invalid` or `limit_exceeded`
 */
export function parseJson(text: string, limits: JsonLimits = JSON_LIMITS): Json {
  if (text.length > limits.length) throw exceeded('length', limits.length, text.length)
  const counts = scan(text, limits)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new OpenBadgeError('json_invalid', 'the text is not JSON', { reason: 'not JSON' }, { cause })
  }
  const budget = new Budget(limits)
  // Without escapes every string stands in the text as it is: well-formed if the text is, and no longer than it.
  if (!text.includes('\\u') && isWellFormed(text)) count(value as Json, budget)
  else {
    try {
      inspect(value as Json, budget, 1)
    } catch (error) {
      throw Fault.told(error)
    }
  }
  // Each colon outside a string is a member; a member that is gone was overwritten by its double.
  if (budget.members !== counts.colons) throw new DuplicateFinder(text).error()
  return value as Json
}

/**
 * Copies any value into plain JSON, reading each member once. Members that are `undefined` are left out, as
 * JSON.stringify does; everything else that JSON cannot carry as it stands (functions, symbols, bigint, NaN,
 * class instances, Date, sparse arrays, cycles, lone surrogates) is refused with its place.
 * @throws OpenBadgeError `json_invalid` or `limit_exceeded`
 */
export function snapshot(value: unknown, limits: JsonLimits = JSON_LIMITS): Json {
  return copyAll(value, limits, false)
}

/** The same, frozen all the way down on the way. Parts that `keepFrozen` gave are taken as they are. */
export function frozenSnapshot(value: unknown, limits: JsonLimits = JSON_LIMITS): Json {
  return copyAll(value, limits, true)
}

interface Extent {
  nodes: number
  /** Characters in all strings and names. */
  length: number
  depth: number
}

// A memo over values that are frozen all the way down: how much they count against limits, and nothing else.
const extents = new WeakMap<object, Extent>()

/**
 * Freezes plain JSON that the caller made of its own parts, of snapshots and of what was kept before, and remembers it:
 * since nothing in it can ever change, a frozen snapshot of it is itself.
 */
export function keepFrozen<T extends JsonObject>(value: T): T {
  if (!extents.has(value)) extents.set(value, freezeAndMeasure(value))
  return value
}

function freezeAndMeasure(value: Json): Extent {
  const extent: Extent = { nodes: 1, length: typeof value === 'string' ? value.length : 0, depth: 0 }
  if (typeof value !== 'object' || value === null) return extent
  const known = extents.get(value)
  if (known !== undefined) return known
  Object.freeze(value)
  for (const name of Object.keys(value)) {
    const { nodes, length, depth } = freezeAndMeasure((value as JsonObject)[name]!)
    extent.nodes += nodes
    extent.length += length + (Array.isArray(value) ? 0 : name.length)
    extent.depth = Math.max(extent.depth, depth)
  }
  extent.depth++
  return extent
}

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

class Budget {
  members = 0
  private nodes = 0
  private length = 0
  private readonly limits: JsonLimits

  constructor(limits: JsonLimits) {
    this.limits = limits
  }

  node(): void {
    if (++this.nodes > this.limits.nodes) throw exceeded('nodes', this.limits.nodes)
  }

  enter(depth: number): void {
    if (depth > this.limits.depth) throw exceeded('depth', this.limits.depth)
  }

  /** A part that was counted before. */
  part({ nodes, length, depth }: Extent, at: number): void {
    this.nodes += nodes - 1
    this.node()
    this.enter(at + depth - 1)
    this.length += length
    if (this.length > this.limits.length) throw exceeded('length', this.limits.length)
  }

  text(text: string): void {
    this.length += text.length
    if (this.length > this.limits.length) throw exceeded('length', this.limits.length)
    if (!isWellFormed(text)) throw new Fault('a lone surrogate')
  }
}

/** What JSON cannot carry. Its place is gathered while it climbs, so that a walk without fault keeps no path. */
class Fault extends Error {
  private readonly path: (string | number)[] = []

  constructor(what: string, cause?: unknown) {
    super(what, { cause })
  }

  /** The fault of an error that was thrown under a member. */
  static at(error: unknown, place: string | number | undefined): unknown {
    if (error instanceof OpenBadgeError) return error
    const fault = error instanceof Fault ? error : new Fault(THROWS, error)
    if (place !== undefined) fault.path.unshift(place)
    return fault
  }

  /** What is thrown in the end. */
  static told(error: unknown): unknown {
    if (error instanceof OpenBadgeError) return error
    const { message: what, path, cause } = error instanceof Fault ? error : new Fault(THROWS, error)
    const pointer = path.map(pointerToken).join('')
    return new OpenBadgeError(
      'json_invalid',
      `${what} stands at ${pointer || 'the top'}; only plain JSON is taken`,
      { pointer, reason: what },
      { cause },
    )
  }
}

const THROWS = 'an accessor or proxy that throws'

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
const native = (String.prototype as { isWellFormed?: () => boolean }).isWellFormed
const isWellFormed: (text: string) => boolean = native
  ? (text) => native.call(text)
  : (text) => !LONE_SURROGATE.test(text)

/** Walks the raw text without building anything: depth before JSON.parse recurses, colons, unsafe integers. */
function scan(text: string, limits: JsonLimits): { readonly colons: number } {
  let colons = 0
  let depth = 0
  let i = 0
  const end = text.length
  while (i < end) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      i = endOfString(text, i) + 1
      continue
    }
    if (c === 0x3a) colons++
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > limits.depth) throw exceeded('depth', limits.depth)
    } else if (c === 0x7d || c === 0x5d) depth--
    else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      const start = i
      while (i < end && isNumberCharacter(text.charCodeAt(i))) i++
      checkNumber(text.slice(start, i), start)
      continue
    }
    i++
  }
  return { colons }
}

function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return text.length
    let slashes = 0
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++
    if (slashes % 2 === 0) return quote
    from = quote + 1
  }
}

function isNumberCharacter(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || c === 0x2e || c === 0x2b || c === 0x2d || c === 0x45 || c === 0x65
}

/** An integer beyond 2^53 would be signed as another number than the one written (ED-10). */
function checkNumber(literal: string, offset: number): void {
  if (literal.length > 15 && /^-?\d+$/.test(literal) && !Number.isSafeInteger(Number(literal))) {
    throw new OpenBadgeError(
      'json_invalid',
      'an integer is too large to be kept exactly; write it as a string',
      {
        offset,
        reason: 'unsafe integer',
      },
    )
  }
  if (literal.length > 4 && !Number.isFinite(Number(literal))) {
    throw new OpenBadgeError('json_invalid', 'a number is out of range', {
      offset,
      reason: 'number out of range',
    })
  }
}

/** Nodes and members of a text whose depth, length and characters are known to be in order. */
function count(value: Json, budget: Budget): void {
  budget.node()
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) count(value[i] as Json, budget)
    return
  }
  for (const key of Object.keys(value)) {
    budget.members++
    count((value as JsonObject)[key]!, budget)
  }
}

/** Checks what JSON.parse lets through: lone surrogates from escapes, limits; counts members. */
function inspect(value: Json, budget: Budget, depth: number): void {
  budget.node()
  if (typeof value === 'string') budget.text(value)
  else if (typeof value === 'object' && value !== null) {
    budget.enter(depth)
    let place: string | number | undefined
    try {
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) {
          place = i
          inspect(value[i], budget, depth + 1)
        }
      } else {
        for (const key of Object.keys(value)) {
          place = key
          budget.members++
          budget.text(key)
          inspect((value as JsonObject)[key]!, budget, depth + 1)
        }
      }
    } catch (error) {
      throw Fault.at(error, place)
    }
  }
}

function copyAll(value: unknown, limits: JsonLimits, freeze: boolean): Json {
  try {
    return copy(value, new Budget(limits), 1, freeze)
  } catch (error) {
    throw Fault.told(error)
  }
}

function copy(value: unknown, budget: Budget, depth: number, freeze: boolean): Json {
  if (freeze && typeof value === 'object' && value !== null && Object.isFrozen(value)) {
    const extent = extents.get(value)
    if (extent !== undefined) {
      budget.part(extent, depth)
      return value as Json
    }
  }
  budget.node()
  switch (typeof value) {
    case 'string':
      budget.text(value)
      return value
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new Fault('a number that JSON cannot carry')
      return value
    case 'object': {
      if (value === null) return null
      budget.enter(depth)
      const own = Array.isArray(value)
        ? copyArray(value, budget, depth, freeze)
        : copyObject(value, budget, depth, freeze)
      return freeze ? Object.freeze(own) : own
    }
    default:
      throw new Fault(`a value of type ${typeof value}`)
  }
}

function copyArray(value: readonly unknown[], budget: Budget, depth: number, freeze: boolean): Json[] {
  const out: Json[] = []
  let i = 0
  try {
    for (; i < value.length; i++) out.push(copy(value[i], budget, depth + 1, freeze))
  } catch (error) {
    throw Fault.at(error, i)
  }
  return out
}

function copyObject(value: object, budget: Budget, depth: number, freeze: boolean): JsonObject {
  const prototype: unknown = Object.getPrototypeOf(value)
  // Object.prototype of this or another realm, or none.
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
    throw new Fault(`an instance of a class${value instanceof Date ? ' (Date: write toISOString())' : ''}`)
  }
  const out: Record<string, Json> = {}
  let place: string | undefined
  try {
    for (const key of Object.keys(value)) {
      place = key
      const member = (value as Record<string, unknown>)[key]
      if (member === undefined) continue
      budget.text(key)
      setMember(out, key, copy(member, budget, depth + 1, freeze))
    }
  } catch (error) {
    throw Fault.at(error, place)
  }
  return out
}

/** Only runs once a duplicate is known to exist; finds which and where. */
class DuplicateFinder {
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  error(): OpenBadgeError {
    const { text } = this
    const open: (Set<string> | undefined)[] = []
    let key: { name: string; offset: number } | undefined
    for (let i = 0; i < text.length; i++) {
      const c = text[i]
      if (c === '"') {
        const end = endOfString(text, i)
        key = { name: JSON.parse(text.slice(i, end + 1)) as string, offset: i }
        i = end
      } else if (c === '{') open.push(new Set())
      else if (c === '[') open.push(undefined)
      else if (c === '}' || c === ']') open.pop()
      else if (c === ':' && key !== undefined) {
        const names = open.at(-1)
        if (names?.has(key.name)) return this.duplicate(key.offset)
        names?.add(key.name)
      }
    }
    return this.duplicate(undefined)
  }

  private duplicate(offset: number | undefined): OpenBadgeError {
    return new OpenBadgeError('json_invalid', 'a member name occurs twice in one object', {
      reason: 'duplicate member',
      ...(offset === undefined ? {} : { offset }),
    })
  }
}

function exceeded(limit: string, maximum: number, found?: number): OpenBadgeError {
  return new OpenBadgeError('limit_exceeded', `the JSON passes the limit on ${limit} (${maximum})`, {
    limit,
    maximum,
    ...(found === undefined ? {} : { found }),
  })
}
