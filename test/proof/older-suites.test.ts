/** Proofs from before Data Integrity, and what a forger makes of them. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import { jcs } from '../../src/jsonld/jcs/jcs.js'
import { verify } from '../../src/verify/verify.js'
import { badge, NOW, signed, V2, withProof } from '../forgery/world.js'
import {
  credential,
  detached,
  digestOf,
  ED_2020,
  HEADER,
  JWS_2020,
  key,
  load,
  options,
  rawSignature,
  V1,
  world,
} from './older-proofs.js'
import { verifyProofs } from './verify-alone.js'

const outcome = async (document: JsonObject): Promise<string> => {
  const { proofs } = await verifyProofs(document, { load, now: NOW })
  return proofs.map(({ verified, code }) => (verified ? 'verified' : code)).join()
}
const ED = await key('Ed25519')
const good = await detached('Ed25519Signature2018', ED, [V1])
const proofOf = (document: JsonObject): JsonObject => document['proof'] as JsonObject
const withJws = (jws: unknown): JsonObject => ({ ...good, proof: { ...proofOf(good), jws } as JsonObject })
const [head, , tail] = (proofOf(good)['jws'] as string).split('.') as [string, string, string]

describe('a signature as a JWS without payload', () => {
  it.each([
    ['Ed25519Signature2018', 'Ed25519', [V1]],
    ['JsonWebSignature2020', 'Ed25519', [V1, JWS_2020]],
    ['JsonWebSignature2020', 'P-256', [V1, JWS_2020]],
    ['JsonWebSignature2020', 'P-384', [V1, JWS_2020]],
  ] as const)('of %s with %s is verified, as superseded', async (type, curve, context) => {
    const holder = await key(curve)
    const made = await detached(type, holder, context)
    const { proofs } = await verifyProofs(made, { load, now: NOW })
    expect(proofs[0]).toMatchObject({ verified: true, suite: type, controller: holder.controller })
    expect(proofs[0]!.warnings).toContainEqual(expect.objectContaining({ code: 'suite_legacy' }))
    expect(await outcome({ ...made, credentialSubject: { id: 'did:example:eve' } })).toBe('signature_invalid')
    const later = { ...proofOf(made), created: '2026-01-02T00:00:00Z' }
    expect(await outcome({ ...made, proof: later })).toBe('signature_invalid')
  })
  it('is the word of the issuer whose key it is, and of nobody else', async () => {
    expect(await verify(good, { load, now: NOW })).toMatchObject({ verified: true })
    const forged = await detached('Ed25519Signature2018', await key('Ed25519'), [V1])
    const report = await verify({ ...forged, issuer: ED.controller }, { load, now: NOW })
    expect(report).toMatchObject({ verified: false, check: { proof: { code: 'signature_invalid' } } })
  })
  it('may have more in its header, which is signed', async () => {
    const header = { alg: 'EdDSA', kid: 'key-1', ...HEADER }
    expect(await outcome(await detached('Ed25519Signature2018', ED, [V1], header))).toBe('verified')
  })
  it.each<[string, object]>([
    ['no algorithm', HEADER],
    ['none', { alg: 'none', ...HEADER }],
    ['another algorithm', { alg: 'ES256', ...HEADER }],
    ['a shared secret', { alg: 'HS256', ...HEADER }],
    ['a payload that would be encoded', { alg: 'EdDSA', b64: true, crit: ['b64'] }],
    ['nothing critical', { alg: 'EdDSA', b64: false }],
    ['another demand', { alg: 'EdDSA', b64: false, crit: ['b64', 'exp'] }],
    ['a list', []],
  ])('whose header says %s is refused, though it was signed so', async (_, header) => {
    expect(await outcome(await detached('Ed25519Signature2018', ED, [V1], header))).toBe(
      'proof_value_malformed',
    )
  })
  it.each<[string, unknown]>([
    ['with a payload', `${head}.aGVsbG8.${tail}`],
    ['without a signature', `${head}..`],
    ['with a shorter signature', `${head}..${tail.slice(0, -4)}`],
    ['with a second signature', `${head}..${tail}.${tail}`],
    ['that is no base64url', `${head}..${tail.slice(0, -1)}=`],
    ['that is no text', 7],
    ['that is absent', undefined],
    ['that is very long', `${head}${'A'.repeat(4000)}..${tail}`],
  ])('%s is malformed', async (_, jws) => {
    expect(await outcome(withJws(jws))).toBe('proof_value_malformed')
  })
  it('is not read from another suite', async () => {
    expect(await outcome(withJws(`${head}..${tail}`))).toBe('verified')
    const moved = { ...proofOf(good), proofValue: encodeBase58btc(Buffer.from(tail, 'base64url')) }
    expect(await outcome({ ...good, proof: moved })).not.toBe('verified')
    const renamed = { ...proofOf(good), type: 'JsonWebSignature2020' }
    expect(await outcome({ ...good, '@context': [V1, JWS_2020], proof: renamed })).toBe('signature_invalid')
  })
})

describe('ecdsa-jcs-2019', () => {
  it.each([
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
  ] as const)('with %s is verified', async (curve, hash) => {
    const holder = await key(curve)
    const document = credential(holder.controller, [V2])
    const proof = {
      '@context': [V2],
      ...options('DataIntegrityProof', holder),
      cryptosuite: 'ecdsa-jcs-2019',
    }
    const hashed = (value: JsonObject): Buffer => createHash(hash).update(jcs(value)).digest()
    const signature = rawSignature(holder, Buffer.concat([hashed(proof), hashed(document)]))
    const made = { ...document, proof: { ...proof, proofValue: encodeBase58btc(signature) } }
    expect(await outcome(made)).toBe('verified')
    expect(await outcome({ ...made, validUntil: '2027-01-01T00:00:00Z' })).toBe('signature_invalid')
  })
})

describe('a proof with a context of its own', () => {
  const proof = async (context: unknown): Promise<JsonObject> => {
    const holder = await key('Ed25519')
    const own = credential(holder.controller, [V1])
    const made = options('Ed25519Signature2020', holder)
    const data = Buffer.concat([await digestOf({ '@context': [V1, ED_2020], ...made }), await digestOf(own)])
    const proofValue = encodeBase58btc(rawSignature(holder, data))
    return { ...own, proof: { '@context': context, ...made, proofValue } as JsonObject }
  }
  it('is verified where that context defines proofs and nothing else', async () => {
    expect(await outcome(await proof([ED_2020]))).toBe('verified')
    expect(await outcome(await proof(ED_2020))).toBe('verified')
  })
  it.each<[string, unknown]>([
    ['an inline one', [{ created: 'https://x.example/created' }]],
    ['one of the world', ['https://x.example/context']],
    ['one of credentials', [V2]],
    ['such a one beside', [ED_2020, { expires: null }]],
  ])('is refused with %s', async (_, context) => {
    expect(await outcome(await proof(context))).toBe('proof_context_mismatch')
  })
  it('says the same where a stranger writes it in', async () => {
    const own = await signed(badge(world.mallory.controller), world.mallory)
    const said = withProof(own, { '@context': ['https://w3id.org/security/data-integrity/v2'] })
    expect(await outcome(said)).toBe('verified')
    expect(await outcome({ ...said, name: 'Rust II' })).toBe('signature_invalid')
  })
})
