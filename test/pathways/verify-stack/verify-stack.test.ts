/** A larger credential, checked again part by part. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/encoding/json.js'
import {
  type JudgedStack,
  PARTS_MAXIMUM,
  type Pathway,
  partsOf,
  pathway,
  type VerifyStackOptions,
  verifyStack,
} from '../../../src/pathways/index.js'
import { LEVEL_SENTENCES, STACK_SENTENCES } from '../../../src/pathways/verify-stack/sentences.js'
import { bySuite } from '../../by-suite.js'
import { bakeIntoSvg } from '../stack/bake-into-svg.js'
import {
  badge,
  data,
  diploma,
  evaluated,
  load,
  type Mutable,
  NOW,
  PARTS,
  PATHWAY,
  seen,
  university,
} from '../stack/world.js'
import { FORGERIES } from './forgery-cases.js'

describe('verifyStack ends exactly so after', () => {
  it.each(FORGERIES)('$name', async ({ make, expected }) => {
    const { stack, parts = PARTS, options } = await make()
    expect(await seen(stack ?? (await diploma()), parts, options)).toBe(expected)
  })
})

/** A larger credential of so many levels, and all that is in it. */
async function levels(
  count: number,
): Promise<{ stack: JsonObject; parts: JsonObject[]; pathways: Pathway[] }> {
  let stack = await diploma()
  const parts = [...PARTS]
  const pathways = [data]
  for (let level = 2; level <= count; level++) {
    const below = pathways.at(-1)!.awards!.id
    const next = pathway({
      ...PATHWAY,
      id: `https://uni.example/pathways/level/${level}`,
      awards: { ...data.awards!, id: `https://uni.example/a/level/${level}` },
      root: { badge: below, issuers: [university.controller] },
    })
    parts.push(stack)
    stack = await diploma([stack], {}, next)
    pathways.push(next)
  }
  return { stack, parts, pathways }
}

