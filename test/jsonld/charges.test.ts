/** What each part of a document costs: every price of the walk over a document is seen in what it takes from the account. */
import { describe, expect, it, vi } from 'vitest'
import { EXTENSIONS, OPEN_BADGES_CONTEXTS, VCDM_2 } from '../../src/documents/context-urls.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import type { OpenBadgeError } from '../../src/errors.js'
import { CompileMeter } from '../../src/jsonld/budget/compile-meter.js'
import { newWork, type Work } from '../../src/jsonld/budget/limits.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { ActiveContext } from '../../src/jsonld/context/active-context.js'
import { payForGeneral } from '../../src/jsonld/fallback/general-price.js'
import { Dataset } from '../../src/jsonld/rdf/dataset.js'
import { WalkMeter } from '../../src/jsonld/to-rdf/walk-meter.js'
import { withPreviousProofs } from '../../src/proof/data-integrity/previous-proofs.js'
import { WorkAccount } from '../../src/work-account.js'

const X = 'https://x.example/'
const OPEN_BADGES = OPEN_BADGES_CONTEXTS['3.0.3'].url
const LIMITS = [
  'scalars',
  'bytes',
  'quads',
  'contextWork',
  'generalObjects',
  'hashes',
  'deepIterations',
] as const
type Cost = Record<(typeof LIMITS)[number], number>

async function costOf(document: JsonObject, options: object = {}): Promise<Cost> {
  const work = newWork()
  const before = LIMITS.map((limit) => work.remaining(limit))
  await toCanonical(document, { work, ...options } as never)
  return Object.fromEntries(LIMITS.map((limit, i) => [limit, before[i]! - work.remaining(limit)])) as Cost
}

/** What the second document costs more than the first. */
async function more(one: JsonObject, other: JsonObject, limit: keyof Cost): Promise<number> {
  return (await costOf(other))[limit] - (await costOf(one))[limit]
}

/** Only the general processor tells these apart. */
const TWO_DIRECTIONS = ['ltr', 'rtl'].map((direction) => ({ '@value': 'x', '@direction': direction }))

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `v${i}`)
const inContext = (context: Json, members: JsonObject): JsonObject => ({
  '@context': context,
  '@id': `${X}s`,
  ...members,
})

