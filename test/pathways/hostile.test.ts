/** What a forger sends, and what it comes to: nothing counts that should not. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import {
  type Candidate,
  type Evaluation,
  evaluate,
  type PathwayInput,
  pathway,
  waiverId,
} from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { startCpuTime } from '../cpu-time.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, credentialOf, HOLDER, reportOf, UNI } from './reports.js'

const MALLORY = 'did:web:mallory.example'
const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A' }
const B: BadgeFacts = { id: 'urn:x:2', achievement: 'urn:a:B' }

const made = (root: PathwayInput['root'], more: Partial<PathwayInput> = {}) =>
  pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root, ...more })

const answer = (
  root: PathwayInput['root'],
  candidates: readonly Candidate[],
  more: Partial<PathwayInput> = {},
): Evaluation => evaluate(made(root, more), candidates, OPTIONS)

const reasonsOf = ({ unused }: Evaluation): readonly string[] => unused.map(({ because }) => because)

/** Two badges are wanted; the forger has one that counts. */
const TWO: PathwayInput['root'] = { all: [{ badge: 'urn:a:A' }, { badge: 'urn:a:B' }] }
const AWARDS: PathwayInput['root'] = { atLeast: 2, repeat: true, of: [{ badge: 'any' }] }

const older = { ...A, awarded: '2025-01-01T00:00:00Z' }
const withdrawn = (badge: BadgeFacts): Candidate => ({
  report: reportOf(credentialOf(badge), { status: 'fail' }),
  input: credentialOf(badge),
})

