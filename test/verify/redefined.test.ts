/**
 * Whoever holds a badge can add a context that exchanges two names of the issuer's own context, and exchange the names in
 * the badge too. The graph stays the same, so the signature holds, and whoever reads the JSON takes one value for the other.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { canonize, toCanonical } from '../../src/jsonld/canonize.js'
import { defineExtension } from '../../src/model/index.js'
import type { Load } from '../../src/ports.js'
import { verify } from '../../src/verify/verify.js'
import { type Change, clone, makeWorld, OB, VC2, type World } from './world.js'

const NS = 'https://uni.example/terms#'
/** A member that the issuer writes as an IRI. */
const EXTRA = 'https://uni.example/other#extra'
const NOTE = 'https://uni.example/other#note'
const OWN = 'https://uni.example/context'
const EVIL = 'https://evil.example/context'

const own = {
  ects: `${NS}ects`,
  hours: `${NS}hours`,
  grade: { '@id': `${NS}grade`, '@type': '@vocab' },
  passed: `${NS}passed`,
  failed: `${NS}failed`,
  Course: {
    '@id': `${NS}Course`,
    '@context': {
      title: `${NS}courseTitle`,
      code: `${NS}code`,
      days: { '@id': `${NS}duration`, '@type': `${NS}Days` },
    },
  },
  weeks: { '@id': `${NS}duration`, '@type': `${NS}Weeks` },
  Module: { '@id': `${NS}Module`, '@context': { title: `${NS}moduleTitle` } },
  title: `${NS}title`,
  plan: `${NS}plan`,
  part: `${NS}part`,
  length: `${NS}length`,
  lectures: `${NS}lectures`,
  labs: `${NS}labs`,
  minor: `${NS}minor`,
  major: `${NS}major`,
  Hours: `${NS}Hours`,
  Weeks: `${NS}Weeks`,
  a: { '@id': 'https://a.example/', '@prefix': true },
  b: { '@id': 'https://b.example/', '@prefix': true },
  c: { '@id': 'https://c.example/', '@prefix': true },
  d: { '@id': 'https://d.example/', '@prefix': true },
  text: '@value',
  tongue: '@language',
}

const genuine: Change = (badge) => {
  badge['@context'].push(OWN)
  const { achievement } = badge.credentialSubject
  Object.assign(achievement, {
    ects: '5',
    hours: '150',
    grade: 'failed',
    'a:score': '1',
    'b:score': '9',
    plan: {
      type: 'Course',
      title: 'Rust',
      code: '7',
      lectures: '6',
      labs: '180',
      part: { type: 'Module', title: 'Ownership' },
    },
    weeks: '12',
    [EXTRA]: { minor: '2', major: '9', 'c:score': '1', 'd:score': '9', [NOTE]: 'none' },
    length: [
      { '@value': '20', '@type': 'Hours' },
      { '@value': '3', '@type': 'Weeks' },
    ],
  })
}

let world: World
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  load = async (url, purpose, signal) =>
    url === OWN
      ? { '@context': own }
      : url === EVIL
        ? { '@context': exchanged }
        : world.load(url, purpose, signal)
  signed = await signedWith(genuine)
})

let load: Load
const exchanged = { ects: own.hours, hours: own.ects }
const exchangedInPlan = { lectures: own.labs, labs: own.lectures }
const exchangedInExtra = { minor: own.major, major: own.minor }
const exchangedInCourse = { title: `${NS}code`, code: `${NS}courseTitle` }

const UNDEFINED_TERMS = 'https://www.w3.org/ns/credentials/undefined-terms/v2'
const undefinedTerm = (name: string): string => `https://www.w3.org/ns/credentials/undefined-term#${name}`
const exchangedUndefined = { ects: undefinedTerm('hours'), hours: undefinedTerm('ects') }

async function signedWith(change: Change): Promise<JsonObject> {
  const { addProof } = await import('../../src/proof/data-integrity/add-proof.js')
  return clone(
    await addProof(world.badge(change), world.signer, { created: new Date('2026-01-01T00:00:00Z'), load }),
  )
}