describe('the walk charges', () => {
  const plain = {
    a: `${X}a`,
    b: { '@id': `${X}b`, '@container': '@list' },
    j: { '@id': `${X}j`, '@type': '@json' },
  }
  const of = (members: JsonObject): JsonObject => inContext(plain, { a: 'x', ...members })

  it('for each member, eight times more for a name that is no term, and for the object', async () => {
    const members = Object.fromEntries(many(10).map((name) => [`${X}${name}`, 'x']))
    expect(await more(of({}), of(members), 'scalars')).toBe(10 + 8 * 10)
    expect((await costOf(of({}))).scalars).toBeGreaterThan(2)
  })

  it('for each item of a list, and sixteen times for its node', async () => {
    expect(await more(of({ b: [] }), of({ b: many(20) }), 'scalars')).toBe(20 + 16 * 20)
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['each item of a set', { a: [] }, { a: many(20) }],
    ['each type', { '@type': [] }, { '@type': many(20).map((name) => X + name) }],
  ])('for %s', async (_, none, some) => {
    expect(await more(of(none), of(some), 'scalars')).toBe(20)
  })

  it('for each item of a language map', async () => {
    const context = { a: { '@id': `${X}a`, '@container': '@language' } }
    const map = (texts: readonly string[]): JsonObject => inContext(context, { a: { en: texts, de: 'x' } })
    expect(await more(map(['v']), map(many(21)), 'scalars')).toBe(20)
  })

  it('for each member of a value object', async () => {
    const value = { '@value': 'x', '@type': `${X}t` }
    expect(await more(of({ a: [] }), of({ a: value }), 'scalars')).toBe(3)
  })

  it('four times for the values of a JSON literal', async () => {
    expect(await more(of({ j: [] }), of({ j: many(20) }), 'scalars')).toBe(80)
  })

  it.each([
    ['a number', 7.25],
    ['a number as a text', '7.25'],
  ])('three times more for %s, whose digits are compared', async (_, value) => {
    const typed = { ...plain, n: { '@id': `${X}n`, '@type': 'http://www.w3.org/2001/XMLSchema#double' } }
    const cost = async (items: readonly Json[]): Promise<number> =>
      (await costOf(inContext(typed, { n: items }))).scalars
    expect((await cost(many(20).map(() => value))) - (await cost([]))).toBe(80)
  })

  it('for each value of an inline context, also where an earlier document has made it', async () => {
    const terms = Object.fromEntries(many(50).map((name) => [name, X + name]))
    const small = inContext(plain, { a: 'x' })
    const large = inContext({ ...plain, ...terms }, { a: 'x' })
    expect(await more(small, large, 'scalars')).toBe(50)
    expect(await more(small, large, 'scalars')).toBe(50)
  })

  it('and ends the count of an inline context where the account ends', async () => {
    const terms = Object.fromEntries(many(5000).map((name) => [name, X + name]))
    const read = vi.fn((_: object, name: string) => X + name)
    const watched = new Proxy(terms, { get: (target, name) => read(target, String(name)) })
    const work = new WorkAccount({ ...newWork().limits, scalars: 100 })
    const document = inContext(watched as never, { a: 'x' })
    await expect(async () => toCanonical(document, { work } as never)).rejects.toThrow('scalars')
    expect(read.mock.calls.length).toBeLessThan(120)
  })

  it('for a scoped context also where an earlier document has made it', async () => {
    const scoped = Object.fromEntries(many(50).map((name) => [name, X + name]))
    const context = { T: { '@id': `${X}T`, '@context': scoped } }
    const url = `${X}scoped-context`
    const loaded = { '@context': context }
    const load = async () => loaded
    const document = inContext(url, { '@type': 'T' })
    const first = await costOf(document, { load })
    expect(first.contextWork).toBeGreaterThan(50)
    expect((await costOf(document, { load })).contextWork).toBe(first.contextWork)
  })

  it('for each context of the document with each name', async () => {
    const two = inContext([plain, { c: `${X}c` }], { a: 'x' })
    const three = (members: JsonObject): JsonObject => ({ ...two, ...members })
    const members = Object.fromEntries(many(10).map((name) => [`${X}${name}`, 'x']))
    expect(await more(three({}), three(members), 'scalars')).toBe(2 * 10 + 8 * 10)
  })

  it('for the longest text that a name of a foreign context can stand for', async () => {
    const long = inContext({ a: `${X}a`, z: `${X}${'z'.repeat(1000)}` }, { a: 'x' })
    const members = Object.fromEntries(many(10).map((name) => [`${X}${name}`, 'x']))
    const lines = 10 * 200
    expect(await more(long, { ...long, ...members }, 'bytes')).toBeGreaterThan(10_000)
    expect(await more(of({}), of(members), 'bytes')).toBeLessThan(lines)
  })

  it('for the escapes of a name', async () => {
    const long = (text: string): JsonObject =>
      inContext({ a: `${X}a`, z: `${X}${text.repeat(1000)}` }, { a: 'x', [`${X}b`]: 'x' })
    expect(await more(long('z'), long('"'), 'bytes')).toBeGreaterThan(2 * 5 * 1000 - 1)
  })

  it('for each line and each blank node, and for the characters of the lines', async () => {
    const blank = of({ a: [{ a: '1' }, { a: '2' }] })
    expect((await costOf(blank)).quads).toBe(4 + 2)
    expect(await more(of({}), of({ a: 'x'.repeat(1001) }), 'bytes')).toBe(1000)
  })

  it('for a list before it is made', async () => {
    const list = (count: number): JsonObject => of({ b: many(count) })
    expect(await more(list(1), list(21), 'quads')).toBe(3 * 20)
    const made = vi.spyOn(Dataset.prototype, 'newBlankNode')
    const work = newWork({ ...newWork().limits, quads: 60 })
    expect(() => toCanonical(list(21), { work } as never)).toThrow(
      expect.objectContaining({ code: 'limit_exceeded' }),
    )
    expect(made).not.toHaveBeenCalled()
    made.mockRestore()
  })

  it('for the blocks that are hashed, with SHA-384 twice', async () => {
    const blank = of({ a: [{ a: '1' }, { a: '2' }] })
    const { hashes } = await costOf(blank)
    expect(hashes).toBeGreaterThan(1)
    expect((await costOf(blank, { algorithm: 'SHA-384' })).hashes).toBe(2 * hashes)
  })

  it('for each call of Hash N-Degree Quads, and for each permutation', async () => {
    const ring = (size: number): JsonObject => ({
      '@context': plain,
      '@graph': Array.from({ length: size }, (_, i) => ({
        '@id': `_:${i}`,
        [`${X}a`]: { '@id': `_:${(i + 1) % size}` },
      })),
    })
    // Each node of a ring is the start of one path, and each path calls once for each node.
    const calls = async (size: number): Promise<number> => (await costOf(ring(size))).deepIterations
    expect([await calls(2), await calls(3)]).toEqual([4, 9])
    const star = (size: number): JsonObject => ({
      '@context': plain,
      '@graph': many(2).map((id) => ({
        '@id': `_:${id}`,
        [`${X}a`]: Array.from({ length: size }, (_, i) => ({
          '@id': `_:${id}${i}`,
          [`${X}a`]: { '@id': `_:${id}` },
        })),
      })),
    })
    // Two hubs, each with three leaves in all their orders.
    expect((await costOf(star(3))).deepIterations).toBe(42)
    // However much the caller allows, nodes that are all alike would be hashed in too many orders.
    const wide = {
      '@context': plain,
      '@graph': many(8).map((own, _, all) => ({
        '@id': `_:${own}`,
        [`${X}a`]: all.filter((other) => other !== own).map((other) => ({ '@id': `_:${other}` })),
      })),
    }
    const open = newWork({ ...newWork().limits, deepIterations: 1_000_000_000 })
    await expect(async () => toCanonical(wide, { work: open })).rejects.toMatchObject({
      details: { limit: 'deepIterations' },
    })
    const work = newWork({ ...newWork().limits, deepIterations: 8 })
    await expect(async () => toCanonical(ring(3), { work })).rejects.toMatchObject({
      details: { limit: 'deepIterations' },
    })
  })

  it('ends at the first line too many, not at the end of the document', async () => {
    const work = newWork({ ...newWork().limits, quads: 10 })
    const objects = many(1000).map((a) => ({ a }))
    await expect(async () => toCanonical(of({ a: objects }), { work })).rejects.toMatchObject({
      details: { limit: 'quads' },
    })
    expect(newWork().remaining('scalars') - work.remaining('scalars')).toBeLessThan(1100)
  })
})