describe('a badge does not count', () => {
  it.each<
    readonly [string, PathwayInput['root'], readonly Candidate[], Evaluation['outcome'], readonly string[]]
  >([
    [
      'that was awarded to somebody else',
      TWO,
      [candidateOf(A), candidateOf({ ...B, holder: 'mismatch' })],
      'unmet',
      ['other_person'],
    ],
    [
      'that names nobody, but it stays open',
      TWO,
      [candidateOf(A), candidateOf({ ...B, holder: 'unknown' })],
      'unknown',
      ['person_unknown'],
    ],
    [
      'of the example method, whoever it names',
      TWO,
      [candidateOf(A), candidateOf({ ...B, inSubject: { id: 'did:example:me' } })],
      'unknown',
      ['person_unknown'],
    ],
    [
      'that was not verified',
      TWO,
      [candidateOf(A), candidateOf({ ...B, state: 'failed' })],
      'unmet',
      ['withdrawn'],
    ],
    [
      'whose proof failed',
      TWO,
      [
        candidateOf(A),
        { report: reportOf(credentialOf(B), { proof: 'fail', status: 'skipped' }), input: credentialOf(B) },
      ],
      'unmet',
      ['not_verified'],
    ],
    [
      'of which an older report is kept, since it was revoked',
      TWO,
      [candidateOf(A), candidateOf(B), withdrawn(B)],
      'unmet',
      ['withdrawn', 'withdrawn'],
    ],
    [
      'of another issuer who writes the same achievement id',
      TWO,
      [candidateOf(A), candidateOf({ ...B, issuer: MALLORY })],
      'unmet',
      ['foreign_issuer'],
    ],
    ['twice under two names of its file', AWARDS, [candidateOf(A), candidateOf(A)], 'unmet', ['duplicate']],
    ['twice in two versions', AWARDS, [candidateOf(A), candidateOf(older)], 'unmet', ['superseded']],
    [
      'twice, verified and open',
      AWARDS,
      [candidateOf(A), candidateOf({ ...A, state: 'unknown' })],
      'unmet',
      ['duplicate'],
    ],
    [
      'for two requirements where each counts once',
      { all: [{ badge: 'urn:a:A' }, { badge: 'any' }], once: true },
      [candidateOf(A)],
      'unmet',
      [],
    ],
    [
      'twice because it was awarded twice',
      { all: [{ badge: 'urn:a:A' }, { badge: 'any' }], once: true },
      [candidateOf(A), candidateOf({ ...A, id: 'urn:x:9' })],
      'unmet',
      ['not_needed'],
    ],
    [
      'whose report has no credential to read, but it stays open',
      TWO,
      [candidateOf(A), { report: reportOf(credentialOf(B), { status: 'unknown' }) }],
      'unknown',
      ['unreadable'],
    ],
    [
      'that is an endorsement',
      TWO,
      [candidateOf(A), { ...reportOf(credentialOf(B)), kind: 'endorsement' } as Candidate],
      'unmet',
      ['not_a_badge'],
    ],
    [
      'that is related to the right one in its own words',
      TWO,
      [
        candidateOf(A),
        candidateOf({ ...B, achievement: 'urn:a:X', inAchievement: { related: [{ id: 'urn:a:B' }] } }),
      ],
      'unmet',
      ['not_needed'],
    ],
    [
      'that has several subjects',
      TWO,
      [candidateOf(A), { ...reportOf({ ...credentialOf(B), credentialSubject: [{}, {}] }) } as Candidate],
      'unmet',
      ['not_a_badge'],
    ],
    [
      'that calls itself __proto__',
      { all: [{ badge: 'urn:a:P' }, { badge: 'urn:a:B' }] },
      [candidateOf(B), candidateOf({ ...A, achievement: '__proto__' })],
      'unmet',
      ['not_needed'],
    ],
    [
      'with credits of 1e400',
      { credits: 1, unit: 'ECTS', of: [{ badge: 'any' }] },
      [candidateOf({ ...A, credits: 1e308 * 10, unit: 'ECTS' })],
      'unmet',
      ['not_needed'],
    ],
    [
      'with negative credits, and it takes none away',
      { credits: 1, unit: 'ECTS', of: [{ badge: 'any' }] },
      [candidateOf({ ...A, credits: -5, unit: 'ECTS' }), candidateOf({ ...B, credits: 0.5, unit: 'ECTS' })],
      'unmet',
      ['not_needed'],
    ],
    [
      'with a unit of its own that has the name of a prototype',
      { credits: 1, unit: 'ECTS', of: [{ badge: 'any' }] },
      [candidateOf({ ...A, credits: 5, unit: '__proto__' })],
      'unmet',
      ['unit_unknown'],
    ],
  ])('%s', (_, root, candidates, outcome, reasons) => {
    const found = answer(root, candidates)
    expect(found.outcome).toBe(outcome)
    expect(reasonsOf(found)).toEqual(reasons)
  })

  it('that somebody else evaluates as his own by a list of many addresses', () => {
    const holder = {
      email: ['eve@example.org', 'mallory@example.org'],
      identifiers: [{ type: 'studentId', value: '1' }],
    }
    const found = evaluate(made(TWO), [candidateOf(A), candidateOf(B)], { ...OPTIONS, holder })
    expect(found.outcome).toBe('unknown')
    expect(reasonsOf(found)).toEqual(['person_unknown', 'person_unknown'])
  })

  it('that was verified too long ago, and stays open', () => {
    const found = evaluate(made(TWO), [candidateOf(A), candidateOf(B)], {
      ...OPTIONS,
      at: new Date('2026-01-02T00:00:00Z'),
      maxAge: 3600,
    })
    expect([found.outcome, ...reasonsOf(found)]).toEqual(['unknown', 'report_too_old', 'report_too_old'])
  })
})

describe('a waiver', () => {
  const root: PathwayInput['root'] = { all: [{ badge: 'urn:a:A' }, { id: 'maths', badge: 'urn:a:B' }] }
  const waiver = (issuer: string, type = 'ext:Waiver'): Candidate =>
    candidateOf({
      id: 'urn:x:w',
      achievement: waiverId({ id: 'urn:p' }, 'maths'),
      issuer,
      inAchievement: { achievementType: type },
    })

  it('by an issuer who may waive counts, and its badge is a part', () => {
    const found = answer(root, [candidateOf(A), waiver(UNI)], { waivers: [UNI] })
    expect([found.outcome, found.parts.length, found.root.children![1]!.because]).toEqual([
      'met',
      2,
      'waived',
    ])
  })

  it.each([
    ['by anybody else', waiver(MALLORY)],
    ['of another type', waiver(UNI, 'Certificate')],
    [
      'for another person',
      candidateOf({
        id: 'urn:x:w',
        achievement: 'urn:p#maths',
        holder: 'mismatch',
        inAchievement: { achievementType: 'ext:Waiver' },
      }),
    ],
  ])('%s does not count', (_, candidate) => {
    expect(answer(root, [candidateOf(A), candidate], { waivers: [UNI] }).outcome).toBe('unmet')
  })

  it('is no badge for a requirement that any badge meets', () => {
    expect(answer({ badge: 'any' }, [waiver(UNI)], { waivers: [UNI] }).outcome).toBe('unmet')
  })
})

