/** The elements of a microcredential, framework by framework, and the extension that carries them. */
import { describe, expect, it } from 'vitest'
import {
  achievement,
  bundled,
  documents,
  firstOf,
  issue,
  lintMicrocredential,
  type MicrocredentialProfile,
  microcredentialExtension,
  openBadge,
  profile,
  signerFromSeed,
  verify,
} from '../../../src/index.js'

const CONTEXT = 'https://example.edu/contexts/microcredential/1'
const extension = microcredentialExtension(CONTEXT)
const ELEMENTS = {
  workloadHours: 75,
  ectsCredits: 3,
  eqfLevel: 6,
  assessmentType: 'written exam',
  participation: 'blended',
  qualityAssurance: 'Accredited by the Example Agency, decision 4711',
  supervision: 'onsite with identity check',
  prerequisites: 'none',
  stackability: 'counts towards the Data Science diploma',
}
const signer = await signerFromSeed(new Uint8Array(32).fill(7))
const issuer = profile({
  id: signer.controller,
  name: 'Example University',
  address: { addressCountryCode: 'NL' },
})
const plain = {
  id: 'https://example.edu/a/statistics',
  name: 'Statistics',
  description: 'An introduction to statistics.',
  criteria: { narrative: 'Explains and applies tests of hypotheses.' },
}

const whole = extension.openBadge({
  issuer,
  recipient: { id: 'did:web:ada.example' },
  awardedDate: '2026-05-01T00:00:00Z',
  achievement: extension.achievement({
    ...plain,
    achievementType: 'MicroCredential',
    alignment: { targetName: 'Level 5', targetUrl: 'https://nzqa.example/5', targetType: 'ext:NZQCF' },
    resultDescription: { id: 'urn:uuid:5e1f', name: 'Grade', resultType: 'LetterGrade' },
    ...ELEMENTS,
  }),
  result: { resultDescription: 'urn:uuid:5e1f', value: 'A' },
})
const bare = openBadge({
  issuer: { id: 'did:web:example.edu' },
  bearer: true,
  achievement: achievement(plain),
})

/** `element outcome pointer` of all that are not present. */
function open(badge: object, framework: MicrocredentialProfile): string[] {
  return lintMicrocredential(badge, framework)
    .filter(({ outcome }) => outcome !== 'present')
    .map(({ element, outcome, pointer }) => `${element} ${outcome} ${pointer}`)
}

type Change = (badge: Mutable) => unknown
// biome-ignore lint/suspicious/noExplicitAny: changed in any way
type Mutable = any

const AT = '/credentialSubject/achievement'
const achievementOf = (badge: Mutable): Mutable => badge.credentialSubject.achievement

/** One change to the whole badge, and what is not present then. */
const CASES: readonly (readonly [string, MicrocredentialProfile, Change, string])[] = [
  ['nothing', 'eu', () => undefined, ''],
  ['no learner', 'eu', (b) => delete b.credentialSubject.id, 'learner missing /credentialSubject/identifier'],
  ['no title', 'eu', (b) => delete achievementOf(b).name, `title missing ${AT}/name`],
  ['no country', 'eu', (b) => delete b.issuer.address, 'country missing /issuer/address/addressCountryCode'],
  [
    'a country in words',
    'eu',
    (b) => (b.issuer.address = { addressCountry: 'Netherlands' }),
    'country unclear /issuer/address/addressCountry',
  ],
  [
    'an issuer that is an id',
    'eu',
    (b) => (b.issuer = b.issuer.id),
    'country missing /issuer/address/addressCountryCode; awardingBody unclear /issuer/name',
  ],
  ['no date', 'eu', (b) => delete b.awardedDate, 'dateOfIssue missing /awardedDate'],
  [
    'criteria behind an address',
    'eu',
    (b) => (achievementOf(b).criteria = { id: 'https://example.edu/c' }),
    `learningOutcomes unclear ${AT}/criteria/narrative`,
  ],
  [
    'a skill instead of criteria in words',
    'eu',
    (b) => {
      achievementOf(b).criteria = { id: 'https://example.edu/c' }
      achievementOf(b).alignment = [
        { targetName: 'statistics', targetUrl: 'http://data.europa.eu/esco/skill/1' },
      ]
    },
    '',
  ],
  [
    'an alignment to a level is no skill',
    'eu',
    (b) => delete achievementOf(b).criteria,
    `learningOutcomes missing ${AT}/criteria/narrative`,
  ],
  [
    'credits without a unit',
    'eu',
    (b) => {
      delete achievementOf(b).workloadHours
      delete achievementOf(b).ectsCredits
      achievementOf(b).creditsAvailable = 3
    },
    `workload unclear ${AT}/creditsAvailable`,
  ],
  [
    'a workload of nothing',
    'eu',
    (b) => (achievementOf(b).workloadHours = 0),
    `workload wrong ${AT}/workloadHours`,
  ],
  [
    'a workload in words',
    'eu',
    (b) => (achievementOf(b).workloadHours = '75'),
    `workload wrong ${AT}/workloadHours`,
  ],
  ['a ninth level', 'eu', (b) => (achievementOf(b).eqfLevel = 9), `level wrong ${AT}/eqfLevel`],
  ['half a level', 'eu', (b) => (achievementOf(b).eqfLevel = 5.5), `level wrong ${AT}/eqfLevel`],
  [
    'a level as an alignment',
    'eu',
    (b) => {
      delete achievementOf(b).eqfLevel
      achievementOf(b).alignment = { targetType: 'ext:EQF', targetCode: '6', targetName: 'x', targetUrl: 'y' }
    },
    '',
  ],
  [
    'two levels, of which one is wrong, in whatever order',
    'eu',
    (b) => {
      delete achievementOf(b).eqfLevel
      achievementOf(b).alignment = ['6', '9'].map((targetCode) => ({ targetType: 'ext:EQF', targetCode }))
    },
    `level wrong ${AT}/alignment/1`,
  ],
  [
    'a level that says no number',
    'eu',
    (b) => {
      delete achievementOf(b).eqfLevel
      achievementOf(b).alignment = [{ targetType: 'ext:EQF', targetName: 'high' }]
    },
    `level unclear ${AT}/alignment/0`,
  ],
  [
    'no participation',
    'eu',
    (b) => delete achievementOf(b).participation,
    `participation missing ${AT}/participation`,
  ],
  [
    'results instead of a type of assessment',
    'eu',
    (b) => delete achievementOf(b).assessmentType,
    `assessment unclear ${AT}/resultDescription/0`,
  ],
  [
    'an endorsement as quality assurance',
    'eu',
    (b) => {
      delete achievementOf(b).qualityAssurance
      b.issuer.endorsement = [{ id: 'urn:uuid:1' }]
    },
    '',
  ],
  [
    'no quality assurance',
    'eu',
    (b) => delete achievementOf(b).qualityAssurance,
    `qualityAssurance missing ${AT}/qualityAssurance`,
  ],
  ['no result', 'eu', (b) => delete b.credentialSubject.result, 'grade missing /credentialSubject/result'],
  ['nothing, in New Zealand', 'nz', () => undefined, ''],
  [
    'a title of a degree',
    'nz',
    (b) => (achievementOf(b).name = 'New Zealand Statistics'),
    `title wrong ${AT}/name`,
  ],
  ['a word that only begins so', 'nz', (b) => (achievementOf(b).name = 'Mastering statistics'), ''],
  [
    'too many hours',
    'nz',
    (b) => (achievementOf(b).workloadHours = 401),
    `workload wrong ${AT}/workloadHours`,
  ],
  [
    'forty credits',
    'nz',
    (b) => {
      delete achievementOf(b).workloadHours
      b.credentialSubject.creditsEarned = 40
    },
    '',
  ],
  [
    'forty-one credits',
    'nz',
    (b) => {
      delete achievementOf(b).workloadHours
      b.credentialSubject.creditsEarned = 41
    },
    'workload wrong /credentialSubject/creditsEarned',
  ],
  ['a European level only', 'nz', (b) => delete achievementOf(b).alignment, `level missing ${AT}/alignment`],
  ['nothing, in Australia', 'au', () => undefined, ''],
  ['half an hour', 'au', (b) => (achievementOf(b).workloadHours = 0.5), `workload wrong ${AT}/workloadHours`],
  [
    'a degree',
    'au',
    (b) => (achievementOf(b).achievementType = 'BachelorDegree'),
    `smallerThanAward wrong ${AT}/achievementType`,
  ],
]