describe('contexts are paid', () => {
  const terms = (count: number): JsonObject => Object.fromEntries(many(count).map((name) => [name, X + name]))
  const scoped = (count: number, more: JsonObject = {}): JsonObject => ({
    a: { '@id': `${X}a`, '@context': { ...terms(count), ...more } },
    T: { '@id': `${X}T`, '@context': terms(count) },
  })

  it.each<[string, (count: number) => JsonObject]>([
    ['of a document', (count) => inContext(terms(count), { [`${X}a`]: 'x' })],
    ['of each that is listed', (count) => inContext([terms(count), { c: `${X}c` }], { [`${X}a`]: 'x' })],
    [
      'of a node inside',
      (count) => inContext({ a: `${X}a` }, { a: { '@context': terms(count), [`${X}a`]: 'x' } }),
    ],
  ])('%s', async (_, made) => {
    expect(await more(made(1), made(101), 'contextWork')).toBeGreaterThanOrEqual(100 * 8)
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['of a type', scoped(100), { '@type': 'T' }],
    ['of a member', scoped(100), { a: { [`${X}b`]: 'x' } }],
    ['of a member that does not propagate', scoped(100, { '@propagate': false }), { a: { [`${X}b`]: 'x' } }],
    ['of a member whose value is a text', scoped(100), { a: 'x' }],
  ])('%s, where it is used', async (_, context, members) => {
    const unused = inContext(context, { [`${X}b`]: 'x' })
    const used = inContext(context, { [`${X}b`]: 'x', ...members })
    expect(await more(unused, used, 'contextWork')).toBeGreaterThanOrEqual(100)
  })

  it('of a type in each walk, also if it was made before', async () => {
    const document = inContext(scoped(100), { '@type': 'T' })
    const [first, second] = [await costOf(document), await costOf(document)]
    expect(second.contextWork).toBe(first.contextWork)
  })

  it('one by one, before the next of a list is made', async () => {
    const list = many(9).map((name) => Object.fromEntries(many(100).map((term) => [name + term, X + term])))
    const work = newWork({ ...newWork().limits, contextWork: 2000 })
    const copies = vi.spyOn(ActiveContext.prototype, 'copy')
    await expect(async () => toCanonical(inContext(list, { v0v0: 'x' }), { work })).rejects.toMatchObject({
      details: { limit: 'contextWork' },
    })
    expect(copies.mock.calls.length).toBeLessThan(5)
    copies.mockRestore()
  })

  it('of bundled ones beyond those that each document may combine', async () => {
    const urls = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']
    const nested = (depth: number, at: number): JsonObject => ({
      '@context': urls[(depth + at) % 2]!,
      '@id': `${X}${depth}/${at}`,
      ...(depth === 0 ? { [`${X}a`]: 'x' } : { [`${X}a`]: nested(depth - 1, at) }),
    })
    const branches = (depth: number): JsonObject => ({
      '@id': X,
      [`${X}b`]: [nested(depth, 0), nested(depth, 1)],
    })
    expect((await costOf(branches(20))).contextWork).toBe(0)
    expect((await costOf(branches(50))).contextWork).toBeGreaterThan(0)
  })

  const meterWith = (work: Work): WalkMeter => new WalkMeter(work, { size: 0 } as never)
  const context = (cost: number, more: object = {}): ActiveContext =>
    ({ cost, trusted: false, paidBy: undefined, origin: undefined, ...more }) as ActiveContext
  const paid = (pay: (meter: WalkMeter) => void): number => {
    const work = newWork()
    pay(meterWith(work))
    return newWork().remaining('contextWork') - work.remaining('contextWork')
  }

  it('once for each walk, with all from which they were made', () => {
    const first = context(1)
    const last = context(4, { origin: context(2, { origin: first }) })
    expect(paid((meter) => [last, first, last].map((each) => meter.pay(each)))).toBe(7)
    expect(paid((meter) => meter.pay(last))).toBe(7)
  })

  it('once in a call, by whichever walk comes first', () => {
    const shared = context(2)
    const work = newWork()
    for (const own of [context(1), context(4)]) {
      const meter = meterWith(work)
      meter.pay(shared)
      meter.pay(own)
    }
    expect(newWork().remaining('contextWork') - work.remaining('contextWork')).toBe(7)
  })

  it('for each vocabulary, with which all names are compared', async () => {
    const scoped = (name: string): JsonObject => ({
      [name]: { '@id': X + name, '@context': { '@vocab': `${X}${name}#` } },
    })
    const cost = async (own: JsonObject): Promise<number> =>
      (await costOf(inContext([own, { c: `${X}c` }], { c: 'x' }))).contextWork
    expect((await cost({ ...scoped('v'), ...scoped('w') })) - (await cost(scoped('v')))).toBeGreaterThan(4000)
  })

  it('for a member with those around it', () => {
    const [inside, kept, reverted] = [context(1), context(2), context(4)]
    expect(paid((meter) => meter.payAll({ context: inside, kept, reverted } as never))).toBe(7)
  })
})

