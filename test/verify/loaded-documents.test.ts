/** What loaded documents cost: their memory is counted before they are read. */
import { verify } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { jsonBytes } from '../../src/encoding/json-budget.js'
import { makeWorld, trouble, VC2, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

describe('a loaded document', () => {
  it('is not read where its places alone are more memory than is left', () => {
    let reads = 0
    const list = new Proxy(new Array<unknown>(100_000).fill(null), {
      get: (target, name) => {
        if (name !== 'length') reads++
        return Reflect.get(target, name)
      },
    })
    expect(jsonBytes(list, 1000)).toBeGreaterThan(1000)
    expect(reads).toBe(0)
    expect(jsonBytes(new Array(10).fill('ab'))).toBe(64 + 10 * (8 + 36))
    expect(jsonBytes({ ab: [1] })).toBe(64 + 160 + 4 + 64 + 8 + 32)
  })

  it('is read once, to count it, where a list stands for a document with keys', async () => {
    const { web, options } = world
    let reads = 0
    const list = new Proxy([0, 1], {
      get: (target, name) => {
        if (name === '0') reads++
        return Reflect.get(target, name)
      },
    })
    const signed = await world.sign(
      world.badge((b) => {
        b.issuer = { id: web.controller, type: ['Profile'], name: 'Example University' }
      }),
      web,
    )
    const report = await verify(signed, { ...options, load: async () => list })
    expect(report.check.proof).toMatchObject({ outcome: 'fail', code: 'controller_invalid' })
    expect(reads).toBe(1)
  })

  it('is not asked for when no memory is left for it', async () => {
    const held = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        world.sign(
          world.badge((b) => {
            b.credentialStatus = {
              id: `https://uni.example/${name}#1`,
              type: 'BitstringStatusListEntry',
              statusPurpose: 'revocation',
              statusListIndex: '1',
              statusListCredential: `https://uni.example/${name}`,
            }
          }),
        ),
      ),
    )
    for (const name of ['a', 'b', 'c']) {
      world.documents.set(`https://uni.example/${name}`, Array(1000).fill(0))
    }
    world.asked.length = 0
    const document = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: held }
    const limits = { loadedBytes: 50_000 }
    const report = await verify(document, { ...world.options, limits })
    expect(trouble(report)).toContain('credentials')
    expect(world.asked.map(({ url }) => url)).toEqual(['https://uni.example/a', 'https://uni.example/b'])
  })
})
