/** UTF-8, strictly. */
import { describe, expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../src/encoding/utf8.js'
import { isOpenBadgeError } from '../../src/errors.js'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))

describe('decodeUtf8', () => {
  test.each(['', 'SAFe® “quoted”', '名', '𝄞', '\u0000', '\ufeffx', '\u202Ebidi'])('%j comes back', (text) => {
    expect(decodeUtf8(encodeUtf8(text))).toBe(text)
  })

  test.each([
    ['a lone continuation', '80'],
    ['an overlong slash', 'c0af'],
    ['an overlong zero', 'c080'],
    ['a surrogate', 'eda080'],
    ['beyond U+10FFFF', 'f4908080'],
    ['a truncated sequence', 'e282'],
    ['Latin-1', '53414665ae'],
    ['UTF-16', 'fffe5b00'],
  ])('refused: %s', (_, hex) => {
    try {
      decodeUtf8(bytes(hex))
    } catch (error) {
      expect(isOpenBadgeError(error, 'encoding_invalid')).toBe(true)
      return
    }
    throw new Error('it was taken')
  })
})
