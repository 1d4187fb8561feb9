import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  freezeJson,
  frozenSnapshot,
  JSON_LIMITS,
  keepFrozen,
  parseJson,
  pointerToken,
  snapshot,
} from '../../src/encoding/json.js'

const code = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, indented) => {
        const text = JSON.stringify(value, null, indented ? 2 : 0)
        expect(code(() => parseJson(text))).toEqual(expectedOf(text))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['a doubled member', '{"a":1,"a":1}'],
    ['a doubled member, spelt differently', '{"a":1,"\\u0061":2}'],
    ['a doubled member deep inside', '{"a":[{"b":{"c":1,"d":":","c":2}}]}'],
    ['a doubled __proto__', '{"__proto__":1,"__proto__":2}'],
    ['a lone surrogate in a string', '{"a":"\\ud800"}'],
    ['a lone surrogate in a name', '{"\\udc00":1}'],
    ['an unsafe integer', '{"a":9007199254740993}'],
    ['a negative unsafe integer', '[-9007199254740993]'],
    ['a number that overflows', '[1e400]'],
    ['a byte order mark', '\ufeff{}'],
    ['a trailing comma', '{"a":1,}'],
    ['nothing', ''],
    ['an unclosed string', '"abc'],
    ['text after the value', '{} {}'],
    ['single quotes', "{'a':1}"],
    ['NaN', '[NaN]'],
  ])('refuses %s', (_, text) => {
    expect(code(() => parseJson(text))).toBe('json_invalid')
  })

  it.each([
    ['colons and quotes inside strings', '{"a:b":"c\\":\\"d:","e":"\\\\"}'],
    ['numbers with an exponent', '[1e5,-0,0.1,123456789012345,1.7976931348623157e308]'],
    ['a __proto__ member as a plain member', '{"__proto__":{"a":1}}'],
    ['surrogate pairs', '["\\ud83c\\udf93","🎓"]'],
  ])('reads %s', (_, text) => {
    expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)))
  })

  it('refuses exactly the numbers that are not finite, and the integers beyond 2^53', () => {
    const digits = [1, 14, 15, 16, 17, 200, 310].flatMap((n) => ['1'.repeat(n), '9'.repeat(n)])
    const mantissas = [...digits, ...digits.map((each) => `-${each}`), ...digits.map((each) => `${each}.5`)]
    const exponents = [
      '',
      'e1',
      'E9',
      'e99',
      'e+99',
      'e100',
      'E291',
      'e300',
      'e0308',
      'e309',
      'e-400',
      'e0000001',
    ]
    for (const mantissa of mantissas) {
      for (const exponent of exponents) {
        const literal = mantissa + exponent
        const isInteger = /^-?\d+$/.test(literal)
        const isRefused = isInteger
          ? !Number.isSafeInteger(Number(literal))
          : !Number.isFinite(Number(literal))
        const read = (): unknown => parseJson(`[${literal}]`)
        if (isRefused) expect(code(read), literal).toBe('json_invalid')
        else expect(read(), literal).toEqual([Number(literal)])
      }
    }
  })

  it('keeps __proto__ an own member that changes no prototype', () => {
    const value = parseJson('{"__proto__":{"polluted":true}}') as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect('polluted' in value).toBe(false)
  })

  it('stops at its limits', () => {
    expect(code(() => parseJson('['.repeat(65) + ']'.repeat(65)))).toBe('limit_exceeded')
    expect(code(() => parseJson('['.repeat(100_000)))).toBe('limit_exceeded')
    expect(code(() => parseJson(`"${'x'.repeat(300_000)}"`))).toBe('limit_exceeded')
    expect(code(() => parseJson(`[${'1,'.repeat(60_000)}1]`))).toBe('limit_exceeded')
    expect(code(() => parseJson('[[[]]]', { length: 100, depth: 3, nodes: 3 }))).toEqual([[[]]])
    expect(code(() => parseJson('[[[]]]', { length: 100, depth: 2, nodes: 3 }))).toBe('limit_exceeded')
    expect(code(() => parseJson('[[[]]]', { length: 100, depth: 3, nodes: 2 }))).toBe('limit_exceeded')
  })
})

describe('snapshot', () => {
  it('copies plain JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const result = code(() => snapshot(value))
        if (result !== 'json_invalid') expect(JSON.stringify(result)).toBe(JSON.stringify(value))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves out undefined members and shares nothing with its input', () => {
    const input = { a: undefined, b: [{ c: 1 }] }
    const copy = snapshot(input) as unknown as typeof input
    expect(Object.keys(copy)).toEqual(['b'])
    expect(copy.b).not.toBe(input.b)
    expect(copy.b[0]).not.toBe(input.b[0])
  })

  const cycle: unknown[] = []
  cycle.push(cycle)
  const sparse = [1, 2, 3]
  delete sparse[1]
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['Infinity', [Number.POSITIVE_INFINITY]],
    ['a Date', { when: new Date(0) }],
    ['a Map', new Map()],
    ['a class instance', new (class Badge {})()],
    ['typed bytes', new Uint8Array(2)],
    ['a boxed string', Object('text')],
    [
      'a getter that throws',
      {
        get a() {
          throw new Error('no')
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no')
          },
        },
      ),
    ],
    ['a hole', sparse],
    ['undefined in an array', [undefined]],
    ['a lone surrogate', ['\ud800']],
    ['an object with a foreign prototype', Object.create({ inherited: 1 })],
  ])('refuses %s', (_, value) => {
    expect(code(() => snapshot(value))).toBe('json_invalid')
  })

  it('reads an accessor once', () => {
    let reads = 0
    const copy = snapshot({
      get a() {
        return ++reads
      },
    }) as { a: number }
    expect([copy.a, copy.a, reads]).toEqual([1, 1, 1])
  })

  it('ends on cycles and on depth', () => {
    expect(code(() => snapshot(cycle))).toBe('limit_exceeded')
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(code(() => snapshot(deep))).toBe('limit_exceeded')
  })

  it('names the place', () => {
    expect(() => snapshot({ 'a/b': [{ '~': 1n }] })).toThrowError(
      expect.objectContaining({ details: expect.objectContaining({ pointer: '/a~1b/0/~0' }) }),
    )
  })

  it('takes objects without a prototype and keeps __proto__ a plain member', () => {
    const bare = Object.assign(Object.create(null), { a: 1 })
    expect(snapshot(bare)).toEqual({ a: 1 })
    const copy = snapshot(JSON.parse('{"__proto__":{"a":1}}')) as object
    expect(Object.keys(copy)).toEqual(['__proto__'])
    expect('a' in copy).toBe(false)
  })
})

