/** A badge counts only for what its holder completed. A record also lists courses that somebody failed or has only begun. */
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/encoding/json.js'
import {
  type Candidate,
  type EvaluatedNode,
  evaluate,
  explain,
  type PathwayInput,
  pathway,
  waiverId,
} from '../../src/pathways/index.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, UNI } from './reports.js'

const withResults = (...result: readonly Json[]): BadgeFacts => ({
  id: 'urn:x:1',
  achievement: 'urn:a:A',
  credits: 5,
  unit: 'ECTS',
  inAchievement: { alignment: [{ targetName: 's', targetUrl: 'urn:s:1' }] },
  inSubject: { result },
})
const ROOTS: readonly PathwayInput['root'][] = [
  { badge: 'urn:a:A' },
  { badge: 'any' },
  { badge: 'urn:a:A', result: { min: 50 } },
  { skill: 'urn:s:1' },
  { credits: 5, unit: 'ECTS', of: [{ badge: 'any' }] },
]
const evaluated = (root: PathwayInput['root'], ...candidates: readonly Candidate[]) =>
  evaluate(pathway({ id: 'urn:p', name: 'P', issuers: [UNI], waivers: [UNI], root }), candidates, OPTIONS)
const reasons = (...facts: readonly BadgeFacts[]) =>
  ROOTS.map((root) => {
    const { outcome, unused } = evaluated(root, ...facts.map(candidateOf))
    return [outcome, ...unused.map(({ because }) => because)]
  })
const everywhere = (...row: readonly string[]) => ROOTS.map(() => row)

describe.each(['Failed', 'Withdrew', 'OnHold', 'InProgress', 'Enrolled', 'Provisional'])(
  'a badge with a result of the status %s',
  (status) => {
    it('meets no requirement, also with a result without a status', () => {
      expect(reasons(withResults({ status }))).toEqual(everywhere('unmet', 'not_completed'))
      expect(reasons(withResults({ status }, { value: '90' }))).toEqual(everywhere('unmet', 'not_completed'))
    })

    it('meets them if another result is completed', () => {
      const badge = withResults({ status, value: '40' }, { status: 'Completed', value: '90' })
      expect(reasons(badge)).toEqual(everywhere('met'))
    })

    it('replaces an earlier version that is completed', () => {
      const before = withResults({ status: 'Completed', value: '90' })
      const after = { ...withResults({ status }), awarded: '2025-07-01T00:00:00Z' }
      for (const row of reasons(before, after))
        expect([row[0], ...row.slice(1).sort()]).toEqual(['unmet', 'not_completed', 'superseded'])
    })
  },
)

describe('a status', () => {
  it.each<readonly [string, Json]>([
    ['in a list', ['Failed']],
    ['as a value object', { '@value': 'Failed' }],
    ['that Open Badges does not have', 'failed'],
  ])('%s is read as one', (_, status) => {
    expect(reasons(withResults({ status, value: '90' }))).toEqual(everywhere('unmet', 'not_completed'))
  })

  it('that cannot be read leaves open whether the badge counts', () => {
    for (const status of [['Failed', 'Completed'], { '@value': 'Completed', '@language': 'en' }, 1])
      expect(reasons(withResults({ status, value: '90' })).map(([outcome]) => outcome)).toEqual(
        ROOTS.map(() => 'unknown'),
      )
  })

  it('stops a waiver', () => {
    const root: PathwayInput['root'] = { all: [{ badge: 'urn:none', id: 'node' }] }
    const waiver = (status: string): BadgeFacts => ({
      id: 'urn:x:2',
      achievement: waiverId({ id: 'urn:p' }, 'node'),
      inAchievement: { achievementType: 'ext:Waiver' },
      inSubject: { result: [{ status }] },
    })
    const outcome = (status: string): EvaluatedNode['outcome'] =>
      evaluated(root, candidateOf(waiver(status))).outcome
    expect(outcome('Completed')).toBe('met')
    expect(outcome('Withdrew')).toBe('unmet')
  })

  it('that is not completed leaves a selective badge open, because its holder may withhold a completed one', () => {
    const shown = (...result: readonly Json[]): Candidate => {
      const facts = { achievementType: 'Course' }
      const badge = { id: 'urn:x:1', achievement: 'urn:a:A', inAchievement: facts, inSubject: { result } }
      return { ...candidateOf(badge), selection: true } as Candidate
    }
    const answer = (candidate: Candidate) => evaluated({ badge: 'urn:a:A' }, candidate).outcome
    expect(answer(shown({ status: 'Failed' }))).toBe('unknown')
    expect(answer(shown({ status: 'Failed' }, { status: 'Completed' }))).toBe('met')
    expect(answer(shown())).toBe('met')
  })
})

it.each([
  ['en', 'The badge “A” is for something that was not completed.'],
  ['de', 'Das Badge „A“ steht für etwas, das nicht abgeschlossen wurde.'],
  ['fr', 'Le badge « A » concerne quelque chose qui n’a pas été terminé.'],
] as const)('the sentences of %s say why the badge does not count', (language, text) => {
  const found = evaluated({ badge: 'urn:a:A' }, candidateOf(withResults({ status: 'Failed' })))
  expect(explain(found, { language }).map((sentence) => sentence.text)).toContain(text)
})
