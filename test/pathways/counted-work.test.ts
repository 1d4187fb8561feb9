/** The work of an evaluation is counted before it is done, so that no pathway takes more than the limit allows. */
import { describe, expect, it } from 'vitest'
import {
  type Evaluation,
  evaluate,
  type PathwayInput,
  type PathwayNode,
  pathway,
} from '../../src/pathways/index.js'
import { itemsSearched } from '../search-work.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, UNI } from './reports.js'

const made = (root: PathwayInput['root']) => pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root })

function answer(root: PathwayNode, badges: readonly BadgeFacts[], steps?: number): Evaluation {
  const limits = steps === undefined ? {} : { limits: { steps } }
  return evaluate(made(root), badges.map(candidateOf), { ...OPTIONS, ...limits })
}

const none: BadgeFacts = { id: 'urn:x', achievement: 'urn:a:none' }

describe('the work of an evaluation', () => {
  // 2^12 ways to choose groups, and each way is compared with each group of each cap.
  const VERSIONS = ['1', '2']
  const capped = (caps: number, groups: number): PathwayNode => {
    const numbers = Array.from({ length: 12 }, (_, k) => k)
    const own = numbers.flatMap((k) =>
      VERSIONS.map((version) => ({ badge: `urn:a:${k}`, version, group: `v${version}` })),
    )
    const others = Array.from({ length: groups }, (_, i) => ({ badge: `urn:b:${i}`, group: `g${i}` }))
    const of = ['v1', 'v2', ...others.map(({ group }) => group)]
    return {
      atLeast: 500,
      groups: 1,
      of: [...own, ...others],
      caps: Array.from({ length: caps }, () => ({ badges: 100, of })),
    }
  }
  const pairs = Array.from({ length: 12 }, (_, k) => k).flatMap((k) =>
    VERSIONS.map((version) => ({
      id: `urn:x:${k}:${version}`,
      achievement: `urn:a:${k}`,
      inAchievement: { version },
    })),
  )

  it('tries equal amounts below caps once, and counts each', async () => {
    const p = made(capped(20, 60))
    const candidates = pairs.map(candidateOf)
    let found: Evaluation | undefined
    const seen = await itemsSearched(() => (found = evaluate(p, candidates, OPTIONS)))
    expect([found!.outcome, found!.root.have]).toEqual(['unmet', 12])
    expect(seen).toBeLessThan(40_000)
    expect(found!.steps).toBeGreaterThan(seen / 100)
  })

  it('ends at the limit where each way through caps gives other amounts', () => {
    const root: PathwayNode = {
      credits: 1000,
      unit: 'ECTS',
      of: VERSIONS.map((version) => ({ badge: 'any' as const, version, group: `v${version}` })),
      caps: VERSIONS.map((version) => ({ credits: 600, of: [`v${version}`] })),
    }
    const badges = Array.from(
      { length: 60 },
      (_, i): BadgeFacts => ({
        id: `urn:x:${i}`,
        achievement: `urn:a:${i >> 1}`,
        credits: 30 + ((i * 7919) % 997) / 100,
        unit: 'ECTS',
        inAchievement: { version: VERSIONS[i % 2]! },
      }),
    )
    const { outcome, steps, root: node } = answer(root, badges, 50)
    expect([outcome, steps, node.because]).toEqual(['unknown', 50, 'limit_exceeded'])
    expect(answer(root, badges, 2000).outcome).not.toBe('unmet')
  })

  it('looks at a node once, however many nodes refer to it', () => {
    const [width, levels] = [7, 14]
    const numbers = Array.from({ length: width }, (_, i) => i)
    const all = Array.from({ length: levels - 1 }, (_, level) =>
      numbers.map(
        (i): PathwayNode => ({
          id: `n${level}x${i}`,
          all:
            level === levels - 2
              ? [{ badge: `urn:a:${i}` }]
              : numbers.map((k) => ({ ref: `n${level + 1}x${k}` })),
        }),
      ),
    ).flat()
    const points = {
      points: 1,
      of: [
        { all, worth: 1 },
        { badge: 'urn:a:z', exclude: ['urn:a:y'], worth: 0.5 },
      ],
    }
    const found = answer({ all } as PathwayNode, [none])
    expect([found.outcome, found.missing!.requirements.length]).toEqual(['unmet', width])
    expect(answer(points as PathwayNode, [none]).missing!.requirements.length).toBe(width)
  })

  it('chooses points by what is missing, without a list of each number', () => {
    const of = Array.from({ length: 60 }, (_, i) => ({
      atLeast: 100_000,
      repeat: true as const,
      of: [{ badge: `urn:a:${i}` }],
      worth: 1 + i,
    }))
    const { outcome, missing } = answer({ points: 120, of } as PathwayNode, [none])
    expect([outcome, missing!.least]).toEqual(['unmet', true])
    expect(missing!.requirements.map(({ oneOf }) => oneOf)).toHaveLength(3)
    const { missing: some } = answer({ points: 900, of } as PathwayNode, [none], 5)
    expect([some!.least, some!.requirements.length > 0]).toEqual([false, true])
  })

  it('ends where each badge has a language of its own', () => {
    const all = Array.from(
      { length: 30 },
      (_, i): PathwayNode => ({ same: 'inLanguage', all: [{ badge: 'any' }, { badge: `urn:b:${i}` }] }),
    )
    const badges = Array.from(
      { length: 50 },
      (_, i): BadgeFacts => ({ id: `urn:x:${i}`, achievement: `urn:a:${i}`, inLanguage: `x-${i}` }),
    )
    expect(answer({ all }, badges).outcome).toBe('unmet')
    const { outcome, steps, root } = answer({ all }, badges, 100)
    expect([outcome, steps, root.because]).toEqual(['unknown', 100, 'limit_exceeded'])
  })
})

