/** Parses JSON text strictly: RFC 8259 §4 leaves duplicate names open, laurel refuses them. */
import { OpenBadgeError } from '../errors.js'
import { Budget, exceeded, Fault, isWellFormed } from './json-budget.js'
import { JSON_LIMITS, type Json, type JsonLimits, type JsonObject } from './json-value.js'

/**
 * Parses JSON text. Refuses duplicate member names, lone surrogates, a byte order mark, integers that a
 * JavaScript number cannot hold, and text that exceeds a limit.
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
  // Without escapes each string is a part of the text, so it is as well-formed and no longer.
  if (!text.includes('\\u') && isWellFormed(text)) count(value as Json, budget)
  else {
    try {
      inspect(value as Json, budget, 1)
    } catch (error) {
      throw Fault.toError(error)
    }
  }
  // Each colon outside a string is a member. If the value has fewer members, a duplicate name overwrote one.
  if (budget.members !== counts.colons) throw new DuplicateFinder(text).error()
  return value as Json
}

/** Scans the text before JSON.parse recurses into it: checks depth and integers, counts colons. */
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

/** An integer beyond 2^53 would be signed as a different number (RFC 7493 §2.2). */
function checkNumber(literal: string, offset: number): void {
  if (literal.length > 15 && /^-?\d+$/.test(literal) && !Number.isSafeInteger(Number(literal))) {
    throw new OpenBadgeError('json_invalid', 'an integer is beyond 2^53; write it as a string', {
      offset,
      reason: 'unsafe integer',
    })
  }
  if (literal.length > 4 && !Number.isFinite(Number(literal))) {
    throw new OpenBadgeError('json_invalid', 'a number is too large', {
      offset,
      reason: 'number out of range',
    })
  }
}

/** Counts nodes and members of a value whose depth, length and characters are checked already. */
function count(value: Json, budget: Budget): void {
  budget.node()
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) count(value[i] as Json, budget)
    return
  }
  for (const key in value as JsonObject) {
    budget.members++
    count((value as JsonObject)[key]!, budget)
  }
}

/** Checks what JSON.parse accepts: lone surrogates from escapes, limits. Counts members. */
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

/** Finds a duplicate name that is known to exist. */
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
    return new OpenBadgeError('json_invalid', 'an object has the same member twice', {
      reason: 'duplicate member',
      ...(offset === undefined ? {} : { offset }),
    })
  }
}
