/** Documents made to be dear: what each costs is counted before it is done, so that the account ends it. */
import { VERIFY_LIMITS } from 'laurel'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { canonize, toCanonical } from '../../src/jsonld/canonize.js'
import { ActiveContext } from '../../src/jsonld/context/active-context.js'
import { verify } from '../../src/verify/verify.js'
import { WorkAccount } from '../../src/work-account.js'
import { build } from '../long/adversary/build.js'
import { type Genome, genomeOf } from '../long/adversary/genome.js'
import { makeWorld, NOW, OB, rows, trouble, VC2, type World } from './world.js'

const genome = (kind: string, a: number, more?: Partial<Genome>): Genome =>
  genomeOf(kind, { a, b: 0.9 }, more)

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** Which limit of the account ended the check of the proofs. */
async function limitOf(given: Genome): Promise<string | undefined> {
  const { input } = await build(given)
  const { checks } = await verify(input, { now: NOW })
  const found = JSON.stringify(checks.find(({ id }) => id === 'proof'))
  return found.match(/"code":"limit_exceeded","reason":"(\w+)"/)?.[1]
}

const CHAIN = { proofs: 12, chained: true }

/** Two objects with one id, and in each the same lists in another order: whether they say the same takes many comparisons. */
async function alike(lists: number): Promise<JsonObject> {
  const items = Array.from({ length: 64 }, (_, i) => `v${i}`)
  const subject = (values: readonly string[]): JsonObject => ({
    id: 'did:example:a',
    ...Object.fromEntries(Array.from({ length: lists }, (_, i) => [`urn:x:${i}`, [...values]])),
  })
  const signed = await world.sign({
    '@context': [VC2],
    type: ['VerifiableCredential'],
    issuer: world.signer.controller,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: subject(items),
  })
  return { ...signed, credentialSubject: [subject(items), subject([...items].reverse())] }
}

describe('the account of one verification', () => {
  it.each<[string, Genome]>([
    ['a long prefix in the terms of a context', genome('terms with a prefix', 0.5)],
    ['a long term that other terms name', genome('terms that name a long term', 0.5)],
    ['a long vocabulary', genome('terms of a vocabulary', 0.5)],
    ['a long prefix in references', genome('references with a prefix', 0.5)],
    ['a long prefix in types', genome('types with a prefix', 0.5)],
    ['a long prefix in names of members', genome('members with a prefix', 0.5)],
    ['a long id with many values', genome('a long id with many values', 0.5)],
    ['a long id with many nodes', genome('a long id with many nodes', 0.5)],
    ['a long predicate', genome('a long predicate with many nodes', 0.5)],
    ['equal nodes under a key of P-384', genome('equal nodes', 0.3, { suite: 3 })],
    ['nodes that are hard to tell apart', genome('entangled nodes', 0.95, { signed: true, suite: 1 })],
    ['a chain of proofs over lists', genome('lists', 0.1, CHAIN)],
    ['a chain of proofs over graphs', genome('graphs', 0.1, CHAIN)],
    ['a chain of proofs over a JSON literal', genome('JSON literals', 0.1, CHAIN)],
    ['a chain of proofs over values that are JSON', genome('values that are JSON literals', 0.1, CHAIN)],
    ['a chain of proofs over contexts in contexts', genome('terms with contexts', 0.05, CHAIN)],
    ['proofs of a suite of another library', genome('many values', 0.1, { suite: 4, proofs: 16 })],
  ])('ends %s', async (_, given) => {
    expect(await limitOf(given)).toBeDefined()
  })

  it.each(['inline', 'loaded'])(
    'charges for terms in the form of IRIs before jsonld.js reads them: %s',
    async (where) => {
      const terms = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`a:${i}`, `b:${i}`]))
      const context = { a: 'b:', ...terms }
      const url = 'https://uni.example/context'
      const document = { '@context': where === 'inline' ? context : url, 'urn:x': '1' }
      const load = async (): Promise<unknown> => ({ '@context': context })
      await expect(canonize(document, { load })).rejects.toMatchObject({
        code: 'limit_exceeded',
        details: { limit: 'contextWork' },
      })
    },
  )

  it('ends the comparison of two objects with one id', async () => {
    const small = await verify(await alike(2), { now: NOW })
    expect(small.checks[1]).toMatchObject({ code: 'signature_valid' })
    const { checks } = await verify(await alike(60), { now: NOW })
    expect(JSON.stringify(checks[1])).toContain('"reason":"scalars"')
  })

  it('counts for all that a verification leads to', async () => {
    const limits = { scalars: 100 }
    const badge = await world.sign(world.badge())
    expect(trouble(await verify(badge, { ...world.options, limits }))).toBe('')
    const endorsement = await world.sign(world.endorsement(), world.stranger)
    const endorsed = await world.sign(
      world.badge((made) => {
        made.endorsement = Array.from({ length: 6 }, () => endorsement)
      }),
    )
    expect(trouble(await verify(endorsed, world.options))).toBe('')
    expect(trouble(await verify(endorsed, { ...world.options, limits }))).toContain('limit_exceeded')
  })

  it('counts what loaded documents take in memory', async () => {
    const badge = await world.sign(
      world.badge((made) => {
        made.credentialSchema = ['a', 'b'].map((name) => ({
          id: `https://uni.example/${name}`,
          type: 'JsonSchema',
        }))
      }),
    )
    for (const name of ['a', 'b'])
      world.documents.set(`https://uni.example/${name}`, { $comment: 'x'.repeat(5000) })
    expect(rows(await verify(badge, world.options)).structure).toBe('pass')
    const found = rows(await verify(badge, { ...world.options, limits: { loadedBytes: 15_000 } }))
    expect(found.structure).toBe('unknown schema_unavailable')
  })

  it('bounds what a report repeats of long names', async () => {
    const { input } = await build(genome('faults below a long name', 0.5))
    const report = await verify(input, { now: NOW })
    expect(report.verified).toBe(false)
    expect(JSON.stringify(report).length).toBeLessThan(1_000_000)
  })

  it('stays overdrawn', () => {
    const account = new WorkAccount({ quads: 10 })
    expect(() => account.spend('quads', 11)).toThrow(expect.objectContaining({ code: 'limit_exceeded' }))
    expect(() => account.spend('quads', 0)).toThrow(
      expect.objectContaining({ details: { limit: 'quads', maximum: 10 } }),
    )
    expect(account.take('quads')).toBe(false)
    expect(account.remaining('quads')).toBe(0)
  })

  it('leaves room for the largest genuine documents', async () => {
    const badges = 40
    const work = new WorkAccount({ ...newWork().limits, ...VERIFY_LIMITS })
    for (let i = 0; i < 2 * badges; i++) await toCanonical(world.badge(), { work })
    for (const limit of ['scalars', 'bytes', 'quads', 'hashes', 'contextWork'] as const) {
      expect(work.remaining(limit)).toBeGreaterThan(VERIFY_LIMITS[limit] / 2)
    }
  })
})