describe('a further badge', () => {
  const a = (version: string, credits: number): BadgeFacts => ({
    id: `urn:x:${version}`,
    achievement: 'urn:a:A',
    credits,
    unit: 'ECTS',
    inAchievement: { version },
  })
  const b: BadgeFacts = { id: 'urn:x:b', achievement: 'urn:a:B', credits: 5, unit: 'ECTS' }

  it('takes no credits away from groups', () => {
    const root: PathwayNode = {
      credits: 10,
      unit: 'ECTS',
      groups: 2,
      of: [
        { badge: 'urn:a:A', version: '1', group: 'g1' },
        { badge: 'urn:a:A', version: '2', group: 'g2' },
        { badge: 'urn:a:B', group: 'g1' },
        { badge: 'urn:a:B', group: 'g2' },
      ],
    }
    for (const badges of [
      [a('1', 6), b],
      [a('1', 6), b, a('2', 4)],
    ]) {
      const { outcome, root: node } = answer(root, badges)
      expect([outcome, node.have]).toEqual(['met', 11])
    }
  })

  it('covers many groups with many badges', () => {
    const of = Array.from({ length: 200 }, (_, i) => ({ badge: 'any' as const, group: `g${i}` }))
    const badges = Array.from({ length: 200 }, (_, i) => ({ id: `urn:x:${i}`, achievement: `urn:a:${i}` }))
    expect(answer({ atLeast: 200, groups: 200, of }, badges).outcome).toBe('met')
    expect(answer({ atLeast: 200, groups: 200, of }, badges.slice(1)).outcome).toBe('unmet')
  })
})

describe('credits are decimal', () => {
  it.each([
    [899_999.9995, 900_000, 'unmet'],
    [0.9999999999, 1, 'unmet'],
    [999_999.9999999, 1_000_000, 'unmet'],
    [0.1 + 0.2, 0.3, 'met'],
    [Array.from({ length: 10 }, () => 0.1).reduce((sum, each) => sum + each, 0), 1, 'met'],
    [1.005, 1.005, 'met'],
    [123_456.789, 123_456.789, 'met'],
    [1_000_000, 1_000_000, 'met'],
  ])('%f for %f: %s', (credits, needed, outcome) => {
    const badge = { ...none, credits, unit: 'ECTS' }
    const root: PathwayNode = { credits: needed, unit: 'ECTS', of: [{ badge: 'any' }] }
    expect(answer(root, [badge]).outcome).toBe(outcome)
  })

  it('ten times 0.1 is 1', () => {
    const badges = Array.from({ length: 10 }, (_, i) => ({
      id: `urn:x:${i}`,
      achievement: `urn:a:${i}`,
      credits: 0.1,
      unit: 'ECTS',
    }))
    const root: PathwayNode = { credits: 1, unit: 'ECTS', of: [{ badge: 'any' }] }
    expect([answer(root, badges).outcome, answer(root, badges.slice(1)).outcome]).toEqual(['met', 'unmet'])
  })

  it.each(['credits', 'points'])('a pathway may require every number of %s with three decimals', (kind) => {
    for (let i = 1; i < 2_000_000_000; i = Math.ceil(i * 1.37)) {
      const number = Math.min(i, 1_000_000_000) / 1000
      const root =
        kind === 'credits'
          ? { credits: number, unit: 'ECTS', of: [{ badge: 'any' }] }
          : { points: 0.001, of: [{ badge: 'urn:a:A', worth: number }] }
      expect(made(root as PathwayNode).root).toMatchObject({})
    }
  })
})
