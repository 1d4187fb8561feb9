/** What each keyword of JSON Schema demands: one row a keyword (JSON Schema Validation 2020-12, sections 6 and 10). */
import { isJsonObject, type Json } from '../encoding/json.js'
import {
  below,
  equal,
  list,
  namesOf,
  number,
  object,
  type Position,
  type Rule,
  SchemaRefused,
  type SchemaWalk,
  textsOf,
} from './evaluation.js'
import { FORMATS, TYPES } from './formats.js'

const forNumber =
  (keyword: string, test: (value: number, operand: number) => boolean): Rule =>
  (value, operand, { report }) => {
    if (typeof value === 'number' && !test(value, number(operand))) report(keyword)
  }
const forCount =
  (
    keyword: string,
    count: (value: Json, walk: SchemaWalk) => number | undefined,
    test: (n: number, limit: number) => boolean,
  ): Rule =>
  (value, operand, { report, walk }) => {
    const n = count(value, walk)
    if (n !== undefined && !test(n, number(operand))) report(keyword)
  }

const items = (value: Json): number | undefined => (Array.isArray(value) ? value.length : undefined)
const members = (value: Json, walk: SchemaWalk): number | undefined =>
  isJsonObject(value) ? namesOf(value, walk).length : undefined
const characters = (value: Json, walk: SchemaWalk): number | undefined => {
  if (typeof value !== 'string') return undefined
  walk.read(value)
  let count = 0
  for (let i = 0; i < value.length; i++) if ((value.charCodeAt(i) & 0xfc00) !== 0xdc00) count++
  return count
}
const atLeast = (n: number, limit: number): boolean => n >= limit
const atMost = (n: number, limit: number): boolean => n <= limit

export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'type',
    (value, operand, { report, walk }) => {
      // Every name is looked at, so that none that means nothing passes in silence.
      const fitting = textsOf(operand, walk).filter((name) => {
        if (!Object.hasOwn(TYPES, name)) throw new SchemaRefused('a type that does not exist')
        return TYPES[name]!(value)
      })
      if (fitting.length === 0) report('type')
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
    (value, operand, { report, walk }) => {
      if (typeof value === 'string' && !walk.matches(operand, value)) report('pattern')
    },
  ],
  [
    'format',
    (value, operand, { report, walk }) => {
      const test = typeof operand === 'string' ? FORMATS.get(operand) : undefined
      if (typeof value !== 'string' || test === undefined) return
      walk.read(value)
      if (!test(value)) report('format')
    },
  ],
  [
    'required',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const name of textsOf(operand, at.walk)) {
        if (!Object.hasOwn(value, name)) at.report('required', below(at, name))
      }
    },
  ],
  [
    'dependentRequired',
    (value, operand, { report, walk }) => {
      if (!isJsonObject(value)) return
      const dependent = object(operand)
      for (const name of namesOf(dependent, walk)) {
        if (!Object.hasOwn(value, name)) continue
        if (!textsOf(dependent[name]!, walk).every((other) => Object.hasOwn(value, other)))
          report('dependentRequired')
      }
    },
  ],
  [
    'properties',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      const schemas = object(operand)
      for (const name of namesOf(schemas, at.walk)) {
        if (Object.hasOwn(value, name)) at.walk.into(schemas[name]!, value[name]!, at, below(at, name))
      }
    },
  ],
  [
    'patternProperties',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      const schemas = object(operand)
      const names = namesOf(value, at.walk)
      for (const pattern of namesOf(schemas, at.walk)) {
        for (const name of names) {
          if (at.walk.matches(pattern, name))
            at.walk.into(schemas[pattern]!, value[name]!, at, below(at, name))
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
        ? namesOf(schema['patternProperties'], at.walk)
        : []
      for (const name of namesOf(value, at.walk)) {
        if (Object.hasOwn(known, name) || patterns.some((pattern) => at.walk.matches(pattern, name))) continue
        if (operand === false) at.report('additionalProperties', below(at, name))
        else at.walk.into(operand, value[name]!, at, below(at, name))
      }
    },
  ],
  [
    'propertyNames',
    (value, operand, at) => {
      if (!isJsonObject(value)) return
      for (const name of namesOf(value, at.walk)) {
        if (!at.walk.fits(operand, name, at)) at.report('propertyNames')
      }
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
      if (all.some((item, i) => all.findIndex((other) => equal(item, other, walk)) < i)) report('uniqueItems')
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
      const schemas = object(operand)
      for (const name of namesOf(schemas, at.walk)) {
        if (Object.hasOwn(value, name)) at.walk.into(schemas[name]!, value, at, at.pointer)
      }
    },
  ],
])

function eachItem(value: Json, at: Position, schemaOf: (index: number) => Json | undefined): void {
  if (!Array.isArray(value)) return
  at.walk.step(value.length)
  for (const [i, item] of (value as readonly Json[]).entries()) {
    const schema = schemaOf(i)
    if (schema !== undefined) at.walk.into(schema, item, at, `${at.pointer}/${i}`)
  }
}