describe('the work of verifyStack', () => {
  it('ends at four levels of larger credentials, and says so', async () => {
    const four = await levels(4)
    expect(await seen(four.stack, four.parts, { pathway: four.pathways })).toBe('proven stack_proven; holds')
    const five = await levels(5)
    expect(await seen(five.stack, five.parts, { pathway: five.pathways })).toBe(
      'partly limit_exceeded; holds',
    )
  })

  it('ends at the number of parts that all levels together may name', async () => {
    const { stack, parts, pathways } = await levels(2)
    const limited = (most: number): Promise<string> =>
      seen(stack, parts, { pathway: pathways, stackLimits: { parts: most } })
    expect(await limited(4)).toBe('proven stack_proven; holds')
    expect(await limited(3)).toBe('asserted parts_withheld; withheld')
    expect(await limited(0)).toBe('asserted limit_exceeded; ')
    // Few are handed in, and the inner one names more than are left.
    const few = { pathway: pathways, stackLimits: { parts: 3 } }
    expect(await seen(stack, [parts.at(-1), parts[0]], few)).toBe('partly limit_exceeded; holds')
  })

  it('is done for as many parts as stack names', async () => {
    const ids = Array.from(
      { length: bySuite(20, PARTS_MAXIMUM) },
      (_, i) => `urn:uuid:${String(i).padStart(8, '0')}`,
    )
    const parts = await Promise.all(ids.map((id) => badge('python', { id, achievement: id.slice(-8) })))
    const all = parts.map((part) => ({ badge: (part as Mutable).credentialSubject.achievement.id }))
    const large = pathway({
      ...PATHWAY,
      id: 'https://uni.example/pathways/large/1',
      issuers: 'any',
      root: { all },
    })
    const stack = await diploma(parts, {}, large)
    const holds = ids.map(() => 'holds').join(' ')
    expect(await seen(stack, parts, { pathway: large })).toBe(`proven stack_proven; ${holds}`)
  })

  it('ends for any part, also without end, and takes none of it for a named one', async () => {
    const refuse = (): never => {
      throw new Error('no')
    }
    const throwing = { get: refuse, ownKeys: refuse }
    const cyclic: { verifiableCredential?: unknown } = {}
    cyclic.verifiableCredential = [cyclic]
    const deep = `${'{"vp":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const detached = new Uint8Array(4)
    structuredClone(detached.buffer, { transfer: [detached.buffer] })
    const hostile = [Symbol('x'), 1n, () => 1, new Proxy({}, throwing), new Proxy([], throwing), new Map()]
    const texts = [deep, '[', '<svg', 'eyJhbGciOiJub25lIn0.e30.', detached, cyclic]
    async function* forever(): AsyncGenerator<unknown> {
      for (;;) yield ''
    }
    function* endless(): Generator<unknown> {
      for (;;) yield* [...hostile, ...texts]
    }
    const withheld = 'asserted parts_withheld; withheld withheld withheld'
    expect(await seen(await diploma(), [...hostile, ...texts])).toBe(withheld)
    expect(await seen(await diploma(), endless())).toBe(withheld)
    await expect(seen(await diploma(), forever() as never)).rejects.toThrow(TypeError)
  })

  it('never verifies what nobody named', async () => {
    const asked: unknown[] = []
    const strangers = Array.from({ length: 20 }, (_, i) => ({ ...PARTS[0], id: `urn:uuid:${i}` }))
    const spied: VerifyStackOptions['load'] = async (url, purpose) => {
      asked.push(url)
      return load([])(url, purpose)
    }
    const report = await verifyStack(await diploma(), strangers, { now: NOW, pathway: data, load: spied })
    expect(report).toMatchObject({ level: 'asserted', code: 'parts_withheld', strangers: 20 })
    expect(asked.filter((url) => String(url).includes('status'))).toEqual([])
  })

  it('ends at the number and size of what is handed in', async () => {
    const stack = await diploma()
    const strangers = Array.from({ length: 300 }, (_, i) => ({ ...PARTS[0], id: `urn:uuid:${i}` }))
    expect(await seen(stack, [...strangers, ...PARTS])).toBe(
      'asserted parts_withheld; withheld withheld withheld',
    )
    const size = JSON.stringify(PARTS[0]).length + 10
    expect(
      await seen(
        stack,
        PARTS.map((part) => JSON.stringify(part)),
        { stackLimits: { bytes: size } },
      ),
    ).toBe('partly parts_withheld; withheld holds withheld')
  })

  it('reads presentations, records, images and text', async () => {
    const stack = await diploma()
    const [one, two, three] = PARTS as [JsonObject, JsonObject, JsonObject]
    const mixed = [
      { type: ['VerifiablePresentation'], verifiableCredential: [one] },
      JSON.stringify(two),
      bakeIntoSvg(three),
      7,
      'nonsense',
      null,
    ]
    expect(await seen(stack, mixed)).toBe('proven stack_proven; holds holds holds')
  })
})

describe('the report of verifyStack', () => {
  it('is refused for one text or file in place of a list', async () => {
    const text = JSON.stringify(PARTS[0])
    for (const wrong of [text, new TextEncoder().encode(text), {}, null])
      await expect(verifyStack(await diploma(), wrong as never, { now: NOW })).rejects.toThrow(/a list of/)
  })

  it('gives each part its own report, and the evaluation with the parts that hold', async () => {
    const report = (await verifyStack(await diploma(), PARTS.slice(1), {
      now: NOW,
      pathway: data,
    })) as JudgedStack
    expect(report.entries.map(({ report: own }) => own?.verified)).toEqual([true, undefined, true])
    expect(report.evaluation?.outcome).toBe('unmet')
    expect(report.report.credential).toMatchObject({ id: report.report.credential!['id'] })
  })

  it('evaluates without what was withdrawn since', async () => {
    const python = await badge('python', { revocable: true })
    const parts = [PARTS[2], python, PARTS[1]]
    const options = { now: NOW, pathway: data, load: load([String(python['id'])]) }
    const report = (await verifyStack(await diploma(parts), parts, options)) as JudgedStack
    expect(report.evaluation).toMatchObject({ outcome: 'unmet', parts: [] })
    expect(report.changed).toEqual([{ part: python['id'], now: 'revoked' }])
  })

  it('has nothing but the report of a larger credential that is not verified', async () => {
    const report = await verifyStack({ ...(await diploma()), name: 'x' }, PARTS, { now: NOW, pathway: data })
    expect(Object.keys(report)).toEqual(['verified', 'report'])
    expect(await verifyStack('nonsense', PARTS)).toMatchObject({ verified: false })
  })

  it('says its reason in the language that was asked for, in at most 25 words', async () => {
    const stack = await diploma()
    const said = await Promise.all(
      (['en', 'de', 'fr'] as const).map(async (language) => {
        const report = await verifyStack(stack, [], { now: NOW, pathway: data, language })
        return (report as JudgedStack).message
      }),
    )
    expect(new Set(said).size).toBe(3)
    const sentences: string[] = [STACK_SENTENCES, LEVEL_SENTENCES].flatMap((table) =>
      Object.values<Readonly<Record<string, string>>>(table).flatMap((each) => Object.values(each)),
    )
    for (const text of sentences) expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(25)
    const codes = Object.values(STACK_SENTENCES).map((each) => Object.keys(each).sort())
    expect(codes[1]).toEqual(codes[0])
    expect(codes[2]).toEqual(codes[0])
  })

  it.each<readonly [JudgedStack['level'], string]>([
    ['proven', 'nothing'],
    ['proven', 'a part expired since'],
    ['partly', 'a part withheld'],
    ['asserted', 'no parts'],
    ['asserted', 'no pathway'],
    ['asserted', 'a weaker pathway of another id'],
    ['contradicted', 'too few badges counted'],
  ])('is verified only if proven, and at the level %s says what that means: %s', async (level, forgery) => {
    const { stack, parts = PARTS, options } = await FORGERIES.find(({ name }) => name === forgery)!.make()
    const settings = { now: NOW, pathway: data, load: load([]), ...options }
    const report = await verifyStack(stack ?? (await diploma()), parts, settings)
    expect(report).toMatchObject({ level, verified: level === 'proven', report: { verified: true } })
    const { message, code } = report as JudgedStack
    const reason = STACK_SENTENCES.en[code]
    expect(message).toBe(level === 'proven' ? reason : `${LEVEL_SENTENCES.en[level]} ${reason}`)
  })

  it.each<readonly [string, readonly (string | undefined)[]]>([
    ['nothing', ['first-aid', 'python', 'statistics']],
    ['a part expired since', ['first-aid', 'python', 'statistics']],
    ['no parts', [undefined, undefined, undefined]],
    ['a badge whose signature never held', ['first-aid', undefined, 'statistics']],
    ['a badge that had expired at the award', ['first-aid', undefined, 'statistics']],
  ])('names the genuine parts, and no others, after: %s', async (forgery, names) => {
    const { stack, parts = PARTS, options } = await FORGERIES.find(({ name }) => name === forgery)!.make()
    const settings = { now: NOW, pathway: data, load: load([]), ...options }
    const report = await verifyStack(stack ?? (await diploma()), parts, settings)
    expect((report as JudgedStack).entries.map(({ name }) => name)).toEqual(names)
  })

  it('refuses reports, candidates and counted badges instead of signed parts, and says what to pass', async () => {
    const stack = await diploma()
    const done = await evaluated()
    const [{ candidate }] = done.parts as unknown as [{ candidate: { report: object } }]
    for (const wrong of [candidate, candidate.report, ...done.parts])
      await expect(verifyStack(stack, [wrong], { now: NOW, pathway: data })).rejects.toThrow(/partsOf/)
    expect(await seen(stack, partsOf(done))).toBe('proven stack_proven; holds holds holds')
    // The same from an upload is only a stranger.
    const uploads = [candidate, { check: { a: 1 }, checks: [1] }].map((each) => JSON.stringify(each))
    const parsed = uploads.map((text): unknown => JSON.parse(text))
    const report = await verifyStack(stack, [...uploads, ...parsed], { now: NOW, pathway: data })
    expect(report).toMatchObject({ level: 'asserted', code: 'parts_withheld' })
  })

  it('takes no option that it does not know', async () => {
    const stack = await diploma()
    const wrong = [
      { pathwya: data },
      { stackLimits: { part: 1 } },
      { stackLimits: { parts: -1 } },
      { pathway: [{}] },
      { pathway: [data, data] },
    ]
    for (const options of wrong) {
      await expect(verifyStack(stack, PARTS, options as never)).rejects.toThrow(TypeError)
    }
  })
})