describe('contexts', () => {
  const SCOPED = 100
  const scoped = Object.fromEntries(
    Array.from({ length: SCOPED }, (_, i) => [
      `T${i}`,
      { '@id': `https://a.example/T${i}`, '@context': { x: `https://a.example/x${i}` } },
    ]),
  )
  const typed = (types: number): JsonObject => ({
    '@context': [VC2, scoped],
    type: ['VerifiableCredential', ...Array.from({ length: types }, (_, i) => `T${i}`)],
    name: 'n',
  })
  const costOf = async (types: number): Promise<number> => {
    const work = newWork()
    const before = work.remaining('contextWork')
    await toCanonical(typed(types), { work })
    return before - work.remaining('contextWork')
  }

  it('of a chain of types are all paid, not the last alone', async () => {
    expect((await costOf(20)) - (await costOf(0))).toBeGreaterThan(20 * SCOPED)
  })

  it('of a chain of types are paid one by one, before the next is made', async () => {
    const contextWork = (await costOf(0)) + 10 * SCOPED
    const copies = vi.spyOn(ActiveContext.prototype, 'copy')
    const work = new WorkAccount({ ...newWork().limits, contextWork })
    await expect(async () => toCanonical(typed(90), { work })).rejects.toMatchObject({
      details: { limit: 'contextWork' },
    })
    expect(copies.mock.calls.length).toBeLessThan(20)
    copies.mockRestore()
  })

  const canonical = (context: readonly unknown[]) =>
    toCanonical({ '@context': context, type: 'VerifiableCredential', name: 'n' } as never)

  it('count once when they are named again', async () => {
    const once = await canonical([VC2, OB])
    expect(await canonical([VC2, ...Array.from({ length: 20 }, () => OB)])).toBe(once)
  })

  it('are refused when more than ten of them differ, whatever way a document would go', async () => {
    const own = Array.from({ length: 10 }, (_, i) => ({ [`t${i}`]: `https://a.example/${i}` }))
    await expect(async () => canonical([VC2, ...own.slice(1)])).not.toThrow()
    await expect(async () => canonical([VC2, ...own])).rejects.toMatchObject({
      details: { limit: 'contextList' },
    })
  })
})
