import { Ajv2019 } from 'ajv/dist/2019.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/encoding/json.js'
import { boundedPattern } from '../../src/verify/bounded-pattern.js'
import { schemaErrors } from '../../src/verify/json-schema.js'

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

describe('boundedPattern', () => {
  it.each<[string, string, boolean]>([
    ['^[a-z]+$', 'abc', true],
    ['^[a-z]+$', 'ab1', false],
    ['^https://[a-z.]+/.*$', 'https://a.example/x', true],
    ['^(ext:)[a-z|A-Z|0-9|.|-|_]+$', 'ext:Quest', true],
    ['^\\d{4}-\\d\\d$', '2026-05', true],
  ])('%s on %s', (pattern, text, matches) => {
    expect(boundedPattern(pattern, text)).toBe(matches)
  })
  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '(.*)*x',
    '((a+)b)*',
    '^(?=a)b',
    '(a)\\1',
    '^(?:a?){30}a{30}$',
    `${'a?'.repeat(30)}${'a'.repeat(30)}b`,
    '(a|b)'.repeat(30),
    '(x+x+)+y',
    '[',
    '(',
    'a'.repeat(501),
  ])('refuses %s', (pattern) => {
    expect(boundedPattern(pattern, 'a'.repeat(40))).toBeUndefined()
  })
  it('refuses a slow pattern on long text only', () => {
    expect(boundedPattern('a*b*c*d', 'a'.repeat(10))).toBe(false)
    expect(boundedPattern('a*b*c*d', 'a'.repeat(100_000))).toBeUndefined()
  })
})
