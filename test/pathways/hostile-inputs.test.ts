/** Badges, reports and pathways that are large, broken or incomplete: an answer that holds, or an error with a code. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import {
  type Candidate,
  type Evaluation,
  evaluate,
  type PathwayInput,
  pathway,
} from '../../src/pathways/index.js'
import type { CheckOutcome } from '../../src/verify/index.js'
import { bySuite } from '../by-suite.js'
import { startCpuTime } from '../cpu-time.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, credentialOf, reportOf, UNI } from './reports.js'

const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A' }
const ANY: PathwayInput['root'] = { badge: 'any' }
const limits = { badges: 10_000 }

const made = (root: PathwayInput['root'], more: Partial<PathwayInput> = {}) =>
  pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root, ...more })
const answer = (
  root: PathwayInput['root'],
  candidates: readonly unknown[],
  more: Partial<PathwayInput> = {},
): Evaluation => evaluate(made(root, more), candidates as readonly Candidate[], { ...OPTIONS, limits })
const many = (count: number, facts: (i: number) => Partial<BadgeFacts> = () => ({})): readonly Candidate[] =>
  Array.from({ length: count }, (_, i) =>
    candidateOf({ id: `urn:x:${i}`, achievement: `urn:a:${i}`, ...facts(i) }),
  )

/** A guard against work without end, not a measurement. */
function bounded<T>(work: () => T): T {
  const cpuTime = startCpuTime()
  const result = work()
  expect(cpuTime()).toBeLessThan(20_000_000)
  return result
}

describe('ten thousand badges', () => {
  const leaves = (count: number): { badge: 'any' }[] =>
    Array.from({ length: count }, () => ({ badge: 'any' }))

  const ROWS: readonly (readonly [
    string,
    PathwayInput['root'],
    (i: number) => Partial<BadgeFacts>,
    Partial<PathwayInput>,
    string,
  ])[] = [
    [
      'of ten thousand issuers, where one must have awarded all',
      { same: 'issuer', atLeast: 2, repeat: true, of: leaves(10) },
      (i) => ({ issuer: `urn:i:${i}` }),
      { issuers: 'any' },
      'unmet',
    ],
    [
      'in ten thousand languages, each counted once',
      { once: true, same: 'inLanguage', all: leaves(3) },
      (i) => ({ inLanguage: `x-${i}` }),
      {},
      'unknown',
    ],
    [
      'in two awards of each class, under a cap',
      {
        atLeast: 4000,
        of: ['1', '2'].map((version) => ({ badge: 'any' as const, group: version, version })),
        caps: [{ of: ['1'], badges: 10 }],
      },
      (i) => ({ achievement: `urn:a:${i >> 1}`, inAchievement: { version: String(1 + (i & 1)) } }),
      {},
      'unknown',
    ],
    [
      'fewer than are asked for, however they are placed',
      {
        atLeast: 6000,
        of: ['1', '2'].map((version) => ({ badge: 'any' as const, group: version, version })),
        caps: [{ of: ['1'], badges: 10 }],
      },
      (i) => ({ achievement: `urn:a:${i >> 1}`, inAchievement: { version: String(1 + (i & 1)) } }),
      {},
      'unmet',
    ],
    ['that a hundred nodes could count', { all: leaves(100) }, () => ({}), {}, 'met'],
  ]
  it.each(bySuite(ROWS.slice(2), ROWS))('%s', (_, root, facts, more, outcome) => {
    const candidates = many(10_000, facts)
    const found = bounded(() => answer(root, candidates, more))
    expect(found.outcome).toBe(outcome)
    if (outcome === 'unknown') expect(found.root.because).toBe('limit_exceeded')
  })

  it('that are copies or versions of one credential', () => {
    const description = 'x'.repeat(10_000)
    const count = bySuite(1000, 5000)
    const versions = many(count, (i) => ({ ...A, state: 'unknown', inAchievement: { description, v: i } }))
    const copies = many(count, () => ({ ...A, inAchievement: { description } }))
    expect(bounded(() => answer(ANY, versions)).open.length).toBe(count)
    expect(bounded(() => answer(ANY, copies)).outcome).toBe('met')
  })
})

it('compares at most a hundred identities of a badge, and leaves the badge open if it has more', () => {
  const identity = (i: number): JsonObject => ({
    type: 'IdentityObject',
    hashed: true,
    identityType: 'emailAddress',
    identityHash: `md5$${String(i).padStart(32, '0')}`,
  })
  const named = (count: number): Candidate =>
    candidateOf({
      ...A,
      holder: 'unknown',
      inSubject: { identifier: Array.from({ length: count }, (_, i) => identity(i)) },
    })
  const holder = { email: 'Ada@Example.org' }
  const outcomes = [100, 101, 20_000].map(
    (count) => bounded(() => evaluate(made(ANY), [named(count)], { ...OPTIONS, holder })).outcome,
  )
  expect(outcomes).toEqual(['unmet', 'unknown', 'unknown'])
})

