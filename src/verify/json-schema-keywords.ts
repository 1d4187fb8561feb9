/** What each keyword of JSON Schema demands: one row a keyword (JSON Schema Validation 2020-12, sections 6 and 10). */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import { readDateTimeStamp } from '../proof/date-time-stamp.js'
import { isAbsoluteUrl } from '../proof/proof-members.js'
import { boundedPattern } from './bounded-pattern.js'

/** The schema cannot be used: too costly, malformed, or with keywords that are not implemented. */
export class SchemaRefused extends Error {}

/** How a keyword goes on into other schemas, within the budget. */
export interface SchemaWalk {
  readonly fits: (schema: Json, value: Json, at: Position) => boolean
  readonly into: (schema: Json, value: Json, at: Position, pointer: string) => void
  readonly step: (count: number) => void
}

export type Rule = (value: Json, operand: Json, at: Position, schema: JsonObject) => void

export interface Position {
  readonly pointer: string
  readonly depth: number
  readonly walk: SchemaWalk
  readonly report: (keyword: string, pointer?: string) => void
}

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  object: isJsonObject,
  array: Array.isArray,
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  string: (value) => typeof value === 'string',
}

/** Formats that are asserted; the others are remarks, as the specification has it. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) =>
    /T.*(?:Z|[+-]\d\d:\d\d)$/i.test(text) && readDateTimeStamp(text.toUpperCase()) !== undefined,
  date: (text) => readDateTimeStamp(`${text}T00:00:00Z`) !== undefined,
  uri: isAbsoluteUrl,
  iri: isAbsoluteUrl,
  email: (text) => text.length < 400 && /^[^\s@]+@[^\s@]+$/.test(text),
}

const forText =
  (keyword: string, test: (value: string, operand: Json) => boolean): Rule =>
  (value, operand, { report }) => {
    if (typeof value === 'string' && !test(value, operand)) report(keyword)
  }
const forNumber =
  (keyword: string, test: (value: number, operand: number) => boolean): Rule =>
  (value, operand, { report }) => {
    if (typeof value === 'number' && !test(value, number(operand))) report(keyword)
  }
const forCount =
  (
    keyword: string,
    count: (value: Json) => number | undefined,
    test: (n: number, limit: number) => boolean,
  ): Rule =>
  (value, operand, { report }) => {
    const n = count(value)
    if (n !== undefined && !test(n, number(operand))) report(keyword)
  }

const items = (value: Json): number | undefined => (Array.isArray(value) ? value.length : undefined)
const members = (value: Json): number | undefined =>
  isJsonObject(value) ? Object.keys(value).length : undefined
const characters = (value: Json): number | undefined =>
  typeof value === 'string' ? [...value].length : undefined
const atLeast = (n: number, limit: number): boolean => n >= limit
const atMost = (n: number, limit: number): boolean => n <= limit

export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'type',
    (value, operand, { report }) => {
      const names = list(operand)
      if (!names.some((name) => TYPES[String(name)]?.(value))) report('type')
    },
  ],
  [
    'enum',
    (value, operand, { report, walk }) => {
      if (!list(operand).some((item) => equal(item, value, walk))) report('enum')
    },
  ],
  [
    'const',
    (value, operand, { report, walk }) => {
      if (!equal(operand, value, walk)) report('const')
    },
  ],
  ['minLength', forCount('minLength', characters, atLeast)],
  ['maxLength', forCount('maxLength', characters, atMost)],
  ['minItems', forCount('minItems', items, atLeast)],
  ['maxItems', forCount('maxItems', items, atMost)],
  ['minProperties', forCount('minProperties', members, atLeast)],
  ['maxProperties', forCount('maxProperties', members, atMost)],
  ['minimum', forNumber('minimum', (n, limit) => n >= limit)],
  ['maximum', forNumber('maximum', (n, limit) => n <= limit)],
  ['exclusiveMinimum', forNumber('exclusiveMinimum', (n, limit) => n > limit)],
  ['exclusiveMaximum', forNumber('exclusiveMaximum', (n, limit) => n < limit)],
  ['multipleOf', forNumber('multipleOf', (n, limit) => Number.isInteger(n / limit))],
  [
    'pattern',
    (value, operand, { report }) => {
      if (typeof value === 'string' && !matches(operand, value)) report('pattern')
    },
  ],
  ['format', forText('format', (value, operand) => FORMATS[String(operand)]?.(value) ?? true)],
  [
    'required',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const name of list(operand)) {
        if (!Object.hasOwn(value, String(name)))
          at.report('required', at.pointer + pointerToken(String(name)))
      }
    },
  ],
  [
    'dependentRequired',
    (value, operand, { report }) => {
      if (!isJsonObject(value)) return
      for (const [name, needed] of Object.entries(object(operand))) {
        if (
          Object.hasOwn(value, name) &&
          !list(needed).every((other) => Object.hasOwn(value, String(other)))
        ) {
          report('dependentRequired')
        }
      }
    },
  ],
  [
    'properties',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const [name, schema] of Object.entries(object(operand))) {
        if (Object.hasOwn(value, name))
          at.walk.into(schema, value[name]!, at, at.pointer + pointerToken(name))
      }
    },
  ],
  [
    'patternProperties',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const [pattern, schema] of Object.entries(object(operand))) {
        for (const name of Object.keys(value)) {
          if (matches(pattern, name)) at.walk.into(schema, value[name]!, at, at.pointer + pointerToken(name))
        }
      }
    },
  ],
  [
    'additionalProperties',
    (value, operand, at, schema) => {
      if (!isJsonObject(value)) return
      const known = isJsonObject(schema['properties']) ? schema['properties'] : {}
      const patterns = isJsonObject(schema['patternProperties'])
        ? Object.keys(schema['patternProperties'])
        : []
      for (const name of Object.keys(value)) {
        if (Object.hasOwn(known, name) || patterns.some((pattern) => matches(pattern, name))) continue
        if (operand === false) at.report('additionalProperties', at.pointer + pointerToken(name))
        else at.walk.into(operand, value[name]!, at, at.pointer + pointerToken(name))
      }
    },
  ],
  [
    'propertyNames',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const name of Object.keys(value)) if (!at.walk.fits(operand, name, at)) at.report('propertyNames')
    },
  ],
  ['prefixItems', (value, operand, at) => eachItem(value, at, (i) => list(operand)[i])],
  [
    'items',
    (value, operand, at, schema) => {
      if (Array.isArray(operand)) return eachItem(value, at, (i) => (operand as readonly Json[])[i])
      const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0
      return eachItem(value, at, (i) => (i >= first ? operand : undefined))
    },
  ],
  [
    'additionalItems',
    (value, operand, at, schema) => {
      const first = Array.isArray(schema['items'])
        ? (schema['items'] as readonly Json[]).length
        : Number.POSITIVE_INFINITY
      eachItem(value, at, (i) => (i >= first ? operand : undefined))
    },
  ],
  [
    'contains',
    (value, operand, at, schema) => {
      if (!Array.isArray(value)) return
      const count = (value as readonly Json[]).filter((item) => at.walk.fits(operand, item, at)).length
      if (count < number(schema['minContains'] ?? 1)) at.report('contains')
      if (schema['maxContains'] !== undefined && count > number(schema['maxContains']))
        at.report('maxContains')
    },
  ],
  [
    'uniqueItems',
    (value, operand, { report, walk }) => {
      if (operand !== true || !Array.isArray(value)) return
      const all = value as readonly Json[]
      if (all.some((item, i) => all.slice(0, i).some((other) => equal(item, other, walk))))
        report('uniqueItems')
    },
  ],
  [
    'allOf',
    (value, operand, at) => {
      for (const schema of list(operand)) at.walk.into(schema, value, at, at.pointer)
    },
  ],
  [
    'anyOf',
    (value, operand, at) => {
      if (!list(operand).some((schema) => at.walk.fits(schema, value, at))) at.report('anyOf')
    },
  ],
  [
    'oneOf',
    (value, operand, at) => {
      if (list(operand).filter((schema) => at.walk.fits(schema, value, at)).length !== 1) at.report('oneOf')
    },
  ],
  [
    'not',
    (value, operand, at) => {
      if (at.walk.fits(operand, value, at)) at.report('not')
    },
  ],
  [
    'if',
    (value, operand, at, schema) => {
      const branch = at.walk.fits(operand, value, at) ? schema['then'] : schema['else']
      if (branch !== undefined) at.walk.into(branch, value, at, at.pointer)
    },
  ],
  [
    'dependentSchemas',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const [name, schema] of Object.entries(object(operand))) {
        if (Object.hasOwn(value, name)) at.walk.into(schema, value, at, at.pointer)
      }
    },
  ],
])

function eachItem(value: Json, at: Position, schemaOf: (index: number) => Json | undefined): void {
  if (!Array.isArray(value)) return
  for (const [i, item] of (value as readonly Json[]).entries()) {
    const schema = schemaOf(i)
    if (schema !== undefined) at.walk.into(schema, item, at, `${at.pointer}/${i}`)
  }
}

function matches(pattern: Json, text: string): boolean {
  const verdict = typeof pattern === 'string' ? boundedPattern(pattern, text) : undefined
  if (verdict === undefined) throw new SchemaRefused('a pattern that may take too long')
  return verdict
}

function equal(left: Json, right: Json, walk: SchemaWalk): boolean {
  walk.step(1)
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  const a = left as unknown as JsonObject
  const b = right as unknown as JsonObject
  return names.every((name) => Object.hasOwn(b, name) && equal(a[name]!, b[name]!, walk))
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

function object(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new SchemaRefused('a keyword with a wrong value')
  return value
}

function number(value: Json): number {
  if (typeof value !== 'number') throw new SchemaRefused('a keyword with a wrong value')
  return value
}
