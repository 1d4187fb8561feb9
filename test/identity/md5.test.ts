import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { md5Hex } from '../../src/identity/md5.js'
import { anyCharacter } from '../any-character.js'

const judge = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')

describe('MD5', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      '57edf4a22be3c955ac49da2e2107b67a',
    ],
  ])('of %j is as RFC 1321 appendix A.5 has it', (text, digest) => {
    expect(md5Hex(text)).toBe(digest)
  })

  it('is that of Node for every length over several blocks', () => {
    for (let length = 0; length < 300; length++) {
      const text = 'å'.repeat(length >> 1) + 'x'.repeat(length & 1)
      expect(md5Hex(text)).toBe(judge(text))
    }
  })

  it('is that of Node for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (text) => {
        expect(md5Hex(text)).toBe(judge(text))
      }),
      { seed: 19 },
    )
  })
})
