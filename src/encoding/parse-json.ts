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
  const colons = scan(text, limits)
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
  if (budget.members !== colons) throw duplicateIn(text)
  return value as Json
}

/**
 * Scans the text before JSON.parse takes memory and time for it: checks depth, integers and the number of values.
 * @returns the number of colons
 */
function scan(text: string, limits: JsonLimits): number {
  let colons = 0
  let depth = 0
  // Strings, numbers, literals and brackets that open, without names.
  let nodes = 0
  let i = 0
  const end = text.length
  while (i < end) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      nodes++
      i = endOfString(text, i) + 1
      continue
    }
    if (c === 0x3a) {
      colons++
      nodes--
    } else if (c === 0x2c) {
      // Not at each value, because a name is no value. JSON.parse reads no further than a comma is missing.
      if (nodes > limits.nodes) break
    } else if (c === 0x7b || c === 0x5b) {
      nodes++
      if (++depth > limits.depth) throw exceeded('depth', limits.depth)
    } else if (c === 0x7d || c === 0x5d) depth--
    // The first letter of true, false or null.
    else if (c === 0x74 || c === 0x66 || c === 0x6e) nodes++
    else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      nodes++
      const start = i
      let exponent = 0
      for (let d = c; isNumberCharacter(d); d = text.charCodeAt(++i)) if (d > 0x39) exponent = i
      const mantissa = exponent || i
      // Shorter numbers need no check: they are below 1e15, or 1e15 times 1e99.
      if (mantissa - start > 15 || i - mantissa > 3) checkNumber(text.slice(start, i), exponent, start)
      continue
    }
    i++
  }
  if (nodes > limits.nodes) throw exceeded('nodes', limits.nodes)
  return colons
}

function endOfString(text: string, start: number): number {
  const quote = text.indexOf('"', start + 1)
  if (quote > 0 && text.charCodeAt(quote - 1) !== 0x5c) return quote
  // A text of escaped quotes would search once for each of them.
  let i = start + 1
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) break
    if (c === 0x5c) i++
  }
  return i
}

function isNumberCharacter(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || c === 0x2e || c === 0x2b || c === 0x2d || c === 0x45 || c === 0x65
}

/**
 * Only for literals that are long or have a long exponent. An integer beyond 2^53 would be signed as a different number (RFC 7493 §2.2).
 */
function checkNumber(literal: string, exponent: number, offset: number): void {
  const value = Number(literal)
  if (exponent === 0 && !Number.isSafeInteger(value) && /^-?\d+$/.test(literal)) {
    throw new OpenBadgeError('json_invalid', 'an integer is beyond 2^53; write it as a string', {
      offset,
      reason: 'unsafe integer',
    })
  }
  if (!Number.isFinite(value)) {
    throw new OpenBadgeError('json_invalid', 'a number is too large', {
      offset,
      reason: 'number out of range',
    })
  }
}

/** Counts the members of a value that is checked already. */
function count(value: Json, budget: Budget): void {
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

/** The error for a duplicate name that is known to exist. It reads the raw text of names, because a text may have a hundred thousand. */
function duplicateIn(text: string): OpenBadgeError {
  /** The names of each object that is open; `undefined` for an array, or before the first name. */
  const open: (Set<string> | undefined)[] = []
  let start = 0
  let end = 0
  let offset: number | undefined
  for (let i = 0; i < text.length && offset === undefined; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      start = i
      i = end = endOfString(text, i)
    } else if (c === 0x7b || c === 0x5b) open.push(undefined)
    else if (c === 0x7d || c === 0x5d) open.pop()
    else if (c === 0x3a) {
      const raw = text.slice(start, end + 1)
      const name = raw.includes('\\') ? JSON.stringify(JSON.parse(raw)) : raw
      const names = (open[open.length - 1] ??= new Set())
      if (names.has(name)) offset = start
      names.add(name)
    }
  }
  return new OpenBadgeError('json_invalid', 'an object has the same member twice', {
    reason: 'duplicate member',
    ...(offset === undefined ? {} : { offset }),
  })
}
