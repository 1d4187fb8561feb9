/** Which keys are taken and which refused, on both platforms. */
import * as crypto from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeBase58btc, encodeBase64url } from '../../src/encoding/multibase.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { importOn, platformNames } from '../platform/both.js'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const message = new TextEncoder().encode('the message')

const ed25519 = crypto.generateKeyPairSync('ed25519')
const p256 = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
const p384 = crypto.generateKeyPairSync('ec', { namedCurve: 'P-384' })
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsa1024 = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 })
const secp256k1 = crypto.generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
const x25519 = crypto.generateKeyPairSync('x25519')

const jwkOf = (pair: { publicKey: crypto.KeyObject }): Record<string, unknown> => ({
  ...pair.publicKey.export({ format: 'jwk' }),
})
const raw = Buffer.from(jwkOf(ed25519)['x'] as string, 'base64url')
const multikey = (header: string, bytes: Uint8Array): string =>
  encodeBase58btc(Buffer.concat([hex(header), bytes]))
const z6Mk = multikey('ed01', raw)

const signers = [
  ['Ed25519', ed25519, (key: crypto.KeyObject) => crypto.sign(null, message, key)],
  [
    'ES256',
    p256,
    (key: crypto.KeyObject) => crypto.sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }),
  ],
  [
    'ES384',
    p384,
    (key: crypto.KeyObject) => crypto.sign('sha384', message, { key, dsaEncoding: 'ieee-p1363' }),
  ],
  ['RS256', rsa, (key: crypto.KeyObject) => crypto.sign('sha256', message, key)],
] as const

const P256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const big = (value: bigint, size: number): Uint8Array => hex(value.toString(16).padStart(2 * size, '0'))
const text = (bytes: Uint8Array): string => encodeBase64url(bytes)

