/** A holder can write a text in a list or as a value object, and the signature of the graph remains valid. This changes no answer. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { issue, issueJwt, verify } from '../../src/index.js'
import { type Candidate, evaluate, type PathwayInput, pathway } from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { OPTIONS } from './random-cases.js'
import { type BadgeFacts, candidateOf, credentialOf, HOLDER, UNI } from './reports.js'
import { RICH, ROOTS, signer } from './rich-badge.js'

const outcomeOf = (root: PathwayInput['root'], candidates: readonly Candidate[], more: object = {}): string =>
  evaluate(
    pathway({ id: 'urn:p', name: 'P', issuers: [UNI, signer.controller], root, ...more }),
    candidates,
    OPTIONS,
  ).outcome

const UNITS = { units: { [signer.controller]: 'ECTS' } }

const answers = (candidate: Candidate): readonly string[] => [
  ...ROOTS.map((root) => outcomeOf(root, [candidate], UNITS)),
]

type Rewrite = (value: Json) => Json
const SCALARS: readonly Rewrite[] = [
  (value) => [value],
  (value) => ({ '@value': value }),
  (value) => [{ '@value': value }],
]

/** The places of scalars below a value, without types and what no answer can depend on. */
function placesIn(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, each]) =>
    ['type', '@context', 'proof'].includes(name) ? [] : placesIn(each, [...path, name]),
  )
}

/** The document with the value at a place rewritten. */
function rewritten(document: JsonObject, path: readonly string[], rewrite: Rewrite): JsonObject {
  const copy = structuredClone(document)
  const owner = path.slice(0, -1).reduce<Json>((each, name) => (each as JsonObject)[name]!, copy)
  const last = path.at(-1)!
  ;(owner as Record<string, Json>)[last] = rewrite((owner as JsonObject)[last]!)
  return copy
}

const whole = await issue(credentialOf(RICH) as never, { signer })
const asSigned = answers((await verify(whole)) as Candidate)

it('a rich badge meets some of the pathways, and not others', () => {
  expect(new Set(asSigned)).toEqual(new Set(['met', 'unmet']))
})

describe('each text in another form that verify accepts', () => {
  const document = JSON.parse(JSON.stringify(whole)) as JsonObject
  const subject = placesIn(document['credentialSubject']!, ['credentialSubject'])
  const some = subject.filter((_, i) => i % bySuite(4, 1) === 0)
  it.each(some.map((path) => [path.join('/'), path] as const))('%s', async (_, path) => {
    for (const rewrite of SCALARS) {
      const report = await verify(rewritten(document, path, rewrite))
      if (report.verified) expect(answers(report as Candidate)).toEqual(asSigned)
    }
  })

  it('is accepted for most members, so that this tests something', async () => {
    const accepted = new Set<string>()
    for (const path of subject)
      for (const rewrite of bySuite(SCALARS.slice(0, 2), SCALARS))
        if ((await verify(rewritten(document, path, rewrite))).verified)
          accepted.add(path.filter((name) => !/^\d+$/.test(name)).at(-1)!)
    const needed = [
      'name',
      'humanCode',
      'version',
      'targetCode',
      'allowedValue',
      'level',
      'points',
      'value',
      'creditsEarned',
    ]
    expect([...accepted]).toEqual(expect.arrayContaining(needed))
  })

  it('keeps the warning about a result below the pass mark', async () => {
    const members = [
      ['achievement', 'resultDescription', '0', 'requiredValue'],
      ['achievement', 'resultDescription', '0', 'allowedValue', '0'],
      ['result', '0', 'value'],
    ]
    for (const path of members) {
      const report = await verify(
        rewritten(document, ['credentialSubject', ...path], (value) => ({ '@value': value })),
      )
      expect(report.verified).toBe(true)
      expect(report.warnings.map(({ details }) => details?.['code'])).toContain('below_pass_mark')
    }
  })
})

