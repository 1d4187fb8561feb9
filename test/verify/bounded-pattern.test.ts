import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern, matchesPattern } from '../../src/json-schema/regexp-match.js'
import { bySuite } from '../by-suite.js'

/** The verdict, and the steps that it took; no verdict for what is not covered. */
function run(
  pattern: string,
  text: string,
): { readonly verdict: boolean | undefined; readonly steps: number } {
  let steps = 0
  const step = (count: number): void => {
    steps += count
  }
  const program = compilePattern(pattern, step)
  return { verdict: program === undefined ? undefined : matchesPattern(program, text, step), steps }
}

const ATOMS = [
  ...['a', 'b', '1', '_', '-', '/', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '^', '$', '\\b', '\\B'],
  ...[
    '[ab]',
    '[^a]',
    '[]',
    '[^]',
    '[\\]a]',
    '[^\\d-]',
    '[a-c\\-]',
    '[[(|]',
    '[\\b]',
    '\\.',
    '\\/',
    '\\$',
    '\\]',
  ],
  ...[
    '\\x61',
    '\\u0061',
    '\\u{61}',
    '\\u{00000061}',
    '\\u{1F600}',
    '\\uD83D\\uDE00',
    '😀',
    '[😀é]',
    '\\p{L}',
  ],
  ...['\\P{Lu}', '[\\p{Emoji}]', '\\n', '\\cJ', '\\0', '\\t', 'é', '\\uDE00', ''],
]
const QUANTIFIERS = [
  ...['', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0}', '{1,}', '{0,2}', '{2,3}?', '{,2}', '{'],
  ...['{00000000000000000002}', '{1,00000000000000000002}', '{0,}'],
]
const quantifier = fc.constantFrom(...QUANTIFIERS)
const OPENINGS = ['(', '(?:', '(?<n>', '(?=', '(?!', '(?<=', '(?<!', '(?i:']
const opening = fc.oneof({ weight: 12, arbitrary: fc.constantFrom('(', '(?:') }, fc.constantFrom(...OPENINGS))
const pattern = fc.letrec<{ any: string; term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...ATOMS), quantifier).map((parts) => parts.join('')) },
    fc.tuple(opening, tie('any'), fc.constant(')'), quantifier).map((parts) => parts.join('')),
    fc.constantFrom('\\1', '\\k<n>', '\\-', '\\a'),
  ),
  any: fc
    .array(fc.array(tie('term'), { maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((options) => options.map((terms) => terms.join('')).join('|')),
})).any
const text = fc
  .array(
    fc.constantFrom('a', 'b', 'c', 'A', '1', '_', '-', '/', ' ', '\n', '\0', 'é', '😀', '{', '2', ']', '('),
    {
      maxLength: 7,
    },
  )
  .map((parts) => parts.join(''))

describe('a bounded pattern', () => {
  it('agrees with the platform wherever it gives a verdict', () => {
    let judged = 0
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 3, maxLength: 6 }), (source, texts) => {
        for (const each of texts) {
          const { verdict } = run(source, each)
          if (verdict === undefined) continue
          judged++
          expect([source, each, verdict]).toEqual([source, each, new RegExp(source, 'u').test(each)])
        }
      }),
      { numRuns: bySuite(400, 3000), seed: 20260502 },
    )
    expect(judged).toBeGreaterThan(bySuite(400, 3000))
  })

  it('agrees with the platform on any heap of signs', () => {
    const sign = fc.constantFrom(...'ab1()[]{}|*+?.^$\\-,:=!<>dwsbBpLux0cn😀')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 9 }), text, (signs, each) => {
        const source = signs.join('')
        const { verdict } = run(source, each)
        if (verdict !== undefined) {
          expect([source, each, verdict]).toEqual([source, each, new RegExp(source, 'u').test(each)])
        }
      }),
      { numRuns: bySuite(700, 5000), seed: 20260503 },
    )
  })

  it.each([
    '^[a-z]{2}(-[A-Z]{2})?$',
    '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$',
    '^https:\\/\\/purl\\.imsglobal\\.org\\/spec\\/ob\\/v3p0\\/context(-3\\.\\d\\.\\d)*\\.json$',
    '^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$',
    '(ext:)[a-z|A-Z|0-9|.|-|_]+',
    '^(?:/(?:[^~/]|~[01])*)*$',
    '-?([1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?|(24:00:00(\\.0+)?))(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))',
  ])('covers %s, as published schemas have it', (source) => {
    for (const each of [
      'en',
      'en-GB',
      'zh-Hant-TW',
      'a.b.c',
      'a..c',
      'ext:Quest',
      '2026-05-01T12:00:00Z',
      '/a/~0',
      '',
    ]) {
      expect(run(source, each).verdict).toBe(new RegExp(source, 'u').test(each))
    }
  })

  it.each([
    '(?=a)b',
    '(?!a)b',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(?i:a)',
    '(?-i:a)',
    '[',
    '(',
    'a**',
    '\\-',
    '{',
    'a{2,1}',
    '^(?:(?:a|a){1,000000000000}b|c)$',
    'a'.repeat(501),
    'a{5000}',
    '(?:){99999999}',
    'a{1,99999999999999999999999}',
    '((a{99}){99}){99}',
    `(?:a{${'9'.repeat(310)}}){0}b{99999999}`,
  ])('has no verdict on %s', (source) => {
    expect(run(source, 'aaa').verdict).toBeUndefined()
  })

  it.each([
    '[^](a+)+b[x]',
    '^(a+){1,00000000000000000099}$',
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+b',
    '(.*)*x',
    '(x+x+)+y',
    'a*a*a*a*a*b',
    '(?:(?:(?:a*)*)*)*b',
    '^(?:a?){30}a{30}$',
    '(\\b|\\B|a)*x',
    '(?:a|[^]|.|\\w|\\p{L}){20}!',
  ])('needs no more than the size times the length on %s', (source) => {
    const steps = (length: number): number => run(source, `${'a'.repeat(length)}!`).steps
    const [short, long] = [steps(500), steps(1000)]
    expect(run(source, 'a').verdict).toBeDefined()
    expect(long).toBeLessThan(2.1 * short)
    expect(long).toBeLessThan(1_000_000)
  })

  it('can be ended from within', () => {
    let left = 10_000
    const step = (count: number): void => {
      left -= count
      if (left < 0) throw new RangeError('enough')
    }
    const program = compilePattern('a*b', step)!
    expect(() => matchesPattern(program, 'a'.repeat(1_000_000), step)).toThrow(RangeError)
    expect(left).toBeGreaterThan(-100)
  })
})