describe('a document for the general processor', () => {
  const general = (values: Json): JsonObject => inContext({ a: `${X}a` }, { '@index': 'i', a: values })

  it('is paid before, for its values and for the longest text of its contexts', async () => {
    const short = await costOf(general('x'))
    expect(short.generalObjects).toBeGreaterThan(160)
    const work = newWork()
    const before = work.remaining('bytes')
    const text = 'z'.repeat(10_000)
    payForGeneral(inContext({ a: text }, { a: ['x', 'y'] }), { longest: 0 }, work)
    const [containers, scalars, terms] = [2, 3, 1]
    expect(before - work.remaining('bytes')).toBe((containers + scalars + terms) * text.length)
  })

  it('is paid after, for its lines', async () => {
    expect((await costOf(general(many(10)))).quads).toBe(10)
  })
})

describe('objects with one id', () => {
  const VC2 = 'https://www.w3.org/ns/credentials/v2'
  const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
  const uni = { id: 'https://uni.example/', type: ['Profile'], name: 'Uni' }
  const badge = (): JsonObject => ({
    '@context': [VC2, OB],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: uni,
    credentialSubject: { type: ['AchievementSubject'], achievement: { type: ['Achievement'], creator: uni } },
  })
  const spent = async (document: JsonObject, options: object): Promise<readonly number[]> => {
    const work: Work = newWork()
    const spend = vi.spyOn(work, 'spend')
    await toCanonical(document, { work, standardNames: true, ...options } as never)
    return spend.mock.calls.filter(([limit]) => limit === 'scalars').map(([, amount]) => amount)
  }

  it('are paid where the strict rule compares them', async () => {
    expect(await spent(badge(), {})).not.toEqual([])
  })

  it.each<[string, JsonObject]>([
    ['the engine', badge()],
    ['the general processor', { ...badge(), name: TWO_DIRECTIONS }],
  ])('are paid where another judge compares them: %s', async (processor, document) => {
    const alsoJudge = (_document: unknown, _nodes: unknown, spend: (count: number) => void): [] => {
      spend(7777)
      return []
    }
    const paid = (await spent(document, { alsoJudge })).filter((amount) => amount === 7777)
    // The engine begins with a document that it then leaves to the general processor.
    expect(paid).toHaveLength(processor === 'the engine' ? 1 : 2)
  })
})

