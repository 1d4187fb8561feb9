/** JCS: the form of RFC 8785, strict on what it takes. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { jcs } from '../../src/jsonld/jcs/jcs.js'

const refused = (value: unknown): boolean => {
  try {
    jcs(value as never)
    return false
  } catch (error) {
    return isOpenBadgeError(error, 'json_invalid')
  }
}

describe('jcs', () => {
  it('sorts members by UTF-16 code units, at every level', () => {
    expect(jcs({ '\u{1f600}': 1, '\ufb33': 2, b: { z: 1, a: 2 }, a: 3, '1': 4 })).toBe(
      '{"1":4,"a":3,"b":{"a":2,"z":1},"\u{1f600}":1,"\ufb33":2}',
    )
  })

  it('writes numbers and strings as ECMAScript does', () => {
    expect(jcs([1e30, 4.5, 2e-3, 1e-27, -0, 333333333.3333333, true, null])).toBe(
      '[1e+30,4.5,0.002,1e-27,0,333333333.3333333,true,null]',
    )
    expect(jcs('\u20ac$\u000f\nA\'B"\\\\"/\u007f')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f"')
  })

  it('keeps a member called __proto__', () => {
    expect(jcs(JSON.parse('{"a":1,"__proto__":{"b":2}}'))).toBe('{"__proto__":{"b":2},"a":1}')
  })

  it('refuses what cannot be kept exactly', () => {
    for (const value of [
      '\ud800',
      'a\udc00b',
      { '\ud800': 1 },
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      undefined,
      1n,
    ]) {
      expect(refused(value), String(value)).toBe(true)
    }
    expect(refused(2 ** 53 - 1)).toBe(false)
    expect(jcs(2 ** 53, 'any')).toBe('9007199254740992')
    expect(refused('\\ud800')).toBe(false)
  })
})