it('many texts in other forms at once', () => {
  const report = candidateOf(RICH) as object
  const { '@context': context } = whole as unknown as JsonObject
  const credential: JsonObject = { ...credentialOf(RICH), '@context': context!, proof: RDFC }
  const evaluated = (each: JsonObject) => answers({ ...report, credential: each } as unknown as Candidate)
  const places = placesIn(credential['credentialSubject']!, ['credentialSubject']).filter(
    (path) => path.at(-1) !== 'narrative',
  )
  const expected = evaluated(credential)
  const forms = fc.array(fc.tuple(fc.nat(places.length - 1), fc.constantFrom(...SCALARS, none)), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(forms, (list) => {
      const chosen = new Map(list)
      const other = [...chosen].reduce((each, [i, rewrite]) => {
        const path = places[i]!
        // A list in a list is another graph.
        const isItem = /^\d+$/.test(path.at(-1)!)
        return rewritten(each, path, isItem && Array.isArray(rewrite('')) ? none : rewrite)
      }, credential)
      expect(evaluated(other)).toEqual(expected)
    }),
    { numRuns: bySuite(15, 100) },
  )
})

const none: Rewrite = (value) => value
const RDFC: JsonObject = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' }

describe('a member that cannot be read is not known', () => {
  const ODD: readonly Json[] = [['a', 'b'], { '@value': 'a', '@language': 'de' }, [['a']], { id: 'urn:a' }]
  const odd = (
    members: (value: Json) => Partial<BadgeFacts>,
    root: PathwayInput['root'],
    more: object = {},
  ): void => {
    for (const value of ODD) {
      const badge = candidateOf({ id: 'urn:x:1', achievement: 'urn:a:A', ...members(value) })
      expect([value, outcomeOf(root, [badge], more)]).toEqual([value, 'unknown'])
      // A pathway that does not read the member.
      expect(outcomeOf({ badge: 'urn:a:A' }, [badge])).toBe('met')
    }
  }
  it.each<readonly [string, (value: Json) => Partial<BadgeFacts>, PathwayInput['root']]>([
    [
      'a name',
      (name) => ({ inAchievement: { name } }),
      { badge: 'any', exclude: [{ issuer: UNI, name: 'a' }] },
    ],
    ['a code', (humanCode) => ({ inAchievement: { humanCode } }), { badge: { issuer: UNI, humanCode: 'a' } }],
    ['a version', (version) => ({ inAchievement: { version } }), { badge: 'urn:a:A', version: 'a' }],
    [
      'the code of a skill',
      (targetCode) => ({ inAchievement: { alignment: [{ targetUrl: 'urn:s:1', targetCode }] } }),
      { skill: 'urn:s:1' },
    ],
    [
      'an allowed value',
      (value) => ({
        inAchievement: { resultDescription: [{ id: 'urn:r', allowedValue: ['5', value] }] },
        inSubject: { result: [{ resultDescription: 'urn:r', value: '5' }] },
      }),
      { badge: 'urn:a:A', result: { min: '4' } },
    ],
    [
      'a language',
      (inLanguage) => ({ inAchievement: { inLanguage } }),
      { all: [{ badge: 'urn:a:A' }], same: 'inLanguage' },
    ],
    [
      'credits',
      (creditsEarned) => ({ unit: 'ECTS', inSubject: { creditsEarned } }),
      { credits: 1, unit: 'ECTS', of: [{ badge: 'urn:a:A' }] },
    ],
    [
      'a unit',
      (creditUnit) => ({ credits: 5, inSubject: { creditUnit } }),
      { credits: 1, unit: 'ECTS', of: [{ badge: 'urn:a:A' }] },
    ],
    ['a date', (awardedDate) => ({ inCredential: { awardedDate } }), { badge: 'urn:a:A', within: 'P9Y' }],
    [
      'a type',
      (achievementType) => ({ inAchievement: { achievementType: [achievementType] } }),
      { badge: 'any' },
    ],
  ])('%s', (_, members, root) => {
    if (_ === 'a type') {
      const badge = candidateOf({ id: 'urn:x:1', achievement: 'urn:a:A', ...members({ id: 'ext:Waiver' }) })
      expect(outcomeOf(root, [badge])).toBe('unknown')
    } else odd(members, root, { units: { [UNI]: 'ECTS' } })
  })
})

