/** COSE_Sign1 (RFC 9052; VC-JOSE-COSE section 3.3): bytes alone and in envelopes, and what a forger makes of them. */

import { generateKeyPairSync, type KeyPairKeyObjectResult, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { LocalSigner } from '../../src/keys/signers/make-signer.js'
import type { Signer } from '../../src/ports.js'
import { type Report, verify } from '../../src/verify/index.js'
import { badge, COLLEGE, makeWorld, NOW, UNIVERSITY } from '../forgery/world.js'
import { cbor, coseMessage, Encoded, header, type Item, type Message } from './cose-message.js'

const { university, mallory, load } = await makeWorld()
const KID = university.verificationMethod
const own = badge(UNIVERSITY)
const good: Message = { own: header(KID), payload: own }

const report = async (input: unknown, options: object = {}): Promise<Report> =>
  verify(input, { load, now: NOW, ...options })
const row = ({ checks }: Report): string => {
  const { id, outcome, code } =
    checks.find((each) => each.outcome === 'fail' || each.outcome === 'unknown') ?? checks[1]!
  return `${id} ${outcome} ${code}`
}
const of = async (message: Partial<Message>): Promise<string> =>
  row(await report(await coseMessage({ ...good, ...message }, university)))

/** A did:jwk with a key for this algorithm. */
/** To make a key of RSA takes long: one is enough. */
let rsa: KeyPairKeyObjectResult | undefined

function signerOf(alg: string, options: object): Pick<LocalSigner, 'controller'> & Signer {
  if (alg === 'Ed25519') return mallory
  const pair = alg.startsWith('RS')
    ? (rsa ??= generateKeyPairSync('rsa', options as { modulusLength: number }))
    : generateKeyPairSync('ec', options as { namedCurve: string })
  const jwk = JSON.stringify(pair.publicKey.export({ format: 'jwk' }))
  const controller = `did:jwk:${Buffer.from(jwk).toString('base64url')}`
  const key = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' } as const
  return {
    controller,
    verificationMethod: `${controller}#0`,
    algorithm: alg as Signer['algorithm'],
    sign: async (data) => sign(`sha${alg.slice(2)}`, data, key),
  }
}

describe('a COSE_Sign1 message', () => {
  it('is the credential in it', async () => {
    const found = await report(await coseMessage(good, university))
    expect(found.verified && found.credential).toEqual(own)
    expect(found.check.proof.details).toMatchObject({
      proofs: [{ suite: 'COSE EdDSA', controller: UNIVERSITY }],
    })
  })
  it('may be taken or not taken', async () => {
    const bytes = await coseMessage(good, university)
    expect((await report(bytes, { accept: ['COSE EdDSA'] })).verified).toBe(true)
    expect(row(await report(bytes, { accept: ['JWT EdDSA'] }))).toBe('proof fail proof_not_accepted')
  })
  it('may name its key in the open', async () => {
    const named = header(KID)
    named.delete(4)
    expect(await of({ own: named, unprotected: new Map([[4, Buffer.from(KID)]]) })).toBe(
      'proof pass signature_valid',
    )
  })
  it('may come without its tag', async () => {
    const bytes = await coseMessage(good, university)
    const found = await report(bytes.subarray(1))
    expect(found.verified && found.credential).toEqual(own)
    expect(row(await report(bytes.subarray(1, -1)))).toBe('structure fail jwt_malformed')
    expect(row(await report(Buffer.from([0x84, 0x01, 0x02])))).toBe('structure fail encoding_invalid')
  })
  it.each<[string, Item]>([
    ['true', true],
    ['false', false],
    ['null', null],
    ['a float', new Encoded('fb3ff199999999999a')],
    ['a large number', new Encoded('1bffffffffffffffff')],
    ['a date with its tag', new Encoded('c11a65a00000')],
    ['a list of such', [true, null, new Encoded('f90000')]],
  ])('may have other headers, whose value is %s', async (_, value) => {
    expect(await of({ own: header(KID, [[99, value]]) })).toBe('proof pass signature_valid')
    expect(await of({ unprotected: new Map([['x', value]]) })).toBe('proof pass signature_valid')
  })
  it.each<[string, number, string, object]>([
    ['Ed25519', -19, 'COSE Ed25519', {}],
    ['ESP256', -9, 'COSE ES256', { namedCurve: 'P-256' }],
    ['ESP384', -51, 'COSE ES384', { namedCurve: 'P-384' }],
    ['ESP512', -52, 'COSE ES512', { namedCurve: 'P-521' }],
    ['RS384', -258, 'COSE RS384', { modulusLength: 2048 }],
    ['RS512', -259, 'COSE RS512', { modulusLength: 2048 }],
  ])('may be signed with %s', async (_, alg, suite, options) => {
    const signer = signerOf(suite.slice(5), options)
    const payload = badge(signer.controller)
    const bytes = await coseMessage({ own: header(signer.verificationMethod, [[1, alg]]), payload }, signer)
    const found = await report(bytes)
    expect(row(found)).toBe('proof pass signature_valid')
    expect(found.check.proof.details).toMatchObject({ proofs: [{ suite }] })
    expect((await report(bytes, { accept: [suite] })).verified).toBe(true)
    // The algorithm fixes the curve.
    const other = header(signer.verificationMethod, [[1, alg === -9 ? -51 : -9]])
    expect(row(await report(await coseMessage({ own: other, payload }, signer)))).toMatch(/^proof fail/)
  })
  it('stands in an envelope of a presentation', async () => {
    const context = 'https://www.w3.org/ns/credentials/v2'
    const id = `data:application/vc+cose;base64,${(await coseMessage(good, university)).toString('base64')}`
    const enveloped = { '@context': context, type: 'EnvelopedVerifiableCredential', id }
    const presentation = {
      '@context': [context],
      type: ['VerifiablePresentation'],
      verifiableCredential: [enveloped],
    }
    expect((await report(presentation)).embedded?.map((each) => each.report.verified)).toEqual([true])
    expect(row(await report(enveloped))).toBe('proof pass signature_valid')
  })
  it('is a presentation by its type, and answers no challenge as a credential', async () => {
    const payload = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: UNIVERSITY,
    }
    const own = header(KID, [
      [3, 'application/vp'],
      [16, 'application/vp+cose'],
    ])
    const bytes = await coseMessage({ own, payload }, university)
    expect((await report(bytes, { kinds: ['presentation'] })).kind).toBe('presentation')
    expect(row(await report(await coseMessage(good, university), { challenge: 'c' }))).toBe(
      'proof fail challenge_missing',
    )
  })
})