const badMultikeys: readonly (readonly [string, string, string])[] = [
  ['empty', '', 'notMultibase'],
  ['only a header', 'z', 'unsupportedPublicKeyType'],
  ['base16', `f${Buffer.from(raw).toString('hex')}`, 'notMultibase'],
  ['0OIl', z6Mk.replace(/.$/, '0'), 'notMultibase'],
  ['leading space', ` ${z6Mk}`, 'notMultibase'],
  ['trailing newline', `${z6Mk}\n`, 'notMultibase'],
  [
    'base64url with a spare bit',
    `u${text(hex(`ed01${'11'.repeat(32)}`)).replace(/.$/, (c) => next(c))}`,
    'notMultibase',
  ],
  ['too long', `z${'1'.repeat(300)}`, 'notMultibase'],
  ['31 bytes', multikey('ed01', raw.subarray(1)), 'invalidPublicKeyLength'],
  ['33 bytes', multikey('ed01', Buffer.concat([raw, raw.subarray(0, 1)])), 'invalidPublicKeyLength'],
  ['X25519', multikey('ec01', raw), 'unsupportedPublicKeyType'],
  ['secp256k1', multikey('e701', Buffer.concat([hex('02'), raw])), 'unsupportedPublicKeyType'],
  ['a longer varint of the header', multikey('ed8100', raw), 'unsupportedPublicKeyType'],
  ['no header', encodeBase58btc(raw), 'unsupportedPublicKeyType'],
  ['a secret key', multikey('8026', raw), 'privateMaterial'],
  ['a 64-byte secret key', multikey('8026', Buffer.concat([raw, raw])), 'privateMaterial'],
  ['the identity', multikey('ed01', big(1n << 248n, 32)), 'smallOrderPoint'],
  ['zero', multikey('ed01', new Uint8Array(32)), 'smallOrderPoint'],
  [
    'a point of order 8',
    multikey('ed01', hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
    'smallOrderPoint',
  ],
  [
    'a point of order 8, turned',
    multikey('ed01', hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa')),
    'smallOrderPoint',
  ],
  ['y = p, which is zero', multikey('ed01', hex(`ed${'ff'.repeat(30)}7f`)), 'smallOrderPoint'],
  ['y = p + 3', multikey('ed01', hex(`f0${'ff'.repeat(30)}7f`)), 'nonCanonicalPoint'],
  ['y = p + 3, turned', multikey('ed01', hex(`f0${'ff'.repeat(31)}`)), 'nonCanonicalPoint'],
  ['P-256 uncompressed', multikey('8024', hex(`04${'11'.repeat(32)}`)), 'nonCanonicalPoint'],
  ['P-256 x = p', multikey('8024', Buffer.concat([hex('02'), big(P256, 32)])), 'nonCanonicalPoint'],
  ['P-256 x that has no y', multikey('8024', Buffer.concat([hex('02'), big(7n, 32)])), 'notOnCurve'],
  ['P-384 of 33 bytes', multikey('8124', hex(`02${'11'.repeat(32)}`)), 'invalidPublicKeyLength'],
]

const ec = jwkOf(p256)
const badJwks: readonly (readonly [string, unknown, string])[] = [
  ['null', null, 'malformedJwk'],
  ['an array', [], 'malformedJwk'],
  ['a string', 'z6Mk', 'malformedJwk'],
  ['empty', {}, 'unsupportedPublicKeyType'],
  ['secp256k1', jwkOf(secp256k1), 'unsupportedPublicKeyType'],
  ['X25519', jwkOf(x25519), 'unsupportedPublicKeyType'],
  ['a symmetric key', { kty: 'oct', k: 'AAAA' }, 'privateMaterial'],
  ['Ed25519 with d', ed25519.privateKey.export({ format: 'jwk' }), 'privateMaterial'],
  ['EC with d', p256.privateKey.export({ format: 'jwk' }), 'privateMaterial'],
  ['RSA with its primes', { ...jwkOf(rsa), p: 'AQ' }, 'privateMaterial'],
  ['RSA whole', rsa.privateKey.export({ format: 'jwk' }), 'privateMaterial'],
  ['d that is null', { ...jwkOf(ed25519), d: null }, 'privateMaterial'],
  ['x missing', { kty: 'OKP', crv: 'Ed25519' }, 'malformedJwk'],
  ['x a number', { kty: 'OKP', crv: 'Ed25519', x: 1 }, 'malformedJwk'],
  ['x padded', { kty: 'OKP', crv: 'Ed25519', x: `${text(raw)}=` }, 'malformedJwk'],
  ['x with a spare bit', { kty: 'OKP', crv: 'Ed25519', x: text(raw).replace(/.$/, next) }, 'malformedJwk'],
  ['x of 31 bytes', { kty: 'OKP', crv: 'Ed25519', x: text(raw.subarray(1)) }, 'invalidPublicKeyLength'],
  ['x of small order', { kty: 'OKP', crv: 'Ed25519', x: text(new Uint8Array(32)) }, 'smallOrderPoint'],
  [
    'x not canonical',
    { kty: 'OKP', crv: 'Ed25519', x: text(hex(`f0${'ff'.repeat(30)}7f`)) },
    'nonCanonicalPoint',
  ],
  ['alg of another kind', { ...jwkOf(ed25519), alg: 'ES256' }, 'wrongAlgorithm'],
  ['alg HS256 on RSA', { ...jwkOf(rsa), alg: 'HS256' }, 'wrongAlgorithm'],
  ['use enc', { ...ec, use: 'enc' }, 'wrongAlgorithm'],
  ['key_ops without verify', { ...ec, key_ops: ['sign'] }, 'wrongAlgorithm'],
  ['y negated by one bit', { ...ec, y: text(flipped(ec['y'] as string)) }, 'notOnCurve'],
  ['x = 0, y = 0', { ...ec, x: text(new Uint8Array(32)), y: text(new Uint8Array(32)) }, 'notOnCurve'],
  ['x beyond p', { ...ec, x: text(big(P256 + 1n, 32)) }, 'nonCanonicalPoint'],
  ['P-384 named P-256', { ...jwkOf(p384), crv: 'P-256' }, 'invalidPublicKeyLength'],
  ['RSA of 1024 bits', jwkOf(rsa1024), 'weakRsa'],
  ['RSA with e = 1', { ...jwkOf(rsa), e: 'AQ' }, 'weakRsa'],
  ['RSA with an even e', { ...jwkOf(rsa), e: 'AQAC' }, 'weakRsa'],
  ['RSA with an endless e', { ...jwkOf(rsa), e: text(new Uint8Array(40).fill(3)) }, 'weakRsa'],
  ['RSA of 16384 bits', { ...jwkOf(rsa), n: text(new Uint8Array(2048).fill(255)) }, 'malformedJwk'],
  ['RSA of 9000 bits', { ...jwkOf(rsa), n: text(new Uint8Array(1125).fill(255)) }, 'weakRsa'],
  ['RSA with a leading zero', { ...jwkOf(rsa), n: text(hex(`00${'ff'.repeat(256)}`)) }, 'malformedJwk'],
]

describe.each(platformNames)('%s', (platform) => {
  let keys: typeof import('../../src/keys/public-key.js')
  beforeAll(async () => {
    keys = await importOn(platform, () => import('../../src/keys/public-key.js'))
  })

  test.each(signers)(
    '%s: a foreign signature verifies, another message and length do not',
    async (algorithm, pair, sign) => {
      const key = await keys.publicKeyFromJwk(jwkOf(pair))
      const signature = new Uint8Array(sign(pair.privateKey))
      expect(key.algorithm).toBe(algorithm)
      expect(await key.verify(signature, message)).toBe(true)
      expect(await key.verify(signature, hex('00'))).toBe(false)
      expect(await key.verify(signature.subarray(1), message)).toBe(false)
      expect(await key.verify(Buffer.concat([signature, hex('00')]), message)).toBe(false)
      expect(await key.verify(new Uint8Array(signature.length), message)).toBe(false)
      const damaged = signature.slice()
      damaged[3]! ^= 1
      expect(await key.verify(damaged, message)).toBe(false)
    },
  )

  test.each(['ES256', 'ES384'] as const)(
    '%s: r and s out of range, and DER, are refused',
    async (algorithm) => {
      const pair = algorithm === 'ES256' ? p256 : p384
      const size = algorithm === 'ES256' ? 32 : 48
      const key = await keys.publicKeyFromJwk(jwkOf(pair))
      const hash = algorithm === 'ES256' ? 'sha256' : 'sha384'
      const good = new Uint8Array(
        crypto.sign(hash, message, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }),
      )
      expect(await key.verify(good, message)).toBe(true)
      for (const filler of [0x00, 0xff]) {
        for (const half of [0, size])
          expect(await key.verify(good.slice().fill(filler, half, half + size), message)).toBe(false)
      }
      expect(await key.verify(new Uint8Array(crypto.sign(hash, message, pair.privateKey)), message)).toBe(
        false,
      )
    },
  )

  test.each(['Ed25519', 'P-256', 'P-384'])('%s: JWK, Multikey, PEM and DER are one key', async (type) => {
    const pair = type === 'Ed25519' ? ed25519 : type === 'P-256' ? p256 : p384
    const fromJwk = await keys.publicKeyFromJwk(jwkOf(pair))
    const forms = [
      await keys.publicKeyFromMultikey(fromJwk.multibase!),
      await keys.publicKeyFromPem(pair.publicKey.export({ format: 'pem', type: 'spki' }) as string),
      await keys.publicKeyFromPem(new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }))),
    ]
    for (const key of forms) {
      expect(keys.samePublicKey(key, fromJwk)).toBe(true)
      expect(key.jwk).toEqual(fromJwk.jwk)
      expect(key.multibase).toBe(fromJwk.multibase)
    }
    const uMultikey = `u${text(Buffer.concat([hex('ed01'), raw]))}`
    expect((await keys.publicKeyFromMultikey(uMultikey)).multibase).toBe(z6Mk)
  })

  test('RSA has no Multikey; its PEM is the same key', async () => {
    const key = await keys.publicKeyFromPem(rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string)
    expect(key.multibase).toBeUndefined()
    expect(keys.samePublicKey(key, await keys.publicKeyFromJwk(jwkOf(rsa)))).toBe(true)
    expect(keys.samePublicKey(key, await keys.publicKeyFromJwk(jwkOf(p256)))).toBe(false)
  })

  test('members beside the key do not change it', async () => {
    const key = await keys.publicKeyFromJwk({
      kid: 'a',
      alg: 'EdDSA',
      use: 'sig',
      key_ops: ['verify'],
      ...jwkOf(ed25519),
    })
    expect(Object.keys(key.jwk)).toEqual(['crv', 'kty', 'x'])
  })

  test.each(badMultikeys)('Multikey refused: %s', async (_, input, reason) => {
    expect(await reasonOf(() => keys.publicKeyFromMultikey(input))).toBe(reason)
  })

  test.each(badJwks)('JWK refused: %s', async (_, input, reason) => {
    expect(await reasonOf(() => keys.publicKeyFromJwk(input))).toBe(reason)
  })

  test.each([
    ['private PEM', ed25519.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, 'privateMaterial'],
    ['another label', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'malformedPem'],
    ['no PEM', 'hello', 'malformedPem'],
    ['16,000 spaces', `-----BEGIN PUBLIC KEY-----${' '.repeat(16_000)}`, 'malformedPem'],
    ['two labels', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'malformedPem'],
    ['not DER', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'malformedPem'],
    [
      'secp256k1',
      secp256k1.publicKey.export({ format: 'pem', type: 'spki' }) as string,
      'unsupportedPublicKeyType',
    ],
    [
      'X25519',
      x25519.publicKey.export({ format: 'pem', type: 'spki' }) as string,
      'unsupportedPublicKeyType',
    ],
    ['RSA of 1024 bits', rsa1024.publicKey.export({ format: 'pem', type: 'spki' }) as string, 'weakRsa'],
    [
      'a trailing byte',
      Buffer.concat([ed25519.publicKey.export({ format: 'der', type: 'spki' }), hex('00')]),
      'malformedPem',
    ],
    [
      'a truncated one',
      ed25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(0, 40),
      'malformedPem',
    ],
  ])('PEM refused: %s', async (_, input, reason) => {
    expect(await reasonOf(() => keys.publicKeyFromPem(input))).toBe(reason)
  })

  test('no message of a refusal shows key material', async () => {
    const secret = ed25519.privateKey.export({ format: 'jwk' })
    const error = await caught(() => keys.publicKeyFromJwk(secret))
    expect(JSON.stringify([error.message, error.details])).not.toContain(secret.d)
  })

  test('Node answers at once', () => {
    expect(keys.publicKeyFromJwk(jwkOf(ed25519)) instanceof Promise).toBe(platform === 'web')
  })

  test('a key that was imported is there at once', async () => {
    const key = await keys.publicKeyFromMultikey(z6Mk)
    expect(keys.publicKeyFromMultikey(z6Mk)).toBe(key)
  })

  test('a memo holds the last keys and no failures', async () => {
    const first = await keys.publicKeyFromMultikey(z6Mk)
    expect(await keys.publicKeyFromMultikey(z6Mk)).toBe(first)
    for (let i = 0; i < 600; i++) {
      const other = crypto.createHash('sha256').update(String(i)).digest()
      other[31] = 0
      await keys.publicKeyFromMultikey(multikey('ed01', other))
    }
    expect(await keys.publicKeyFromMultikey(z6Mk)).not.toBe(first)
    expect((await keys.publicKeyFromMultikey(z6Mk)).jwk).toEqual(first.jwk)
  })
})

async function caught(run: () => unknown) {
  try {
    await run()
  } catch (error) {
    if (isOpenBadgeError(error, 'key_invalid')) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

async function reasonOf(run: () => unknown): Promise<string> {
  return (await caught(run)).details.reason
}

/** The next base64url character: the same bytes, if only a spare bit changes. */
function next(character: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return alphabet[alphabet.indexOf(character) + 1]!
}

function flipped(base64url: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(base64url, 'base64url'))
  bytes[9]! ^= 1
  return bytes
}
