/** What a badge or an endorsement inside states of somebody outside is not the statement of whoever signed the outside. */
import { generateSigner, issue } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { misplacedByEmbedded } from '../../src/jsonld/safe-mode/misplaced-by-embedded.js'
import { misplacedMembers } from '../../src/jsonld/safe-mode/misplaced-members.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from './checked.js'
import { recordOf } from './record-of.js'
import { clone, makeWorld, trouble, type World } from './world.js'

const NAME = 'Harvard University'
const TYPE = 'https://accreditor.example/AccreditedUniversity'

// biome-ignore lint/suspicious/noExplicitAny: the tests write at many places
type Nested = any

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** Where a badge can name the registry that later collects it. */
const PLACES: readonly (readonly [string, (badge: Nested, registry: JsonObject) => void])[] = [
  ['source of its subject', (badge, registry) => (badge.credentialSubject.source = registry)],
  ['parent of its issuer', (badge, registry) => (badge.issuer.parentOrg = registry)],
  [
    'creator of its achievement',
    (badge, registry) => (badge.credentialSubject.achievement.creator = registry),
  ],
]

describe.each(PLACES)('a registry that a badge in its record names as the %s', (_, write) => {
  const signedRecord = async (stated: JsonObject, issuer: (id: string) => unknown): Promise<Nested> => {
    const registry = await generateSigner()
    const part = await world.sign(
      world.badge((badge: Nested) => write(badge, { id: registry.controller, ...stated })),
    )
    const record: Nested = recordOf(world, [part])
    record.issuer = issuer(registry.controller)
    return clone(await addProof(record, registry, { created: new Date('2026-02-01T00:00:00Z') }))
  }

  it('gets no name from the badge', async () => {
    const record = await signedRecord({ type: ['Profile'], name: NAME }, (id) => id)
    expect(await verify(record, world.options)).toMatchObject({ verified: true, envelope: { by: {} } })
    const report = await verify(
      { ...record, issuer: { id: record.issuer, type: ['Profile'], name: NAME } },
      world.options,
    )
    expect(report.verified).toBe(false)
    expect(trouble(report)).toContain('proof')
  })

  it('gets no type from the badge', async () => {
    const record = await signedRecord({ type: ['Profile', TYPE] }, (id) => id)
    expect(trouble(await verify(record, world.options))).toBe('')
    const report = await verify(
      { ...record, issuer: { id: record.issuer, type: ['Profile', TYPE] } },
      world.options,
    )
    expect(report.verified).toBe(false)
    const described = (id: string) => ({ id, type: ['Profile'], name: 'Registry' })
    await expect(signedRecord({ type: ['Profile', TYPE] }, described)).rejects.toMatchObject({
      code: 'jsonld_unsafe',
    })
  })

  it('may describe itself in the record', async () => {
    const record = await signedRecord({ type: ['Profile'], url: 'https://registry.example/' }, (id) => ({
      id,
      type: ['Profile'],
      name: 'Registry',
    }))
    expect((await verify(record, world.options)).verified).toBe(true)
  })
})

it('a university that collects its own badges describes itself in both', async () => {
  const part = await world.sign(world.badge())
  const record: Nested = recordOf(world, [part])
  record.issuer = { id: world.signer.controller, type: ['Profile'], name: 'University' }
  const signed = await addProof(record, world.signer, { created: new Date('2026-02-01T00:00:00Z') })
  expect((await verify(clone(signed), world.options)).verified).toBe(true)
})

describe('a type that an endorser gives', () => {
  const PARTS: readonly (readonly [string, (badge: Nested) => Nested])[] = [
    ['the issuer', (badge) => badge.issuer],
    ['the achievement', (badge) => badge.credentialSubject.achievement],
    ['the learner', (badge) => badge.credentialSubject],
  ]
  it.each(PARTS)('is no type of %s', async (_, partOf) => {
    const badge: Nested = world.badge()
    const endorsed = partOf(badge)
    const praise = await world.sign(
      world.endorsement((made: Nested) => {
        made.credentialSubject = {
          id: endorsed.id,
          type: ['EndorsementSubject', TYPE],
          endorsementComment: 'Good.',
        }
      }),
      world.stranger,
    )
    badge.issuer.endorsement = [praise]
    await expect(issue(badge, { signer: world.signer })).rejects.toMatchObject({ code: 'jsonld_unsafe' })
  })
})

describe('the comparison with embedded credentials', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`urn:x:${i}`, 'x']))
  const outside = { id: 'urn:x', ...many, list: [[many]] }
  const endorsed = { id: 'urn:x', list: [[many]] }
  const root = { evidence: outside, endorsement: { credentialSubject: endorsed } } as unknown as JsonObject
  const objects = [
    { element: outside, path: ['evidence'] },
    { element: endorsed, path: ['endorsement', 'credentialSubject'] },
  ] as unknown as Parameters<typeof misplacedByEmbedded>[1]
  const paidBy = (compare: (spend: (count: number) => void) => unknown): readonly number[] => {
    const paid: number[] = []
    compare((count) => paid.push(count))
    return paid
  }

  it('pays for the names of all objects first, then for each value that it compares', () => {
    const paid = paidBy((spend) => misplacedByEmbedded(root, objects, spend))
    const [steps, names, types, values] = [3, 52 + 2, 2, 53]
    expect(paid).toEqual([steps + names + types, values])
  })

  it('pays in the strict rule too', () => {
    const beside = [objects[0]!, { ...objects[0]!, path: ['criteria'] }]
    const paid = paidBy((spend) => misplacedMembers(root, [beside], spend))
    const [steps, names, types, values] = [2, 2 * 52, 2, 50 + 53]
    expect(paid[0]).toBe(steps + names + types)
    expect(paid.slice(1, -1).reduce((sum, each) => sum + each)).toBe(values)
    expect(paid.at(-1)).toBe(paid[0])
  })

  it('does not begin without the means', () => {
    const closed = new Proxy(root, {
      get: () => {
        throw new Error('read')
      },
    })
    const refuse = (): never => {
      throw new RangeError('no more')
    }
    expect(() => misplacedByEmbedded(closed, objects, refuse)).toThrow(RangeError)
    expect(() => misplacedMembers(closed, [objects], refuse)).toThrow(RangeError)
  })
})

it('the comparison of an id that stands everywhere reads each object a few times, and the types of the root once', () => {
  let reads = 0
  const counted = (type: readonly string[]): JsonObject =>
    new Proxy({ id: 'urn:x', type } as unknown as JsonObject, {
      get: (target, name) => {
        if (name === 'type') reads++
        return Reflect.get(target, name) as unknown
      },
    })
  const COUNT = 300
  const outside = Array.from({ length: COUNT }, () => counted(['Evidence', TYPE]))
  const inside = Array.from({ length: COUNT }, () => counted(['Evidence', TYPE]))
  let asked = 0
  const root = new Proxy({ endorsement: inside, evidence: outside } as unknown as JsonObject, {
    get: (target, name) => {
      if (name === 'type') asked++
      return Reflect.get(target, name) as unknown
    },
  })
  const objects = [
    ...outside.map((element, i) => ({ element, path: ['evidence', i] })),
    ...inside.map((element, i) => ({ element, path: ['endorsement', i] })),
  ]
  expect(misplacedByEmbedded(root, objects, () => undefined)).toHaveLength(COUNT)
  expect(reads).toBeLessThan(10 * COUNT)
  expect(asked).toBeLessThan(5)
})
