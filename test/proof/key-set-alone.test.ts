/** The key set of a host decides alone only if it is known that the issuer has no document of its own. */
import { Buffer } from 'node:buffer'
import { bundled, documents, firstOf, OpenBadgeError, type Report, verify } from 'laurel'
import { describe, expect, it } from 'vitest'
import { NOW } from '../verify/world.js'
import {
  curve,
  document,
  HOST,
  ISSUER,
  judge,
  jwkOf,
  listed,
  type Members,
  many,
  method,
  multikeyOf,
  other,
  own,
  type Pair,
  pemOf,
  REVOKED,
  rsa,
  SET,
  token,
  without,
} from './key-set-world.js'

/** The first row that did not pass, or `verified`. */
function rowOf({ verified, checks }: Report): string {
  const row = checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
  return verified ? 'verified' : `${row?.id} ${row?.outcome} ${row?.code}`
}

const failing =
  (reason: unknown, code: 'document_unavailable' | 'document_refused' = 'document_unavailable') =>
  () => {
    throw new OpenBadgeError(code, 'not there', {
      url: ISSUER,
      purpose: 'controller',
      reason: reason as string,
    })
  }
const UNKNOWN_KEY = 'issuer unknown key_binding_unknown'
const UNKNOWN_DOCUMENT = 'proof unknown document_unavailable'

