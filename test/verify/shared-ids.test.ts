/** Objects with one id are one thing to a signature of the graph: what is verified says the same however they are written. */
import { issue } from 'laurel'
import { certificate, credentialPage, schemaOrgCredential } from 'laurel/share'
import { beforeAll, describe, expect, it } from 'vitest'
import { isBundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { judgeSharedIds } from '../../src/issue/judge-shared-ids.js'
import { allNameIssues } from '../../src/jsonld/fallback/name-issues.js'
import { judgeNode, placed } from '../../src/shared-ids/judge-node.js'
import { bySuite } from '../by-suite.js'
import { verify } from './checked.js'
import { differences, signGraph } from './shared-ids.js'
import { READ, REFUSED, TWO_CAPTIONS } from './shared-ids-shapes.js'
import { type Change, makeWorld, NOW, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const signed = (change: Change): Promise<JsonObject> => signGraph(world.badge(change), world.signer)

/** The badge with both changes as `issue` signs it; nothing if it refuses, or if they do not fit together. */
async function write(badge: JsonObject, ...changes: readonly Change[]): Promise<JsonObject | undefined> {
  try {
    for (const change of changes) change(badge)
    return (await issue(badge as never, { signer: world.signer, now: () => NOW })) as never
  } catch {
    return undefined
  }
}

describe('objects with one id', () => {
  it.each(READ)('are verified: %s', async (_, change) => {
    const badge = await signed(change)
    const report = await verify(badge, world.options)
    expect(trouble(report)).toBe('')
    expect(report.source).toEqual(badge)
  })

  it('are read without what they call one picture, where that is two things', async () => {
    const badge = await signed(TWO_CAPTIONS)
    const report = await verify(badge, world.options)
    const { issuer, credentialSubject } = report.credential as never as Record<string, JsonObject>
    const { image } = credentialSubject!['achievement'] as JsonObject
    expect(issuer!['image']).not.toHaveProperty('caption')
    expect(image).not.toHaveProperty('caption')
    expect(report).toMatchObject({ verified: true, conforms: false })
    expect(report.issues).toContainEqual(
      expect.objectContaining({
        code: 'captions_contradict',
        pointer: expect.stringMatching(/\/image\/caption$/),
      }),
    )
    const strict = await verify(badge, { ...world.options, conformance: 'required' })
    expect(trouble(strict)).toMatch(/^structure fail structure_invalid .*caption/)
  })

  it('say no caption of one picture to anybody, for a forger can exchange the two', async () => {
    const badge = await signed(TWO_CAPTIONS)
    const other = { 'our oak': 'the crab', 'the crab': 'our oak' } as Record<string, string>
    const exchanged = JSON.parse(
      JSON.stringify(badge).replace(/our oak|the crab/g, (caption) => other[caption]!),
    ) as JsonObject
    const one = await verify(badge, world.options)
    const two = await verify(exchanged, world.options)
    expect(two.source).toEqual(exchanged)
    expect(two.source).not.toEqual(one.source)
    for (const report of [one, two]) {
      if (!report.verified || report.kind === 'presentation' || report.kind === 'clr')
        throw new Error('failed')
      const shown = [
        JSON.stringify([report.credential, report.badges]),
        await credentialPage(report.source, report, { url: 'https://uni.example/b/1' }),
        certificate(report),
        JSON.stringify(schemaOrgCredential(report.credential)),
      ]
      for (const each of shown) expect(each).not.toMatch(/our oak|the crab/)
    }
    expect(two.badges).toEqual(one.badges)
    expect(two.credential).toEqual(one.credential)
  })

  it('are signed only where they are verified', async () => {
    const shapes = [...READ, ...REFUSED].map(([, change]) => change)
    const pairs = shapes
      .flatMap((one, i) => shapes.slice(i).map((other) => [one, other] as const))
      .filter((_, i) => i % bySuite(7, 1) === 0)
    let issued = 0
    for (const [one, other] of pairs) {
      const badge = world.badge()
      const credential = await write(badge, one, other)
      if (credential === undefined) continue
      issued++
      const report = await verify(credential, world.options)
      expect(trouble(report), JSON.stringify(badge)).toBe('')
    }
    expect(issued).toBeGreaterThan(bySuite(7, 50))
  })

  it('are judged at issuing in documents for the general processor too', async () => {
    const badge = world.badge((made) => {
      made.credentialSubject.id = made.issuer.id
      made.credentialSubject.name = 'Ada'
    })
    const options = { alsoJudge: judgeSharedIds }
    const issues = await allNameIssues(badge, isBundled, options, () => undefined)
    expect(issues).toMatchObject([{ code: 'contradicting_member', pointer: '/credentialSubject/name' }])
  })

  it.each(REFUSED)('are refused: %s', async (_, change, code) => {
    const report = await verify(await signed(change), world.options)
    const { proof } = report.check
    expect(proof).toMatchObject({ outcome: 'fail', code, pointer: proof.details!['place'] })
  })

  it.each([...READ, ...REFUSED].map(([name, change]) => [name, change] as const))(
    'say the same however a forger writes them: %s',
    async (_, change) => {
      expect(await differences(await signed(change), world.options, bySuite(10, 60), 1)).toEqual([])
    },
  )
})

it('objects with one id are paid by their names, then by the values that are compared', () => {
  const objects = [0, 1, 2].map((i) =>
    placed({ element: { type: ['A', 'B'], [`only${i}`]: 'x', both: 'y' }, path: [`p${i}`] }, 'any'),
  )
  const paid: number[] = []
  judgeNode(objects, (count) => paid.push(count))
  const [names, types] = [5, 6]
  expect(paid[0]).toBe(names * objects.length)
  expect(paid).toContain(types ** 2)
  expect(paid.filter((count) => count === 1).length).toBeGreaterThan(objects.length)
})
