/** Values that share a signed line with others, and the names of classes, on both ways to the graph. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, OB, VC2, type World } from './world.js'

const XSD = 'http://www.w3.org/2001/XMLSchema#'
const TERMS = {
  score: { '@id': 'https://x.example/score', '@type': `${XSD}double` },
  passed: { '@id': 'https://x.example/passed', '@type': `${XSD}boolean` },
  points: { '@id': 'https://x.example/points', '@type': `${XSD}integer` },
  data: { '@id': 'https://x.example/data', '@type': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON' },
  word: { '@id': 'https://x.example/word', '@type': `${XSD}string` },
  share: 'https://x.example/share',
}

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const extended = (members: object): JsonObject =>
  world.badge((b) => {
    b['@context'].push(TERMS)
    Object.assign(b, members)
  })
const proofOf = async (document: JsonObject): Promise<string> => {
  const { outcome, code } = (await verify(document, world.options)).check.proof
  return `${outcome} ${code}`
}

describe('a value that says more than its signature', () => {
  it.each<[string, object, object]>([
    ['words after a number', { score: 3.5 }, { score: '3.5 summa cum laude; PhD' }],
    ['another spelling of a number', { score: 3.5 }, { score: '3.50' }],
    [
      'words in a value object',
      { share: { '@type': `${XSD}double`, '@value': '3.5E0' } },
      { share: { '@type': `${XSD}double`, '@value': '3.5 summa' } },
    ],
    ['false as a text', { passed: false }, { passed: 'false' }],
    ['false under another type', { word: 'false' }, { word: false }],
    ['a small number for nought', { share: 0 }, { share: 1e-7 }],
    ['the number next to it', { share: 0.3 }, { share: 0.30000000000000004 }],
    ['a text for JSON', { data: '{}' }, { data: '{}' }],
  ])('%s', async (_, before, after) => {
    const good = extended(before)
    const made = await world.sign(good).catch(() => undefined)
    if (made !== undefined && JSON.stringify(before) !== JSON.stringify(after))
      expect(await proofOf(made)).toBe('pass signature_valid')
    const forged = { ...(made ?? good), ...after }
    expect(await proofOf(forged)).toMatch(/^fail (?:jsonld_unsafe|proof_missing)/)
    await expect(world.sign(extended(after))).rejects.toThrow()
  })

  it.each<[string, object]>([
    ['a number', { score: 3.5, share: 2.25, points: 7 }],
    ['a whole number where a fraction may stand', { score: 3 }],
    ['the canonical text', { score: '3.5E0' }],
    ['a boolean', { passed: true, share: false }],
    ['nought and less', { share: [0, -1.5] }],
    ['the largest whole number', { share: 9007199254740991 }],
  ])('is not %s', async (_, members) => {
    expect(await proofOf(await world.sign(extended(members)))).toBe('pass signature_valid')
  })

  it('is not a number of credits', async () => {
    for (const credits of [2.5, 3, 0.1, 7.5]) {
      const made = world.badge((b) => (b.credentialSubject.creditsEarned = credits))
      expect(await proofOf(await world.sign(made))).toBe('pass signature_valid')
    }
  })

  it('is none for a whole number beyond 2^53', async () => {
    await expect(world.sign(extended({ share: 9007199254740992 }))).rejects.toThrow()
  })
})

describe('on the general way, for more contexts than the walk takes', () => {
  const many: Change = (b) => {
    b['@context'] = [VC2, ...Array(12).fill(OB)]
  }
  const signed = (change: Change): Promise<JsonObject> =>
    world.sign(
      world.badge((b) => {
        many(b)
        change(b)
      }),
    )

  it.each<[string, Change, Change]>([
    [
      'the class Image for image',
      (b) => (b.image = { id: 'https://uni.example/i.png', type: 'Image' }),
      (b) => {
        b.Image = b.image
        delete b.image
      },
    ],
    [
      'words in a value object',
      (b) => (b.description = { '@type': `${XSD}double`, '@value': '3.5E0' }),
      (b) => (b.description['@value'] = '3.5 summa'),
    ],
    [
      'credits that are no number',
      (b) => (b.credentialSubject.creditsEarned = 0),
      (b) => (b.credentialSubject.creditsEarned = 1e-7),
    ],
  ])('%s', async (_, before, change) => {
    const good = await signed(before).catch(() => undefined)
    const forged = clone(good ?? world.badge(before))
    change(forged)
    expect((await verify(forged, world.options)).verified).toBe(false)
    if (good === undefined) return
    expect(await proofOf(forged)).toBe('fail jsonld_unsafe')
  })

  it('a badge as it should be passes', async () => {
    const made = await signed((b) => (b.credentialSubject.creditsEarned = 2.5))
    expect(await proofOf(made)).toBe('pass signature_valid')
  })
})
