import { Ajv2019 } from 'ajv/dist/2019.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/encoding/json.js'
import { schemaErrors as judge, type SchemaError, SchemaRefused } from '../../src/json-schema/validate.js'
import { VERIFY_LIMITS } from '../../src/verify/options/limits.js'
import { WorkAccount } from '../../src/work-account.js'

const schemaErrors = (schema: Json, instance: Json): readonly SchemaError[] =>
  judge(schema, instance, new WorkAccount({ schemaSteps: VERIFY_LIMITS.schemaSteps }))

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2.5, -3, '', 'a', 'ab', 'abc', 'x1'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
  ),
})).any

const count = fc.nat(3)
const schema = fc.letrec((tie) => {
  const one = tie('schema')
  const several = fc.array(one, { minLength: 1, maxLength: 3 })
  return {
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.boolean(),
      fc.record(
        {
          type: fc.oneof(
            fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string'),
            fc.uniqueArray(fc.constantFrom('null', 'object', 'string', 'number'), { minLength: 1 }),
          ),
          enum: fc.uniqueArray(fc.constantFrom<unknown>(1, 'a', null, true), { minLength: 1 }),
          const: value,
          minLength: count,
          maxLength: count,
          minItems: count,
          maxItems: count,
          minProperties: count,
          maxProperties: count,
          minimum: fc.integer({ min: -3, max: 3 }),
          maximum: fc.integer({ min: -3, max: 3 }),
          exclusiveMinimum: fc.integer({ min: -3, max: 3 }),
          exclusiveMaximum: fc.integer({ min: -3, max: 3 }),
          multipleOf: fc.constantFrom(1, 0.5, 2),
          pattern: fc.constantFrom('^a', 'b$', '[0-9]', '^$', 'a|b'),
          required: fc.uniqueArray(fc.constantFrom('a', 'b')),
          dependentRequired: fc.constant({ a: ['b'] }),
          properties: fc.dictionary(fc.constantFrom('a', 'b'), one),
          patternProperties: fc.dictionary(fc.constantFrom('^a', 'c'), one),
          additionalProperties: one,
          propertyNames: one,
          items: fc.oneof(one, several),
          additionalItems: one,
          contains: one,
          minContains: count,
          maxContains: count,
          uniqueItems: fc.boolean(),
          allOf: several,
          anyOf: several,
          oneOf: several,
          not: one,
          if: one,
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: one,
          else: one,
          dependentSchemas: fc.dictionary(fc.constantFrom('a', 'b'), one),
        },
        { requiredKeys: [] },
      ),
    ),
  }
}).schema

describe('schemaErrors', () => {
  it('agrees with a compiled validator on random schemas and values', () => {
    const ajv = new Ajv2019({ strict: false, logger: false, validateSchema: false })
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 4, maxLength: 8 }), (made, values) => {
        const plain = JSON.parse(JSON.stringify(made)) as Json
        const compiled = ajv.compile(plain as never)
        for (const item of values) {
          const given = JSON.parse(JSON.stringify(item)) as Json
          expect([plain, given, schemaErrors(plain, given).length === 0]).toEqual([
            plain,
            given,
            compiled(given),
          ])
        }
        ajv.removeSchema()
      }),
      { numRuns: 40, seed: 20260501 },
    )
  })

  it('follows references within the schema', () => {
    const tree = {
      $defs: { node: { properties: { child: { $ref: '#/$defs/node' }, n: { type: 'number' } } } },
      $ref: '#/$defs/node',
    }
    expect(schemaErrors(tree, { child: { child: { n: 1 } } })).toEqual([])
    expect(schemaErrors(tree, { child: { child: { n: 'x' } } })).toEqual([
      { pointer: '/child/child/n', keyword: 'type' },
    ])
    expect(
      schemaErrors(
        { $id: 'urn:s', properties: { a: { $ref: 'urn:s#/properties/b' }, b: { const: 1 } } },
        { a: 2 },
      ),
    ).toHaveLength(1)
  })

  it.each<[string, Json]>([
    ['https://evil.example/x', { $ref: 'https://evil.example/x' }],
    ['nowhere', { $ref: '#/nowhere' }],
    ['a prototype', { $ref: '#/constructor' }],
    ['itself', { $ref: '#' }],
    ['no text', { $ref: 5 }],
  ])('refuses a reference to %s', (_, given) => {
    expect(() => schemaErrors(given, {})).toThrow()
  })

  it.each<[string, string, boolean]>([
    ['2026-05-01T12:00:00Z', 'date-time', true],
    ['2026-05-01', 'date-time', false],
    ['2026-02-29', 'date', false],
    ['2024-02-29', 'date', true],
    ['urn:x', 'uri', true],
    ['x y', 'uri', false],
    ['a@b', 'email', true],
    ['a', 'email', false],
    ['anything', 'made-up', true],
  ])('%s as %s: %s', (text, format, fits) => {
    expect(schemaErrors({ format }, text).length === 0).toBe(fits)
  })
})

/** A schema that is judged many times. */
const often = (times: number, schema: Json): Json => ({
  $defs: { often: schema },
  allOf: Array.from({ length: times }, () => ({ $ref: '#/$defs/often' })),
})
const numbered = (length: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length }, (_, i) => [`n${i}`, i]))
const TEXT = 'T'.repeat(200_000)
const PATTERNS = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x.*${i}`, true]))
const NAMES = Object.keys(numbered(20_000))
const twice = (i: number): Json => [{ $ref: `#/$defs/${i}` }, { $ref: `#/$defs/${i}` }]