describe('the input of a badge whose verification is open', () => {
  const open = reportOf(credentialOf(A), { status: 'unknown' })
  const deep = JSON.parse(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`) as JsonObject
  it.each<readonly [string, unknown]>([
    ['bytes of an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
    ['a token', 'a.b.c'],
    ['a document too deep to read', { ...credentialOf(A), deep }],
    [
      'an object that throws',
      {
        get credentialSubject() {
          throw new Error('no')
        },
      },
    ],
    ['a list', [credentialOf(A)]],
    ['nothing', undefined],
  ])('is not read from %s, so that nothing is certainly unmet', (_, input) => {
    // Twice, because copies of one credential are compared.
    const found = answer(ANY, [
      { report: open, input },
      { report: open, input },
    ])
    expect([found.outcome, found.unused[0]?.because]).toEqual(['unknown', 'unreadable'])
  })

  it('is read once for all badges in it', () => {
    const embedded = Array.from({ length: 200 }, (_, i) => ({
      role: 'credential',
      pointer: `/verifiableCredential/${i}`,
      report: open,
    }))
    let read = 0
    const input = {
      get verifiableCredential() {
        read++
        return embedded.map((_, i) => credentialOf({ ...A, id: `urn:x:${i}` }))
      },
    }
    const found = answer(ANY, [{ report: { ...open, kind: 'presentation', embedded }, input }])
    expect([found.outcome, found.open.length, read]).toEqual(['unknown', 200, 1])
  })
})

describe('a report that lacks a part', () => {
  const { check: _, ...trimmed } = reportOf(credentialOf(A))
  const PROVEN = [{ id: 'proof', outcome: 'pass' }]
  it.each<readonly [string, unknown]>([
    ['the rows', { verified: true }],
    ['the rows by name', trimmed],
    ['a row', { ...reportOf(credentialOf(A)), verified: false, checks: [null] }],
    ['whether it is verified', { ...reportOf(credentialOf(A)), verified: 'true' }],
    [
      'the report of a badge in it',
      { ...reportOf(credentialOf(A)), embedded: [{ role: 'credential', pointer: '/a' }] },
    ],
  ])('is refused without %s', (_, report) => {
    for (const candidate of [report, { report }])
      expect(() => answer(ANY, [candidate])).toThrow(expect.objectContaining({ code: 'report_unverified' }))
  })

  it.each<readonly [string, object, Evaluation['outcome']]>([
    ['its row for trust', { verified: true, checks: PROVEN, credential: credentialOf(A) }, 'unknown'],
    ['its rows for the proof', { verified: false, checks: [{ id: 'proof', outcome: 'fail' }] }, 'unmet'],
    ['its credential', { verified: true, checks: PROVEN, credential: null }, 'unmet'],
  ])('counts nothing without %s', (_, members, outcome) => {
    const report = { kind: 'open-badge', checks: [], check: {}, ...members }
    const root: PathwayInput['root'] = { badge: 'any', issuers: 'trusted' }
    expect(answer(root, [{ report, input: credentialOf(A) }]).outcome).toBe(outcome)
  })

  it.each<readonly [CheckOutcome, Evaluation['outcome']]>([
    ['pass', 'met'],
    ['fail', 'unmet'],
    ['unknown', 'unknown'],
    ['skipped', 'unknown'],
  ])('with %s in its row for trust is %s, if only trusted issuers count', (trust, outcome) => {
    const input = credentialOf(A)
    const report = reportOf(input, { trust })
    const { outcome: found, unused, open } = answer({ badge: 'any', issuers: 'trusted' }, [{ report, input }])
    expect(found).toBe(outcome)
    expect(open).toHaveLength(outcome === 'unknown' ? 1 : 0)
    if (trust === 'skipped') expect(unused.map(({ because }) => because)).toEqual(['trust_unknown'])
  })

  it('but spread, or read from JSON, counts as it did', () => {
    const report = reportOf(credentialOf(A))
    expect(answer(ANY, [{ ...report }]).outcome).toBe('met')
    expect(answer(ANY, [JSON.parse(JSON.stringify(report))]).outcome).toBe('met')
  })
})

describe('a badge of which its holder shows only a part', () => {
  const scale = { id: 'urn:r', type: ['ResultDescription'], allowedValue: ['5', '4', '3', '2', '1'] }
  const result = { type: ['Result'], resultDescription: 'urn:r', value: '4', status: 'Completed' }
  const { status: _, ...NO_STATUS } = result
  const shown = (facts: Partial<BadgeFacts>): Candidate =>
    ({ ...candidateOf({ ...A, ...facts }), selection: true }) as Candidate
  const credits = (more: object = {}): PathwayInput['root'] =>
    ({ credits: 30, unit: 'ECTS', of: [{ badge: 'urn:a:A' }], ...more }) as PathwayInput['root']
  const UNITS = { units: { [UNI]: 'ECTS' } }

  // Without what is left out, each would count as more than it is.
  it.each<readonly [string, PathwayInput['root'], Partial<BadgeFacts>, Partial<PathwayInput>]>([
    ['when it was awarded, before a refresh', { badge: 'urn:a:A', within: 'P1Y' }, {}, {}],
    ['the scale of its result', { badge: 'urn:a:A', result: { min: '2' } }, { inSubject: { result } }, {}],
    [
      'the status of its result',
      { badge: 'urn:a:A', result: { min: '3' } },
      { inSubject: { result: { ...result, value: '2' } }, inAchievement: { resultDescription: scale } },
      {},
    ],
    [
      'the status of a result that gives a skill',
      { skill: 'urn:s:1' },
      { inSubject: { result: { ...NO_STATUS, alignment: [{ targetUrl: 'urn:s:1' }] } } },
      {},
    ],
    ['the unit of its credits', credits(), { credits: 300 }, UNITS],
    [
      'how many credits were earned',
      credits({ creditsFrom: 'creditsAvailable' }),
      { inAchievement: { creditsAvailable: 30 }, unit: 'ECTS' },
      {},
    ],
    [
      'the code by which it is excluded',
      { badge: 'any', exclude: [{ issuer: UNI, humanCode: 'X1' }] },
      { inAchievement: { achievementType: 'Badge' } },
      {},
    ],
    ['that it is a waiver', ANY, {}, {}],
  ])('is open if this may be what it leaves out: %s', (_, root, facts, more) => {
    const found = answer(root, [shown(facts)], more)
    expect([found.outcome, found.unused[0]?.because, found.open.length]).toEqual([
      'unknown',
      'parts_withheld',
      1,
    ])
    expect(answer(root, [candidateOf({ ...A, ...facts })], more).outcome).toBe('met')
  })

  it('counts if all is there that the pathway reads', () => {
    const whole = { credits: 30, unit: 'ECTS', inCredential: { awardedDate: '2025-12-01T00:00:00Z' } }
    expect(answer({ badge: 'urn:a:A', within: 'P1Y' }, [shown(whole)]).outcome).toBe('met')
    expect(answer(credits(), [shown(whole)]).outcome).toBe('met')
    expect(answer({ badge: 'urn:a:A' }, [shown({})]).outcome).toBe('met')
  })
})

describe('pathway refuses, with a code,', () => {
  const throwing = (list: unknown[]): unknown =>
    Object.defineProperty(list, 0, {
      get() {
        throw new Error('no')
      },
    })
  const proxy = new Proxy([1], {
    get() {
      throw new Error('no')
    },
  })
  const group = { badge: 'any', group: 'a' }
  it.each<readonly [string, object, string]>([
    ['a list that throws', { root: { all: throwing([1]) } }, '/root/all'],
    ['issuers that throw', { issuers: throwing(['a:b']) }, '/issuers'],
    ['a list that is a trap', { root: { all: proxy } }, '/root/all'],
    ['a list of a hundred million holes', { issuers: new Array(1e8) }, '/issuers'],
    ['10,001 achievements of one node', { root: { badge: new Array(10_001).fill('a:b') } }, '/root/badge'],
    [
      '101 caps of one node',
      {
        root: {
          atLeast: 1,
          of: [group],
          caps: Array.from({ length: 101 }, () => ({ of: ['a'], badges: 1 })),
        },
      },
      '/root/caps',
    ],
  ])('%s', (_, members, pointer) => {
    const input = { id: 'urn:p', name: 'P', issuers: [UNI], root: { badge: 'a:b' }, ...members }
    let error: unknown
    try {
      bounded(() => pathway(input as unknown as PathwayInput))
    } catch (cause) {
      error = cause
    }
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    expect(error.details.issues.map((issue) => issue.pointer)).toEqual([pointer])
  })

  it('nothing of a chain of ten thousand equal achievements', () => {
    const sameAs = Array.from({ length: 10_000 }, (_, i) => [`urn:s:${i + 1}`, `urn:s:0`])
    const badge = { ...A, achievement: 'urn:s:0' }
    expect(bounded(() => answer({ badge: 'urn:s:10000' }, [candidateOf(badge)], { sameAs })).outcome).toBe(
      'met',
    )
  })
})