describe('a token with a key of the key set', () => {
  it.each<[string, () => unknown]>([
    ['does not exist', failing('status 404')],
    ['is a web page', failing('web page', 'document_refused')],
    [
      'is known to no loader',
      () => {
        throw new OpenBadgeError('document_unknown', 'no', { url: ISSUER, purpose: 'controller' })
      },
    ],
    ['has no keys', () => ({ id: ISSUER, type: 'Profile', name: 'University' })],
    ['has other keys only', () => document([method({ id: `${ISSUER}#2`, publicKeyJwk: jwkOf(other) })])],
    ['has another key that is revoked', () => document([method({ publicKeyJwk: jwkOf(other), ...REVOKED })])],
    [
      'has revoked keys of other kinds',
      () =>
        document([
          method({ id: `${ISSUER}#2`, publicKeyJwk: jwkOf(curve), ...REVOKED }),
          method({ id: `${ISSUER}#3`, publicKeyJwk: jwkOf(rsa), ...REVOKED }),
          without(method({ id: `${ISSUER}#4`, publicKeyPem: pemOf(other), ...REVOKED }), 'publicKeyJwk'),
          method({
            id: `${ISSUER}#5`,
            publicKeyJwk: { kty: 'OKP', crv: 'X25519', x: jwkOf(other)['x'] },
            ...REVOKED,
          }),
        ]),
    ],
    ['has the key for signing', () => document([method()])],
    ['has the key under the id of a document', () => document([method({ id: `${HOST}/keys/1` })])],
    ['has a key that cannot be read', () => document([method({ publicKeyJwk: 'x' })])],
    ['has the key among 2,000 others', () => document([method(), ...many(2000)])],
  ])('is verified where the document of the issuer %s', async (_, answer) => {
    expect(rowOf(await judge(answer))).toBe('verified')
  })

  it('is verified where a loader of documents has the key set only', async () => {
    const load = firstOf(bundled, documents({ [SET]: { keys: [listed()] } }))
    expect(rowOf(await verify(token(), { load, now: NOW }))).toBe('verified')
  })

  it.each([
    ...[401, 403, 408, 410, 425, 429, 500, 503].map((status) => `status ${status}`),
    ...[
      'timeout',
      'network',
      'size',
      'malformed',
      'content type',
      'content encoding',
      'purpose',
      'host',
      'port',
    ],
    ...['too many redirects', 'a redirect leaves the origin', 'too many documents', Symbol('reason')],
  ])('is not verified where the document of the issuer is not there: %s', async (reason) => {
    expect(rowOf(await judge(failing(reason)))).toBe(UNKNOWN_DOCUMENT)
  })

  it.each<[string, () => unknown, string]>([
    ['deactivated', () => document([], { deactivated: true }), 'proof fail controller_invalid'],
    ['of another id', () => document([method(REVOKED)], { id: `${ISSUER}/` }), UNKNOWN_KEY],
    ['without id', () => without(document([method(REVOKED)]), 'id'), UNKNOWN_KEY],
    ['with a secret key', () => document([method({ ...REVOKED, secretKeyMultibase: 'z3u2' })]), UNKNOWN_KEY],
    [
      'with a malformed relationship',
      () => document([method(REVOKED)], { assertionMethod: [null] }),
      UNKNOWN_KEY,
    ],
    ['null', () => null, UNKNOWN_KEY],
    ['a list', () => [], UNKNOWN_KEY],
    [
      'too large',
      () => document([method(REVOKED)], { more: Array(100_000).fill(1) }),
      'proof unknown document_refused',
    ],
    ['text', () => JSON.stringify(document([method(REVOKED)])), UNKNOWN_DOCUMENT],
    ['a Map', () => new Map(), UNKNOWN_DOCUMENT],
    ['a Response', () => new Response('{}'), UNKNOWN_DOCUMENT],
    ['nothing', () => undefined, UNKNOWN_DOCUMENT],
    ['a promise that rejects', () => Promise.reject(new TypeError('fetch failed')), UNKNOWN_DOCUMENT],
    ['a promise that rejects with nothing', () => Promise.reject(null), UNKNOWN_DOCUMENT],
    [
      'a promise that rejects with an error without details',
      () => Promise.reject(new OpenBadgeError('document_unavailable', 'no', undefined as never)),
      UNKNOWN_DOCUMENT,
    ],
    [
      'a promise that rejects with another error of laurel',
      () => Promise.reject(new OpenBadgeError('limit_exceeded', 'no', { limit: 'keys', maximum: 1 })),
      UNKNOWN_DOCUMENT,
    ],
  ])('is not verified where the document of the issuer is %s', async (_, answer, expected) => {
    expect(rowOf(await judge(answer))).toBe(expected)
  })

  const revoked = (more: Members): Members => method({ ...REVOKED, ...more })
  const inJwk = (more: Members): Members => revoked({ publicKeyJwk: { ...jwkOf(own), ...more } })
  const form = (name: string, value: unknown, type = 'X'): Members =>
    without(revoked({ type, [name]: value }), 'publicKeyJwk')
  it.each<[string, Members, string]>([
    ['under another name', document([revoked({ id: `${ISSUER}#old` })]), 'proof fail key_revoked'],
    ['under the id of a document', document([revoked({ id: `${HOST}/keys/1` })]), 'proof fail key_revoked'],
    [
      'under the id of another document',
      document([revoked({ id: `${HOST}/keys#1` })]),
      'proof fail key_revoked',
    ],
    ['under a relative id', document([revoked({ id: 'keys/1' })]), 'proof fail key_revoked'],
    ['under no id', { id: ISSUER, assertionMethod: [without(revoked({}), 'id')] }, 'proof fail key_revoked'],
    [
      'in one of two entries of one id',
      document([revoked({ id: `${ISSUER}#old` })], { assertionMethod: [method({ id: `${ISSUER}#old` })] }),
      'proof fail key_revoked',
    ],
    ['in publicKey', { id: ISSUER, publicKey: [revoked({})] }, 'proof fail key_revoked'],
    ['in keyAgreement', { id: ISSUER, keyAgreement: [revoked({})] }, 'proof fail key_revoked'],
    ['for encryption', document([inJwk({ use: 'enc' })]), 'proof fail key_revoked'],
    ['for another algorithm', document([inJwk({ alg: 'ES256' })]), 'proof fail key_revoked'],
    ['for no operation', document([inJwk({ key_ops: [] })]), 'proof fail key_revoked'],
    ['without a type', document([without(revoked({}), 'type')]), 'proof fail key_revoked'],
    ['as PEM', document([form('publicKeyPem', pemOf(own))]), 'proof fail key_revoked'],
    ['in two forms', document([revoked({ publicKeyMultibase: 'z6Mk' })]), 'proof fail key_revoked'],
    ['in a JWK that is not canonical', document([inJwk({ x: `${jwkOf(own)['x']}=` })]), UNKNOWN_KEY],
    ['in hexadecimal digits', document([form('publicKeyHex', 'ab')]), UNKNOWN_KEY],
    ['in base58 of an unknown type', document([form('publicKeyBase58', 'x')]), UNKNOWN_KEY],
    ['in a form that nobody knows', document([without(revoked({}), 'publicKeyJwk')]), UNKNOWN_KEY],
    ['after 2,000 others', document([...many(2000), revoked({})]), 'proof fail key_revoked'],
  ])('is not verified where the document has the key revoked %s', async (_, answer, expected) => {
    expect(rowOf(await judge(() => answer))).toBe(expected)
  })

  it('is not verified where the document has two different entries of one id with the key', async () => {
    const entries = [method(), method({ type: 'JsonWebKey2020' })]
    expect(rowOf(await judge(() => document(entries)))).toBe('proof fail controller_invalid')
  })

  it('is not verified where the document has the key revoked as a Multikey, in each encoding', async () => {
    const key = Buffer.concat([Buffer.from('ed01', 'hex'), Buffer.from(String(jwkOf(own)['x']), 'base64url')])
    for (const value of [await multikeyOf(own), `u${key.toString('base64url')}`]) {
      const answer = document([form('publicKeyMultibase', value)])
      expect(rowOf(await judge(() => answer))).toBe('proof fail key_revoked')
    }
  })

  it.each<[string, Pair, string]>([
    ['P-256', curve, 'ES256'],
    ['RSA', rsa, 'RS256'],
  ])('of %s is compared in each form', async (_, pair, alg) => {
    const answer =
      (more: Members): (() => unknown) =>
      () =>
        document([without(revoked(more), more['publicKeyJwk'] === undefined ? 'publicKeyJwk' : '')])
    expect(rowOf(await judge(failing('status 404'), pair, alg))).toBe('verified')
    expect(rowOf(await judge(answer({ publicKeyJwk: jwkOf(pair) }), pair, alg))).toBe(
      'proof fail key_revoked',
    )
    expect(rowOf(await judge(answer({ publicKeyPem: pemOf(pair) }), pair, alg))).toBe(
      'proof fail key_revoked',
    )
    expect(rowOf(await judge(answer({ publicKeyPem: pemOf(other) }), pair, alg))).toBe('verified')
    if (alg !== 'ES256') return
    const publicKeyMultibase = await multikeyOf(pair)
    expect(rowOf(await judge(answer({ publicKeyMultibase }), pair, alg))).toBe('proof fail key_revoked')
  })
})