/** Fault → what the pathway is. */
const wrong = (root: unknown, more: object = {}): unknown => ({
  id: 'urn:p',
  name: 'P',
  issuers: [UNI],
  root,
  ...more,
})
const nested = (depth: number): unknown => (depth === 0 ? { badge: 'urn:a:A' } : { all: [nested(depth - 1)] })
const leaf = { badge: 'urn:a:A' }

function issuesOf(input: unknown): readonly (readonly [string, string])[] {
  try {
    pathway(input as PathwayInput)
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid'))
      return error.details.issues.map(({ code, pointer }) => [code, pointer])
    throw error
  }
  return []
}

describe('pathway refuses', () => {
  it.each<readonly [string, unknown, readonly (readonly [string, string])[]]>([
    ['what is no object', 7, [['wrong_type', '']]],
    ['an empty list, which everybody would meet', wrong({ all: [] }), [['empty_list', '/root/all']]],
    ['a leaf without issuers', { id: 'urn:p', name: 'P', root: leaf }, [['no_issuers', '/root']]],
    [
      'a number above the number of nodes',
      wrong({ atLeast: 2, of: [leaf] }),
      [['unreachable', '/root/atLeast']],
    ],
    [
      'NaN credits',
      wrong({ credits: Number.NaN, unit: 'ECTS', of: [leaf] }),
      [['out_of_range', '/root/credits']],
    ],
    [
      'credits of 1e400',
      wrong({ credits: 1e308 * 10, unit: 'ECTS', of: [leaf] }),
      [['out_of_range', '/root/credits']],
    ],
    [
      'credits of nothing',
      wrong({ credits: 0, unit: 'ECTS', of: [leaf] }),
      [['out_of_range', '/root/credits']],
    ],
    [
      'credits finer than thousandths',
      wrong({ credits: 0.1234, unit: 'ECTS', of: [leaf] }),
      [['out_of_range', '/root/credits']],
    ],
    ['an unknown member', wrong({ badge: 'urn:a:A', atleast: 1 }), [['unknown_member', '/root/atleast']]],
    [
      'a member called __proto__',
      JSON.parse('{"id":"urn:p","name":"P","issuers":"any","root":{"badge":"a:b","__proto__":{}}}'),
      [['unknown_member', '/root/__proto__']],
    ],
    ['a node of two kinds', wrong({ all: [leaf], any: [leaf] }), [['wrong_type', '/root']]],
    [
      'an id that stands twice',
      wrong({
        all: [
          { ...leaf, id: 'n' },
          { badge: 'urn:a:B', id: 'n' },
        ],
      }),
      [
        ['duplicate', '/root'],
        ['duplicate_id', '/root/all/1/id'],
      ],
    ],
    [
      'a node that stands in a list twice',
      wrong({ atLeast: 2, of: [{ ...leaf, id: 'n' }, { ref: 'n' }] }),
      [['duplicate', '/root']],
    ],
    ...(
      [
        ['the same badge twice', [leaf, leaf]],
        ['the same badge under another name', [leaf, { ...leaf, name: 'again' }, { badge: 'urn:a:B' }]],
        [
          'the same badges in another order',
          [{ badge: ['urn:a:A', 'urn:a:B'] }, { badge: ['urn:a:B', 'urn:a:A'] }],
        ],
        ['any badge twice', [{ badge: 'any' }, { badge: 'any' }]],
        ['the same skill twice', [{ skill: 'urn:s' }, { skill: ['urn:s'] }]],
        [
          'the same list twice',
          [{ any: [leaf, { badge: 'urn:a:B' }] }, { any: [{ badge: 'urn:a:B' }, leaf] }],
        ],
      ] as const
    ).flatMap(([name, of]): [string, unknown, [string, string][]][] => [
      [`${name}, each of which would count`, wrong({ atLeast: 2, of } as never), [['duplicate', '/root']]],
      [
        `${name}, with points for each`,
        wrong({ points: 2, of: of.map((node) => ({ ...node, worth: 1 })) } as never),
        [['duplicate', '/root']],
      ],
    ]),
    [
      'two names of the same badge',
      wrong(
        { atLeast: 2, of: [{ badge: 'urn:a:A' }, { badge: 'urn:a:B' }] },
        { sameAs: [['urn:a:A', 'urn:a:B']] },
      ),
      [['duplicate', '/root']],
    ],
    [
      'a reference to nothing',
      wrong({ all: [leaf, { ref: 'x' }] }),
      [['unknown_reference', '/root/all/1/ref']],
    ],
    ['a cycle', wrong({ id: 'r', all: [{ id: 'n', any: [leaf, { ref: 'r' }] }] }), [['cycle', '/root']]],
    ['17 levels', wrong(nested(16)), [['limit', `/root${'/all/0'.repeat(16)}`]]],
    [
      'a million levels',
      wrong(Array.from({ length: 1e6 }).reduce((below) => ({ all: [below] }), leaf as unknown)),
      [['limit', `/root${'/all/0'.repeat(16)}`]],
    ],
    ['1,001 nodes', wrong({ any: Array.from({ length: 1000 }, () => leaf) }), [['limit', '/root/any/999']]],
    ['a duration that is none', wrong({ badge: 'urn:a:A', within: 'P' }), [['wrong_type', '/root/within']]],
    [
      'caps that overlap in part',
      wrong({
        atLeast: 1,
        of: [
          { ...leaf, group: 'a' },
          { ...leaf, group: 'b' },
          { ...leaf, group: 'c' },
        ],
        caps: [
          { of: ['a', 'b'], badges: 1 },
          { of: ['b', 'c'], badges: 1 },
        ],
      }),
      [['out_of_range', '/root/caps/1']],
    ],
    [
      'awards and achievements in one scope',
      wrong({ once: true, all: [leaf, { atLeast: 1, repeat: true, of: [leaf] }] }),
      [['misplaced', '/root']],
    ],
    [
      'a reference out of a node with same',
      wrong({
        all: [
          { id: 'n', ...leaf },
          { same: 'issuer', any: [{ ref: 'n' }] },
        ],
      }),
      [['misplaced', '/root/all/1/any/0/ref']],
    ],
    [
      'two rates for one pair',
      wrong(leaf, {
        rates: [
          { from: 'a', to: 'b', rate: 2 },
          { from: 'a', to: 'b', rate: 3 },
        ],
      }),
      [['duplicate', '/rates/1']],
    ],
    ['points without worth', wrong({ points: 1, of: [leaf] }), [['missing', '/root/of/0/worth']]],
    [
      'an accessor that throws',
      wrong({
        get badge() {
          throw new Error('no')
        },
      }),
      [['wrong_type', '/root']],
    ],
    [
      'several faults at once',
      { id: 'no uri', root: { credits: -1, of: [{ badge: 7 }], once: 'yes' } },
      [
        ['wrong_type', '/id'],
        ['out_of_range', '/root/credits'],
        ['wrong_type', '/root/of/0/badge'],
        ['wrong_type', '/root/once'],
        ['missing', '/root/unit'],
        ['missing', '/name'],
      ],
    ],
  ])('%s', (_, input, issues) => {
    expect([...issuesOf(input)].sort()).toEqual([...issues].sort())
  })
})

