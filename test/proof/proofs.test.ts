/** Adding and verifying Data Integrity proofs: sets, chains, policies, options, warnings. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { encodeMultikey } from '../../src/keys/formats/multikey.js'
import { type LocalSigner, signerFromJwk } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verifyProofs as verifyProofsWithin } from '../../src/proof/data-integrity/verify-proofs.js'
import { digest, hashData, serializeSignature } from '../../src/proof/suites/hash-data.js'
import type { ForeignSuite, Suite } from '../../src/proof/suites/suite.js'
import { creatableSuiteNames, findSuite, suiteNames } from '../../src/proof/suites/suites.js'
import {
  badge,
  COLLEGE,
  CREATED,
  makeWorld,
  NOW,
  OB,
  signed,
  UNIVERSITY,
  V2,
  type World,
} from '../forgery/world.js'
import { verifyProofs } from './verify-alone.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const options = () => ({ load: world.load, now: NOW })
const proofsOf = (document: JsonObject): readonly JsonObject[] =>
  [document['proof'] as Json].flat() as JsonObject[]

describe('addProof', () => {
  test('a first proof stands alone, a second makes a list, the first is as it was', async () => {
    const document = badge(UNIVERSITY)
    const before = JSON.stringify(document)
    const one = await addProof(document, world.university, { created: CREATED })
    expect(Array.isArray(one['proof'])).toBe(false)
    const two = await addProof(one, world.college, { created: CREATED })
    expect(proofsOf(two)).toHaveLength(2)
    expect(proofsOf(two)[0]).toEqual(one['proof'])
    expect(JSON.stringify(document)).toBe(before)
    expect((await verifyProofs(two, options())).verified).toBe(true)
  })

  test('a single proof can be a list of one', async () => {
    const listed = await addProof(badge(UNIVERSITY), world.university, { created: CREATED, list: true })
    expect(listed['proof']).toHaveLength(1)
    expect((await verifyProofs(listed, options())).verified).toBe(true)
  })

  test('writes what it is told, and no more', async () => {
    const { proof } = await addProof(badge(UNIVERSITY), world.university, {
      id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      created: new Date('2026-01-02T03:04:05.678Z'),
      expires: new Date('2027-01-01T00:00:00Z'),
      proofPurpose: 'authentication',
      challenge: 'c',
      domain: ['https://a.example'],
    })
    const { proofValue, ...rest } = proof as JsonObject
    expect(proofValue).toMatch(/^z/)
    expect(rest).toEqual({
      id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-01-02T03:04:05Z',
      expires: '2027-01-01T00:00:00Z',
      verificationMethod: world.university.verificationMethod,
      proofPurpose: 'authentication',
      challenge: 'c',
      domain: ['https://a.example'],
    })
    const bare = (await addProof(badge(UNIVERSITY), world.university))['proof'] as JsonObject
    expect(Object.keys(bare)).toEqual([
      'type',
      'cryptosuite',
      'verificationMethod',
      'proofPurpose',
      'proofValue',
    ])
  })

  test('a JCS proof keeps the contexts that it signed', async () => {
    const made = await signed(badge(UNIVERSITY), world.university, { cryptosuite: 'eddsa-jcs-2022' })
    expect(made.proof[0]!['@context']).toEqual([V2, OB])
  })

  test('a chain needs the proof that it names', async () => {
    await expect(
      (async () => addProof(badge(UNIVERSITY), world.university, { previousProof: 'urn:uuid:1' }))(),
    ).rejects.toMatchObject({ code: 'proof_invalid', details: { reason: 'previous_proof_missing' } })
  })

  test.each<[string, object]>([
    ['an unknown option', { crytosuite: 'x' }],
    ['a suite that is only verified', { cryptosuite: 'Ed25519Signature2020' }],
    ['an id that is no URL', { id: 'proof-1' }],
    ['a date out of range', { created: new Date(8.64e15) }],
  ])('%s is a mistake of the program', (_, wrong) => {
    expect(() => addProof(badge(UNIVERSITY), world.university, wrong)).toThrow(TypeError)
  })
})

describe('several proofs', () => {
  const mixed = async (): Promise<JsonObject> => {
    const good = await signed(badge(UNIVERSITY), world.university)
    const bad = await signed(badge(UNIVERSITY, { name: 'other' }), world.college)
    return { ...good, proof: [...bad.proof, ...good.proof, { type: 'Unheard2031' }] }
  }

  test('each is reported, in its place', async () => {
    const { proofs } = await verifyProofs(await mixed(), options())
    expect(proofs.map(({ pointer, outcome, code }) => [pointer, outcome, code])).toEqual([
      ['/proof/0', 'fail', 'signature_invalid'],
      ['/proof/1', 'pass', undefined],
      ['/proof/2', 'unknown', 'proof_unsupported'],
    ])
  })

  test('all must hold, unless any one is enough', async () => {
    const document = await mixed()
    expect((await verifyProofs(document, options())).verified).toBe(false)
    expect((await verifyProofs(document, { ...options(), policy: 'any' })).verified).toBe(true)
    const [bad] = proofsOf(document)
    expect(
      (await verifyProofs({ ...document, proof: [bad!] }, { ...options(), policy: 'any' })).verified,
    ).toBe(false)
  })

  test('proofs of different suites on one document', async () => {
    const one = await signed(badge(UNIVERSITY), world.university)
    const two = await signed(one, world.university, { cryptosuite: 'eddsa-jcs-2022' })
    const result = await verifyProofs(two, options())
    expect(result.proofs.map(({ suite }) => suite)).toEqual(['eddsa-rdfc-2022', 'eddsa-jcs-2022'])
    expect(result.verified).toBe(true)
  })

  test('a JCS proof may be part of a chain', async () => {
    const id = 'urn:uuid:00000000-0000-4000-8000-000000000001'
    const one = await signed(badge(UNIVERSITY), world.university, { cryptosuite: 'eddsa-jcs-2022', id })
    const two = await signed(one, world.college, { cryptosuite: 'eddsa-jcs-2022', previousProof: id })
    expect((await verifyProofs(two, options())).verified).toBe(true)
    const alone = { ...two, proof: [two.proof[1]!] }
    expect((await verifyProofs(alone, options())).proofs[0]).toMatchObject({ code: 'previous_proof_missing' })
  })

  test('a circle and a self-reference are refused even where every signature holds', async () => {
    const yes: ForeignSuite = {
      name: 'yes',
      type: 'DataIntegrityProof',
      cryptosuite: 'yes',
      verify: async () => true,
    }
    const proof = (id: string, previousProof?: string): JsonObject => ({
      id: `urn:x:${id}`,
      type: 'DataIntegrityProof',
      cryptosuite: 'yes',
      verificationMethod: world.mallory.verificationMethod,
      proofPurpose: 'assertionMethod',
      ...(previousProof === undefined ? {} : { previousProof: `urn:x:${previousProof}` }),
    })
    const verdict = async (proofs: readonly JsonObject[]): Promise<unknown> =>
      (
        await verifyProofs({ ...badge(UNIVERSITY), proof: proofs }, { ...options(), suites: [yes] })
      ).proofs.map(({ code }) => code)
    expect(await verdict([proof('1'), proof('2', '1'), proof('3', '2')])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(await verdict([proof('1', '1')])).toEqual(['previous_proof_cycle'])
    expect(await verdict([proof('1', '2'), proof('2', '1')])).toEqual([
      'previous_proof_cycle',
      'previous_proof_cycle',
    ])
    expect(await verdict([proof('3', '2'), proof('2', '1'), { ...proof('1'), cryptosuite: 'no' }])).toEqual([
      'previous_proof_failed',
      'previous_proof_failed',
      'proof_unsupported',
    ])
  })
})

describe('warnings', () => {
  test('a date without time zone is read as UTC', async () => {
    const document = await signed(badge(UNIVERSITY), world.university)
    // Nobody signs such a date here, so the signature no longer fits; the reading of it is what is shown.
    const proof = { ...document.proof[0]!, created: '2026-01-01T00:00:00' }
    const { proofs } = await verifyProofs({ ...document, proof }, options())
    expect(proofs[0]!.warnings).toContainEqual(expect.objectContaining({ code: 'date_without_offset' }))
  })

  test('contexts after those that a JCS proof signed', async () => {
    const document = await signed(badge(UNIVERSITY), world.university, { cryptosuite: 'eddsa-jcs-2022' })
    const longer = { ...document, '@context': [V2, OB, 'https://w3id.org/security/data-integrity/v2'] }
    const { verified, proofs } = await verifyProofs(longer, options())
    expect(verified).toBe(true)
    expect(proofs[0]!.warnings).toContainEqual(expect.objectContaining({ code: 'context_extended' }))
  })

  test('a context out of reach, where the text is signed', async () => {
    const own = { ...badge(UNIVERSITY), '@context': [V2, OB, 'https://college.example/terms'] }
    const document = await signed(own, world.university, { cryptosuite: 'eddsa-jcs-2022' })
    const { verified, proofs } = await verifyProofs(document, options())
    expect(verified).toBe(true)
    expect(proofs[0]!.warnings).toContainEqual(expect.objectContaining({ code: 'meaning_unchecked' }))
  })

  test('a did:key without the name of its key', async () => {
    const document = await signed(badge(world.mallory.controller), {
      algorithm: 'Ed25519',
      sign: world.mallory.sign,
      verificationMethod: world.mallory.controller,
    })
    const { verified, proofs } = await verifyProofs(document, options())
    expect(verified).toBe(true)
    expect(proofs[0]).toMatchObject({
      controller: world.mallory.controller,
      warnings: [{ code: 'method_without_fragment' }],
    })
  })
})

describe('null', () => {
  test('inside a JSON literal it is signed, and may stay', async () => {
    const context = [V2, OB, { shape: { '@id': 'https://college.example/shape', '@type': '@json' } }]
    const document = { ...badge(UNIVERSITY), '@context': context, shape: { enum: ['a', null] } } as JsonObject
    const made = await signed(document, world.university)
    expect((await verifyProofs(made, options())).verified).toBe(true)
    const changed = { ...made, shape: { enum: ['a'] } }
    expect((await verifyProofs(changed, options())).proofs[0]).toMatchObject({ code: 'signature_invalid' })
    const more = { ...made, honours: null }
    expect((await verifyProofs(more, options())).proofs[0]).toMatchObject({ code: 'jsonld_unsafe' })
  })

  test('elsewhere it is not signed either', async () => {
    await expect(
      (async () => addProof({ ...badge(UNIVERSITY), description: null }, world.university))(),
    ).rejects.toMatchObject({
      code: 'jsonld_unsafe',
      details: { issues: [{ pointer: '/description', code: 'uncovered_member' }] },
    })
  })

  test('there is a limit to looking', async () => {
    const many = { ...badge(UNIVERSITY), evidence: Array.from({ length: 33 }, () => null) }
    await expect((async () => addProof(many, world.university))()).rejects.toMatchObject({
      code: 'limit_exceeded',
    })
  })
})

describe('ecdsa-rdfc-2019', () => {
  test.each([
    ['P-256', 'SHA-256', 64],
    ['P-384', 'SHA-384', 96],
  ] as const)('%s', async (curve, hash, length) => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: curve }, true, [
      'sign',
      'verify',
    ])
    const { key_ops: _, ext: __, ...jwk } = await crypto.subtle.exportKey('jwk', pair.privateKey)
    const signer: LocalSigner = await signerFromJwk(jwk)
    const { canonicalisation } = findSuite('DataIntegrityProof', 'ecdsa-rdfc-2019') as Suite
    const proof = {
      type: 'DataIntegrityProof',
      cryptosuite: 'ecdsa-rdfc-2019',
      created: '2026-01-01T00:00:00Z',
      verificationMethod: signer.verificationMethod,
      proofPurpose: 'assertionMethod',
    }
    const document = badge(signer.controller)
    const hashed = async (value: JsonObject): Promise<Uint8Array> =>
      digest(await canonicalisation.transform(value, hash, {}), hash)
    const data = hashData(await hashed(canonicalisation.configure(proof, document)), await hashed(document))
    const signature = await signer.sign(data)
    expect(signature).toHaveLength(length)
    const made = { ...document, proof: { ...proof, proofValue: serializeSignature(signature) } }
    expect(await verifyProofs(made, options())).toMatchObject({
      verified: true,
      proofs: [{ suite: 'ecdsa-rdfc-2019', controller: signer.controller }],
    })
    expect((await verifyProofs({ ...made, name: 'Rust II' }, options())).proofs[0]).toMatchObject({
      code: 'signature_invalid',
    })
    const long = {
      ...made,
      proof: { ...proof, proofValue: serializeSignature(new Uint8Array(160 - length)) },
    }
    expect((await verifyProofs(long, options())).proofs[0]).toMatchObject({ code: 'proof_value_malformed' })
    const eddsa = { ...made, proof: { ...made.proof, cryptosuite: 'eddsa-rdfc-2022' } }
    expect((await verifyProofs(eddsa, options())).verified).toBe(false)
  })
})

describe('the table of suites', () => {
  test('what is verified and what is made', () => {
    expect(suiteNames()).toEqual([
      'eddsa-rdfc-2022',
      'eddsa-jcs-2022',
      'ecdsa-rdfc-2019',
      'ecdsa-jcs-2019',
      'eddsa-2022',
      'Ed25519Signature2020',
      'Ed25519Signature2018',
      'JsonWebSignature2020',
      'ecdsa-sd-2023',
    ])
    expect(creatableSuiteNames()).toEqual(['eddsa-rdfc-2022', 'eddsa-jcs-2022'])
  })

  test('either name wrong, no suite', () => {
    expect(findSuite('Ed25519Signature2020', 'eddsa-rdfc-2022')).toBeUndefined()
    expect(findSuite('DataIntegrityProof', undefined)).toBeUndefined()
    expect(findSuite('DataIntegrityProof', 'Ed25519Signature2020')).toBeUndefined()
    expect(findSuite('RsaSignature2018', undefined)).toBeUndefined()
  })
})

describe('options', () => {
  test('a presentation for this session and this verifier', async () => {
    const made = await signed(badge(UNIVERSITY), world.university, {
      proofPurpose: 'authentication',
      challenge: 'today',
      domain: ['https://a.example', 'https://b.example'],
    })
    const asked = { ...options(), purpose: 'authentication', challenge: 'today' } as const
    expect(
      (await verifyProofs(made, { ...asked, domain: ['https://b.example', 'https://a.example'] })).verified,
    ).toBe(true)
    expect((await verifyProofs(made, asked)).verified).toBe(true)
  })

  test('created may lie ahead by the clock’s skew', async () => {
    const made = await signed(badge(UNIVERSITY), world.university, {
      created: new Date(NOW.getTime() + 200_000),
    })
    expect((await verifyProofs(made, options())).verified).toBe(true)
    expect((await verifyProofs(made, { ...options(), clockSkewSeconds: 100 })).proofs[0]).toMatchObject({
      code: 'proof_not_yet_valid',
    })
  })

  test('abort throws the reason', async () => {
    const reason = new Error('left')
    const made = await signed(badge(COLLEGE), world.college)
    const controller = new AbortController()
    const load = (_: string, purpose: string): Promise<unknown> => {
      if (purpose !== 'controller') return Promise.reject(new Error(purpose))
      controller.abort(reason)
      return Promise.reject(new Error('aborted'))
    }
    await expect(
      (async () => verifyProofs(made, { load, now: NOW, signal: controller.signal }))(),
    ).rejects.toBe(reason)
    expect(() => verifyProofs(made, { ...options(), signal: controller.signal })).toThrow(reason)
  })

  test('a loader that breaks is the world’s fault, not the badge’s', async () => {
    const made = await signed(badge(COLLEGE), world.college)
    for (const load of [
      () => Promise.reject(new TypeError('socket')),
      () => {
        throw new RangeError('bug')
      },
      () => Promise.resolve(undefined),
      () => Promise.resolve('<html>'),
      () => Promise.resolve({ id: COLLEGE, verificationMethod: 5 }),
    ]) {
      const result = await verifyProofs(made, { load: load as never, now: NOW })
      expect(result.verified).toBe(false)
      expect(result.proofs[0]!.outcome).toMatch(/^(unknown|fail)$/)
    }
  })
})

test('a key whose kind is not known is named', async () => {
  const did = `did:key:${encodeMultikey('Ed25519', new Uint8Array(32).fill(1)).slice(0, -3)}xyz`
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    verificationMethod: `${did}#${did.slice(8)}`,
    proofPurpose: 'assertionMethod',
    proofValue: serializeSignature(new Uint8Array(64).fill(1)),
  }
  expect((await verifyProofs({ ...badge(did), proof }, options())).proofs[0]).toMatchObject({
    outcome: 'fail',
  })
})

describe('a proof that another library verifies', () => {
  const REMOTE = 'https://evil.example/context'
  /** Loads what the document names, as the libraries do, and says yes. */
  const yes = (seen: unknown[] = []): ForeignSuite => ({
    name: 'yes',
    type: 'DataIntegrityProof',
    cryptosuite: 'yes',
    verify: async ({ document, load }) => {
      for (const url of [document['@context'] as Json].flat()) seen.push(await load(url as string, 'context'))
      return true
    },
  })
  const proof = (more: JsonObject): JsonObject => ({
    type: 'DataIntegrityProof',
    cryptosuite: 'yes',
    verificationMethod: world.mallory.verificationMethod,
    proofPurpose: 'assertionMethod',
    proofValue: 'z1',
    ...more,
  })

  test.each<[string, JsonObject, string | undefined]>([
    ['as it should be', { expires: '2099-01-01T00:00:00Z' }, undefined],
    [
      'whose end has another name',
      {
        'https://w3id.org/security#expiration': {
          '@value': '2020-01-01T00:00:00Z',
          '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
        },
      },
      'jsonld_unsafe',
    ],
    ['with an index', { '@index': 'until 2099' }, 'jsonld_unsafe'],
    ['with a member that nobody defines', { until: '2099' }, 'jsonld_unsafe'],
    ['with a context of its own', { '@context': [V2, { until: 'urn:until' }] }, 'proof_context_mismatch'],
    ["with the document's context", { '@context': [V2, OB] }, undefined],
  ])('%s', async (_, more, code) => {
    const document = { ...badge(UNIVERSITY), proof: proof(more) }
    const { proofs } = await verifyProofs(document, { ...options(), suites: [yes()] })
    expect(proofs.map((result) => result.code)).toEqual([code])
  })

  test('sees the contexts that were looked at, whatever the loader answers later', async () => {
    let asked = 0
    const answer = { '@context': { batch: 'https://evil.example/batch' } }
    const load: typeof world.load = async (url, purpose, signal) => {
      if (url !== REMOTE) return world.load(url, purpose, signal)
      asked++
      // Now another answer, now the same object with other content.
      const given = asked === 1 ? answer : { '@context': { batch: 'urn:other' } }
      setTimeout(() => (answer['@context'].batch = 'urn:changed'))
      return given
    }
    const seen: unknown[] = []
    const document = { ...badge(UNIVERSITY), '@context': [V2, OB, REMOTE], batch: 'x', proof: proof({}) }
    const { verified } = await verifyProofs(document, { ...options(), load, suites: [yes(seen)] })
    expect([verified, asked]).toEqual([true, 1])
    expect(seen[2]).toEqual({ '@context': { batch: 'https://evil.example/batch' } })
  })
})

