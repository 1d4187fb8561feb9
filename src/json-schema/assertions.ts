/** Keywords that test a value itself, one row for each keyword (JSON Schema Validation 2020-12, sections 6 and 7). */
import { isJsonObject, type Json } from '../encoding/json.js'
import {
  below,
  equal,
  list,
  namesOf,
  number,
  object,
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

export const ASSERTIONS: readonly (readonly [string, Rule])[] = [
  [
    'type',
    (value, operand, { report, walk }) => {
      // Test every name, so that an unknown type is always refused.
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
    'uniqueItems',
    (value, operand, { report, walk }) => {
      if (operand !== true || !Array.isArray(value)) return
      const all = value as readonly Json[]
      if (all.some((item, i) => all.findIndex((other) => equal(item, other, walk)) < i)) report('uniqueItems')
    },
  ],
]
