/** Results, credits, skills, versions and dates of single badges. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { evaluate, type PathwayInput, pathway } from '../../src/pathways/index.js'
import { type BadgeFacts, candidateOf, UNI } from './reports.js'

const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A' }

const outcomeOf = (
  root: PathwayInput['root'],
  badges: readonly BadgeFacts[],
  more: Partial<PathwayInput> = {},
  at = '2026-01-01T00:00:00Z',
) => {
  const p = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root, ...more })
  return evaluate(p, badges.map(candidateOf), {
    holder: { id: 'did:key:z6MkLearner', email: 'Ada@Example.org' },
    at: new Date(at),
  })
}

const withResult = (result: JsonObject, description: JsonObject = {}): BadgeFacts => ({
  ...A,
  inAchievement: { resultDescription: [{ id: 'urn:r', type: ['ResultDescription'], ...description }] },
  inSubject: { result: [{ type: ['Result'], resultDescription: 'urn:r', ...result }] },
})
const LEVELS = {
  rubricCriterionLevel: ['low', 'middle', 'high'].map((level) => ({ id: `urn:l:${level}`, level })),
}

describe('a result', () => {
  it.each<readonly [string, number | string, BadgeFacts, 'met' | 'unmet']>([
    ['is compared as a number', 95, withResult({ value: '100' }), 'met'],
    ['of 90 is less than one of 100', 100, withResult({ value: '90' }), 'unmet'],
    ['that is absent is too low', 1, A, 'unmet'],
    ['that is no numeral is too low', 1, withResult({ value: '0x10' }), 'unmet'],
    [
      'follows the order of allowed values, not the letters',
      'B',
      withResult({ value: 'A' }, { allowedValue: ['C', 'B', 'A'] }),
      'met',
    ],
    [
      'below in the order of allowed values is too low',
      'B',
      withResult({ value: 'C' }, { allowedValue: ['C', 'B', 'A'] }),
      'unmet',
    ],
    [
      'of numbers follows the order of allowed values too',
      2,
      withResult({ value: '1' }, { allowedValue: ['4', '3', '2', '1'] }),
      'met',
    ],
    [
      'that is not among the allowed values is too low',
      'B',
      withResult({ value: 'Z' }, { allowedValue: ['C', 'B', 'A'] }),
      'unmet',
    ],
    ['reaches a rubric level', 'middle', withResult({ achievedLevel: 'urn:l:high' }, LEVELS), 'met'],
    [
      'below a rubric level is too low',
      'middle',
      withResult({ achievedLevel: 'urn:l:low' }, LEVELS),
      'unmet',
    ],
    ['of a level of nowhere is too low', 'low', withResult({ achievedLevel: 'urn:l:x' }, LEVELS), 'unmet'],
    ['that is not completed does not count', 50, withResult({ value: '90', status: 'InProgress' }), 'unmet'],
  ])('%s', (_, min, badge, outcome) => {
    expect(outcomeOf({ badge: 'urn:a:A', result: { min } }, [badge]).outcome).toBe(outcome)
  })

  it('is of the type that is asked for', () => {
    const badge = withResult({ value: '90' }, { resultType: 'Percent' })
    expect(outcomeOf({ badge: 'urn:a:A', result: { min: 50, type: 'Percent' } }, [badge]).outcome).toBe('met')
    expect(
      outcomeOf({ badge: 'urn:a:A', result: { min: 50, type: 'GradePointAverage' } }, [badge]).outcome,
    ).toBe('unmet')
  })
})

describe('credits', () => {
  const five = { credits: 5, unit: 'ECTS', of: [{ badge: 'any' as const }] }

  it.each<readonly [string, BadgeFacts, Partial<PathwayInput>, 'met' | 'unmet']>([
    ['have the unit that the badge names', { ...A, credits: 5, unit: 'ECTS' }, {}, 'met'],
    [
      'have the unit that the pathway gives to the issuer',
      { ...A, credits: 5 },
      { units: { [UNI]: 'ECTS' } },
      'met',
    ],
    [
      'of a badge outweigh what the pathway says',
      { ...A, credits: 5, unit: 'hours' },
      { units: { [UNI]: 'ECTS' } },
      'unmet',
    ],
    [
      'of another unit count at the rate',
      { ...A, credits: 2.5, unit: 'US' },
      { rates: [{ from: 'US', to: 'ECTS', rate: 2 }] },
      'met',
    ],
    [
      'have no rate backwards',
      { ...A, credits: 50, unit: 'US' },
      { rates: [{ from: 'ECTS', to: 'US', rate: 0.5 }] },
      'unmet',
    ],
    [
      'that were offered are not those that were earned',
      { ...A, unit: 'ECTS', inAchievement: { creditsAvailable: 5 } },
      {},
      'unmet',
    ],
    [
      'of a converted sum are never rounded up',
      { ...A, credits: 14.999, unit: 'S' },
      { rates: [{ from: 'S', to: 'ECTS', rate: 0.333 }] },
      'unmet',
    ],
  ])('%s', (_, badge, more, outcome) => {
    expect(outcomeOf(five, [badge], more).outcome).toBe(outcome)
  })

  it('that were offered count where the pathway says so', () => {
    const root = { ...five, creditsFrom: 'creditsAvailable' as const }
    expect(outcomeOf(root, [{ ...A, unit: 'ECTS', inAchievement: { creditsAvailable: 5 } }]).outcome).toBe(
      'met',
    )
  })
})

describe('a skill', () => {
  const GUID = '6b2f5b6e-1c1e-4f3a-9d0a-0123456789ab'
  const aligned = (targetUrl: string, targetCode?: string): BadgeFacts => ({
    ...A,
    inAchievement: {
      alignment: [
        {
          type: ['Alignment'],
          targetName: 'x',
          targetUrl,
          ...(targetCode === undefined ? {} : { targetCode }),
        },
      ],
    },
  })

  it.each<readonly [string, { url: string; code?: string } | string, BadgeFacts, 'met' | 'unmet']>([
    [
      'of CASE is the same in both versions of its address',
      `https://f.example/ims/case/v1p0/CFItems/${GUID}`,
      aligned(`https://f.example/ims/case/v1p1/CFItems/${GUID.toUpperCase()}`),
      'met',
    ],
    [
      'of CTDL is its CTID, bare or in an address',
      `ce-${GUID}`,
      aligned(`https://credentialengineregistry.org/resources/ce-${GUID}`),
      'met',
    ],
    [
      'of ESCO is its address',
      'http://data.europa.eu/esco/skill/1',
      aligned('http://data.europa.eu/esco/skill/2'),
      'unmet',
    ],
    [
      'of another framework is its address and code',
      { url: 'https://f.example', code: '3' },
      aligned('https://f.example', '3'),
      'met',
    ],
    [
      'with another code at one address is another',
      { url: 'https://f.example', code: '3' },
      aligned('https://f.example', '4'),
      'unmet',
    ],
  ])('%s', (_, skill, badge, outcome) => {
    expect(outcomeOf({ skill }, [badge]).outcome).toBe(outcome)
  })

  it('of a rubric level counts only where the level was reached', () => {
    const alignment = [{ targetName: 'x', targetUrl: 'urn:s:1' }]
    const description = {
      rubricCriterionLevel: [
        { id: 'urn:l:low', level: 'low' },
        { id: 'urn:l:high', level: 'high', alignment },
      ],
    }
    expect(
      outcomeOf({ skill: 'urn:s:1' }, [withResult({ achievedLevel: 'urn:l:high' }, description)]).outcome,
    ).toBe('met')
    expect(
      outcomeOf({ skill: 'urn:s:1' }, [withResult({ achievedLevel: 'urn:l:low' }, description)]).outcome,
    ).toBe('unmet')
  })
})

describe('an achievement', () => {
  const names = (name: string): BadgeFacts => ({
    ...A,
    achievement: `urn:uuid:${name}`,
    inAchievement: { name: 'Rust', version: '2' },
  })

  it('is known by what its issuer writes where its ids differ from award to award', () => {
    const root: PathwayInput['root'] = { badge: { issuer: UNI, name: 'Rust' } }
    expect(outcomeOf(root, [names('1')]).root.by[0]!.via).toBe('name')
    expect(outcomeOf(root, [{ ...names('1'), issuer: 'did:web:mallory.example' }]).outcome).toBe('unmet')
  })

  it('that is known by its name counts once however often it was awarded', () => {
    const root: PathwayInput['root'] = {
      once: true,
      all: [{ badge: { issuer: UNI, name: 'Rust' } }, { badge: 'any' }],
    }
    expect(outcomeOf(root, [names('1'), { ...names('2'), id: 'urn:x:2' }]).outcome).toBe('unmet')
  })

  it('has the version that is asked for', () => {
    const root = (version: string): PathwayInput['root'] => ({
      badge: { issuer: UNI, name: 'Rust' },
      version,
    })
    expect(outcomeOf(root('2'), [names('1')]).outcome).toBe('met')
    expect(outcomeOf(root('1'), [names('1')]).unused[0]!.because).toBe('other_version')
  })

  it('that counts as another says so', () => {
    const found = outcomeOf({ badge: 'urn:a:NEW' }, [A], { sameAs: [['urn:a:NEW', 'urn:a:A']] })
    expect([found.outcome, found.root.by[0]!.via]).toEqual(['met', 'sameAs'])
  })
})

describe('a person', () => {
  it('is known by a hashed address whatever its capitals', async () => {
    const { identity } = await import('../../src/model/index.js')
    const hashed = identity({ email: 'ada@example.org' }) as unknown as JsonObject
    const badge: BadgeFacts = { ...A, holder: 'unknown', inSubject: { identifier: [hashed] } }
    expect(outcomeOf({ badge: 'urn:a:A' }, [badge]).outcome).toBe('met')
  })
})

describe('a date', () => {
  it.each<readonly [string, string, 'met' | 'unmet']>([
    ['of validity begins inclusive', '2025-06-01T00:00:00Z', 'met'],
    ['one millisecond before validity is too early', '2025-05-31T23:59:59.999Z', 'unmet'],
  ])('%s', (_, at, outcome) => {
    expect(outcomeOf({ badge: 'urn:a:A' }, [A], {}, at).outcome).toBe(outcome)
  })

  it('of the award counts for age, not that of the refreshed version', () => {
    const badge = {
      ...A,
      awarded: '2025-12-01T00:00:00Z',
      inCredential: { awardedDate: '2020-01-01T00:00:00Z' },
    }
    expect(outcomeOf({ badge: 'urn:a:A', within: 'P3Y' }, [badge]).unused[0]!.because).toBe('too_old')
  })
})
