/** Of all versions of a badge, only the newest that its issuer signed can count. */
import { describe, expect, it } from 'vitest'
import {
  achievement,
  generateSigner,
  issue,
  issueJwt,
  openBadge,
  profile,
  type Report,
  result,
  verify,
} from '../../src/index.js'
import { type Candidate, evaluate, type PathwayInput, pathway, waiverId } from '../../src/pathways/index.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, credentialOf, reportOf, UNI } from './reports.js'

const A: BadgeFacts = { id: 'urn:x:1', achievement: 'urn:a:A', awarded: '2025-01-01T00:00:00Z' }
const NEWER: BadgeFacts = { ...A, awarded: '2025-06-01T00:00:00Z' }
const scored = (badge: BadgeFacts, value: number): BadgeFacts => ({
  ...badge,
  inSubject: { result: [{ type: ['Result'], value: String(value) }] },
})
const PASSED: PathwayInput['root'] = { badge: 'urn:a:A', result: { min: 50 } }
const LEAF: PathwayInput['root'] = { badge: 'urn:a:A' }
const rows = (badge: BadgeFacts, outcomes: Parameters<typeof reportOf>[1]): Candidate => ({
  report: reportOf(credentialOf(badge), outcomes),
  input: credentialOf(badge),
})

function answer(root: PathwayInput['root'], candidates: readonly Candidate[]): readonly string[] {
  const p = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], waivers: [UNI], root })
  const found = evaluate(p, candidates, OPTIONS)
  const reversed = evaluate(p, [...candidates].reverse(), OPTIONS)
  expect(JSON.stringify(reversed)).toBe(JSON.stringify(found))
  return [found.outcome, ...found.unused.map(({ because }) => because).sort()]
}

describe('a version that its issuer replaced does not count, though the newer one', () => {
  it.each<readonly [string, PathwayInput['root'], Candidate, readonly string[]]>([
    [
      'has too low a result',
      PASSED,
      candidateOf(scored(NEWER, 40)),
      ['unmet', 'result_too_low', 'superseded'],
    ],
    [
      'has expired',
      LEAF,
      candidateOf({ ...NEWER, until: '2025-07-01T00:00:00Z' }),
      ['unmet', 'expired', 'superseded'],
    ],
    [
      'had expired when it was verified',
      LEAF,
      rows(NEWER, { validity: 'fail' }),
      ['unmet', 'not_verified', 'superseded'],
    ],
    [
      'is for somebody else',
      LEAF,
      candidateOf({ ...NEWER, holder: 'mismatch' }),
      ['unmet', 'other_person', 'superseded'],
    ],
    [
      'was verified as of somebody else',
      LEAF,
      rows(NEWER, { recipient: 'fail' }),
      ['unmet', 'not_verified', 'superseded'],
    ],
    [
      'is for another achievement',
      LEAF,
      candidateOf({ ...NEWER, achievement: 'urn:a:B' }),
      ['unmet', 'not_needed', 'superseded'],
    ],
    ['was revoked', LEAF, rows(NEWER, { status: 'fail' }), ['unmet', 'withdrawn', 'withdrawn']],
    [
      'may be for somebody else',
      LEAF,
      candidateOf({ ...NEWER, holder: 'unknown' }),
      ['unknown', 'person_unknown', 'superseded'],
    ],
    [
      'may have been revoked',
      LEAF,
      rows(NEWER, { status: 'unknown' }),
      ['unknown', 'status_unknown', 'superseded'],
    ],
  ])('%s', (_, root, newer, wanted) => {
    expect(answer(root, [candidateOf(scored(A, 90)), newer])).toEqual(wanted)
  })

  it('is no waiver any more, or waives another node', () => {
    const nodes: PathwayInput['root'] = {
      any: [
        { id: 'maths', badge: 'urn:a:A' },
        { id: 'art', all: [LEAF, { badge: 'urn:a:C' }] },
      ],
    }
    const waiver = (badge: BadgeFacts, node: string, type: string): Candidate =>
      candidateOf({
        ...badge,
        achievement: waiverId({ id: 'urn:p' }, node),
        inAchievement: { achievementType: type },
      })
    const first = waiver(A, 'maths', 'ext:Waiver')
    expect(answer(nodes, [first])).toEqual(['met'])
    expect(answer(nodes, [first, waiver(NEWER, 'maths', 'Course')])).toEqual([
      'unmet',
      'not_needed',
      'superseded',
    ])
    expect(answer({ all: [nodes, LEAF] }, [first, waiver(NEWER, 'nothing', 'ext:Waiver')])[0]).toBe('unmet')
    expect(
      answer(nodes, [
        first,
        rows(
          {
            ...A,
            id: 'urn:x:7',
            achievement: waiverId({ id: 'urn:p' }, 'maths'),
            inAchievement: { achievementType: 'ext:Waiver' },
          },
          { status: 'fail' },
        ),
      ])[0],
    ).toBe('met')
  })
})

