/** Keywords that apply schemas to a value or its parts, one row for each keyword (JSON Schema Core 2020-12, section 10). */
import { isJsonObject, type Json } from '../encoding/json.js'
import { below, list, namesOf, number, object, type Position, type Rule } from './evaluation.js'

export const APPLICATORS: readonly (readonly [string, Rule])[] = [
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
]

function eachItem(value: Json, at: Position, schemaOf: (index: number) => Json | undefined): void {
  if (!Array.isArray(value)) return
  at.walk.step(value.length)
  for (const [i, item] of (value as readonly Json[]).entries()) {
    const schema = schemaOf(i)
    if (schema !== undefined) at.walk.into(schema, item, at, `${at.pointer}/${i}`)
  }
}
