/** Under a signature of the text, contexts that somebody appends are not signed: nothing that is handed back has them. */
import { createHash } from 'node:crypto'
import { present } from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import { jcs } from '../../src/jsonld/jcs/jcs.js'
import type { LocalSigner } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import type { Report } from '../../src/verify/report/report.js'
import { key, rawSignature } from '../proof/older-proofs.js'
import { verify } from './checked.js'
import { recordOf } from './record-of.js'
import { clone, makeWorld, NOW, OB, trouble, VC2, type World } from './world.js'

const STRANGE = 'https://stranger.example/terms'
const created = new Date('2026-01-01T00:00:00Z')

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

const options = (): object => ({
  ...world.options,
  load: async (url: string, purpose: 'context') =>
    url === STRANGE
      ? { '@context': { activityFormat: 'https://stranger.example/a-doctorate' } }
      : world.load(url, purpose),
})

const asText = async (document: JsonObject, by: LocalSigner = world.signer): Promise<JsonObject> =>
  clone(await addProof(document, by, { cryptosuite: 'eddsa-jcs-2022', created }))
const extended = (document: JsonObject, more: Json = STRANGE): JsonObject => ({
  ...document,
  '@context': [...[document['@context']!].flat(), more],
})
const contextsOf = (report: Report): unknown => [
  report.credential?.['@context'],
  report.source?.['@context'],
  report.badges.map((badge) => badge.verified && badge.original['@context']),
]
const SIGNED = [[VC2, OB], [VC2, OB], [[VC2, OB]]]

/** Of `ecdsa-jcs-2019`, which laurel does not make. */
async function withEcdsa(): Promise<JsonObject> {
  const own = await key('P-256')
  const document = world.badge((badge) => (badge.issuer.id = own.controller))
  const proof = {
    '@context': [VC2, OB],
    type: 'DataIntegrityProof',
    cryptosuite: 'ecdsa-jcs-2019',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: own.method,
    proofPurpose: 'assertionMethod',
  }
  const hashed = (value: JsonObject): Buffer => createHash('sha256').update(jcs(value)).digest()
  const data = Buffer.concat([hashed(proof), hashed(document)])
  return { ...document, proof: { ...proof, proofValue: encodeBase58btc(rawSignature(own, data)) } }
}

describe('a badge with a context that somebody appended', () => {
  it.each<[string, () => Promise<JsonObject>]>([
    ['eddsa-jcs-2022', () => asText(world.badge())],
    ['ecdsa-jcs-2019', withEcdsa],
  ])('is handed back as it was signed: %s', async (_, make) => {
    const report = await verify(extended(await make()), options())
    expect(trouble(report)).toBe('')
    expect(contextsOf(report)).toEqual(SIGNED)
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ details: expect.objectContaining({ warning: 'context_extended' }) }),
    )
  })

  it('has no name for what only the appended context defines', async () => {
    const badge = world.badge((each) => (each.credentialSubject.activityFormat = 'online'))
    const report = await verify(extended(await asText(badge)), options())
    expect(report.issues).toContainEqual(
      expect.objectContaining({ code: 'undefined_member', pointer: '/credentialSubject/activityFormat' }),
    )
    expect(report.credential?.['@context']).toEqual([VC2, OB])
  })

  it('gets no better form by it than it was signed with', async () => {
    const badge: JsonObject = { ...world.badge(), '@context': VC2 }
    const report = await verify(extended(await asText(badge), OB), options())
    expect(trouble(report)).toContain('structure fail structure_invalid /@context')
  })

  it('is read by its own issuer’s proof, whatever a stranger signs beside it', async () => {
    const own = await asText(world.badge())
    const beside = await asText(extended(world.badge()), world.stranger)
    const shorter = await asText({ ...world.badge(), '@context': VC2 }, world.stranger)
    const proof = [own, beside, shorter].flatMap((each) => each['proof']!)
    const report = await verify({ ...extended(own), proof }, { ...options(), proofPolicy: 'any' })
    expect(report.verified).toBe(true)
    expect(contextsOf(report)).toEqual(SIGNED)
  })

  it('is read by the proof of its issuer that covers most', async () => {
    const few = await asText({ ...world.badge(), '@context': [VC2] })
    const own = await asText(world.badge())
    const proof = [few, own].flatMap((each) => each['proof']!)
    const report = await verify({ ...extended(own), proof }, { ...options(), proofPolicy: 'any' })
    expect(contextsOf(report)).toEqual(SIGNED)
    const graph = await world.sign(world.badge())
    const both = [few, graph].flatMap((each) => each['proof']!)
    expect(contextsOf(await verify({ ...own, proof: both }, options()))).toEqual(SIGNED)
  })

  it('is a chain: each proof signs what its contexts say', async () => {
    const named = clone(
      await addProof(world.badge(), world.signer, { cryptosuite: 'eddsa-jcs-2022', created, id: 'urn:x:1' }),
    )
    const chain = clone(
      await addProof(named, world.signer, {
        cryptosuite: 'eddsa-jcs-2022',
        created,
        previousProof: 'urn:x:1',
      }),
    )
    const report = await verify(extended(chain), options())
    expect(trouble(report)).toBe('')
    expect(contextsOf(report)).toEqual(SIGNED)
  })

  it('is one in a presentation, in a record, and an endorsement of one', async () => {
    const badge = extended(await asText(world.badge()))
    const shown = await present({
      credentials: [badge],
      signer: world.signer,
      challenge: 'c',
      created: NOW,
      cryptosuite: 'eddsa-jcs-2022',
    })
    for (const report of [
      await verify(shown, { ...options(), challenge: 'c' }),
      await verify(await record([badge]), options()),
    ]) {
      expect(trouble(report)).toBe('')
      expect(report.badges.map((each) => each.verified && each.original['@context'])).toEqual([[VC2, OB]])
      expect(report.embedded?.map((each) => each.report.source?.['@context'])).toEqual([[VC2, OB]])
    }
    const endorsement = extended(await asText(world.endorsement(), world.stranger))
    const endorsed = world.badge((each) => (each.endorsement = [endorsement]))
    const praised = await verify(await asText(endorsed), options())
    expect(praised.embedded?.map((each) => each.report.credential?.['@context'])).toEqual([[VC2, OB]])
  })
})

const record = (parts: readonly JsonObject[]): Promise<JsonObject> =>
  asText(recordOf(world, parts), world.stranger)