describe('a chained proof', () => {
  it('pays for the copy of the members of its document', () => {
    const proofs = [{ id: 'urn:x:proof' }]
    const members = Object.fromEntries(many(10).map((name) => [name, 'x']))
    const work = newWork()
    const before = work.remaining('scalars')
    expect(withPreviousProofs(members, proofs, ['urn:x:proof'], work)).toEqual({ ...members, proof: proofs })
    expect(before - work.remaining('scalars')).toBe(16 * 10)
    const little = new WorkAccount({ ...newWork().limits, scalars: 159 })
    expect(() => withPreviousProofs(members, proofs, ['urn:x:proof'], little)).toThrow('scalars')
  })
})

describe('a member that no context defines', () => {
  it('is paid with the search for a hint, up to the last issue that is told', async () => {
    const of = (count: number): JsonObject =>
      inContext({ a: `${X}a` }, { a: 'x', ...Object.fromEntries(many(count).map((name) => [name, 'x'])) })
    const cost = async (document: JsonObject): Promise<number> => {
      const work = newWork()
      const before = work.remaining('scalars')
      await expect(Promise.resolve().then(() => toCanonical(document, { work }))).rejects.toThrow()
      return before - work.remaining('scalars')
    }
    // Loads the contexts that the search reads.
    await cost(of(1))
    expect((await cost(of(40))) - (await cost(of(20)))).toBe(20 * (65 + 8))
    expect((await cost(of(140))) - (await cost(of(120)))).toBe(20 * 9)
  })

  it('is compared with ten thousand terms in a document, and not if it is long', async () => {
    const hints = async (count: number, name: string): Promise<readonly boolean[]> => {
      const terms = Object.fromEntries(many(count).map((term) => [`${name}_${term}`, X + term]))
      const context = { ...terms, [`${name}0`]: `${X}a`, [`${name}1`]: `${X}b` }
      const members = { [`${name}_0`]: 'x', [`${name}_1`]: 'x' }
      const error = await Promise.resolve()
        .then(() => toCanonical(inContext(context, members), { work: newWork() }))
        .then(
          () => undefined,
          (cause: unknown) => cause as OpenBadgeError<'jsonld_unsafe'>,
        )
      return error!.details.issues.slice(0, 2).map(({ hint }) => hint?.startsWith('did you mean') === true)
    }
    expect(await hints(100, 'name')).toEqual([true, true])
    expect(await hints(6000, 'name')).toEqual([true, false])
    expect(await hints(100, 'x'.repeat(64))).toEqual([false, false])
  })
})

