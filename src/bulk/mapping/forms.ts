/** The forms that values in a mapping have: in words, as a test, and as JSON Schema. */
import { DURATION_PATTERN, parseDuration } from '../../encoding/forms/duration.js'
import type { Json } from '../../encoding/json.js'
import { isTimeZone } from '../dates/time-zone.js'

/** What a value may be. */
export interface Form {
  /** In words, as in "is not …". */
  readonly what: string
  readonly fits: (value: Json) => boolean
  /** As JSON Schema. */
  readonly schema: { readonly [keyword: string]: Json }
}

const isText = (value: Json): boolean => typeof value === 'string' && value !== ''
const texts = (value: Json): boolean => Array.isArray(value) && value.every(isText)

export const TEXT: Form = { what: 'a text', fits: isText, schema: { type: 'string', minLength: 1 } }
export const ANY_TEXT: Form = {
  what: 'a text',
  fits: (value) => typeof value === 'string',
  schema: { type: 'string' },
}
export const TEXTS: Form = {
  what: 'a list of texts',
  fits: texts,
  schema: { type: 'array', items: { type: 'string', minLength: 1 } },
}
export const FLAG: Form = {
  what: 'true or false',
  fits: (value) => typeof value === 'boolean',
  schema: { type: 'boolean' },
}
export const NUMBER: Form = {
  what: 'a number',
  fits: (value) => typeof value === 'number',
  schema: { type: 'number' },
}
export const SPELLINGS: Form = {
  what: 'an object of texts',
  fits: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string'),
  schema: { type: 'object', additionalProperties: { type: 'string' } },
}
export const UNIT: Form = {
  what: 'a text without digits, signs, points and commas',
  fits: (value) => isText(value) && /^[^\d.,+-]+$/.test(value as string),
  schema: { type: 'string', pattern: '^[^\\d.,+-]+$' },
}
export const DURATION: Form = {
  what: 'a duration like "P3Y", "P18M" or "P90D"',
  fits: (value) => typeof value === 'string' && parseDuration(value) !== undefined,
  schema: { type: 'string', pattern: DURATION_PATTERN },
}
export const ZONE: Form = {
  what: 'a time zone like "Europe/Berlin" or "+02:00"',
  fits: (value) => typeof value === 'string' && isTimeZone(value),
  schema: { type: 'string', minLength: 1 },
}
export const TEMPLATE: Form = {
  what: 'a text with a column in it',
  fits: isText,
  schema: { type: 'string', pattern: '\\{[^{}]+\\}' },
}
export const OBJECT: Form = {
  what: 'an object',
  fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  schema: { type: 'object' },
}

export function oneOf(values: readonly string[]): Form {
  return {
    what: `one of ${values.join(', ')}`,
    fits: (value) => typeof value === 'string' && values.includes(value),
    schema: { enum: values },
  }
}
