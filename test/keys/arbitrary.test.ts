/** Whatever is given for a key is a key or a typed refusal, and nothing else. */
import { generateKeyPairSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { publicKeyFromJwk, publicKeyFromMultikey, publicKeyFromPem } from '../../src/keys/public-key.js'
import { signerFromJwk, signerFromPem } from '../../src/keys/signers/make-signer.js'
import { bySuite } from '../by-suite.js'

const pairs = [
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
]
const spki = pairs.map(({ publicKey }) => new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })))
const pkcs8 = pairs.map(
  ({ privateKey }) => new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
)
const jwks = pairs.map(({ privateKey }) => privateKey.export({ format: 'jwk' }) as Record<string, unknown>)

/** A real key with some bytes changed, cut or added. */
const damaged = (keys: readonly Uint8Array[]) =>
  fc
    .record({
      key: fc.constantFrom(...keys),
      changes: fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 3 }),
      cut: fc.nat(8),
      more: fc.uint8Array({ maxLength: 3 }),
    })
    .map(({ key, changes, cut, more }) => {
      const bytes = Uint8Array.from([...key.slice(0, key.length - cut), ...more])
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      return bytes
    })

const jwkLike = fc
  .record({
    key: fc.constantFrom(...jwks),
    changes: fc.dictionary(
      fc.constantFrom('kty', 'crv', 'x', 'y', 'n', 'e', 'd', 'p', 'alg', 'use', 'key_ops', '__proto__'),
      fc.oneof(fc.jsonValue(), fc.constantFrom('OKP', 'EC', 'RSA', 'P-256', 'Ed25519', 'AQAB', undefined)),
      { maxKeys: 3 },
    ),
  })
  .map(({ key, changes }) => ({ ...key, ...changes }))

describe('keys', () => {
  test('Multikey', async () => {
    const alphabet = fc.string({ unit: fc.constantFrom(...'z6MkuDn82L0OIl123abcXYZ_- \n'), maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(alphabet, (text) => typed(() => publicKeyFromMultikey(text))),
      { numRuns: bySuite(60, 500) },
    )
    await fc.assert(fc.asyncProperty(fc.string(), (text) => typed(() => publicKeyFromMultikey(text))))
  })

  test('JWK', async () => {
    await fc.assert(
      fc.asyncProperty(jwkLike, (jwk) => typed(() => publicKeyFromJwk(jwk))),
      { numRuns: bySuite(30, 200) },
    )
    await fc.assert(
      fc.asyncProperty(jwkLike, (jwk) => typed(() => signerFromJwk(jwk))),
      { numRuns: bySuite(15, 100) },
    )
    await fc.assert(fc.asyncProperty(fc.anything(), (jwk) => typed(() => publicKeyFromJwk(jwk))))
  })

  test('SPKI', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(spki), (der) => typed(() => publicKeyFromPem(der))),
      { numRuns: bySuite(60, 500) },
    )
    await fc.assert(fc.asyncProperty(fc.uint8Array(), (der) => typed(() => publicKeyFromPem(der))))
    await fc.assert(fc.asyncProperty(fc.string(), (pem) => typed(() => publicKeyFromPem(pem))))
  })

  test('PKCS#8', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(pkcs8), (der) => typed(() => signerFromPem(der))),
      { numRuns: bySuite(30, 200) },
    )
  })
})

describe('verification methods', () => {
  const relationship = 'assertionMethod'
  const id = 'did:web:example.edu'
  const url = `${id}#key-1`

  test('any URL', async () => {
    const part = fc.constantFrom(
      'did:',
      'key:',
      'web:',
      'jwk:',
      'z6Mk',
      'https://',
      'a.example',
      '#',
      '%3A',
      ':',
      '/',
      '?',
      '..',
      'e30',
      '\n',
    )
    const texts = fc.array(part, { maxLength: 7 }).map((parts) => parts.join(''))
    const load = () => Promise.resolve({})
    await fc.assert(
      fc.asyncProperty(texts, (text) =>
        typed(() => retrieveVerificationMethod(text, { relationship, load })),
      ),
      { numRuns: bySuite(100, 1_000) },
    )
  })

  test('any document', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        id,
        url,
        '#key-1',
        '',
        'Multikey',
        '2026-01-01T00:00:00Z',
        'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
      ),
    )
    const method = fc.record(
      {
        id: value,
        type: value,
        controller: value,
        publicKeyMultibase: value,
        publicKeyJwk: value,
        expires: value,
      },
      { requiredKeys: [] },
    )
    const methods = fc.oneof(value, method, fc.array(fc.oneof(method, value), { maxLength: 3 }))
    const document = fc.record(
      { id: fc.constant(id), verificationMethod: methods, assertionMethod: methods, authentication: methods },
      { requiredKeys: ['id'] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(document, fc.anything()), (loaded) =>
        typed(() =>
          retrieveVerificationMethod(url, { relationship, load: async () => loaded, at: new Date(0) }),
        ),
      ),
      { numRuns: bySuite(100, 1_000) },
    )
  })
})

async function typed(run: () => unknown): Promise<void> {
  try {
    await run()
  } catch (error) {
    expect(isOpenBadgeError(error), String(error)).toBe(true)
  }
}
