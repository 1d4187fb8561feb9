/** The holder of a badge can change the order of its arrays where the signature does not cover it. This changes no answer. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { issue, issueJwt, signerFromSeed, verify } from '../../src/index.js'
import {
  type Candidate,
  type Evaluation,
  evaluate,
  type PathwayInput,
  pathway,
} from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { startCpuTime } from '../cpu-time.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, credentialOf, HOLDER, UNI } from './reports.js'

interface Achievement {
  readonly otherIdentifier: unknown[]
  readonly resultDescription: readonly [
    { readonly allowedValue: unknown[]; readonly rubricCriterionLevel: unknown[] },
  ]
}
const achievementOf = (credential: object) =>
  (credential as { credentialSubject: { achievement: Achievement } }).credentialSubject.achievement

const signer = await signerFromSeed(new Uint8Array(32).fill(7))

const evaluated = (
  root: PathwayInput['root'],
  candidates: readonly Candidate[],
  issuer = UNI,
  limits = {},
): Evaluation =>
  evaluate(pathway({ id: 'urn:p', name: 'P', issuers: [issuer], root }), candidates, { ...OPTIONS, limits })

const answerOf = (...given: Parameters<typeof evaluated>): readonly unknown[] => {
  const { outcome, unused } = evaluated(...given)
  return [outcome, ...unused.map(({ because }) => because)]
}

/** Signs a badge, and evaluates it as it was signed and with one array in the other order. */
async function inBothOrders(
  facts: Partial<BadgeFacts>,
  root: PathwayInput['root'],
  array: (achievement: Achievement) => unknown[],
  options: object = {},
): Promise<readonly unknown[]> {
  const badge = credentialOf({ id: 'urn:x:1', achievement: 'urn:a:A', issuer: signer.controller, ...facts })
  const { achievement } = badge['credentialSubject'] as { achievement: JsonObject }
  const whole = { description: 'd', criteria: { narrative: 'c' }, ...achievement }
  const signed = await issue(
    {
      ...badge,
      credentialSubject: { ...(badge['credentialSubject'] as JsonObject), achievement: whole },
    } as never,
    { signer, ...options },
  )
  const other = structuredClone(signed)
  array(achievementOf(other)).reverse()
  const answers = []
  for (const each of [signed, other]) {
    const report = await verify(JSON.stringify(each), { issuers: [signer.controller] })
    answers.push(report.verified ? answerOf(root, [report], signer.controller) : 'not verified')
  }
  return answers
}

const scaled = (description: object, result: object): Partial<BadgeFacts> => ({
  inAchievement: {
    resultDescription: [
      { id: 'urn:r', type: ['ResultDescription'], name: 'r', resultType: 'Result', ...description },
    ],
  },
  inSubject: { result: [{ type: ['Result'], resultDescription: 'urn:r', ...result }] },
})
const LEVELS = ['Fail', 'Good', 'Best']
/** Points of each level, or none. */
const rubric = (points: readonly (string | undefined)[]) => ({
  rubricCriterionLevel: LEVELS.map((level, i) => ({
    id: `urn:l:${level}`,
    type: ['RubricCriterionLevel'],
    name: level,
    level,
    ...(points[i] === undefined ? {} : { points: points[i] }),
  })),
})
const levelsOf = (achievement: Achievement) => achievement.resultDescription[0].rubricCriterionLevel
const valuesOf = (achievement: Achievement) => achievement.resultDescription[0].allowedValue
const atLeast = (min: string): PathwayInput['root'] => ({ badge: 'urn:a:A', result: { min } })

