/** What the holder of a selective badge leaves out decides nothing: an absent member is not a fact. */
import { createHash, createPrivateKey, sign as signBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { exportSecretKey, generateSigner, verify } from '../../src/index.js'
import {
  type Candidate,
  evaluate,
  type PathwayInput,
  pathway,
  verifyStack,
  waiverId,
} from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, credentialOf, HOLDER, UNI } from './reports.js'
import { RICH, ROOTS, signer } from './rich-badge.js'
import { data, diploma, load, NOW, PARTS, unsignedCopy } from './stack/world.js'

const WAIVED = { id: 'urn:w', name: 'P', waivers: [signer.controller] }
const MORE: readonly PathwayInput['root'][] = [
  { badge: 'any', within: 'P1Y' },
  { all: [{ badge: 'urn:none', id: 'node' }] },
  { any: [{ skill: 'urn:x:1' }, { badge: { issuer: signer.controller, name: 'other' } }] },
]

const outcomes = (candidate: Candidate, holder: object = OPTIONS.holder): readonly string[] =>
  [...ROOTS, ...MORE].map(
    (root) =>
      evaluate(
        pathway({ ...WAIVED, issuers: [signer.controller], units: { [signer.controller]: 'ECTS' }, root }),
        [candidate],
        { ...OPTIONS, holder: holder as never },
      ).outcome,
  )

/** The value without the members and items that the holder leaves out. */
function without(value: Json, isLeftOut: () => boolean): Json {
  if (Array.isArray(value))
    return value.filter(() => !isLeftOut()).map((each) => without(each as Json, isLeftOut))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      // Without these, it is no badge.
      .filter(([name]) => ['id', 'achievement', 'type'].includes(name) || !isLeftOut())
      .map(([name, each]) => [name, without(each, isLeftOut)]),
  )
}

const DONE = { resultDescription: 'urn:r:3', status: 'Completed' }

const email = (identityHash: string): JsonObject => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash,
  identityType: 'emailAddress',
})

describe('a part of a badge', () => {
  const BADGES: readonly Partial<BadgeFacts>[] = [
    {},
    { inAchievement: { ...RICH.inAchievement, achievementType: 'ext:Waiver' } },
    {
      achievement: waiverId(WAIVED, 'node'),
      inAchievement: { ...RICH.inAchievement, achievementType: 'ext:Waiver' },
    },
    { inSubject: { ...RICH.inSubject, creditUnit: 'hours' } },
    { inCredential: { awardedDate: '2020-01-01T00:00:00Z' } },
    {
      inSubject: {
        result: [DONE, { resultDescription: 'urn:r:2', achievedLevel: 'urn:l:2', status: 'Failed' }],
      },
    },
    { inAchievement: { ...RICH.inAchievement, name: 'other' } },
  ]
  it('never gives another answer than the whole badge, except unknown', () => {
    let met = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...BADGES),
        fc.constantFrom(2, 5, 20, 50),
        fc.noBias(fc.infiniteStream(fc.nat(99))),
        (facts, percent, numbers) => {
          const whole = candidateOf({ ...RICH, ...facts }) as Extract<Candidate, { credential: object }>
          const isLeftOut = (): boolean => numbers.next().value! < percent
          const { awardedDate, credentialSubject, ...rest } = whole.credential as JsonObject
          const credential = {
            ...rest,
            ...(awardedDate === undefined || isLeftOut() ? {} : { awardedDate }),
            credentialSubject: without(credentialSubject!, isLeftOut),
          }
          const part = { ...whole, credential, selection: true } as unknown as Candidate
          const all = outcomes(whole)
          for (const [i, outcome] of outcomes(part).entries()) {
            met += Number(outcome === 'met')
            if (outcome !== 'unknown') expect([i, outcome]).toEqual([i, all[i]])
          }
        },
      ),
      bySuite({ numRuns: 25, seed: 7 }, { numRuns: 150 }),
    )
    expect(met).toBeGreaterThan(bySuite(20, 100))
  })

  it('does not belong to another person if the holder’s address may be left out', () => {
    const badge = candidateOf({
      ...RICH,
      holder: 'unknown',
      inSubject: { identifier: [email('bob@x.example')] },
    })
    const holder = { email: 'ada@x.example' }
    expect(new Set(outcomes(badge, holder))).toEqual(new Set(['unmet']))
    expect(outcomes({ ...badge, selection: true } as Candidate, holder)[0]).toBe('unknown')
  })

  it('meets what it certainly shows', () => {
    const root: PathwayInput['root'] = {
      all: [
        { badge: 'urn:a:A' },
        { skill: { url: 'urn:s:1', code: 'c' } },
        { badge: { issuer: UNI, humanCode: 'h' } },
      ],
    }
    const badge = candidateOf({
      id: 'urn:x:1',
      achievement: 'urn:a:A',
      inAchievement: { achievementType: 'Course', alignment: [{ targetUrl: 'urn:s:1', targetCode: 'c' }] },
    })
    const coded = candidateOf({ id: 'urn:x:2', achievement: 'urn:a:B', inAchievement: { humanCode: 'h' } })
    const p = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root })
    const shown = [badge, coded].map((each) => ({ ...each, selection: true }) as Candidate)
    expect(evaluate(p, shown, OPTIONS).root.children!.map(({ outcome }) => outcome)).toEqual([
      // Its code may be the one of the third requirement.
      'unknown',
      'met',
      'met',
    ])
  })
})

