import fc from 'fast-check'
import { base58btc } from 'multiformats/bases/base58'
import { describe, expect, it } from 'vitest'
import { decodeBase58, encodeBase58 } from '../../src/encoding/forms/base58.js'
import {
  decodeBase64url,
  decodeMultibase,
  encodeBase58btc,
  encodeBase64url,
} from '../../src/encoding/multibase.js'
import { bySuite } from '../by-suite.js'

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc
    .tuple(fc.nat(6), fc.uint8Array({ maxLength: 70 }))
    .map(([zeros, rest]) => Uint8Array.of(...Array(zeros).fill(0), ...rest)),
)

describe('base58btc', () => {
  it('agrees with multiformats both ways', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = encodeBase58btc(value)
        expect(text).toBe(base58btc.encode(value))
        expect(decodeMultibase(text)).toEqual(value)
      }),
      { numRuns: bySuite(300, 3000) },
    )
  })

  it('agrees with multiformats on the largest and smallest numbers of every length', () => {
    for (let length = 1; length <= 70; length++) {
      const largest = new Uint8Array(length).fill(255)
      const power = Uint8Array.from(largest, (_, i) => (i === 0 ? 1 : 0))
      for (const value of [largest, power]) expect(encodeBase58btc(value)).toBe(base58btc.encode(value))
    }
  })

  it('decodes any text of its alphabet to the bytes that encode to it', () => {
    const digit = fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz')
    fc.assert(
      fc.property(fc.string({ unit: digit, maxLength: 100 }), (text) => {
        expect(encodeBase58(decodeBase58(text))).toBe(text)
        expect(decodeBase58(text)).toEqual(base58btc.decode(`z${text}`))
      }),
      { numRuns: bySuite(300, 3000) },
    )
  })

  it.each(['z0', 'zO', 'zI', 'zl', 'z 1', 'z1 ', 'zé', 'z\u0000', 'z🎓'])('refuses %j', (text) => {
    expect(() => decodeMultibase(text)).toThrowError(expect.objectContaining({ code: 'encoding_invalid' }))
  })

  it('limits the length', () => {
    expect(() => decodeMultibase(`z${'2'.repeat(1000)}`)).toThrowError(
      expect.objectContaining({ code: 'limit_exceeded' }),
    )
  })
})

describe('base64url', () => {
  it('agrees with Node both ways', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = encodeBase64url(value)
        expect(text).toBe(Buffer.from(value).toString('base64url'))
        expect(decodeBase64url(text)).toEqual(value)
      }),
    )
  })

  it('takes a text exactly where Node gives bytes that encode to it again', () => {
    const unit = fc.constantFrom(...'AQgwEBCIMTabcz019-_=+/ ')
    const oracle = (text: string): Uint8Array | undefined => {
      const decoded = Buffer.from(text, 'base64url')
      return decoded.toString('base64url') === text ? Uint8Array.from(decoded) : undefined
    }
    const ours = (text: string): Uint8Array | undefined => {
      try {
        return decodeBase64url(text)
      } catch {
        return undefined
      }
    }
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        expect(ours(text)).toEqual(oracle(text))
      }),
      { numRuns: bySuite(300, 3000) },
    )
  })

  it.each(['AB', 'AAB', 'AA==', 'A', 'A+A/', 'AA AA', 'AAA\n'])('refuses %j', (text) => {
    expect(() => decodeBase64url(text)).toThrowError(expect.objectContaining({ code: 'encoding_invalid' }))
  })
})

describe('multibase', () => {
  it.each(['', 'm123', 'f00', 'Z1', ' z1', 'b'])('refuses the header of %j', (text) => {
    expect(() => decodeMultibase(text)).toThrowError(expect.objectContaining({ code: 'encoding_invalid' }))
  })
})