describe('the order of rubric levels, which the signature of a graph does not cover', () => {
  it.each<readonly [string, readonly (string | undefined)[], string, string, readonly unknown[]]>([
    ['leaves a lower level open', [], 'Fail', 'Good', ['unknown', 'order_unsigned']],
    ['leaves a higher level open', [], 'Best', 'Good', ['unknown', 'order_unsigned']],
    ['is not needed for the level itself', [], 'Good', 'Good', ['met']],
    ['is not needed with points for a higher level', ['0', '5', '10'], 'Best', 'Good', ['met']],
    [
      'is not needed with points for a lower level',
      ['0', '5', '10'],
      'Fail',
      'Good',
      ['unmet', 'result_too_low'],
    ],
    ['is needed with equal points', ['5', '5', '5'], 'Fail', 'Good', ['unknown', 'order_unsigned']],
    [
      'is needed with points of some levels',
      [undefined, '5', '10'],
      'Fail',
      'Good',
      ['unknown', 'order_unsigned'],
    ],
    [
      'is needed with points that are no numbers',
      ['a', 'b', 'c'],
      'Fail',
      'Good',
      ['unknown', 'order_unsigned'],
    ],
  ])('%s', async (_, points, achieved, min, answer) => {
    const facts = scaled(rubric(points), { achievedLevel: `urn:l:${achieved}` })
    expect(await inBothOrders(facts, atLeast(min), levelsOf)).toEqual([answer, answer])
  })

  it('counts if the text is signed, by eddsa-jcs-2022 or as a token', async () => {
    const facts = scaled(rubric([]), { achievedLevel: 'urn:l:Best' })
    const jcs = { cryptosuite: 'eddsa-jcs-2022' }
    expect(await inBothOrders(facts, atLeast('Good'), levelsOf, jcs)).toEqual([['met'], 'not verified'])
    const { inAchievement, ...rest } = facts
    const token = await issueJwt(
      credentialOf({
        id: 'urn:x:1',
        achievement: 'urn:a:A',
        issuer: signer.controller,
        inAchievement: { description: 'd', criteria: { narrative: 'c' }, ...inAchievement },
        ...rest,
      }) as never,
      { signer },
    )
    const report = await verify(token, { issuers: [signer.controller] })
    expect(answerOf(atLeast('Good'), [report as Candidate], signer.controller)).toEqual(['met'])
  })

  it('decides nothing for another requirement of the same badge', () => {
    const badge = candidateOf({
      id: 'urn:x:1',
      achievement: 'urn:a:A',
      inCredential: RDFC,
      ...scaled(rubric([]), { achievedLevel: 'urn:l:Fail' }),
    })
    const { root } = evaluated({ all: [{ badge: 'urn:a:A' }, atLeast('Good')] } as PathwayInput['root'], [
      badge,
    ])
    expect([root.outcome, ...root.children!.map(({ outcome }) => outcome)]).toEqual([
      'unknown',
      'met',
      'unknown',
    ])
  })
})

describe('the order of allowed values', () => {
  const grade = (value: string) => scaled({ allowedValue: ['C', 'B', 'A'] }, { value })
  it('is signed with the contexts that define a list', async () => {
    expect(await inBothOrders(grade('A'), atLeast('B'), valuesOf)).toEqual([['met'], 'not verified'])
    expect(await inBothOrders(grade('C'), atLeast('B'), valuesOf)).toEqual([
      ['unmet', 'result_too_low'],
      'not verified',
    ])
  })

  it.each<readonly [string, readonly unknown[]]>([
    ['C', ['unknown', 'order_unsigned']],
    ['A', ['unknown', 'order_unsigned']],
    ['B', ['met']],
    ['X', ['unmet', 'result_too_low']],
  ])('is not signed with older contexts: %s', async (value, answer) => {
    const contexts = [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
    ]
    const inCredential = { '@context': contexts, ...RDFC }
    const badge = credentialOf({ id: 'urn:x:1', achievement: 'urn:a:A', ...grade(value), inCredential })
    const turned = structuredClone(badge)
    valuesOf(achievementOf(turned)).reverse()
    const report = candidateOf({ id: 'urn:x:1', achievement: 'urn:a:A' }) as object
    for (const credential of [badge, turned])
      expect(answerOf(atLeast('B'), [{ ...report, credential } as Candidate])).toEqual(answer)
  })
})

it('the order of other identifiers does not choose the achievement', async () => {
  const otherIdentifier = ['CS101', 'CS102'].map((identifier) => ({
    type: 'IdentifierEntry',
    identifier,
    identifierType: 'identifier',
  }))
  for (const [code, outcome] of [
    ['CS101', 'met'],
    ['CS102', 'unmet'],
  ] as const) {
    const root: PathwayInput['root'] = {
      any: [
        { badge: { issuer: signer.controller, otherIdentifier: code } },
        { all: [{ badge: { issuer: signer.controller, otherIdentifier: 'CS101' } }, { badge: 'urn:none' }] },
      ],
    }
    const answers = await inBothOrders({ inAchievement: { otherIdentifier } }, root, (a) => a.otherIdentifier)
    expect(answers.map((each) => (each as string[])[0])).toEqual([outcome, outcome])
  }
})

