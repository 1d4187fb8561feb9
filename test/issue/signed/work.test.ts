/** Documents that cost much to verify: each is refused before a key signs, or it is signed and verified. */
import { isOpenBadgeError, issue, issueJwt, issueMany, verify } from 'laurel'
import { beforeAll, describe, expect, test } from 'vitest'
import { batchProofs } from '../../../src/bulk/plan/batch-proofs.js'
import type { JsonObject } from '../../../src/encoding/json.js'
import { bySuite } from '../../by-suite.js'
import { makeWorld, NOW, type World } from '../../verify/world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const options = () => ({ signer: world.signer, now: () => NOW })

/** A badge with `count` equal trees of objects without ids, whose labels cost many hashes. */
function trees(count: number): JsonObject {
  const nest = (levels: number): JsonObject =>
    levels === 0 ? { next: { next: {} } } : { next: [nest(levels - 1), nest(levels - 1)] }
  return world.badge((badge) => {
    badge['@context'].push({ next: 'https://terms.example/next' })
    badge.credentialSubject.next = Array.from({ length: count }, () => nest(2))
  })
}

/** A badge with `count` endorsements by one key, and a service with the id of the badge. */
async function endorsed(count: number, signer: World['signer'], shared: boolean): Promise<JsonObject> {
  const praise = await world.sign(
    world.endorsement((e) => {
      e.issuer.id = signer.controller
    }),
    signer,
  )
  return world.badge((badge) => {
    badge.endorsement = Array.from({ length: count }, () => praise)
    if (!shared) return
    badge['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    badge.refreshService = { id: badge.id, type: '1EdTechCredentialRefresh' }
  })
}

describe('endorsements by one key', () => {
  test.each([
    [bySuite(24, 256), 'did:key'],
    [bySuite(12, 180), 'did:web'],
  ] as const)('%i of a %s are signed and verified', async (count, method) => {
    const signer = method === 'did:key' ? world.stranger : world.web
    const document = await endorsed(count, signer, false)
    const load = world.load
    for (const signed of [
      await issue(document as never, options()),
      await issueJwt(document as never, options()),
    ]) {
      const { embedded = [], checks } = await verify(signed, { now: NOW, load })
      expect(checks.filter(({ outcome }) => outcome === 'fail')).toEqual([])
      expect(embedded).toHaveLength(count)
      expect(embedded.filter(({ report }) => !report.verified)).toEqual([])
    }
  })

  test.each(bySuite([1, 180], [1, 16, 100, 180, 256]))(
    '%i of them beside objects with one id are refused, or verified',
    async (count) => {
      const document = await endorsed(count, world.web, true)
      let signed: unknown
      try {
        signed = await issue(document as never, options())
      } catch (error) {
        expect(isOpenBadgeError(error, 'model_invalid') && error.details.issues[0]!.code).toBe('limit')
        expect(count).toBeGreaterThan(100)
        return
      }
      const { checks } = await verify(signed, { now: NOW, load: world.load })
      expect(checks.filter(({ outcome }) => outcome === 'fail')).toEqual([])
    },
  )
})

test.each(bySuite([10, 100], [10, 40, 100, 150, 400]))(
  '%i trees of equal objects give one answer in all forms',
  async (count) => {
    const document = trees(count)
    const answers = new Map<string, string>()
    const note = async (form: string, signing: () => Promise<unknown>): Promise<void> => {
      try {
        const signed = await signing()
        const report = await verify(signed, { now: NOW })
        answers.set(form, report.verified ? 'verified' : JSON.stringify(report.checks))
      } catch (error) {
        if (!isOpenBadgeError(error)) throw error
        answers.set(form, 'refused')
      }
    }
    await note('issue', () => issue(document as never, options()))
    await note('issueMany', async () => {
      let last: unknown
      for await (const row of issueMany([world.badge(), world.badge(), document] as never[], options())) {
        if (row.outcome === 'refused') throw row.error
        last = row.credential
      }
      return last
    })
    await note('issueBatch', async () => {
      const { verificationMethod } = world.signer
      const proofs = batchProofs({ verificationMethod, created: NOW.toISOString(), contexts: {} })
      for (const each of [world.badge(), world.badge()]) await proofs.dataToSign(each)
      const data = await proofs.dataToSign(document)
      await proofs.refuseUnverified(document)
      return { ...document, proof: proofs.proofOf(document, await world.signer.sign(data)) }
    })
    expect(new Set(answers.values())).toEqual(new Set([count < 90 ? 'verified' : 'refused']))
  },
)