describe('the limits', () => {
  // A partition of many numbers whose sum is exactly what is needed: no bound helps.
  const hard: PathwayInput['root'] = {
    once: true,
    all: [
      { credits: 500.001, unit: 'ECTS', of: [{ badge: 'any' }] },
      { credits: 499.999, unit: 'ECTS', of: [{ badge: 'any' }] },
    ],
  }
  const badges = Array.from({ length: 40 }, (_, i) =>
    candidateOf({
      id: `urn:x:${i}`,
      achievement: `urn:a:${i}`,
      credits: i < 39 ? 2 * (i + 6) : 1000 - 39 * 50,
      unit: 'ECTS',
    }),
  )

  it('make what is not decided unknown, never unmet', () => {
    const sum = Array.from({ length: 39 }, (_, i) => 2 * (i + 6)).reduce((one, other) => one + other, 0)
    expect(sum).toBeGreaterThan(1000)
    const even: PathwayInput['root'] = {
      once: true,
      all: [1, 2].map(() => ({
        credits: sum / 2,
        unit: 'ECTS',
        of: [{ badge: 'any' as const, exclude: ['urn:a:39'] }],
      })),
    }
    const odd: PathwayInput['root'] = {
      once: true,
      all: [
        { credits: sum / 2 + 1, unit: 'ECTS', of: [{ badge: 'any', exclude: ['urn:a:39'] }] },
        { credits: sum / 2 - 1, unit: 'ECTS', of: [{ badge: 'any', exclude: ['urn:a:39'] }] },
      ],
    }
    for (const root of [even, odd, hard]) {
      const found = evaluate(made(root), badges, { ...OPTIONS, limits: { steps: 20 } })
      expect(['met', 'unknown']).toContain(found.outcome)
      expect(found.steps).toBeLessThanOrEqual(20)
      if (found.outcome === 'unknown') expect(found.root.because).toBe('limit_exceeded')
    }
  })

  it('end a search that would take for ever', () => {
    const cpuTime = startCpuTime()
    const values = Array.from({ length: 60 }, (_, i) => 1000 + 2 * ((i * 7919) % 997))
    const many = values.map((credits, i) =>
      candidateOf({ id: `urn:x:${i}`, achievement: `urn:a:${i}`, credits, unit: 'ECTS' }),
    )
    const total = values.reduce((one, other) => one + other, 0)
    const odd = total / 2 + ((total / 2) % 2) + 1
    const root: PathwayInput['root'] = {
      once: true,
      all: [
        { credits: odd, unit: 'ECTS', of: [{ badge: 'any' }] },
        { credits: total - odd, unit: 'ECTS', of: [{ badge: 'any' }] },
      ],
    }
    const steps = bySuite(20_000, 200_000)
    const found = evaluate(made(root), many, { ...OPTIONS, ...bySuite({ limits: { steps } }, {}) })
    expect(found.outcome).not.toBe('met')
    expect(found.steps).toBeLessThanOrEqual(steps)
    // A guard against a search without end, not a measurement.
    expect(cpuTime()).toBeLessThan(60_000_000)
  })

  it('refuse more badges than they allow', () => {
    expect(() =>
      evaluate(made(leaf), [candidateOf(A), candidateOf(B)], { ...OPTIONS, limits: { badges: 1 } }),
    ).toThrow(expect.objectContaining({ code: 'limit_exceeded' }))
  })
})

