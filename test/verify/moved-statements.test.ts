/** What somebody else says inside a badge stays his: it cannot become the issuer's word, nor the issuer's word his. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, OB, trouble, VC2, type World } from './world.js'

const ADA = 'did:example:ada'
const RESULT = [{ type: ['Result'], resultDescription: 'urn:uuid:d1', status: 'Failed' }]

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** An endorsement of Ada by the stranger, with a proof for each of the changes. */
async function endorsement(...changes: readonly Change[]): Promise<JsonObject> {
  const signed: { readonly proof: JsonObject }[] = []
  for (const change of changes) {
    const unsigned = world.endorsement((e) => {
      e.credentialSubject = { id: ADA, type: ['EndorsementSubject'], endorsementComment: 'Good.' }
      change(e)
    })
    signed.push((await world.sign(unsigned, world.stranger)) as never)
  }
  return { ...signed[0]!, proof: signed.flatMap(({ proof }) => proof) } as JsonObject
}

const withResult: Change = (e) => {
  e.credentialSubject.type.push('AchievementSubject')
  e.credentialSubject.result = RESULT
}

const badge = (inner: JsonObject): Promise<JsonObject> =>
  world.sign(
    world.badge((b) => {
      b.credentialSubject = { ...b.credentialSubject, id: ADA, result: RESULT }
      delete b.credentialSubject.identifier
      b.credentialSubject.achievement.resultDescription = [
        { id: 'urn:uuid:d1', type: ['ResultDescription'], name: 'Exam', resultType: 'Status' },
      ]
      b.endorsement = [inner]
    }),
  )

/** The same graph: the result stands in the endorsement. */
const moved = (signed: JsonObject): JsonObject => {
  const copy = clone(signed)
  const { credentialSubject, endorsement: inner } = copy as never as {
    credentialSubject: { result?: unknown }
    endorsement: [JsonObject]
  }
  delete credentialSubject.result
  withResult(inner[0])
  return copy
}

describe('an endorsement in a badge', () => {
  it('holds when its one proof does', async () => {
    const signed = await badge(await endorsement(() => undefined))
    expect((await verify(signed, world.options)).verified).toBe(true)
    expect((await verify(moved(signed), world.options)).verified).toBe(false)
  })

  it('must hold by all its proofs: one may be made for what it is to become', async () => {
    const signed = await badge(await endorsement(() => undefined, withResult))
    expect(trouble(await verify(signed, world.options))).toContain('endorsements fail')
    expect((await verify(moved(signed), world.options)).verified).toBe(false)
  })

  it('says nothing of what the badge describes but its comment', async () => {
    const other = await badge({
      ...(await endorsement(() => undefined)),
      proof: (await endorsement(withResult))['proof']!,
    })
    expect((await verify(other, world.options)).verified).toBe(false)
    const report = await verify(moved(other), world.options)
    expect(trouble(report)).toContain('proof fail jsonld_unsafe')
  })
})

describe('a presentation by an endorsed holder', () => {
  const present = async (held: readonly JsonObject[]): Promise<JsonObject> => {
    const own = await world.sign(
      world.endorsement((e) => {
        e.issuer = { id: world.signer.controller, type: ['Profile'], name: 'University' }
        e.credentialSubject.id = world.stranger.controller
      }),
    )
    return world.sign(
      {
        '@context': [VC2, OB],
        type: ['VerifiablePresentation'],
        holder: { id: world.stranger.controller, type: ['Profile'], name: 'Eve', endorsement: [own] },
        ...(held.length === 0 ? {} : { verifiableCredential: held }),
      } as never,
      world.stranger,
    )
  }

  it('is judged by its credentials, of which the endorsement is none', async () => {
    const signed = await world.sign(world.badge())
    const asked = {
      ...world.options,
      issuers: [world.signer.controller],
      kinds: ['open-badge', 'presentation'] as const,
    }
    expect(trouble(await verify(await present([]), asked))).toContain('no_credentials')
    const own = await verify(await present([signed]), { ...asked, kinds: ['open-badge', 'presentation'] })
    expect(trouble(own)).toBe('')
    expect(own.checks.find(({ id }) => id === 'trust')?.outcome).toBe('pass')
  })
})