describe('a version counts beside a newer one', () => {
  it.each<readonly [string, Candidate, readonly string[]]>([
    [
      'of another issuer with the same id',
      candidateOf({ ...scored(NEWER, 40), issuer: 'did:web:mallory.example' }),
      ['met', 'foreign_issuer'],
    ],
    [
      'with a forged proof',
      rows(scored(NEWER, 40), { proof: 'fail', issuer: 'skipped' }),
      ['met', 'not_verified'],
    ],
    [
      'with the proof of another issuer',
      rows(scored(NEWER, 40), { issuer: 'fail' }),
      ['met', 'not_verified'],
    ],
    [
      'whose proof could not be checked',
      rows(scored(NEWER, 40), { proof: 'unknown', issuer: 'unknown' }),
      ['met', 'result_too_low'],
    ],
    ['with another id', candidateOf({ ...scored(NEWER, 40), id: 'urn:x:2' }), ['met', 'result_too_low']],
    [
      'that begins later',
      candidateOf(scored({ ...A, awarded: '2027-01-01T00:00:00Z' }, 40)),
      ['met', 'not_yet_valid'],
    ],
    [
      'that is not a badge',
      { ...reportOf(credentialOf(scored(NEWER, 40))), kind: 'endorsement' } as Candidate,
      ['met', 'not_a_badge'],
    ],
  ])('%s', (_, newer, wanted) => {
    expect(answer(PASSED, [candidateOf(scored(A, 90)), newer])).toEqual(wanted)
  })

  it('that was signed earlier, whatever date of the award it has', () => {
    const signed = (value: number, created: string, awardedDate: string): Candidate =>
      candidateOf({ ...scored(A, value), inCredential: { awardedDate, proof: [{ created }] } })
    const before = signed(90, '2025-02-01T00:00:00Z', '2025-01-02T00:00:00Z')
    const after = signed(40, '2025-02-02T00:00:00Z', '2025-01-01T00:00:00Z')
    expect(answer(PASSED, [before, after])).toEqual(['unmet', 'result_too_low', 'superseded'])
  })

  it('stays open if nothing says which of them is newer', () => {
    const [good, bad] = [candidateOf(scored(A, 90)), candidateOf(scored(A, 40))]
    expect(answer(PASSED, [good, bad])).toEqual(['unknown', 'result_too_low', 'version_unknown'])
    // The same content with another proof, or with its members in another order, is no other version.
    const { id, ...rest } = credentialOf(scored(A, 90))
    const again = reportOf({ ...rest, proof: [{ created: '2025-03-01T00:00:00Z' }], id: id! }) as Candidate
    expect(answer(PASSED, [good, again])).toEqual(['met', 'superseded'])
  })
})

describe('with real signatures', () => {
  const ID = 'urn:uuid:11111111-1111-4111-8111-111111111111'
  const rust = achievement({
    id: 'urn:a:A',
    name: 'Rust',
    description: 'Rust.',
    criteria: 'Passed.',
    resultDescription: [
      {
        id: 'urn:a:A#s',
        type: ['ResultDescription'],
        name: 'Score',
        resultType: 'RawScore',
        valueMin: '0',
        valueMax: '100',
      },
    ],
  })

  async function world() {
    const [university, mallory] = [await generateSigner(), await generateSigner()]
    const badge = (value: number, validFrom: string, by = university, more = {}) =>
      openBadge({
        id: ID,
        issuer: profile({ id: by.controller, name: 'U' }),
        recipient: { id: 'did:web:ada.example' },
        achievement: rust,
        validFrom,
        result: [result({ resultDescription: 'urn:a:A#s', value: String(value) })],
        ...more,
      })
    const report = async (...given: Parameters<typeof badge>): Promise<Report> =>
      verify(await issue(badge(...given), { signer: given[2] ?? university }))
    const p = pathway({ id: 'urn:p', name: 'P', issuers: [university.controller], root: PASSED })
    const outcome = (...reports: readonly Report[]) =>
      evaluate(
        p,
        reports.map((each) => ({ report: each })),
        { holder: { id: 'did:web:ada.example' }, at: new Date('2026-11-30') },
      ).outcome
    return { university, mallory, badge, report, outcome }
  }

  it('the corrected result counts, and nobody else can replace it', async () => {
    const { mallory, report, outcome } = await world()
    const good = await report(90, '2026-01-01T00:00:00Z')
    expect(outcome(good, await report(40, '2026-06-01T00:00:00Z'))).toBe('unmet')
    expect(outcome(good, await report(95, '2026-06-01T00:00:00Z'))).toBe('met')
    const ended = await report(90, '2026-06-01T00:00:00Z', undefined, { validUntil: '2026-07-01T00:00:00Z' })
    expect([ended.verified, outcome(good, ended)]).toEqual([false, 'unmet'])
    const bobs = await report(90, '2026-06-01T00:00:00Z', undefined, {
      recipient: { id: 'did:web:bob.example' },
    })
    expect(outcome(good, bobs)).toBe('unmet')
    expect(outcome(good, await report(40, '2026-06-01T00:00:00Z', mallory))).toBe('met')
  })

  it('a proof that somebody adds makes no version newer', async () => {
    const { university, badge, outcome } = await world()
    const signed = async (value: number, created: string) =>
      issue(badge(value, '2026-01-01T00:00:00Z'), { signer: university, created: new Date(created) })
    const [before, after] = [
      await signed(90, '2026-02-01T00:00:00Z'),
      await signed(40, '2026-02-02T00:00:00Z'),
    ]
    const [own] = [before.proof].flat()
    const later = { ...before, proof: [own, { ...own, created: '2026-03-01T00:00:00Z' }] }
    const report = await verify(later)
    expect([report.verified, outcome(report, await verify(after))]).toEqual([true, 'unmet'])
  })

  it('two tokens with the same dates stay open', async () => {
    const { university, badge, outcome } = await world()
    const token = async (value: number) =>
      verify(await issueJwt(badge(value, '2026-01-01T00:00:00Z'), { signer: university }))
    expect(outcome(await token(90), await token(40))).toBe('unknown')
    expect(outcome(await token(90), await token(90))).toBe('met')
    const same = await verify(await issue(badge(90, '2026-01-01T00:00:00Z'), { signer: university }))
    expect(outcome(await token(90), same)).toBe('met')
  })
})