describe('an SD-JWT', () => {
  const encoded = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url')
  /** Signs a token in which some members are digests; the disclosures follow it. */
  async function token(payload: JsonObject): Promise<string> {
    const key = createPrivateKey({ key: exportSecretKey(await own(), 'jwk') as never, format: 'jwk' })
    const header = { alg: 'EdDSA', typ: 'vc+sd-jwt', kid: (await own()).verificationMethod }
    const text = `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(payload))}`
    return `${text}.${encoded(signBytes(null, Buffer.from(text), key))}`
  }
  let made: ReturnType<typeof generateSigner> | undefined
  const own = () => (made ??= generateSigner({ extractable: true }))
  const digest = (disclosure: string): string => createHash('sha256').update(disclosure).digest('base64url')
  // biome-ignore lint/suspicious/noExplicitAny: changed in any way
  const hideMember = (object: any, name: string): string => {
    const disclosure = encoded(JSON.stringify(['salt', name, object[name]]))
    delete object[name]
    object._sd = [...(object._sd ?? []), digest(disclosure)]
    return disclosure
  }
  const hideItem = (list: Json[], i: number): string => {
    const disclosure = encoded(JSON.stringify([`salt${i}`, list[i]!]))
    list[i] = { '...': digest(disclosure) }
    return disclosure
  }
  const badge = async (inAchievement: JsonObject) =>
    structuredClone(
      credentialOf({
        id: 'urn:x:1',
        achievement: 'urn:a:A',
        issuer: (await own()).controller,
        inAchievement: {
          description: 'd',
          criteria: { narrative: 'c' },
          achievementType: 'Course',
          ...inAchievement,
        },
      }),
      // biome-ignore lint/suspicious/noExplicitAny: changed in any way
    ) as any
  const answer = async (text: string, root: PathwayInput['root']): Promise<readonly unknown[]> => {
    const report = await verify(text)
    const p = pathway({ id: 'urn:p', name: 'P', issuers: [(await own()).controller], root })
    const { outcome, unused } = evaluate(p, [report as Candidate], { ...OPTIONS, holder: { id: HOLDER } })
    return [report.verified, outcome, unused[0]?.because]
  }

  it('without the code of its skill', async () => {
    const b = await badge({
      alignment: [
        { type: ['Alignment'], targetName: 'n', targetUrl: 'https://s.example/1', targetCode: 'c' },
      ],
    })
    const disclosure = hideMember(b.credentialSubject.achievement.alignment[0], 'targetCode')
    const text = await token(b)
    const root: PathwayInput['root'] = { skill: 'https://s.example/1' }
    expect(await answer(`${text}~${disclosure}~`, root)).toEqual([true, 'unmet', 'not_needed'])
    expect(await answer(`${text}~`, root)).toEqual([true, 'unknown', 'parts_withheld'])
  })

  it('without one of two other identifiers', async () => {
    const b = await badge({
      otherIdentifier: ['A', 'B'].map((identifier) => ({
        type: 'IdentifierEntry',
        identifier,
        identifierType: 'identifier',
      })),
    })
    const disclosure = hideItem(b.credentialSubject.achievement.otherIdentifier, 1)
    const text = await token(b)
    const issuer = (await own()).controller
    const root: PathwayInput['root'] = { badge: 'any', exclude: [{ issuer, otherIdentifier: 'B' }] }
    expect((await answer(`${text}~${disclosure}~`, root))[1]).toBe('unmet')
    expect(await answer(`${text}~`, root)).toEqual([true, 'unknown', 'parts_withheld'])
  })

  it.each<
    readonly [
      string,
      (stack: { relatedResource: Json[]; credentialSubject: { achievement: object } }) => string,
      string,
    ]
  >([
    ['an entry', ({ relatedResource }) => hideItem(relatedResource, 1), 'partly parts_withheld; holds holds'],
    [
      'the media type of an entry',
      ({ relatedResource }) => hideMember(relatedResource[1], 'mediaType'),
      'partly parts_withheld; holds holds',
    ],
    ['a member that may be a date', (stack) => hideMember(stack, 'relatedResource'), 'not verified'],
    ['the achievement', (stack) => hideMember(stack.credentialSubject, 'achievement'), 'not verified'],
    [
      'what no part depends on',
      (stack) => hideMember(stack.credentialSubject.achievement, 'description'),
      'proven stack_proven; holds holds holds',
    ],
  ])('of a larger credential without %s', async (_, hide, expected) => {
    const issuer = (await own()).controller
    const named = unsignedCopy(await diploma())
    const stack = { ...named, issuer: { ...named.issuer, id: issuer } }
    const disclosure = hide(stack)
    const text = await token(stack)
    const seen = async (input: string): Promise<string> => {
      const report = await verifyStack(input, PARTS, { now: NOW, load: load([]), pathway: data })
      return report.level === undefined
        ? 'not verified'
        : `${report.level} ${report.code}; ${report.entries.map(({ standing }) => standing).join(' ')}`
    }
    expect(await seen(`${text}~${disclosure}~`)).toBe('proven stack_proven; holds holds holds')
    expect(await seen(`${text}~`)).toBe(expected)
  })
})
