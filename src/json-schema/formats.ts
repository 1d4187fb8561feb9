/** What a value may be for JSON Schema: its types, and the formats that are asserted. */

import { readDateTimeStamp } from '../encoding/date-time-stamp.js'
import { isJsonObject, type Json } from '../encoding/json.js'
import { isAbsoluteUrl } from '../proof/data-integrity/proof-members.js'

export const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  object: isJsonObject,
  array: Array.isArray,
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  string: (value) => typeof value === 'string',
}

/** Longer texts are no instants and no addresses: each test sees no more than it can read in one pass. */
const SHORT = 60
const MAIL = 400

/**
 * Formats; those that are not here are remarks, as the specification has it. Each takes a time that is at most
 * proportional to the text's length.
 */
export const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  [
    'date-time',
    (text: string) =>
      text.length <= SHORT &&
      /(?:Z|[+-]\d\d:\d\d)$/i.test(text) &&
      readDateTimeStamp(text.toUpperCase()) !== undefined,
  ],
  ['date', (text: string) => text.length <= SHORT && readDateTimeStamp(`${text}T00:00:00Z`) !== undefined],
  ['uri', isAbsoluteUrl],
  ['iri', isAbsoluteUrl],
  ['email', (text: string) => text.length < MAIL && /^[^\s@]+@[^\s@]+$/.test(text)],
])
