/** Issues about a scalar that is not of its kind. */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import type { DocumentIssueCode } from '../../issue-codes.js'
import type { PropertyKind, PropertyTable } from '../classes/class-table.js'
import { EXTENSION, isDate, isDateTime, isJws, isLanguage, isSafeUri, isUri } from '../classes/value-kinds.js'
import { isDateTimeStamp, languageValueFault } from '../classes/vcdm-kinds.js'
import type { Frame } from '../contexts/context-scope.js'
import { ENUMERATIONS } from '../generated/model.generated.js'
import { describe, type IssueList, quote } from '../issues/issue-list.js'

const LANGUAGE_KEY = /^[a-z]{2}(-[A-Z]{2})?$/

/** The issue about a text that is not of its kind. */
interface Refusal {
  readonly fits: (text: string) => boolean
  readonly code: DocumentIssueCode
  /** The message without the member's name. */
  readonly is: string
  readonly expected: string
  readonly found: (text: string) => string
  readonly hint: string
}

const URI: Refusal = {
  fits: isUri,
  code: 'invalid_uri',
  is: 'is not an absolute URI',
  expected: 'an absolute URI such as https://example.org/a/1, did:web:example.org or urn:uuid:…',
  found: (text) =>
    text === '' ? 'an empty string' : 'a string without scheme, or with characters that a URI cannot have',
  hint: 'write the whole address, with its scheme and without spaces',
}

/** Fits each text that is not a URI, because `URI` already has an issue for it. */
const UNSAFE_URI: Refusal = {
  fits: (text) => isSafeUri(text) || !isUri(text),
  code: 'unsafe_uri',
  is: "runs code or opens a file on the reader's computer",
  expected: 'an address such as https://example.org/a/1, or a picture as data:image/…',
  found: (text) => quote(text.slice(0, text.indexOf(':') + 1)),
  hint: 'publish it on the web, and write its https address',
}

const REFUSALS: { readonly [K in PropertyKind]?: readonly Refusal[] } = {
  uri: [URI, UNSAFE_URI],
  url: [{ ...URI, code: 'invalid_url' }, UNSAFE_URI],
  date: [
    {
      fits: isDate,
      code: 'invalid_date',
      is: 'is not a date in the form yyyy-mm-dd',
      expected: 'a date such as 2001-02-28',
      found: quote,
      hint: 'write year, month and day with hyphens',
    },
  ],
  jws: [
    {
      fits: isJws,
      code: 'invalid_jws',
      is: 'is not a compact JWS',
      expected: 'three base64url parts with dots between them',
      found: () => 'another string',
      hint: 'write the compact form; a JSON credential belongs in endorsement',
    },
  ],
  language: [
    {
      fits: isLanguage,
      code: 'invalid_language',
      is: 'is not a language tag that Open Badges allows',
      expected: 'a tag such as en, pt-BR or zh-Hant',
      found: quote,
      hint: 'write the code of the language in small letters, and a region in capitals',
    },
  ],
}

/** @param typeName the only value that a member of the kind `typeName` may have */
export function explainScalar(
  property: PropertyTable,
  name: string,
  value: Json,
  frame: Frame,
  at: string,
  findings: IssueList,
  typeName?: string,
): void {
  const { kind } = property
  if (kind === 'text' && !frame.strict && isLanguageMap(value)) {
    findings.add(
      'language_map',
      at,
      `${quote(name)} is a map of languages, which no Open Badges context defines`,
      {
        expected: 'a string',
        found: 'an object',
        hint: 'write one string, and name its language in inLanguage',
      },
    )
    return
  }
  const sort = kind === 'boolean' || kind === 'number' ? kind : 'string'
  if (typeof value !== sort) {
    const wanted = kind === 'dateTime' ? 'date and time' : kind === 'date' ? 'date' : sort
    findings.add('wrong_type', at, `${quote(name)} is ${describe(value)}; a ${wanted} belongs here`, {
      expected: `a ${wanted}`,
      found: describe(value),
      hint: rewriting(sort, value, property),
    })
  } else if (typeof value === 'string') explainText(property, name, value, at, findings, typeName)
}

function explainText(
  property: PropertyTable,
  name: string,
  value: string,
  at: string,
  findings: IssueList,
  typeName: string | undefined,
): void {
  if (property.kind === 'dateTimeStamp') {
    if (!isDateTimeStamp(value)) explainDateTime(value, name, at, findings)
  } else if (property.kind === 'dateTime') {
    if (!isDateTime(value)) explainDateTime(value, name, at, findings)
  } else if (property.kind === 'enumeration') explainEnumeration(property.of!, value, name, at, findings)
  else if (property.kind === 'typeName') {
    if (value === typeName) return
    findings.add('missing_type', at, `"type" is not ${typeName}, so the other members have no meaning`, {
      expected: `"${typeName}"`,
      found: quote(value),
      hint: `write "type": "${typeName}"`,
    })
  } else {
    const refusal = REFUSALS[property.kind]?.find(({ fits }) => !fits(value))
    if (refusal === undefined) return
    const { code, is, expected, found, hint } = refusal
    findings.add(code, at, `${quote(name)} ${is}`, { expected, found: found(value), hint })
  }
}

