/** Whatever is given: issues, never a crash. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validate } from '../../src/schema/validate.js'
import { bySuite } from '../by-suite.js'
import { completeBadge, plainBadge } from './fixtures.js'

const codes = (input: unknown): readonly string[] => validate(input).issues.map(({ code }) => code)

function deep(levels: number): unknown {
  let value: unknown = 'x'
  for (let i = 0; i < levels; i++) value = [value]
  return value
}

describe('validate on hostile input', () => {
  it.each([
    ['undefined', undefined, 'not_json'],
    ['null', null, 'wrong_type'],
    ['an array', [plainBadge], 'wrong_type'],
    ['JSON text', JSON.stringify(plainBadge), 'wrong_type'],
    ['a number', 7, 'wrong_type'],
    ['a function', () => plainBadge, 'not_json'],
    ['a Date', new Date(0), 'not_json'],
    ['a Map', new Map([['id', 'x']]), 'not_json'],
    [
      'a class instance',
      new (class Badge {
        id = 'x'
      })(),
      'not_json',
    ],
    ['a bigint inside', { ...plainBadge, id: 1n }, 'not_json'],
    ['a symbol inside', { ...plainBadge, id: Symbol('x') }, 'not_json'],
    ['NaN inside', { ...plainBadge, id: Number.NaN }, 'not_json'],
    ['a lone surrogate', { ...plainBadge, name: '\ud800' }, 'not_json'],
    ['10,000 levels', { ...plainBadge, evidence: deep(10_000) }, 'limit'],
    ['a string of 20 million characters', { ...plainBadge, name: 'x'.repeat(20_000_000) }, 'limit'],
    ['a million items', { ...plainBadge, evidence: new Array(1_000_000).fill(0) }, 'limit'],
  ])('%s', (_, input, code) => {
    expect(codes(input)).toEqual([code])
    expect(validate(input).valid).toBe(false)
  })

  it('takes a string of 10 million characters where a text belongs, and a sound badge without prototype', () => {
    expect(codes({ ...plainBadge, name: 'x'.repeat(10_000_000) })).toEqual([])
    expect(codes(Object.assign(Object.create(null) as object, plainBadge))).toEqual([])
  })

  it('survives accessors and proxies that throw, and cycles', () => {
    const cycle: Record<string, unknown> = { ...plainBadge }
    cycle['evidence'] = [cycle]
    expect(['not_json', 'limit']).toContain(codes(cycle)[0])
    const trap = {
      get id(): string {
        throw new Error('boo')
      },
    }
    expect(codes(trap)).toEqual(['not_json'])
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('boo')
        },
      },
    )
    expect(codes(proxy)).toEqual(['not_json'])
  })

  it('does not mistake inherited names for members', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(codes({ ...plainBadge, [name]: 'x' })).toEqual(['undefined_term'])
      expect(codes({ ...plainBadge, type: ['VerifiableCredential', 'OpenBadgeCredential', name] })).toEqual(
        [],
      )
    }
  })

  it('limits the number of issues', () => {
    const document = { ...plainBadge, evidence: new Array(5000).fill({}) }
    expect(validate(document).issues.length).toBeLessThanOrEqual(200)
  })

  it('refuses unknown options', () => {
    expect(() => validate(plainBadge, { mode: 'strict' } as never)).toThrow(TypeError)
    expect(() => validate(plainBadge, { form: 'loose' } as never)).toThrow(TypeError)
  })

  it('never throws, and never changes its argument', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (input) => {
          const { valid, issues } = validate(input)
          expect(valid).toBe(issues.every(({ severity }) => severity === 'warning'))
        },
      ),
      { numRuns: bySuite(60, 500) },
    )
    const keys = [
      'id',
      'type',
      'issuer',
      'credentialSubject',
      '@context',
      'proof',
      'evidence',
      'validFrom',
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const document = Object.freeze({ ...completeBadge, [key]: value })
        const before = JSON.stringify(document)
        validate(document)
        validate(document, { form: 'strict' })
        expect(JSON.stringify(document)).toBe(before)
      }),
      { numRuns: bySuite(60, 500) },
    )
  })
})

describe('work grows with the size of the document, not faster', () => {
  const achievement = (completeBadge['credentialSubject'] as { readonly achievement: object }).achievement
  const many = (count: number, make: (index: number) => unknown): readonly unknown[] =>
    Array.from({ length: count }, (_, index) => make(index))
  const id = (index: number): string => `urn:x:${index}`

  it.each([
    [
      'unknown members',
      Object.fromEntries(many(40_000, (index) => [`member${index}`, 0]) as [string, number][]),
    ],
    [
      'misspelt members',
      Object.fromEntries(many(40_000, (index) => [`credentialSubjekt${index}`, 0]) as [string, number][]),
    ],
    [
      'results and levels',
      {
        credentialSubject: {
          ...(completeBadge['credentialSubject'] as object),
          result: many(4000, (index) => ({
            type: ['Result'],
            resultDescription: id(0),
            achievedLevel: id(index),
          })),
          achievement: {
            ...achievement,
            resultDescription: [
              {
                id: id(0),
                type: ['ResultDescription'],
                name: 'n',
                resultType: 'RubricCriterionLevel',
                allowedValue: many(4000, String),
                rubricCriterionLevel: many(4000, (index) => ({
                  id: id(index),
                  type: ['RubricCriterionLevel'],
                  name: 'n',
                })),
              },
            ],
          },
        },
      },
    ],
    [
      'types',
      {
        type: ['VerifiableCredential', 'OpenBadgeCredential', ...many(40_000, () => 'Profile')],
        ...Object.fromEntries(many(5000, (index) => [`m${index}`, 0]) as [string, number][]),
      },
    ],
    [
      'contexts',
      {
        '@context': [
          ...(completeBadge['@context'] as readonly string[]),
          ...many(40_000, (index) => `https://example.org/${index}`),
        ],
      },
    ],
  ])('%s', (_, more) => {
    // Quadratic work on these would take minutes, and the runner's own limit would end it.
    expect(validate({ ...completeBadge, ...more }).issues.length).toBeLessThanOrEqual(200)
    expect(validate({ ...completeBadge, ...more }, { form: 'strict' }).issues.length).toBeLessThanOrEqual(200)
  })
})
