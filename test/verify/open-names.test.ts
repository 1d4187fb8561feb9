/**
 * Contexts that issuers do write, and that are refused all the same: each lets a holder say something else under the same
 * signature. Each test has the issuer's badge, the holder's badge with the same graph, and what somebody reads there.
 */
import { beforeAll, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { canonize } from '../../src/jsonld/canonize.js'
import { defineExtension } from '../../src/model/index.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, type World } from './world.js'

const NS = 'https://uni.example/terms#'
/** The vocabulary of examples/v2, which gives a meaning to each name. */
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2'
const VOCABULARY = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }

let world: World
beforeAll(async () => {
  world = await makeWorld()
  world.documents.set(EXAMPLES, VOCABULARY)
})

const load: World['load'] = async (url, purpose, signal) =>
  url === EXAMPLES ? VOCABULARY : world.load(url, purpose, signal)
const graph = ({ proof: _, ...rest }: JsonObject): Promise<string> => canonize(rest, { load })

const badgeWith = (context: unknown, members: object): JsonObject =>
  world.badge((badge) => {
    badge['@context'].push(...[context].flat())
    Object.assign(badge.credentialSubject.achievement, members)
  })

it('a vocabulary beside the issuer’s own terms would let the holder give a name of the vocabulary', async () => {
  const { addProof } = await import('../../src/proof/data-integrity/add-proof.js')
  const options = { load, created: new Date('2026-01-01T00:00:00Z') }
  // No member of the badge has its meaning from the vocabulary.
  const written = clone(await addProof(badgeWith(EXAMPLES, { [`${NS}seat`]: '99' }), world.signer, options))
  expect(await verify(written, { ...world.options, load })).toMatchObject({ verified: true })
  const changed = clone(written) as never as Parameters<Change>[0]
  changed['@context'].push({ grade: `${NS}seat` })
  const { achievement } = changed.credentialSubject
  achievement.grade = achievement[`${NS}seat`]
  delete achievement[`${NS}seat`]
  expect(await graph(changed)).toBe(await graph(written))
  // Somebody who reads members of the vocabulary would now read a grade, because the badge has its context.
  const extension = defineExtension({ context: EXAMPLES, members: { Achievement: { grade: 'string' } } })
  expect(extension.read(written)).toEqual({})
  expect(extension.read(changed)).toEqual({ Achievement: { grade: '99' } })
  // The holder's badge has the form of a badge whose issuer has own terms beside a vocabulary.
  const report = await verify(changed, { ...world.options, load })
  expect(report.check.proof).toMatchObject({ outcome: 'fail', code: 'jsonld_unsafe' })
})

/** The issuer's own context, his members, and the same graph as a holder can write it. */
const UNSIGNED: readonly (readonly [string, object, object, object])[] = [
  [
    'the keys of an index are not in the graph',
    { marks: { '@id': `${NS}marks`, '@container': '@index' } },
    { marks: { first: '1', second: '5' } },
    { marks: { first: '5', second: '1' } },
  ],
  [
    'a name for nesting is not in the graph',
    { required: '@nest', passed: '@nest', exam: `${NS}exam`, talk: `${NS}talk` },
    { passed: { exam: 'Rust' }, required: { talk: 'Go' } },
    { passed: { talk: 'Go' }, required: { exam: 'Rust' } },
  ],
  [
    'a reversed member says of one node what stands in another',
    { partOf: { '@reverse': `${NS}part` }, parts: { '@id': `${NS}part` }, label: `${NS}label` },
    { parts: [{ id: 'urn:x:part', label: 'L' }] },
    { parts: [{ id: 'urn:x:part', label: 'L', partOf: { id: 'https://uni.example/achievements/rust' } }] },
  ],
]

it.each(UNSIGNED)('%s, so such a badge is refused', async (_, context, members, changed) => {
  const [written, other] = [badgeWith(context, members), badgeWith(context, changed)]
  expect(await graph(other)).toBe(await graph(written))
  for (const badge of [written, other]) {
    if (badge === written && Object.hasOwn(members, 'parts')) continue
    await expect(world.sign(badge)).rejects.toMatchObject({ code: 'jsonld_unsafe' })
  }
})
