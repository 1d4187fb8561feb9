/** Anybody can add a proof to a badge, and an endorser can say anything: neither changes what the issuer's own proof covers. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import { canonize } from '../../src/jsonld/canonize.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from './checked.js'
import { base, derive } from './derived.js'
import { clone, makeWorld, trouble, type World } from './world.js'

const created = new Date('2026-01-01T00:00:00Z')

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** Made by hand, because laurel signs no document in which a forger could move members. */
async function withProofOfStranger({ proof, ...document }: JsonObject): Promise<JsonObject> {
  const added = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: world.stranger.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const hash = async (value: JsonObject): Promise<Buffer> =>
    createHash('sha256')
      .update(await canonize(value))
      .digest()
  const configuration = { '@context': document['@context']!, ...added }
  const data = Buffer.concat([await hash(configuration), await hash(document)])
  const proofValue = encodeBase58btc(await world.stranger.sign(data))
  return { ...document, proof: [proof!, { ...added, proofValue }].flat() }
}

describe('a proof of somebody else', () => {
  it('does not make a whole of what its holder shows of a badge', async () => {
    const shown = await derive(await base(world, ['/issuer', '/validFrom']), ['/credentialSubject'])
    expect((await verify(shown, world.options)).verified).toBe(false)
    const report = await verify(await withProofOfStranger(shown), world.options)
    expect(report.checks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['signature_partial', 'parts_withheld']),
    )
    expect(report.verified).toBe(false)
  })

  it('does not read a badge as a graph whose text the issuer signed', async () => {
    const evidence = [
      { id: 'https://uni.example/e', type: ['Evidence'], name: 'Draft' },
      { id: 'https://uni.example/e', type: ['Evidence'], narrative: 'Passed.' },
    ]
    const signed = clone(
      await addProof({ ...world.badge(), evidence }, world.signer, {
        cryptosuite: 'eddsa-jcs-2022',
        created,
      }),
    ) as JsonObject
    const report = await verify(await withProofOfStranger(signed), world.options)
    expect(report).toMatchObject({ verified: true, credential: { evidence } })
  })
})

describe('what an endorser says of the achievement', () => {
  const statement = { humanCode: 'MSC-500', creditsAvailable: 120 }
  const badge = async (): Promise<JsonObject> => {
    const { id } = (world.badge() as Nested).credentialSubject.achievement
    const inner = await world.sign(
      world.endorsement((endorsement) => {
        endorsement.credentialSubject = {
          id: world.signer.controller,
          type: ['EndorsementSubject'],
          endorsementComment: 'Good teachers.',
        }
        endorsement.issuer.parentOrg = { id, type: ['Profile', 'Achievement'], ...statement }
      }),
      world.stranger,
    )
    return world.sign(world.badge((each) => (each.endorsement = [inner])))
  }

  it('is verified where it stands', async () => {
    expect(trouble(await verify(await badge(), world.options))).toBe('')
  })

  it('cannot be copied to the achievement, though the graph stays the same', async () => {
    const forged = await badge()
    Object.assign((forged as Nested).credentialSubject.achievement, statement)
    const report = await verify(forged, world.options)
    expect(report.checks[1]).toMatchObject({ outcome: 'fail', code: 'jsonld_unsafe' })
    expect(JSON.stringify(report.checks[1])).toContain('/credentialSubject/achievement/humanCode')
  })
})

interface Nested extends JsonObject {
  readonly credentialSubject: { readonly achievement: JsonObject & { readonly id: string } }
}
