/** RFC 8032 §5.1.7: one verdict on every Ed25519 input, on Node, over WebCrypto and in plain JavaScript. */
import { sha512 } from '@noble/hashes/sha2.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isCanonicalPoint,
  isSmallOrderPoint,
  isStrictSignature,
} from '../../src/platform/ed25519-encoding.js'
import { portableVerify } from '../../src/platform/ed25519-portable.js'
import type { Awaitable } from '../../src/platform/platform.js'
import { platformNames, platforms } from './both.js'
import {
  a,
  BASE,
  join,
  L,
  little,
  mixedKey,
  nonCanonicalSmallOrder,
  notOnCurve,
  P,
  r,
  search,
  sign,
  signSmallR,
  smallOrder,
  T,
  turned,
  withSign,
} from './ed25519-edge.js'

interface Row {
  readonly name: string
  readonly key: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
  readonly expected: boolean
}

const good = sign(BASE.multiply(a), BASE.multiply(r), 0)

const rows: readonly Row[] = [
  { name: 'a good signature', ...good, expected: true },
  { name: 'S + L', ...good, signature: join(good.r, little(good.s + L)), expected: false },
  { name: 'S = L', ...good, signature: join(good.r, little(L)), expected: false },
  {
    name: 'S with all bits set',
    ...good,
    signature: join(good.r, new Uint8Array(32).fill(255)),
    expected: false,
  },
  { name: '63 bytes', ...good, signature: good.signature.slice(0, 63), expected: false },
  { name: '65 bytes', ...good, signature: join(good.signature, new Uint8Array(1)), expected: false },
  { name: 'no bytes', ...good, signature: new Uint8Array(), expected: false },
  { name: '64 zeros', ...good, signature: new Uint8Array(64), expected: false },
  { name: 'another message', ...good, message: little(9n), expected: false },
  {
    name: 'R with its sign turned',
    ...good,
    signature: join(turned(good.r), little(good.s)),
    expected: false,
  },
  {
    name: 'a mixed-order key where the equation holds without the cofactor (speccheck 3)',
    ...search(
      (i) => sign(mixedKey, BASE.multiply(r), i),
      (k) => k % 8n === 0n,
    ),
    expected: true,
  },
  {
    name: 'a mixed-order key where the equation needs the cofactor (speccheck 4)',
    ...search(
      (i) => sign(mixedKey, BASE.multiply(r), i),
      (k) => k % 8n !== 0n,
    ),
    expected: false,
  },
  {
    name: 'a mixed-order R where the equation needs the cofactor (speccheck 5)',
    ...sign(BASE.multiply(a), BASE.multiply(r).add(T), 0),
    expected: false,
  },
  {
    name: 'mixed-order key and R whose torsion cancels',
    ...search(
      (i) => sign(mixedKey, BASE.multiply(r).add(T), i),
      (k) => (k + 1n) % 8n === 0n,
    ),
    expected: true,
  },
  ...smallOrder.map((encoded, i) => ({
    // With a mixed-order key the torsion can cancel that of R = jT, so that the plain equation holds (speccheck 2).
    name: `a small-order R, ${i}T, with an equation that holds (speccheck 2)`,
    ...search(
      (n) => signSmallR(encoded, n),
      (k) => (k + BigInt(i)) % 8n === 0n,
    ),
    expected: false,
  })),
  ...nonCanonicalSmallOrder.map((encoded, i) => ({
    name: `a non-canonical R of small order ${i} (speccheck 8 to 10)`,
    ...signSmallR(encoded, 0),
    expected: false,
  })),
  {
    name: 'R whose y is p + 3',
    ...good,
    signature: join(little(P + 3n), little(good.s)),
    expected: false,
  },
  { name: 'a key that is no point of the curve', ...good, key: notOnCurve(), expected: false },
]