describe('lintMicrocredential', () => {
  it.each(CASES)('finds what is not in order after: %s (%s)', (_, framework, change, expected) => {
    const badge = structuredClone(whole) as Mutable
    change(badge)
    expect(open(badge, framework).join('; ')).toBe(expected)
  })

  it('names all that a bare badge lacks, each with a hint', () => {
    const findings = lintMicrocredential(bare, 'eu')
    expect(findings.filter(({ requirement }) => requirement !== 'optional')).toHaveLength(11)
    expect(
      findings.filter(({ outcome }) => outcome !== 'present').every(({ hint }) => (hint ?? '').length > 10),
    ).toBe(true)
    expect(open(bare, 'eu')).toContain('learner missing /credentialSubject/identifier')
  })

  it('refuses an unknown profile, and what is no plain JSON', () => {
    expect(() => lintMicrocredential(bare, 'mars' as never)).toThrow(TypeError)
    expect(() => lintMicrocredential(bare, '__proto__' as never)).toThrow(TypeError)
    const looped: Record<string, unknown> = {}
    looped['issuer'] = looped
    expect(() => lintMicrocredential(looped, 'eu')).toThrow(
      expect.objectContaining({ code: 'limit_exceeded' }),
    )
  })

  it('reads members of a hostile badge without trusting their types', () => {
    const hostile = JSON.parse(
      '{"issuer":[],"credentialSubject":{"achievement":{"criteria":7,"alignment":[null,{"targetType":{}},3],"name":{"en":1},"__proto__":{"workloadHours":9}}}}',
    )
    for (const framework of ['eu', 'nz', 'au'] as const) {
      expect(lintMicrocredential(hostile, framework).length).toBeGreaterThan(5)
    }
    expect(open(hostile, 'eu')).toContain(`workload missing ${AT}/workloadHours`)
  })
})

describe('microcredentialExtension', () => {
  it('makes badges that verify wherever its context is known', async () => {
    const load = firstOf(bundled, documents({ [CONTEXT]: extension.context }))
    const signed = await issue(whole, { signer, load })
    expect(await verify(signed, { load })).toMatchObject({ verified: true })
    const changed = structuredClone(signed) as Mutable
    changed.credentialSubject.achievement.eqfLevel = 7
    expect(await verify(changed, { load })).toMatchObject({ verified: false })
  })

  it('makes badges that verify anywhere when the definitions are written into them', async () => {
    const inline = microcredentialExtension(CONTEXT, { inline: true })
    const badge = inline.openBadge({
      issuer,
      recipient: { id: 'did:web:ada.example' },
      achievement: inline.achievement({ ...plain, ...ELEMENTS }),
    })
    const signed = await issue(badge, { signer })
    expect(await verify(signed)).toMatchObject({ verified: true })
  })

  it.each(['http://example.edu/c', 'https://example.edu/c#', 'c', ''])('refuses %j as an address', (url) => {
    expect(() => microcredentialExtension(url)).toThrow(TypeError)
  })
})
