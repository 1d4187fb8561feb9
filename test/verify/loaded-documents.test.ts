/** What loaded documents cost: their memory is counted before they are read. */
import { verify } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { jsonBytes } from '../../src/encoding/json-budget.js'
import type { Load } from '../../src/ports.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { makeWorld, trouble, VC2, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const TERMS = 'https://uni.example/terms'

describe('a loaded context', () => {
  const terms = (name: string): object =>
    Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${name}${i}`, `${TERMS}/${name}#${i}`]))
  const asked: string[] = []
  const load: Load = async (url, purpose, signal) => {
    if (purpose !== 'context' || !url.startsWith(TERMS)) return world.load(url, purpose, signal)
    asked.push(url)
    return { '@context': terms(url.slice(-1)) }
  }
  /** A presentation of signed badges, each with the context that the function names. */
  async function presented(names: readonly string[]): Promise<object> {
    const held = await Promise.all(
      names.map((name, i) =>
        addProof(
          world.badge((b) => {
            b.id = `urn:uuid:00000000-0000-4000-8000-00000000000${i}`
            b['@context'] = [...b['@context'], `${TERMS}/${name}`]
            b.credentialSubject[`${name}1`] = 'x'
          }),
          world.signer,
          { created: new Date('2026-01-01T00:00:00Z'), load },
        ),
      ),
    )
    asked.length = 0
    return { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: held }
  }
  const verdicts = async (document: object, contextWork: number): Promise<readonly boolean[]> => {
    const report = await verify(document, { ...world.options, load, limits: { contextWork } })
    return report.embedded!.map(({ report }) => report.verified)
  }

  it('is not asked for when nothing is left to read it with', async () => {
    expect(await verdicts(await presented(['a', 'b', 'c']), 10_000)).toEqual([false, false, false])
    expect(asked).toEqual([`${TERMS}/a`])
  })

  it('is paid before it is read, for its bytes', async () => {
    const document = await presented(['d'])
    // A thousand terms have more than 200,000 bytes, of which 32 cost one unit.
    expect(await verdicts(document, 12_000)).toEqual([false])
    expect(await verdicts(document, 30_000)).toEqual([true])
  })

  it('is paid once, however many credentials name it', async () => {
    expect(await verdicts(await presented(Array(9).fill('e')), 30_000)).toEqual(Array(9).fill(true))
    expect(asked).toEqual([`${TERMS}/e`])
  })
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
