/** Transcripts: as many badges in one signed record as a degree has courses. */
import { bake, issueJwt, type LocalSigner, VERIFY_LIMITS } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { signerFromSeed } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { WorkAccount } from '../../src/work-account.js'
import { chunk, deflate, join, png, utf8 } from '../bake/images.js'
import { bySuite } from '../by-suite.js'
import { verify } from './checked.js'
import { CLR, recordOf } from './record-of.js'
import { goodBadge, makeWorld, OB, trouble, VC2 } from './world.js'

const PICTURE = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect/></svg>',
)

it('a record of 40 badges by 4 issuers verifies', async () => {
  const world = await makeWorld()
  const issuers = await Promise.all([1, 2, 3, 4].map((seed) => signerFromSeed(new Uint8Array(32).fill(seed))))
  const created = new Date('2026-01-01T00:00:00Z')
  const parts: JsonObject[] = []
  for (let i = 0; i < 40; i++) {
    const issuer = issuers[i % issuers.length]!
    const badge = { ...(goodBadge(issuer.controller) as unknown as JsonObject), id: `urn:x:badge:${i}` }
    parts.push(await addProof(badge, issuer, { created }))
  }
  const record = await addProof(recordOf(world, parts), world.stranger, { created })
  const report = await verify(JSON.stringify(record), world.options)
  expect(trouble(report)).toBe('')
  expect(report.embedded).toHaveLength(40)
})

describe('a record longer than a credential may be', () => {
  const created = new Date('2026-01-01T00:00:00Z')
  const now = { now: new Date('2026-05-01T00:00:00Z') }
  const text = 'x'.repeat(1200)
  let collector: LocalSigner
  const parts: JsonObject[] = []
  const recordOf = (held: readonly JsonObject[], name = 'Transcript'): JsonObject => ({
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: ['VerifiableCredential', 'ClrCredential'],
    name,
    issuer: { id: collector.controller, type: ['Profile'], name: 'Collector' },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada', type: ['ClrSubject'], verifiableCredential: held },
  })
  const sealed = async (held: readonly JsonObject[]): Promise<JsonObject> =>
    addProof(recordOf(held), collector, { created })

  beforeAll(async () => {
    collector = await signerFromSeed(new Uint8Array(32).fill(9))
    for (let i = 0; i < 257; i++) {
      const badge = {
        ...(goodBadge(collector.controller) as unknown as JsonObject),
        id: `urn:x:badge:${i}`,
        description: text,
      }
      parts.push(await addProof(badge, collector, { created }))
    }
  })

  it('of 256 parts verifies as text, as an object, as a token and from an image', async () => {
    const record = await sealed(parts.slice(0, 256))
    const json = JSON.stringify(record)
    expect(json.length).toBeGreaterThan(2 * VERIFY_LIMITS.document)
    const token = await issueJwt(recordOf(parts.slice(0, 100)) as never, { signer: collector })
    for (const input of bySuite([json], [json, record, token, bake(PICTURE, record)])) {
      const report = await verify(input, now)
      expect(trouble(report)).toBe('')
      expect(report.badges.every(({ verified }) => verified)).toBe(true)
    }
  })

  it('of 257 parts is refused', async () => {
    expect(trouble(await verify(await sealed(parts), now))).toBe(
      'endorsements fail limit_exceeded /credentialSubject/verifiableCredential/256',
    )
  })

  it('is the only document that may be', async () => {
    const long = {
      ...(goodBadge(collector.controller) as unknown as JsonObject),
      name: 'ClrCredential',
      description: 'x'.repeat(300_000),
    }
    const badge = await addProof(long, collector, { created })
    const held = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: parts }
    for (const input of [badge, JSON.stringify(badge), held, JSON.stringify(held)]) {
      const report = await verify(input, now)
      expect(report.checks[0]).toMatchObject({ outcome: 'fail', code: 'limit_exceeded' })
      expect(report.verified).toBe(false)
    }
    const large = recordOf(parts.slice(0, 1), 'x'.repeat(2_097_152))
    expect((await verify(JSON.stringify(large), now)).checks[0]).toMatchObject({ code: 'input_too_large' })
    expect((await verify(large, now)).checks[0]).toMatchObject({ code: 'limit_exceeded' })
  })

  it('in a compressed text of an image may be as long as the image, or as a credential', async () => {
    const compressed = async (record: JsonObject, ...more: readonly Uint8Array[]): Promise<Uint8Array> => {
      const packed = await deflate(JSON.stringify(record))
      return png(chunk('iTXt', join(utf8('clrcredential\0\x01\0\0\0'), packed)), ...more)
    }
    const [small, large] = [await sealed(parts.slice(0, 10)), await sealed(parts.slice(0, 200))]
    expect(trouble(await verify(await compressed(small), now))).toBe('')
    const report = await verify(await compressed(large), now)
    expect(report.checks[0]).toMatchObject({ outcome: 'fail', code: 'limit_exceeded' })
    const picture = chunk('tEXt', `Comment\0${'x'.repeat(JSON.stringify(large).length)}`)
    expect(trouble(await verify(await compressed(large, picture), now))).toBe('')
  })

  it('is held to what the caller allows', async () => {
    const json = JSON.stringify(await sealed(parts.slice(0, 200)))
    for (const limits of [{ record: 300_000 }, { quads: 1000 }, { hashes: 1000 }]) {
      expect((await verify(json, { ...now, limits })).verified).toBe(false)
    }
  })
})

it('a record of 22 parts is within the account of the general processor too', async () => {
  const world = await makeWorld()
  const part = await world.sign(world.endorsement(), world.stranger)
  const record = world.badge((made) => {
    made.endorsement = Array.from({ length: 22 }, (_, i) => ({ ...part, id: `urn:x:part:${i}` }))
    made.evidence = { '@set': [{ id: 'urn:x:evidence', type: ['Evidence'] }] }
  })
  const work = new WorkAccount({ ...newWork().limits, ...VERIFY_LIMITS })
  const text = await toCanonical(record, { work })
  expect(text).toContain('<urn:x:part:21>')
  expect(work.remaining('generalObjects')).toBeLessThan(VERIFY_LIMITS.generalObjects)
})
