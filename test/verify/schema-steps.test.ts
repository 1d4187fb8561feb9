/** Each kind of work that a schema causes draws on the budget: a larger schema or instance takes more steps, by its price. */
import { expect, it } from 'vitest'
import type { Json } from '../../src/encoding/json.js'
import { schemaErrors } from '../../src/json-schema/validate.js'
import { WorkAccount } from '../../src/work-account.js'

const ALL = 1_000_000

function stepsFor([schema, instance]: readonly [Json, Json]): number {
  const budget = new WorkAccount({ schemaSteps: ALL })
  schemaErrors(schema, instance, budget)
  return ALL - budget.remaining('schemaSteps')
}

const object = (count: number): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, i]))
const numbers = (count: number): Json => Array.from({ length: count }, (_, i) => i)
const long = 'x'.repeat(1600)

it.each<readonly [string, readonly [Json, Json], readonly [Json, Json], number]>([
  ['a schema', [{ allOf: [true] }, 1], [{ allOf: [true, true] }, 1], 4],
  ['a keyword', [{}, 1], [{ title: 'a', description: 'b' }, 1], 8],
  ['an error that is handed on', [{ allOf: [true] }, 1], [{ allOf: [false] }, 1], 1],
  ['16 characters of a text that is compared', [{ const: 'x' }, 'x'], [{ const: long }, long], 100],
  ['a value that is compared', [{ const: [0] }, [0]], [{ const: [0, 1, 2] }, [0, 1, 2]], 2],
  ['a member that is compared', [{ const: object(1) }, object(1)], [{ const: object(3) }, object(3)], 18],
  ['the name of a member', [{ propertyNames: true }, {}], [{ propertyNames: true }, object(2)], 16],
  ['a required name', [{ required: ['a'] }, { a: 1 }], [{ required: ['a', 'a', 'a'] }, { a: 1 }], 4],
  ['an item', [{ items: true }, []], [{ items: true }, numbers(10)], 50],
  [
    'a character of a place',
    [{ properties: { a: true } }, { a: 1 }],
    [{ properties: { aaaaaaaaaaa: true } }, { aaaaaaaaaaa: 1 }],
    10,
  ],
  [
    'a character of a reference',
    [{ $ref: '#/$defs/a', $defs: { a: true } }, 1],
    [{ $ref: '#/$defs/aaaaaaaaaaa', $defs: { aaaaaaaaaaa: true } }, 1],
    10,
  ],
  [
    'a character of a text that a pattern reads',
    [{ pattern: '^a*$' }, 'a'],
    [{ pattern: '^a*$' }, 'a'.repeat(100)],
    99,
  ],
  ['a character of a pattern', [{ pattern: 'a' }, ''], [{ pattern: 'abcdefghijk' }, ''], 100],
  ['a match at the first character', [{ title: '' }, ''], [{ pattern: '' }, ''], 3],
  ['a class of a pattern', [{ pattern: 'aaaaa' }, ''], [{ pattern: '[abc]' }, ''], 10],
])('%s has its price', (_, less, more, price) => {
  expect(stepsFor(more) - stepsFor(less)).toBeGreaterThanOrEqual(price)
})