describe('evaluate refuses', () => {
  it.each<readonly [string, object]>([
    ['nobody as the holder', { holder: {} }],
    ['an unknown name of the holder', { holder: { mail: 'a@b.example' } }],
    ['an example as the holder', { holder: { id: 'did:example:me' } }],
    ['an unknown option', { now: new Date() }],
    ['a date that is none', { at: new Date('x') }],
    ['an unknown limit', { limits: { step: 1 } }],
  ])('%s', (_, options) => {
    expect(() => evaluate(made(leaf), [], { ...OPTIONS, ...options })).toThrow(TypeError)
  })

  it('a pathway that was changed after it was checked', () => {
    expect(() => evaluate({ ...made(leaf), root: { all: [] } }, [], OPTIONS)).toThrow(
      expect.objectContaining({ code: 'model_invalid' }),
    )
    expect(Object.isFrozen(made({ all: [leaf] }).root)).toBe(true)
  })
})

it('tells a weaker pathway of the same id apart by nothing but its content, and names the id in the answer', () => {
  expect(answer(leaf, [candidateOf(A)]).pathway).toBe('urn:p')
  expect(HOLDER).toMatch(/^did:key:/)
})

describe('a badge that its issuer corrected, with the same start', () => {
  const signed = (credits: number, created: string): Candidate =>
    candidateOf({ ...A, credits, unit: 'ECTS', inCredential: { proof: [{ created }] } })

  it.each([
    ['met', 1, 5],
    ['unmet', 5, 1],
  ])('is %s by the version that was signed later', (outcome, before, after) => {
    const root: PathwayInput['root'] = { credits: 5, unit: 'ECTS', of: [{ badge: 'urn:a:A' }] }
    const versions = [signed(before, '2026-02-01T00:00:00Z'), signed(after, '2026-02-02T00:00:00Z')]
    for (const candidates of [versions, [...versions].reverse()])
      expect(answer(root, candidates).outcome).toBe(outcome)
  })
})