describe('the unit of credits, whose name no standard signs', () => {
  const CREDITS: PathwayInput['root'] = { credits: 60, unit: 'ECTS', of: [{ badge: 'urn:a:A' }] }
  const units = { units: { [UNI]: 'ECTS', [signer.controller]: 'ECTS' } }
  const counted = (
    inSubject: JsonObject,
    inCredential: JsonObject = { proof: RDFC },
    inAchievement: JsonObject = {},
  ) =>
    outcomeOf(
      CREDITS,
      [
        candidateOf({
          id: 'urn:x:1',
          achievement: 'urn:a:A',
          credits: 150,
          inSubject,
          inCredential,
          inAchievement,
        }),
      ],
      units,
    )

  it('counts as it is written', () => {
    expect(counted({})).toBe('met')
    expect(counted({ creditUnit: 'ECTS' })).toBe('met')
    for (const unit of ['hours', ['hours'], { '@value': 'hours' }] as Json[]) {
      expect(counted({ creditUnit: unit })).toBe('unmet')
      expect(counted({}, { proof: RDFC }, { creditUnit: unit })).toBe('unmet')
    }
  })

  it('is not known if another member of the issuer’s own could be it', () => {
    for (const [name, value] of [
      ['https://example.edu/vocab#creditUnit', 'hours'],
      ['ex:creditUnit', { '@value': 'hours' }],
      ['workload', ['hours']],
      ['workload', { id: 'https://example.edu/hours' }],
    ] as [string, Json][]) {
      expect(counted({ [name]: value })).toBe('unknown')
      expect(counted({ creditUnit: 'ECTS', [name]: value })).toBe('unknown')
      expect(counted({}, { proof: RDFC }, { [name]: value })).toBe('unknown')
      // A signature of the text covers the names.
      expect(counted({ creditUnit: 'ECTS', [name]: value }, {})).toBe('met')
    }
    expect(counted({ workloadHours: 150, extra: { type: 'X', name: 'y' } })).toBe('met')
  })

  it('as the holder of a signed badge would rename it', async () => {
    const context = { creditUnit: 'https://example.edu/vocab#creditUnit' }
    const badge = credentialOf({ ...RICH, credits: 150 })
    const subject = badge['credentialSubject'] as JsonObject
    const signed = JSON.parse(
      JSON.stringify(
        await issue(
          {
            ...badge,
            '@context': [...(badge['@context'] as Json[]), context],
            credentialSubject: { ...subject, creditUnit: 'hours' },
          } as never,
          { signer },
        ),
      ),
    ) as JsonObject
    const { creditUnit: _, ...rest } = signed['credentialSubject'] as JsonObject
    const forgeries = [
      { ...signed, credentialSubject: { ...rest, [context.creditUnit]: 'hours' } },
      { ...signed, credentialSubject: { ...rest, creditUnit: ['hours'] } },
      { ...signed, credentialSubject: { ...rest, creditUnit: { '@value': 'hours' } } },
    ]
    const seen = []
    for (const each of [signed, ...forgeries]) {
      const report = await verify(each)
      expect(report.verified).toBe(true)
      seen.push(outcomeOf(CREDITS, [report as Candidate], units))
    }
    expect(seen).toEqual(['unmet', 'unknown', 'unmet', 'unmet'])
  })
})

it('a token is read in the same way', async () => {
  const { achievement } = credentialOf(RICH)['credentialSubject'] as { achievement: JsonObject }
  expect(achievement['humanCode']).toBe('INT')
  const report = await verify(await issueJwt(credentialOf(RICH) as never, { signer }))
  expect(answers(report as Candidate)).toEqual(asSigned)
  expect(outcomeOf({ badge: 'urn:a:A' }, [candidateOf({ ...RICH, inSubject: { id: HOLDER } })])).toBe('met')
})
