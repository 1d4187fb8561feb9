/** Qualifications of the usual kinds: what each asks for. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/encoding/json.js'
import { achievement, issue, openBadge, profile, signerFromSeed, verify } from '../../../src/index.js'
import {
  evaluate,
  type Pathway,
  type QualificationInputs,
  type QualificationKind,
  qualification,
  stack,
  verifyStack,
} from '../../../src/pathways/index.js'

const ADA = 'did:web:ada.example'
const signer = await signerFromSeed(new Uint8Array(32).fill(5))
const id = (name: string): string => `https://uni.example/a/${name}`
const issuer = profile({ id: signer.controller, name: 'Example University' })

interface Course {
  readonly name: string
  readonly language?: string
  readonly score?: string
  readonly awarded?: string
}

function badge({ name, language, score, awarded = '2026-01-01T00:00:00Z' }: Course): Promise<JsonObject> {
  const description = {
    id: 'urn:uuid:9c1e',
    name: 'Score',
    resultType: 'Percent',
    valueMin: '0',
    valueMax: '100',
  } as const
  const unsigned = openBadge({
    issuer,
    recipient: { id: ADA },
    validFrom: awarded,
    achievement: achievement({
      id: id(name),
      name,
      description: 'd',
      criteria: 'c',
      ...(language === undefined ? {} : { inLanguage: language }),
      ...(score === undefined ? {} : { resultDescription: description }),
    }),
    ...(score === undefined ? {} : { result: { resultDescription: description.id, value: score } }),
  })
  return issue(unsigned, { signer, created: new Date(awarded) }) as unknown as Promise<JsonObject>
}

async function evaluated(p: Pathway, courses: readonly Course[], at = '2026-06-01T00:00:00Z') {
  const now = new Date(at)
  const candidates = []
  for (const course of courses) {
    const input = await badge(course)
    candidates.push({ report: await verify(input, { now }), input })
  }
  return evaluate(p, candidates, { holder: { id: ADA }, at: now })
}

const common = {
  id: 'https://uni.example/pathways/x/1',
  name: 'Qualification',
  description: 'What it is.',
  criteria: 'What it takes.',
  awards: id('x'),
  issuers: [signer.controller],
} as const
const courses = [id('one'), id('two')] as const

type Case = {
  readonly [K in QualificationKind]: readonly [
    kind: K,
    input: Omit<QualificationInputs[K], keyof typeof common>,
    type: string,
    met: readonly Course[],
    unmet: readonly Course[],
  ]
}[QualificationKind]

const one = { name: 'one' }
const two = { name: 'two' }
const CASES: readonly Case[] = [
  ['badge', { requirements: { badge: id('one') } }, 'Badge', [one], [two]],
  [
    'certificate',
    { requirements: { any: [{ badge: id('one') }, { badge: id('two') }] } },
    'Certificate',
    [two],
    [],
  ],
  [
    'specialisation',
    { courses },
    'LearningProgram',
    [
      { name: 'one', language: 'fr' },
      { name: 'two', language: 'fr' },
    ],
    [
      { name: 'one', language: 'fr' },
      { name: 'two', language: 'en' },
    ],
  ],
  [
    'specialisation',
    { courses, project: id('project') },
    'LearningProgram',
    [
      { name: 'one', language: 'fr' },
      { name: 'two', language: 'fr' },
      { name: 'project', language: 'en' },
    ],
    [
      { name: 'one', language: 'fr' },
      { name: 'two', language: 'fr' },
    ],
  ],
  [
    'nanodegree',
    { projects: courses, passing: { min: 60 } },
    'CertificateOfCompletion',
    [
      { name: 'one', score: '60' },
      { name: 'two', score: '100' },
    ],
    [
      { name: 'one', score: '60' },
      { name: 'two', score: '9' },
    ],
  ],
  [
    'professional-certificate',
    { courses, examination: id('exam') },
    'Certificate',
    [one, two, { name: 'exam' }],
    [one, two],
  ],
  [
    'micromasters',
    { courses, examination: id('exam') },
    'MicroCredential',
    [one, two, { name: 'exam' }],
    [one, one, { name: 'exam' }],
  ],
  [
    'licence',
    { first: id('one'), every: 'P2Y' },
    'License',
    [
      { name: 'one', awarded: '2020-01-01T00:00:00Z' },
      { name: 'one', awarded: '2025-01-01T00:00:00Z' },
    ],
    [{ name: 'one', awarded: '2020-01-01T00:00:00Z' }],
  ],
  [
    'licence',
    { first: id('one'), renewal: id('refresher'), every: 'P2Y' },
    'License',
    [
      { name: 'one', awarded: '2020-01-01T00:00:00Z' },
      { name: 'refresher', awarded: '2025-01-01T00:00:00Z' },
    ],
    [{ name: 'refresher', awarded: '2025-01-01T00:00:00Z' }],
  ],
]

describe('qualification', () => {
  it.each(CASES)('%s', async (kind, input, type, met, unmet) => {
    const p = qualification(kind, { ...common, ...input } as never)
    expect(p.awards).toMatchObject({
      id: id('x'),
      achievementType: type,
      criteria: { narrative: 'What it takes.' },
    })
    expect((await evaluated(p, met)).outcome).toBe('met')
    expect((await evaluated(p, unmet)).outcome).toBe('unmet')
  })

  it('refuses kinds that it does not know, and what a pathway refuses', () => {
    expect(() => qualification('doctorate' as never, common as never)).toThrow(TypeError)
    expect(() => qualification('__proto__' as never, common as never)).toThrow(TypeError)
    expect(() => qualification('licence', { ...common, first: id('one'), every: 'two years' })).toThrow(
      expect.objectContaining({ code: 'model_invalid' }),
    )
  })

  it('makes a licence that ends when its renewal grows too old, and is contradicted where it does not say so', async () => {
    const p = qualification('licence', { ...common, first: id('one'), every: 'P2Y' })
    const done = await evaluated(p, [{ name: 'one', awarded: '2026-01-01T00:00:00Z' }])
    const made = stack(p, done, { issuer, recipient: { id: ADA } })
    expect(made.validUntil).toBe('2028-01-01T00:00:00Z')
    const { validUntil: _, ...endless } = made
    const signed = await issue(endless, { signer, created: new Date('2026-06-01T00:00:00Z') })
    const parts = done.parts.map(({ candidate }) => ('input' in candidate ? candidate.input : undefined))
    const level = async (now: string): Promise<string | undefined> =>
      (await verifyStack(signed, parts, { pathway: p, now: new Date(now) })).level
    expect(await level('2027-12-31T00:00:00Z')).toBe('proven')
    expect(await level('2028-01-02T00:00:00Z')).toBe('contradicted')
  })
})
