import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareHash, sha256, sha384 } from '../../src/platform/web.js'

await prepareHash('SHA-384')

/** FIPS 180-4 by another implementation. */
const oracle = (name: string, data: Uint8Array) => new Uint8Array(createHash(name).update(data).digest())

describe.each([
  ['sha256', sha256],
  ['sha384', sha384],
] as const)('%s of the web platform', (name, hash) => {
  it('agrees with Node for every length around the blocks', () => {
    for (let length = 0; length <= 300; length++) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255)
      expect(hash(data)).toEqual(oracle(name, data))
    }
  })

  it('agrees with Node for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (data) => {
        expect(hash(data)).toEqual(oracle(name, data))
      }),
    )
  })

  it('knows the examples of FIPS 180-4, and reads a view as it lies', () => {
    const text = new TextEncoder().encode('xabcx')
    const digest = { sha256: 'ba7816bf8f01cfea414140de5dae2223', sha384: 'cb00753f45a35e8bb5a03d699ac65007' }
    expect(Buffer.from(hash(text.subarray(1, 4))).toString('hex')).toContain(digest[name])
  })
})
