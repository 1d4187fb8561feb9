/** Tokens as they are found in the field: what the payload says need not be repeated, and what it leaves out is filled in. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import type { JwtResult } from '../../src/proof/jwt/jwt.js'
import { verify } from '../../src/verify/verify.js'
import {
  badge,
  COLLEGE,
  controllerDocument,
  makeWorld,
  methodOf,
  NOW,
  OB,
  rawToken,
  UNIVERSITY,
} from '../forgery/world.js'
import { verifyJwt } from './verify-alone.js'

const world = await makeWorld()
const { university, load } = world
const HEADER = { alg: 'EdDSA', typ: 'JWT', kid: university.verificationMethod }
const V1 = 'https://www.w3.org/2018/credentials/v1'
const CLAIMS = {
  iss: UNIVERSITY,
  jti: 'urn:uuid:a2a2f7c0-6a39-49a5-a3a6-4f8f7a0d1d11',
  sub: 'did:example:ada',
  nbf: 1_767_225_600,
}
const JUNE = 1_780_272_000
const without = (value: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
const subject = badge(UNIVERSITY)['credentialSubject'] as JsonObject

async function read(payload: JsonObject, header: JsonObject = HEADER, from: Load = load): Promise<JwtResult> {
  return verifyJwt(await rawToken(header, payload, university), { load: from, now: NOW })
}
const codes = ({ warnings }: JwtResult): readonly string[] =>
  [...new Set(warnings.map(({ code }) => code))].sort()

describe('claims', () => {
  it('are not needed where the payload says it itself', async () => {
    const result = await read(badge(UNIVERSITY))
    expect(result).toMatchObject({ verified: true, credential: badge(UNIVERSITY) })
    expect(codes(result)).toEqual(['jwt_claim_missing', 'jwt_claim_unrepeated'])
  })
  it('fill in all that the payload leaves out', async () => {
    const payload = without(badge(UNIVERSITY), 'id', 'issuer', 'validFrom')
    const result = await read({ ...payload, credentialSubject: without(subject, 'id'), ...CLAIMS, exp: JUNE })
    expect(result).toMatchObject({
      verified: true,
      credential: {
        id: CLAIMS.jti,
        issuer: UNIVERSITY,
        validFrom: '2026-01-01T00:00:00Z',
        validUntil: '2026-06-01T00:00:00Z',
        credentialSubject: { ...subject, id: 'did:example:ada' },
      },
    })
    expect(codes(result)).toEqual(['jwt_claim_only'])
  })
  it('fill in the id of an issuer that is an object, and of one subject in a list', async () => {
    const result = await read({
      ...badge(UNIVERSITY),
      issuer: { type: ['Profile'], name: 'Example University' },
      credentialSubject: [without(subject, 'id')],
      ...CLAIMS,
    })
    expect(result).toMatchObject({
      verified: true,
      credential: { issuer: { id: UNIVERSITY }, credentialSubject: [{ id: 'did:example:ada' }] },
    })
  })
  it.each([
    ['the claim', { exp: JUNE }, '2027-01-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    ['the member', { exp: JUNE }, '2026-05-15T00:00:00Z', '2026-05-15T00:00:00Z'],
    ['the first instant of a day anywhere', { exp: JUNE }, '2026-06-01', '2026-06-01'],
  ])('say with the members until when: %s counts where it is tighter', async (_, claims, until, expected) => {
    const result = await read({ ...badge(UNIVERSITY, { validUntil: until }), ...CLAIMS, ...claims })
    expect(result).toMatchObject({ verified: true, credential: { validUntil: expected } })
    expect(codes(result)).toEqual(['jwt_claim_mismatch'])
  })
  it.each([
    ['the claim', { nbf: CLAIMS.nbf }, '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['the member', { nbf: 1 }, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ])('say with the members from when: %s counts where it is tighter', async (_, claims, from, expected) => {
    const result = await read({ ...badge(UNIVERSITY, { validFrom: from }), ...CLAIMS, ...claims })
    expect(result).toMatchObject({ verified: true, credential: { validFrom: expected } })
    expect(codes(result)).toEqual(['jwt_claim_mismatch'])
  })
  it('end a badge that is longer in force by its member', async () => {
    const payload = {
      ...badge(UNIVERSITY, { validUntil: '2027-01-01T00:00:00Z' }),
      ...CLAIMS,
      exp: 1_777_000_000,
    }
    const report = await verify(await rawToken(HEADER, payload, university), { load, now: NOW })
    expect(report).toMatchObject({ verified: false })
    expect(report.checks[3]).toMatchObject({ outcome: 'fail', code: 'expired' })
  })
})

describe('a vc claim', () => {
  it('may hold version 2.0, with a warning', async () => {
    const result = await read({ ...CLAIMS, vc: badge(UNIVERSITY) })
    expect(result).toMatchObject({ verified: true, credential: badge(UNIVERSITY) })
    expect(codes(result)).toEqual(['jwt_version'])
  })
  it('may be left out around version 1.1, with a warning', async () => {
    const older = {
      ...without(badge(UNIVERSITY), 'validFrom'),
      '@context': [V1, OB],
      issuanceDate: '2026-01-01T00:00:00Z',
    }
    const result = await read({ ...older, ...CLAIMS })
    expect(result).toMatchObject({ verified: true, credential: older })
    expect(codes(result)).toEqual(['jwt_version'])
  })
})

describe('the key', () => {
  it.each([
    ['the bare DID of the issuer', UNIVERSITY, 'method_without_fragment'],
    ['nothing', undefined, 'jwt_kid_missing'],
  ])('is the only one of the issuer where kid is %s', async (_, kid, warning) => {
    const header = kid === undefined ? without(HEADER, 'kid') : { ...HEADER, kid }
    const result = await read({ ...badge(UNIVERSITY), ...CLAIMS }, header)
    expect(result).toMatchObject({
      verified: true,
      bound: true,
      controller: UNIVERSITY,
      verificationMethod: university.verificationMethod,
    })
    expect(codes(result)).toEqual([warning])
  })
  it('is the one in the DID where a did:key names no key', async () => {
    const { mallory } = world
    const payload = badge(mallory.controller)
    const text = await rawToken(without(HEADER, 'kid'), payload, mallory)
    expect(await verifyJwt(text, { load, now: NOW })).toMatchObject({
      verified: true,
      controller: mallory.controller,
    })
  })
  it('is the only one that fits the algorithm and is in force', async () => {
    const url = 'https://university.example/.well-known/did.json'
    const older = await generateSigner({ controller: UNIVERSITY })
    const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])
    const { key_ops: _, ext: __, ...publicKeyJwk } = await crypto.subtle.exportKey('jwk', other.publicKey)
    const document = {
      ...controllerDocument(UNIVERSITY, university),
      verificationMethod: [
        methodOf(university, UNIVERSITY),
        methodOf(older, UNIVERSITY, { expires: '2026-02-01T00:00:00Z' }),
        { id: `${UNIVERSITY}#p256`, type: 'JsonWebKey', controller: UNIVERSITY, publicKeyJwk },
      ],
      assertionMethod: [university.verificationMethod, older.verificationMethod, `${UNIVERSITY}#p256`],
    }
    const from: Load = async (address, purpose, signal) =>
      address === url ? document : load(address, purpose, signal)
    const result = await read({ ...badge(UNIVERSITY), ...CLAIMS }, without(HEADER, 'kid'), from)
    expect(result).toMatchObject({ verified: true, verificationMethod: university.verificationMethod })
  })
  it('is unknown while the issuer’s document is out of reach', async () => {
    const text = await rawToken(without(HEADER, 'kid'), badge(COLLEGE), world.college)
    const report = await verify(text, { now: NOW })
    expect(report.checks[1]).toMatchObject({ outcome: 'unknown', code: 'document_unknown' })
  })
})

describe('members that no context defines', () => {
  it('are named, and covered by a signature of the text', async () => {
    const result = await read({ ...badge(UNIVERSITY, { honours: { grade: 1 } }), ...CLAIMS })
    expect(result).toMatchObject({ verified: true, credential: { honours: { grade: 1 } } })
    expect(result.warnings).toEqual([
      expect.objectContaining({ code: 'undefined_member', pointer: '/honours' }),
    ])
  })
  it('are those of an object whose type is missing, too', async () => {
    const achievement = without(subject['achievement'] as JsonObject, 'type')
    const result = await read({
      ...badge(UNIVERSITY),
      credentialSubject: { ...subject, achievement },
      ...CLAIMS,
    })
    expect(result.verified).toBe(true)
    expect(result.warnings.map(({ pointer }) => pointer)).toContain('/credentialSubject/achievement/criteria')
  })
  it.each([
    ['of an object with another type', ['VerifiableCredential', 'OpenBadgeCredential', 'Diploma']],
    ['of a credential of version 1.1', ['VerifiableCredential', 'Diploma', 'Certificate']],
  ])('are types, too, and take no other type with them: %s', async (name, type) => {
    const v1 = { '@context': [V1], type, issuer: UNIVERSITY, issuanceDate: '2026-01-01T00:00:00Z' }
    const result = name.includes('1.1')
      ? await read({ vc: { ...v1, credentialSubject: { id: 'did:example:ada' } } })
      : await read({ ...badge(UNIVERSITY, { type }), ...CLAIMS })
    expect(result.verified).toBe(true)
    expect(result.warnings).toContainEqual(
      expect.objectContaining({ code: 'undefined_member', pointer: '/type' }),
    )
  })

  /** Lists in lists are for the general engine, which tells no places. */
  const GENERAL = 'https://x.example/context'
  const general: Load = (url, purpose, signal) =>
    url === GENERAL
      ? Promise.resolve({ '@context': { rows: { '@id': 'https://x.example/rows', '@container': '@list' } } })
      : load(url, purpose, signal)
  const generalBadge = (change: JsonObject): JsonObject => {
    const own = badge(UNIVERSITY)
    return {
      ...own,
      '@context': [own['@context'] as never, GENERAL].flat(),
      rows: [['a']],
      ...change,
      ...CLAIMS,
    }
  }
  it('are found where the general engine does not say in which place', async () => {
    const payload = generalBadge({ honours: 'first', credentialSubject: { ...subject, honours: 'second' } })
    const result = await read(payload, HEADER, general)
    expect(result.verified).toBe(true)
    expect(result.warnings.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/honours', '/credentialSubject/honours']),
    )
  })
  it('hide no end in one of several places that the general engine does not tell apart', async () => {
    const honours = { validUntil: '2020-01-01T00:00:00Z' }
    const payload = generalBadge({ honours, credentialSubject: { ...subject, honours: 'second' } })
    expect(await read(payload, HEADER, general)).toMatchObject({ verified: false, code: 'jsonld_unsafe' })
  })
  it('may be an id that is no address, which names nothing', async () => {
    const achievement = { ...(subject['achievement'] as JsonObject), id: '0' }
    const payload = {
      ...badge(UNIVERSITY, { id: '1872', credentialSubject: { ...subject, achievement } }),
      ...CLAIMS,
      jti: '1872',
    }
    expect(await read(payload)).toMatchObject({ verified: true })
    const person = { ...badge(UNIVERSITY, { credentialSubject: { ...subject, id: 'ada' } }) }
    expect(await read(person)).toMatchObject({ verified: false, code: 'jsonld_unsafe' })
  })
})

describe('contexts that contradict each other', () => {
  const CLASH = 'https://x.example/clash'
  const clashing: Load = (url, purpose, signal) =>
    url === CLASH
      ? Promise.resolve({ '@context': { VerifiableCredential: 'https://x.example/Other' } })
      : load(url, purpose, signal)
  it('leave a signature of the text as it is, with a warning', async () => {
    const own = badge(UNIVERSITY)
    const payload = { ...own, '@context': [own['@context'] as never, CLASH].flat(), ...CLAIMS }
    const result = await read(payload, HEADER, clashing)
    expect(result.verified).toBe(true)
    expect(codes(result)).toContain('contexts_contradict')
    const text = await rawToken(HEADER, payload, university)
    const report = await verify(text, { load: clashing, now: NOW })
    expect(report).toMatchObject({ verified: true, conforms: false })
    const strict = await verify(text, { load: clashing, now: NOW, conformance: 'required' })
    expect(strict.check.structure).toMatchObject({ outcome: 'fail', pointer: '/@context' })
  })
})