const graph = ({ proof: _, ...rest }: JsonObject): Promise<string> => canonize(rest, { load })

function exchange(holder: Record<string, unknown>, left: string, right: string): void {
  const value = holder[left]
  holder[left] = holder[right]
  holder[right] = value
}

const achievementOf = (badge: Record<string, never>): Record<string, never> =>
  badge['credentialSubject']!['achievement']

/** A context, and the same graph by its names. */
const EXCHANGED_INSIDE: readonly (readonly [string, object, Change])[] = [
  ['two names', exchangedInExtra, (extra) => exchange(extra, 'minor', 'major')],
  [
    'two names after none',
    [null, { ...exchangedInExtra, c: own.c, d: own.d }],
    (extra) => exchange(extra, 'minor', 'major'),
  ],
  ['two prefixes', { c: own.d, d: own.c }, (extra) => exchange(extra, 'c:score', 'd:score')],
  [
    'a name that the issuer did not use',
    { ects: NOTE },
    (extra) => {
      extra.ects = extra[NOTE]
      delete extra[NOTE]
    },
  ],
]

const EXCHANGES: readonly (readonly [string, Change])[] = [
  [
    'an inline context after the issuer’s',
    (badge) => {
      badge['@context'].push(exchanged)
      exchange(achievementOf(badge), 'ects', 'hours')
    },
  ],
  [
    'a context by its address',
    (badge) => {
      badge['@context'].push(EVIL)
      exchange(achievementOf(badge), 'ects', 'hours')
    },
  ],
  [
    'a context in the object itself',
    (badge) => {
      badge.credentialSubject.achievement['@context'] = exchanged
      exchange(achievementOf(badge), 'ects', 'hours')
    },
  ],
  [
    'two contexts, the second as the first',
    (badge) => {
      badge['@context'].push(exchanged, { ...exchanged, more: `${NS}more` })
      exchange(achievementOf(badge), 'ects', 'hours')
    },
  ],
  [
    'values of a vocabulary',
    (badge) => {
      badge['@context'].push({ passed: own.failed, failed: own.passed })
      badge.credentialSubject.achievement.grade = 'passed'
    },
  ],
  [
    'prefixes',
    (badge) => {
      badge['@context'].push({ a: own.b, b: own.a })
      exchange(achievementOf(badge), 'a:score', 'b:score')
    },
  ],
  [
    'a scoped context of a type',
    (badge) => {
      badge['@context'].push({
        Course: { '@id': `${NS}Course`, '@context': { title: `${NS}code`, code: `${NS}courseTitle` } },
      })
      exchange(badge.credentialSubject.achievement.plan, 'title', 'code')
    },
  ],
  [
    'types',
    (badge) => {
      badge['@context'].push({ Course: own.Module, Module: own.Course })
      const { plan } = badge.credentialSubject.achievement
      plan.type = 'Module'
      plan.part.type = 'Course'
    },
  ],
  [
    'types of values',
    (badge) => {
      badge['@context'].push({ Hours: own.Weeks, Weeks: own.Hours })
      const { length } = badge.credentialSubject.achievement
      length[0]['@type'] = 'Weeks'
      length[1]['@type'] = 'Hours'
    },
  ],
  [
    'the scoped context of a new name for a type',
    (badge) => {
      badge['@context'].push({ Kurs: { '@id': own.Course['@id'], '@context': exchangedInCourse } })
      const { plan } = badge.credentialSubject.achievement
      plan.type = 'Kurs'
      exchange(plan, 'title', 'code')
    },
  ],
  [
    'the scoped context of an IRI that stands for a type',
    (badge) => {
      const iri = own.Course['@id']
      badge['@context'].push({ [iri]: { '@id': iri, '@context': exchangedInCourse } })
      const { plan } = badge.credentialSubject.achievement
      plan.type = iri
      exchange(plan, 'title', 'code')
    },
  ],
  [
    'the scoped context of a new name for a member',
    (badge) => {
      badge['@context'].push({ course: { '@id': own.plan, '@context': exchangedInPlan } })
      const { achievement } = badge.credentialSubject
      achievement.course = achievement.plan
      delete achievement.plan
      exchange(achievement.course, 'lectures', 'labs')
    },
  ],
  [
    'a scoped context that begins with none',
    (badge) => {
      const all = { ...own, ...exchangedInPlan, id: '@id', type: '@type' }
      badge['@context'].push({ course: { '@id': own.plan, '@context': [null, all] } })
      const { achievement } = badge.credentialSubject
      achievement.course = achievement.plan
      delete achievement.plan
      exchange(achievement.course, 'lectures', 'labs')
    },
  ],
  ...EXCHANGED_INSIDE.map(([name, context, change]): readonly [string, Change] => [
    `${name} in the scope of a name that no context of the issuer has`,
    (badge) => {
      badge['@context'].push({ extra: { '@id': EXTRA, '@context': context } })
      const { achievement } = badge.credentialSubject
      achievement.extra = achievement[EXTRA]
      delete achievement[EXTRA]
      change(achievement.extra)
    },
  ]),
  [
    'names of one IRI with two types, of which one is scoped',
    (badge) => {
      const { achievement } = badge.credentialSubject
      achievement['@context'] = { weeks: own.Course['@context'].days, days: own.weeks }
      achievement.days = achievement.weeks
      delete achievement.weeks
    },
  ],
]