describe('a context that cannot be made', () => {
  const terms = Object.fromEntries(many(4000).map((name) => [name, X + name]))
  const nested = (levels: number): Json =>
    levels === 0 ? terms : { c: { '@id': `${X}c`, '@context': nested(levels - 1) } }
  /** Scoped contexts that copy all terms again and again, and one that the compiled engine refuses after all its terms. */
  const tooLarge: Json = [terms, nested(60)]
  const faulty: Json = { ...terms, last: { '@id': `${X}last`, '@container': '@none' } }

  async function failed(document: JsonObject, work: Work): Promise<unknown> {
    return Promise.resolve()
      .then(() => toCanonical(document, { work }))
      .then(
        () => undefined,
        (error: unknown) => error,
      )
  }

  it.each<[string, JsonObject, number]>([
    ['of the document', inContext(tooLarge, { c0: 'x' }), 200_000],
    ['of the document, at its last term', inContext(faulty, { v0: 'x' }), 30_000],
  ])('is paid: a context %s', async (_, document, least) => {
    const work = newWork()
    const before = work.remaining('contextWork')
    expect(await failed(document, work)).toBeInstanceOf(Error)
    expect(before - work.remaining('contextWork')).toBeGreaterThan(least)
  })

  it('is made only as far as the account pays', async () => {
    const define = vi.spyOn(CompileMeter.prototype, 'define')
    const large = Object.fromEntries(many(4000).map((name) => [`own${name}`, X + name]))
    const work = newWork({ ...newWork().limits, contextWork: 1000 })
    const error = await failed(inContext(large, { ownv0: 'x' }), work)
    expect(error).toMatchObject({ code: 'limit_exceeded', details: { limit: 'contextWork', maximum: 1000 } })
    expect(define.mock.calls.length).toBeLessThan(1000 / 8 + 2)
    define.mockRestore()
  })

  it('is made only as far as the account pays, where bundled ones follow each other inside a large one', async () => {
    const bundled = [VCDM_2, OPEN_BADGES, EXTENSIONS]
    const copies = vi.spyOn(ActiveContext.prototype, 'copy')
    const copied = async (prefix: string, contextWork: number): Promise<number> => {
      const large = Object.fromEntries(many(2000).map((name) => [prefix + name, X + name]))
      copies.mockClear()
      await failed(
        inContext(large, { [`${prefix}v0`]: { '@context': bundled } }),
        newWork({ ...newWork().limits, contextWork }),
      )
      return copies.mock.calls.length
    }
    const enough = await copied('enough', 1_000_000)
    const little = await copied('little', 17_000 + 3 * 2000)
    expect(little).toBeLessThan(6)
    expect(enough).toBeGreaterThan(20)
    copies.mockRestore()
  })

  it('is made only as far as the account pays, where it is scoped to a member', async () => {
    const scoped = Array.from({ length: 9 }, (_, i) => ({ [`s${i}`]: { '@id': `${X}s`, '@context': {} } }))
    const copies = vi.spyOn(ActiveContext.prototype, 'copy')
    const copied = async (prefix: string, container: string, contextWork: number): Promise<number> => {
      const large = Object.fromEntries(many(1000).map((name) => [prefix + name, X + name]))
      const first = { m: { '@id': `${X}m`, '@container': container, '@context': scoped } }
      copies.mockClear()
      const document = inContext([first, large], { m: 'x' })
      await failed(document, newWork({ ...newWork().limits, contextWork }))
      return copies.mock.calls.length
    }
    for (const container of ['@set', '@index']) {
      expect(await copied(`enough${container}`, container, 1_000_000)).toBeGreaterThan(15)
      expect(await copied(`little${container}`, container, 16_000)).toBeLessThan(12)
    }
    copies.mockRestore()
  })

  it('is not begun when the account is empty', async () => {
    const copy = vi.spyOn(ActiveContext.prototype, 'copy')
    const work = newWork()
    work.take('contextWork', work.remaining('contextWork'))
    const fresh = { v: `${X}never/seen/before` }
    const error = await failed(inContext(fresh, { v: 'x' }), work)
    expect(error).toMatchObject({ code: 'limit_exceeded', details: { limit: 'contextWork' } })
    expect(copy).not.toHaveBeenCalled()
    copy.mockRestore()
  })
})