describe('both', () => {
  it('count levels alike', () => {
    const limits = { length: 1000, depth: 3, nodes: 100 }
    for (const text of ['[[[1]]]', '{"a":{"b":[0]}}', '[[[[]]]]', '{"a":{"b":[{}]}}']) {
      expect(code(() => snapshot(JSON.parse(text), limits))).toEqual(code(() => parseJson(text, limits)))
    }
  })
})

describe('freezeJson', () => {
  it('freezes every level', () => {
    const value = freezeJson({ a: [{ b: 1 }] })
    expect([value, value.a, value.a[0]].every(Object.isFrozen)).toBe(true)
  })
})

describe('pointerToken', () => {
  it('escapes as RFC 6901 says', () => {
    expect(['a/b', 'm~n', '', 0].map(pointerToken)).toEqual(['/a~1b', '/m~0n', '/', '/0'])
  })
})

/** What parseJson must answer: the value, or the refusal that JSON.parse does not make. */
function expectedOf(text: string): unknown {
  const value: unknown = JSON.parse(text)
  let refused = false
  JSON.stringify(value, (key, item: unknown) => {
    const texts = typeof item === 'string' ? [key, item] : [key]
    refused ||= texts.some(
      (each) => /\\ud[89a-f]/i.test(JSON.stringify(each)) && !/\\\\ud/i.test(JSON.stringify(each)),
    )
    // From 1e21 on, the literal has an exponent and promises no exact integer.
    refused ||= Number.isInteger(item) && !Number.isSafeInteger(item) && Math.abs(item as number) < 1e21
    return item
  })
  return refused ? 'json_invalid' : value
}

describe('keepFrozen', () => {
  const kept = keepFrozen({ a: { b: ['x', 1] }, c: 'y' })

  it('freezes all the way down, and is its own frozen snapshot', () => {
    expect(Object.isFrozen(kept.a.b)).toBe(true)
    expect(frozenSnapshot(kept)).toBe(kept)
    expect(snapshot(kept)).not.toBe(kept)
    const around = frozenSnapshot({ kept, more: { d: 'z' } }) as { kept: unknown; more: object }
    expect(around).toEqual({ kept, more: { d: 'z' } })
    expect(around.kept).toBe(kept)
    expect(Object.isFrozen(around.more)).toBe(true)
  })

  it('counts against every limit as a copy would', () => {
    const given = [kept, { kept }]
    for (const [name, enough] of [
      ['nodes', 14],
      ['length', 14],
      ['depth', 5],
    ] as const) {
      for (const copy of [snapshot, frozenSnapshot]) {
        expect(copy(given, { ...JSON_LIMITS, [name]: enough })).toEqual(given)
        expect(() => copy(given, { ...JSON_LIMITS, [name]: enough - 1 })).toThrow(
          expect.objectContaining({ code: 'limit_exceeded' }),
        )
      }
    }
  })

  it('does not take what others froze for its own', () => {
    const foreign = Object.freeze({ inner: { a: 1 } })
    const copy = frozenSnapshot(foreign) as { inner: object }
    expect(copy).not.toBe(foreign)
    expect(Object.isFrozen(copy.inner)).toBe(true)
    expect(Object.isFrozen(foreign.inner)).toBe(false)
  })
})

it('gives the pointer of what it refuses, at any depth', () => {
  const at = (value: unknown): unknown => {
    try {
      frozenSnapshot(value)
    } catch (error) {
      return (error as { details: { pointer: string } }).details.pointer
    }
    return undefined
  }
  const thrower = {
    get bad(): never {
      throw new Error('no')
    },
  }
  const keys = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  expect(at({ a: [1, { 'b/c': undefined, d: () => 1 }] })).toBe('/a/1/d')
  expect(at({ a: ['\ud800'] })).toBe('/a/0')
  expect(at({ a: { '\ud800': 1 } })).toBe('/a/\ud800')
  expect(at({ a: [thrower] })).toBe('/a/0/bad')
  expect(at({ a: [keys] })).toBe('/a/0')
  expect(at(new Date(0))).toBe('')
})

it('keeps __proto__ a member like any other', () => {
  const given = JSON.parse('{"__proto__":{"a":1}}') as object
  expect(JSON.stringify(frozenSnapshot(given))).toBe('{"__proto__":{"a":1}}')
})