describe('a COSE_Sign1 message by a forger', () => {
  it.each<[string, Partial<Message>, string]>([
    ['of another algorithm than that of the key', { own: header(KID, [[1, -7]]) }, 'proof fail key_mismatch'],
    [
      'of an algorithm with a shared secret',
      { own: header(KID, [[1, 5]]) },
      'structure unknown jwt_unsupported',
    ],
    [
      'of no algorithm',
      { own: new Map<Item, Item>([[4, Buffer.from(KID)]]) },
      'structure unknown jwt_unsupported',
    ],
    [
      'with the algorithm in the open',
      { own: new Map<Item, Item>([[16, 'vc+cose']]), unprotected: new Map([[1, -8]]) },
      'structure unknown jwt_unsupported',
    ],
    ['that demands an extension', { own: header(KID, [[2, [16]]]) }, 'structure fail jwt_malformed'],
    [
      'with claims in the header',
      { own: header(KID, [[15, new Map([[4, 1]])]]) },
      'structure unknown jwt_unsupported',
    ],
    [
      'with claims in the open',
      { unprotected: new Map([[15, new Map([[4, 1]])]]) },
      'structure unknown jwt_unsupported',
    ],
    [
      'whose header has no name',
      { unprotected: new Map<Item, Item>([[true, 1]]) },
      'structure fail jwt_malformed',
    ],
    ['whose algorithm is true', { own: header(KID, [[1, true]]) }, 'structure unknown jwt_unsupported'],
    ['whose type is null', { own: header(KID, [[16, null]]) }, 'structure fail jwt_malformed'],
    [
      'whose type has a tag',
      { own: header(KID, [[16, new Encoded('c0677663 2b636f7365'.replace(' ', ''))]]) },
      'structure fail jwt_malformed',
    ],
    ['with a header twice', { unprotected: new Map([[16, 'vc+cose']]) }, 'structure fail jwt_malformed'],
    ['of another type', { own: header(KID, [[16, 'application/cwt']]) }, 'proof fail jwt_type_mismatch'],
    ['of other content', { own: header(KID, [[3, 'text/plain']]) }, 'proof fail jwt_type_mismatch'],
    ['whose type is a number', { own: header(KID, [[16, 7]]) }, 'structure fail jwt_malformed'],
    ['whose key is named by text', { own: header(KID, [[4, KID]]) }, 'structure fail jwt_malformed'],
    ['whose header is a list', { own: cbor([1, -8]) }, 'structure fail jwt_malformed'],
    [
      'whose header has more behind it',
      { own: Buffer.concat([cbor(header(KID)), cbor(1)]) },
      'structure fail jwt_malformed',
    ],
    ['with a label twice', { own: Buffer.from('a201270127', 'hex') }, 'structure fail jwt_malformed'],
    ['of indefinite length', { own: Buffer.from('bf0127ff', 'hex') }, 'structure fail jwt_malformed'],
    ['nested too deep', { unprotected: new Map([[99, [[[[[[1]]]]]]]]) }, 'structure fail jwt_malformed'],
    ['whose payload is no JSON', { payload: Buffer.from('{"a":1') }, 'structure fail jwt_malformed'],
    [
      'whose payload is no UTF-8',
      { payload: Buffer.from([0x22, 0xff, 0x22]) },
      'structure fail jwt_malformed',
    ],
    ['whose payload is a list', { payload: [own] }, 'structure fail jwt_malformed'],
    [
      'with one member twice',
      { payload: Buffer.from('{"name":"a","name":"b"}') },
      'structure fail jwt_malformed',
    ],
    ['with a claim vc', { payload: { ...own, vc: own } }, 'proof fail jwt_version_mismatch'],
    ['of another issuer', { payload: badge(COLLEGE) }, 'issuer fail key_not_bound'],
  ])('%s is refused', async (_, message, expected) => {
    expect(await of(message)).toBe(expected)
  })
  it('is refused with another key under the name of the issuer’s', async () => {
    expect(row(await report(await coseMessage(good, mallory)))).toBe('proof fail signature_invalid')
  })
  it('is refused wherever one bit is turned', async () => {
    const bytes = await coseMessage(good, university)
    for (let i = 0; i < bytes.length; i += 7) {
      const turned = Uint8Array.from(bytes)
      turned[i]! ^= 1 << (i % 8)
      expect((await report(turned)).verified, `byte ${i}`).toBe(false)
    }
  })
  it('is refused when it is cut, or has more behind it', async () => {
    const bytes = await coseMessage(good, university)
    for (const length of [2, 3, 10, 90, bytes.length - 65, bytes.length - 1]) {
      expect(row(await report(bytes.subarray(0, length)))).toBe('structure fail jwt_malformed')
    }
    expect(row(await report(Buffer.concat([bytes, Buffer.from([0])])))).toBe('structure fail jwt_malformed')
    const huge = Buffer.from(bytes)
    huge.writeUInt8(0x9a, 1)
    expect((await report(huge)).verified).toBe(false)
  })
  it('is not read from text', async () => {
    const bytes = await coseMessage(good, university)
    expect((await report(`cose:${bytes.toString('base64url')}`)).verified).toBe(false)
    expect((await report(bytes.toString('base64'))).verified).toBe(false)
  })
})