/** What the published compact schema takes for a text: language tags with strings; also one JSON-LD value object. */
function isLanguageMap(value: Json): boolean {
  if (!isJsonObject(value)) return false
  if (Object.hasOwn(value, '@value')) return languageValueFault(value) === undefined
  return Object.entries(value).every(([key, text]) => LANGUAGE_KEY.test(key) && typeof text === 'string')
}

function rewriting(expected: string, value: Json, property: PropertyTable): string {
  if (property.kind === 'dateTime' || property.kind === 'date') return rewritingDate(value, property.kind)
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `write it in quotes: "${value}"`
  if (expected === 'number' && typeof value === 'string') return 'write it without quotes'
  if (expected === 'boolean' && typeof value === 'string') return 'write true or false, without quotes'
  if (property.kind === 'uri' && isJsonObject(value)) return 'write only its id'
  return `write a ${expected}`
}

/** A number of at least this size is a time in milliseconds, as Date.now() gives it. A smaller one is in seconds. */
const MILLISECONDS = 100_000_000_000

function rewritingDate(value: Json, kind: 'dateTime' | 'date'): string {
  if (typeof value !== 'number') return 'pass a Date, or write "2026-01-31T12:00:00Z"'
  const inSeconds = Math.abs(value) < MILLISECONDS
  const moment = new Date(inSeconds ? value * 1000 : value)
  if (Number.isNaN(moment.getTime())) return 'pass a Date, or write "2026-01-31T12:00:00Z"'
  const text = moment.toISOString()
  return `pass a Date: new Date(${value}${inSeconds ? ' * 1000' : ''}), or write "${kind === 'date' ? text.slice(0, 10) : text}"`
}

/** The ends of a validity: a day alone means the whole day. */
const ENDS = /^(?:validUntil|expirationDate)$/

function explainDateTime(value: string, name: string, at: string, findings: IssueList): void {
  if (isDateTimeStamp(`${value}Z`)) {
    findings.add('date_without_zone', at, `${quote(name)} has no time zone`, {
      expected: 'a date and time with offset',
      found: quote(value),
      hint: `write "${value}Z" if it is UTC, else append the offset, such as +02:00`,
    })
    return
  }
  const hint = isDate(value)
    ? ENDS.test(name)
      ? `write "${value}T23:59:59Z" (through that day)`
      : `write "${value}T00:00:00Z"`
    : /^\d+$/.test(value)
      ? 'write it as ISO 8601, for example 2026-01-31T12:00:00Z'
      : 'write year-month-day, T, hours:minutes:seconds and the offset: 2026-01-31T12:00:00Z'
  if (COMPLETE.test(value)) {
    findings.add('invalid_date', at, `${quote(name)} is a day or time that does not exist`, {
      expected: 'a day of the calendar, and a time of the day',
      found: quote(value),
      hint: 'correct the day, the time or the offset',
    })
    return
  }
  findings.add('invalid_date', at, `${quote(name)} is not a date and time of RFC 3339`, {
    expected: 'for example 2026-01-31T12:00:00Z',
    found: quote(value),
    hint,
  })
}

/** The form of a date and time, whether it exists or not. */
const COMPLETE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

function explainEnumeration(of: string, value: string, name: string, at: string, findings: IssueList): void {
  const { values, extensible } = ENUMERATIONS[of]!
  if (values.includes(value) || (extensible && EXTENSION.test(value))) return
  const near = findings.mayGuess() ? nearest(value, values) : undefined
  const meant = near ?? (Object.hasOwn(SYNONYMS, value) ? SYNONYMS[value] : undefined)
  const own = !extensible
    ? ''
    : EXTENSION.test(`ext:${value}`)
      ? `, or "ext:${value.slice(0, 40)}" for one of your own`
      : `, or "ext:…" with letters, digits, dots, hyphens and underscores for one of your own`
  const listed =
    values.length > 8 ? `a value of ${of} in docs/vocabularies.md` : `one of ${values.join(', ')}`
  findings.add('unknown_value', at, `${quote(name)} is not a value of ${of}`, {
    expected: values.join(', '),
    found: quote(value),
    hint: meant === undefined ? `write ${listed}${own}` : `write "${meant}"${own}`,
  })
}

/** Names of the same thing in Open Badges 2.0 and in common language. */
const SYNONYMS: Readonly<Record<string, string>> = {
  email: 'emailAddress',
  mail: 'emailAddress',
  Complete: 'Completed',
  Passed: 'Completed',
  GPA: 'GradePointAverage',
  Skill: 'Competency',
  CASE: 'CFItem',
}
