/** Algorithms that are verified and never signed with, against Node's own signatures, on both platforms. */
import * as crypto from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../src/encoding/multibase.js'
import { publicKeyFromJwk, publicKeyFromPem } from '../../src/keys/public-key.js'
import { signerFromJwk } from '../../src/keys/signers/make-signer.js'
import * as node from '../../src/platform/node.js'
import * as web from '../../src/platform/web.js'

const DATA = new TextEncoder().encode('header.payload')
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = crypto.generateKeyPairSync('ec', { namedCurve: 'P-521' })
const pss = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING }
const CASES = [
  ['ES512', ec, 'sha512', { dsaEncoding: 'ieee-p1363' }],
  ['RS384', rsa, 'sha384', {}],
  ['RS512', rsa, 'sha512', {}],
  ['PS256', rsa, 'sha256', { ...pss, saltLength: 32 }],
] as const

describe.each(CASES)('%s', (algorithm, { publicKey, privateKey }, hash, how) => {
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>
  const signature = new Uint8Array(crypto.sign(hash, DATA, { key: privateKey, ...how }))

  it.each([node, web])('is verified on $name', async (platform) => {
    const key = await platform.importVerifyingKey(algorithm, jwk)
    expect(await platform.verifyWith(key, signature, DATA)).toBe(true)
    expect(await platform.verifyWith(key, signature, DATA.slice(1))).toBe(false)
  })
  it('is served by a key that names it, and by no other algorithm of that key', async () => {
    const key = await publicKeyFromJwk({ ...jwk, alg: algorithm })
    expect(key.algorithm).toBe(algorithm)
    expect(await key.verify(signature, DATA)).toBe(true)
    expect(key.serving?.('RS256')).toBeUndefined()
  })
})

describe('PS256', () => {
  const jwk = rsa.publicKey.export({ format: 'jwk' }) as Record<string, string>
  it.each([node, web])('has a salt as long as the digest, on $name', async (platform) => {
    const key = await platform.importVerifyingKey('PS256', jwk)
    for (const saltLength of [0, 20, 64]) {
      const signature = crypto.sign('sha256', DATA, { key: rsa.privateKey, ...pss, saltLength })
      expect(await platform.verifyWith(key, new Uint8Array(signature), DATA)).toBe(false)
    }
  })
})

describe('an RSA key whose JWK names no algorithm', () => {
  it('serves each of the four, and none of another kind', async () => {
    const key = await publicKeyFromJwk(rsa.publicKey.export({ format: 'jwk' }))
    expect(key.algorithm).toBe('RS256')
    for (const name of ['RS256', 'RS384', 'RS512', 'PS256'] as const) {
      expect(await key.serving?.(name)).toMatchObject({ algorithm: name })
    }
    expect(key.serving?.('ES512')).toBeUndefined()
  })
  it('signs with RS256 alone', async () => {
    const secret = rsa.privateKey.export({ format: 'jwk' })
    const controller = 'did:web:uni.example'
    expect((await signerFromJwk(secret, { controller })).algorithm).toBe('RS256')
    await expect(signerFromJwk({ ...secret, alg: 'PS256' }, { controller })).rejects.toMatchObject({
      details: { reason: 'wrongAlgorithm' },
    })
  })
})

describe('a key of P-521', () => {
  it('is read from PEM and signs nothing', async () => {
    const pem = ec.publicKey.export({ format: 'pem', type: 'spki' }) as string
    expect((await publicKeyFromPem(pem)).algorithm).toBe('ES512')
    const secret = ec.privateKey.export({ format: 'jwk' })
    await expect(signerFromJwk(secret, { controller: 'did:web:uni.example' })).rejects.toMatchObject({
      details: { reason: 'unsupportedPublicKeyType' },
    })
  })
  it('is on its curve', async () => {
    const jwk = ec.publicKey.export({ format: 'jwk' }) as Record<string, string>
    await expect(async () => publicKeyFromJwk({ ...jwk, y: jwk['x'] })).rejects.toMatchObject({
      details: { reason: 'notOnCurve' },
    })
  })
})

describe('an RSA modulus of the shape that faulty chips made', () => {
  /** Powers of 65537 modulo the primorial of 38 small primes, and a multiple of it: k·M + (65537^a mod M). */
  function rocaModulus(): Uint8Array {
    const primes = [...Array(168).keys()].filter(
      (n) => n > 1 && ![...Array(n).keys()].some((d) => d > 1 && n % d === 0),
    )
    const M = primes.slice(0, 39).reduce((product, prime) => product * BigInt(prime), 1n)
    let power = 1n
    for (let i = 0; i < 12_345; i++) power = (power * 65_537n) % M
    const start = (1n << 2047n) / M + 1n
    const hex = (start * M + power).toString(16)
    return Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  }
  it('is refused as weak', async () => {
    const n = encodeBase64url(rocaModulus())
    await expect(async () => publicKeyFromJwk({ kty: 'RSA', n, e: 'AQAB' })).rejects.toMatchObject({
      details: { reason: 'weakRsa' },
    })
  })
})
