/** The types of JSON Schema, and the formats that are asserted. */

import { hasZone, readDateTimeStamp } from '../encoding/forms/date-time-stamp.js'
import { isAbsoluteUri } from '../encoding/forms/uri.js'
import { isJsonObject, type Json } from '../encoding/json.js'

export const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  object: isJsonObject,
  array: Array.isArray,
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  string: (value) => typeof value === 'string',
}

/** Most characters of dates and of email addresses. */
const DATE_LENGTH = 60
const EMAIL_LENGTH = 400

/**
 * Tests of formats. Other formats are annotations, as the specification says. Each test takes at most linear time.
 */
export const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  [
    'date-time',
    (text: string) =>
      text.length <= DATE_LENGTH &&
      hasZone(text.toUpperCase()) &&
      readDateTimeStamp(text.toUpperCase()) !== undefined,
  ],
  [
    'date',
    (text: string) => text.length <= DATE_LENGTH && readDateTimeStamp(`${text}T00:00:00Z`) !== undefined,
  ],
  ['uri', isAbsoluteUri],
  ['iri', isAbsoluteUri],
  ['email', (text: string) => text.length < EMAIL_LENGTH && /^[^\s@]+@[^\s@]+$/.test(text)],
])