const RDFC: JsonObject = { proof: [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' }] }

it('no order of any array changes the answer', () => {
  const alignment = (i: number) => [{ type: ['Alignment'], targetName: 's', targetUrl: `urn:s:${i}` }]
  const facts: BadgeFacts = {
    id: 'urn:x:1',
    achievement: 'urn:a:A',
    inAchievement: {
      alignment: [...alignment(1), ...alignment(2)],
      otherIdentifier: ['c2', 'c1', 'c3'].map((identifier) => ({ identifier })),
      resultDescription: [
        { id: 'urn:r1', resultType: 'Result', ...rubric([]) },
        { id: 'urn:r2', resultType: 'Percent' },
        { id: 'urn:r3', resultType: 'Result', ...rubric(['1', '2', '3']) },
        { id: 'urn:r2', resultType: 'RawScore', allowedValue: ['7', '8'] },
      ],
    },
    inSubject: {
      id: HOLDER,
      identifier: ['a', 'b'].map((identityHash) => ({
        identityHash,
        identityType: 'emailAddress',
        hashed: false,
      })),
      result: [
        {
          resultDescription: 'urn:r1',
          achievedLevel: 'urn:l:Good',
          status: 'Completed',
          alignment: alignment(3),
        },
        { resultDescription: 'urn:r2', value: '80' },
        {
          resultDescription: 'urn:r3',
          achievedLevel: 'urn:l:Best',
          status: 'Failed',
          alignment: alignment(4),
        },
        { resultDescription: 'urn:r4', value: '8' },
      ],
    },
    inCredential: RDFC,
  }
  const leaves: PathwayInput['root'][] = [
    ...['Fail', 'Good', 'Best', 'urn:l:Best', '7', '90', 'x'].map(atLeast),
    ...['RawScore', 'Percent', 'Result'].map(
      (type) => ({ badge: 'urn:a:A', result: { min: 8, type } }) as const,
    ),
    ...[1, 2, 3, 4].map((i) => ({ skill: `urn:s:${i}` })),
    ...['c1', 'c2', 'c3'].map((otherIdentifier) => ({ badge: { issuer: UNI, otherIdentifier } })),
  ]
  const credential = credentialOf(facts)
  const report = candidateOf(facts) as object
  const outcomes = (subject: unknown): readonly string[] =>
    leaves.map((root) => {
      const each = { ...report, credential: { ...credential, credentialSubject: subject } } as Candidate
      return JSON.stringify({ ...evaluated(root, [each]), parts: [] })
    })
  const signed = outcomes(credential['credentialSubject'])
  expect(new Set(signed.map((each) => JSON.parse(each).outcome))).toEqual(
    new Set(['met', 'unmet', 'unknown']),
  )
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const shuffled = (value: unknown): unknown => {
        if (Array.isArray(value)) {
          const keyed = value.map((each) => [numbers.next().value as number, shuffled(each)] as const)
          return keyed.sort(([one], [other]) => one - other).map(([, each]) => each)
        }
        if (typeof value !== 'object' || value === null) return value
        // The one list of the context.
        return Object.fromEntries(
          Object.entries(value).map(([name, each]) => [
            name,
            name === 'allowedValue' ? each : shuffled(each),
          ]),
        )
      }
      expect(outcomes(shuffled(credential['credentialSubject']))).toEqual(signed)
    }),
    { numRuns: bySuite(12, 60) },
  )
})

it.each(['Failed', 'Withdrew', 'OnHold', 'InProgress', 'Enrolled', 'Provisional'])(
  'a result with the status %s gives no skill, neither its own nor that of its level',
  (status) => {
    const skill = (i: number) => ({ alignment: [{ targetName: 's', targetUrl: `urn:s:${i}` }] })
    const description = { rubricCriterionLevel: [{ id: 'urn:l:1', level: 'Good', ...skill(2) }] }
    const outcomes = (more: object): readonly unknown[] => {
      const facts = scaled(description, { achievedLevel: 'urn:l:1', ...skill(1), ...more })
      const badge = candidateOf({ id: 'urn:x:1', achievement: 'urn:a:A', ...facts })
      return [1, 2].map((i) => evaluated({ skill: `urn:s:${i}` }, [badge]).outcome)
    }
    expect(outcomes({ status })).toEqual(['unmet', 'unmet'])
    expect(outcomes({ status: 'Completed' })).toEqual(['met', 'met'])
    expect(outcomes({})).toEqual(['met', 'met'])
  },
)

describe('a badge of thousands of results and levels', () => {
  const COUNT = 2000
  const facts = scaled(
    { rubricCriterionLevel: Array.from({ length: COUNT }, (_, i) => ({ id: `urn:l:${i}`, points: `${i}` })) },
    {},
  )
  const result = Array.from({ length: COUNT }, () => ({
    resultDescription: 'urn:r',
    achievedLevel: 'urn:l:0',
  }))
  const badge = candidateOf({ id: 'urn:x:1', achievement: 'urn:a:A', ...facts, inSubject: { result } })
  const root: PathwayInput['root'] = {
    any: Array.from({ length: 400 }, (_, i) => atLeast(`urn:l:${i + 1}`)) as never,
  }

  it('costs a look at each result for each leaf, which counts as steps', () => {
    const cpuTime = startCpuTime()
    const found = evaluated(root, [badge])
    // 18 seconds before. A guard, not a measurement.
    expect(cpuTime()).toBeLessThan(4_000_000)
    expect(found.outcome).toBe('unmet')
    expect(found.steps).toBeGreaterThanOrEqual(400 * (COUNT / 16))
  })

  it('is open if this is more than the limit', () => {
    expect(answerOf(root, [badge], UNI, { steps: 1000 })).toEqual(['unknown', 'limit_exceeded'])
  })
})