/** With what an issuer's context makes of each name that no context defines, and where the holder puts his own. */
const IMPLIED: readonly (readonly [string, string | object, Change])[] = [
  ['after it', { '@vocab': NS }, (badge) => badge['@context'].push(exchanged)],
  ['before it', { '@vocab': NS }, (badge) => badge['@context'].splice(2, 0, exchanged)],
  [
    'after a context that takes it back',
    { '@vocab': NS },
    (badge) => badge['@context'].push({ '@vocab': null }, exchanged),
  ],
  [
    'after one in the object itself that takes it back',
    { '@vocab': NS },
    (badge) => {
      badge.credentialSubject.achievement['@context'] = [{ '@vocab': null }, exchanged]
    },
  ],
  ['before the bundled one', UNDEFINED_TERMS, (badge) => badge['@context'].splice(2, 0, exchangedUndefined)],
  ['after the bundled one', UNDEFINED_TERMS, (badge) => badge['@context'].push(exchangedUndefined)],
]

describe('a name of the issuer’s own context', () => {
  it('is verified as the issuer wrote it, scoped contexts of his and all', async () => {
    expect(await verify(signed, { ...world.options, load })).toMatchObject({ verified: true })
  })

  it.each(EXCHANGES)('may not be exchanged by %s', async (_, change) => {
    const changed = clone(signed)
    change(changed)
    const report = await verify(changed, { ...world.options, load })
    expect(report.verified).toBe(false)
    expect(report.checks[1]).toMatchObject({ outcome: 'fail', code: 'jsonld_unsafe' })
    expect(await graph(changed)).toBe(await graph(signed))
  })

  it('may be defined twice in the same way', async () => {
    const again = clone(signed)
    ;(again['@context'] as unknown[]).push({ ects: own.ects, unused: `${NS}unused` })
    expect(await verify(again, { ...world.options, load })).toMatchObject({ verified: true })
  })

  it('may get another meaning where the badge does not use it', async () => {
    const again = clone(signed)
    ;(again['@context'] as unknown[]).push({ failed: own.passed, title: `${NS}other` })
    const { plan: _, grade: __, ...rest } = achievementOf(again as never) as Record<string, unknown>
    const badge = await signedWith((badge) => {
      badge['@context'] = again['@context']
      badge.credentialSubject.achievement = rest
    })
    expect(await verify(badge, { ...world.options, load })).toMatchObject({ verified: true })
  })

  it('may not be that of an IRI that the vocabulary of another context does not imply', async () => {
    const written = await signedWith((badge) => {
      badge['@context'].push({ '@vocab': NS })
      badge.credentialSubject.achievement[NOTE] = '5'
    })
    expect(await verify(written, world.options)).toMatchObject({ verified: true })
    const changed = clone(written)
    ;(changed['@context'] as unknown[]).push({ hours: NOTE })
    const achievement = achievementOf(changed as never) as Record<string, unknown>
    achievement['hours'] = achievement[NOTE]
    delete achievement[NOTE]
    expect(await graph(changed)).toBe(await graph(written))
    expect((await verify(changed, world.options)).checks[1]).toMatchObject({ code: 'jsonld_unsafe' })
  })

  it.each(IMPLIED)('may not be exchanged where a vocabulary implies it: %s', async (_, context, change) => {
    const implied = await signedWith((badge) => {
      badge['@context'].push(context)
      Object.assign(badge.credentialSubject.achievement, { ects: '5', hours: '150' })
    })
    expect(await verify(implied, world.options)).toMatchObject({ verified: true })
    const changed = clone(implied)
    change(changed as never)
    exchange(achievementOf(changed as never), 'ects', 'hours')
    expect(await graph(changed)).toBe(await graph(implied))
    expect((await verify(changed, world.options)).checks[1]).toMatchObject({ code: 'jsonld_unsafe' })
  })

  it('may not be exchanged in a literal with a language', async () => {
    const spoken = await signedWith((badge) => {
      badge['@context'].push(OWN)
      badge.credentialSubject.achievement.plan = { text: 'fr', tongue: 'de' }
    })
    expect(await verify(spoken, { ...world.options, load })).toMatchObject({ verified: true })
    const changed = clone(spoken)
    ;(changed['@context'] as unknown[]).push({ text: '@language', tongue: '@value' })
    exchange((achievementOf(changed as never) as never)['plan'], 'text', 'tongue')
    expect(await graph(changed)).toBe(await graph(spoken))
    expect((await verify(changed, { ...world.options, load })).checks[1]).toMatchObject({
      code: 'jsonld_unsafe',
    })
  })

  it('may be that of another context, if both mean the same, in whichever scope', async () => {
    const beside = await signedWith((badge) => {
      genuine(badge)
      badge['@context'].push({
        id: '@id',
        Exam: { '@id': `${NS}Exam`, '@context': { title: own.title, mark: `${NS}mark` } },
        exam: `${NS}exam`,
      })
      badge.credentialSubject.achievement.exam = { type: 'Exam', title: 'Oral', mark: '1' }
    })
    expect(await verify(beside, { ...world.options, load })).toMatchObject({ verified: true })
  })

  it('is refused at issuing too', async () => {
    await expect(
      signedWith((badge) => {
        badge['@context'].push({ ects: `${NS}ects` }, { ects: `${NS}other` })
        badge.credentialSubject.achievement.ects = '5'
      }),
    ).rejects.toMatchObject({
      code: 'jsonld_unsafe',
      details: { issues: [{ code: 'renamed_member', pointer: '/credentialSubject/achievement/ects' }] },
    })
  })
})

it('the members of an extension are read as the issuer meant them, or not at all', async () => {
  const extension = defineExtension({
    context: OWN,
    members: { Achievement: { ects: 'string', hours: 'string' } },
  })
  const read = (badge: JsonObject): object => extension.read(badge)
  expect(read(signed)).toEqual({ Achievement: { ects: '5', hours: '150' } })
  const without = { ...signed, '@context': [VC2, OB, exchanged] }
  expect(read(without)).toEqual({})
})

it('a type of an older Open Badges context, which protects nothing, may not get another scoped context', async () => {
  const document = {
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
      {
        Achievement: {
          '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement',
          '@context': { humanCode: NOTE },
        },
      },
    ],
    id: 'urn:uuid:a',
    type: 'Achievement',
    humanCode: 'MSC-500',
  }
  await expect((async () => toCanonical(document, { standardNames: true }))()).rejects.toMatchObject({
    code: 'jsonld_unsafe',
    details: { issues: [{ code: 'renamed_member', pointer: '/type' }] },
  })
})