describe('the budget of strangers’ schemas', () => {
  const same = (json: Json): Json => JSON.parse(JSON.stringify(json)) as Json

  it.each<[string, Json, Json]>([
    ['the length of a text', often(2000, { minLength: 1 }), TEXT],
    ['a format', often(2000, { format: 'uri' }), TEXT],
    ['a pattern', often(2000, { pattern: 'a*a*b' }), 'a'.repeat(260)],
    ['a pattern on long text', { pattern: 'T*T*T*T*T*b' }, TEXT],
    ['patterns to compile', { allOf: NAMES.map((name) => ({ pattern: `[${name}]{99}` })) }, ''],
    ['patterns of names', { patternProperties: PATTERNS }, numbered(20_000)],
    [
      'patterns of other names',
      { patternProperties: PATTERNS, additionalProperties: true },
      numbered(20_000),
    ],
    ['required names', often(200, { required: NAMES }), numbered(1)],
    ['one long required name', often(200, { required: [TEXT] }), {}],
    ['dependent names', often(200, { dependentRequired: { n0: NAMES } }), numbered(1)],
    ['dependent schemas', often(200, { dependentSchemas: numbered(20_000) }), {}],
    ['properties', often(200, { properties: numbered(20_000) }), {}],
    ['one long property', often(200, { properties: { [TEXT]: true } }), { [TEXT]: 1 }],
    ['names', often(200, { propertyNames: true }), numbered(20_000)],
    ['the number of members', often(200, { minProperties: 1 }), numbered(20_000)],
    ['distinct items', { uniqueItems: true }, Object.values(numbered(20_000))],
    ['alternatives', often(200, { enum: NAMES }), 0],
    ['small alternatives to a large object', often(200, { enum: NAMES.map(() => ({})) }), numbered(1000)],
    ['alternatives that are long', often(2000, { const: `${TEXT}a` }), `${TEXT}b`],
    ['a large constant', often(200, { const: numbered(20_000) }), numbered(20_000)],
    ['a constant list', often(200, { const: NAMES }), NAMES],
    ['items', often(200, { items: true }), NAMES],
    ['items contained', often(200, { contains: false, minContains: 0 }), NAMES],
    ['types', often(200, { type: NAMES.map(() => 'null') }), 1],
    ['keywords that mean nothing', often(200, numbered(20_000)), 1],
    ['every other way', { $defs: numberedSchemas('anyOf'), $ref: '#/$defs/0' }, 1],
    ['exactly one way', { $defs: numberedSchemas('oneOf'), $ref: '#/$defs/0' }, 1],
    ['all ways', { $defs: numberedSchemas('allOf'), $ref: '#/$defs/0' }, 1],
    ['a long reference', { allOf: NAMES.map((name) => ({ $ref: `#/${name}${TEXT.slice(0, 300)}` })) }, 1],
    ['a long address', { $id: `urn:${TEXT}`, allOf: NAMES.map(() => ({ $ref: '#/$id' })), if: false }, 1],
  ])('is spent by %s', (_, schema, instance) => {
    // Copied, so that no two equal texts are one.
    expect(() => schemaErrors(same(schema), same(instance))).toThrow(SchemaRefused)
  })

  it('is one for all that it is given to', () => {
    const budget = new WorkAccount({ schemaSteps: 1000 })
    expect(judge({ items: { type: 'number' } }, [1, 2, 3], budget)).toEqual([])
    const spent = 1000 - budget.remaining('schemaSteps')
    expect(spent).toBeGreaterThan(0)
    expect(judge({ items: { type: 'number' } }, [1, 2, 3], budget)).toEqual([])
    expect(budget.remaining('schemaSteps')).toBe(1000 - 2 * spent)
    const little = new WorkAccount({ schemaSteps: spent - 1 })
    expect(() => judge({ items: { type: 'number' } }, [1, 2, 3], little)).toThrow(SchemaRefused)
  })

  function numberedSchemas(keyword: string): Json {
    return Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [i, i === 39 ? keyword === 'allOf' : { [keyword]: twice(i + 1) }]),
    )
  }
})

describe('what is not understood', () => {
  it.each<[string, Json]>([
    ['a type that does not exist', { type: 'constructor' }],
    ['another such type', { type: ['object', 'text'] }],
    ['a type that is no text', { type: [['object']] }],
    ['a required name that is no text', { required: [1] }],
    ['an older keyword', { dependencies: { a: ['b'] } }],
    [
      'a schema with an address of its own',
      { allOf: [{ $id: 'urn:x', $ref: '#/$defs/y' }], $defs: { y: true } },
    ],
    ['a reference into one', { $ref: '#/$defs/x/y', $defs: { x: { $id: 'urn:x', y: true } } }],
    ['a look-ahead', { properties: { a: { pattern: '(?=a)' } } }],
    ['a pattern that is no text', { properties: { a: { pattern: 1 } } }],
  ])('is refused: %s', (_, schema) => {
    expect(() => schemaErrors(schema, { a: 'a', b: 1 })).toThrow(SchemaRefused)
  })
})
