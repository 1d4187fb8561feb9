/** JSON Canonicalization Scheme (RFC 8785): each JSON value has one text. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'

/** `safe` refuses integers beyond 2^53, which other parsers may read as other numbers (RFC 7493 §2.2); `any` follows only RFC 8785. */
export type Integers = 'safe' | 'any'

/**
 * The canonical text of a JSON value: members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
 * @throws OpenBadgeError `json_invalid` for lone surrogates, for numbers that JSON cannot represent, and with `safe` for
 *   integers beyond 2^53
 */
export function jcs(value: Json, integers: Integers = 'safe'): string {
  switch (typeof value) {
    case 'string':
      return text(value)
    case 'number':
      return number(value, integers)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? array(value, integers) : object(value as JsonObject, integers)
    default:
      throw invalid(`a ${typeof value}`)
  }
}

function array(values: readonly Json[], integers: Integers): string {
  let out = '['
  for (let i = 0; i < values.length; i++) {
    if (i > 0) out += ','
    out += jcs(values[i]!, integers)
  }
  return `${out}]`
}

function object(value: JsonObject, integers: Integers): string {
  const names = Object.keys(value).sort()
  let out = '{'
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    if (i > 0) out += ','
    out += `${text(name)}:${jcs(value[name]!, integers)}`
  }
  return `${out}}`
}

/** JSON.stringify writes only lone surrogates as \ud800 to \udfff. */
function text(value: string): string {
  const quoted = JSON.stringify(value)
  if (quoted.includes('\\ud') && LONE_SURROGATE.test(value)) throw invalid('a lone surrogate')
  return quoted
}

const LONE_SURROGATE = /\p{Surrogate}/u

function number(value: number, integers: Integers): string {
  if (!Number.isFinite(value)) throw invalid('a number that JSON cannot represent')
  // From 1e21 on, a number is written with an exponent, so that no parser reads it as an exact integer.
  if (
    integers === 'safe' &&
    Number.isInteger(value) &&
    Math.abs(value) > 2 ** 53 - 1 &&
    Math.abs(value) < 1e21
  ) {
    throw invalid('an integer beyond 2^53')
  }
  return JSON.stringify(value)
}

function invalid(what: string): OpenBadgeError<'json_invalid'> {
  return new OpenBadgeError('json_invalid', `${what} has no canonical JSON`, { reason: what })
}
