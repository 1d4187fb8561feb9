/** Texts by template are what JSON.stringify gives, whatever varies. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonEncoder } from '../../src/bulk/plan/json-encoder.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { anyCharacter } from '../any-character.js'
import { bySuite } from '../by-suite.js'

const shared = { id: 'https://example.edu/', name: 'Zoë', tags: ['a', '"'] }

const row = (n: number, more: object = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: `urn:uuid:${n}`,
  issuer: shared,
  empty: {},
  none: [],
  subject: [{ hashed: true, score: 4.5, nothing: null, name: `Zoë ${n} 王 "\\\n\u2028` }, { name: 'same' }],
  ...more,
})

const textsOf = (rows: readonly JsonObject[]): readonly string[] => {
  const texts = new JsonEncoder()
  return rows.map((each) => Buffer.from(texts.bytes(each)).toString())
}

describe('JsonTexts', () => {
  it('gives the text of each object of a class', () => {
    const rows = Array.from({ length: 30 }, (_, n) => row(n * n * n))
    expect(textsOf(rows)).toEqual(rows.map((each) => JSON.stringify(each)))
  })

  it('is not led astray by objects of another shape, or with values of another kind', () => {
    const rows = [
      row(1),
      row(2, { more: 'x' }),
      row(3, { id: '' }),
      row(4, { id: 7 }),
      row(5, { issuer: 'https://example.edu/' }),
      row(6, { issuer: { ...shared, name: 'Other' } }),
      row(7, { subject: [] }),
      row(8, { '"__proto__': '\ud800' }),
      row(9),
      JSON.parse('{"__proto__":"a","b":"c"}'),
      JSON.parse('{"__proto__":"d","b":"c"}'),
      ...Array.from({ length: 12 }, (_, n) => row(n, { more: `x${n}` })),
      { id: 'urn:uuid:1' },
    ] as JsonObject[]
    expect(textsOf(rows)).toEqual(rows.map((each) => JSON.stringify(each)))
  })

  it('agrees with JSON.stringify on any objects', () => {
    const object = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', '1', '0', 'é'), fc.jsonValue())
    const strings = fc.array(fc.string({ unit: anyCharacter }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.array(object, { maxLength: 8 }),
        fc.array(strings, { maxLength: 8 }),
        (objects, fillings) => {
          const filled = fillings.map(([a, b, c]) => ({ a, b: [b, { c }], d: objects[0] ?? {} }))
          const rows = [...filled, ...objects, ...filled] as JsonObject[]
          expect(textsOf(rows)).toEqual(rows.map((each) => JSON.stringify(each)))
        },
      ),
      { numRuns: bySuite(10, 100) },
    )
  })
})