describe('one verdict', () => {
  test.each(rows)('$name', async ({ key, message, signature, expected }) => {
    for (const name of platformNames) {
      const { importEd25519Public, verifyEd25519 } = platforms[name]
      const imported = await importEd25519Public(key)
      expect(await verifyEd25519(imported, signature, message), name).toBe(expected)
    }
    const portable = isStrictSignature(signature) && (await portableVerify(key)(signature, message))
    expect(portable, 'portable').toBe(expected)
  })

  test('flipping any bit of a good signature is refused everywhere, and of the message too', async () => {
    const bit = fc.integer({ min: 0, max: 511 })
    await fc.assert(
      fc.asyncProperty(bit, async (index) => {
        const signature = good.signature.slice()
        signature[index >> 3]! ^= 1 << (index & 7)
        for (const name of platformNames) {
          const { importEd25519Public, verifyEd25519 } = platforms[name]
          const key = await importEd25519Public(good.key)
          expect(await verifyEd25519(key, signature, good.message)).toBe(false)
        }
        expect(
          isStrictSignature(signature) && (await portableVerify(good.key)(signature, good.message)),
        ).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  test('random keys, messages and torsion: the three agree', async () => {
    const byte = fc.integer({ min: 0, max: 7 })
    await fc.assert(
      fc.asyncProperty(fc.bigInt(1n, L - 1n), byte, byte, fc.nat(1000), async (secret, i, j, n) => {
        const key = BASE.multiply(secret).add(T.multiply(BigInt(i), false))
        const nonce = BASE.multiply(r).add(T.multiply(BigInt(j), false))
        const row = sign(key, nonce, n, secret)
        const verdicts: Awaitable<boolean>[] = [
          isStrictSignature(row.signature) && portableVerify(row.key)(row.signature, row.message),
        ]
        for (const name of platformNames) {
          const { importEd25519Public, verifyEd25519 } = platforms[name]
          verdicts.push(verifyEd25519(await importEd25519Public(row.key), row.signature, row.message))
        }
        const expected = (BigInt(j) + row.k * BigInt(i)) % 8n === 0n
        expect(await Promise.all(verdicts)).toEqual([expected, expected, expected])
      }),
      { numRuns: 25 },
    )
  })
})

describe('encodings', () => {
  test.each(smallOrder.map((bytes, i) => [i, bytes] as const))('%iT is of small order', (_, bytes) => {
    expect(isSmallOrderPoint(bytes)).toBe(true)
    expect(isCanonicalPoint(bytes)).toBe(true)
  })

  test.each(nonCanonicalSmallOrder.map((bytes, i) => [i, bytes] as const))(
    'other spelling %i is of small order',
    (_, bytes) => {
      expect(isSmallOrderPoint(bytes)).toBe(true)
    },
  )

  test('y from p to 2^255 - 1 is not canonical, and only two of them are of small order', () => {
    for (let y = P; y < 2n ** 255n; y++) {
      for (const bit of [0, 1] as const) {
        const bytes = withSign(little(y), bit)
        expect(isCanonicalPoint(bytes)).toBe(false)
        expect(isSmallOrderPoint(bytes)).toBe(y - P < 2n)
      }
    }
    expect(isCanonicalPoint(little(P - 1n))).toBe(true)
    expect(isCanonicalPoint(little(P - 2n))).toBe(true)
  })

  test('an ordinary key is neither of small order nor non-canonical', () => {
    expect(isSmallOrderPoint(good.key)).toBe(false)
    expect(isCanonicalPoint(good.key)).toBe(true)
  })
})

describe('signing', () => {
  test('both platforms make the same signature and public key, and show no key', async () => {
    const seed = sha512(new Uint8Array([1])).slice(0, 32)
    const made = []
    for (const name of platformNames) {
      const { importEd25519Private, signEd25519, ed25519PublicKey } = platforms[name]
      const key = await importEd25519Private(seed)
      expect(Object.keys(key)).toEqual(['kind'])
      const signature = await signEd25519(key, good.message)
      expect(signature.constructor).toBe(Uint8Array)
      made.push({ signature, publicKey: await ed25519PublicKey(seed) })
    }
    expect(made[0]).toEqual(made[1])
  })
})