describe('the work that a document asks for', () => {
  const CONTEXT = [V2, OB, { k: { '@id': 'urn:k', '@type': '@id' } }]
  const tree = (depth: number): JsonObject => (depth === 0 ? {} : { k: [tree(depth - 1), tree(depth - 1)] })
  const tangled = (count: number): JsonObject => ({
    ...badge(UNIVERSITY),
    '@context': CONTEXT,
    k: tree(6),
    proof: Array.from({ length: count }, (_, i) => ({
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      verificationMethod: world.mallory.verificationMethod,
      proofPurpose: 'assertionMethod',
      proofValue: `z${'1'.repeat(64)}`,
      id: `urn:p:${i}`,
      ...(i === 0 ? {} : { previousProof: `urn:p:${i - 1}` }),
    })),
  })

  test('is counted for all its proofs together', async () => {
    const codes = async (count: number): Promise<unknown> =>
      (await verifyProofs(tangled(count), options())).proofs.map(({ code }) => code)
    expect(await codes(1)).toEqual(['signature_invalid'])
    const many = (await codes(16)) as string[]
    expect(many[0]).toBe('signature_invalid')
    expect(many.at(-1)).toBe('limit_exceeded')
  })

  test('may be counted for several documents together', async () => {
    const work = newWork()
    const code = async (): Promise<unknown> =>
      (await verifyProofsWithin(work, tangled(1), options())).proofs[0]!.code
    const codes = new Set<unknown>()
    for (let i = 0; i < 16; i++) codes.add(await code())
    expect([...codes]).toEqual(['signature_invalid', 'limit_exceeded'])
  })
})
