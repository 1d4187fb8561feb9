/** Extensions: typed members, their context and schema in every badge that uses them. */
import { describe, expect, it } from 'vitest'
import { achievement } from '../../src/model/builders/achievement.js'
import { defineExtension } from '../../src/model/builders/define-extension.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { parse } from '../../src/model/reading/parse.js'
import { validate } from '../../src/schema/validate.js'
import { issuesOf } from './issues-of.js'

const nl = defineExtension({
  context: 'https://example.org/nl/context.json',
  schema: 'https://example.org/nl/schema.json',
  types: { Achievement: 'https://example.org/nl#Course' },
  members: {
    Achievement: { studyLoad: 'number', languages: 'string[]', framework: 'object' },
    AchievementSubject: { cohort: 'string' },
  },
})
const literal = { id: 'https://example.nl/a/1', name: 'n', description: 'd', criteria: 'c' }
const base = { issuer: { id: 'did:web:example.nl' }, bearer: true } as const

describe('defineExtension', () => {
  it('adds members and types to what its builders make', () => {
    const made = nl.achievement({ ...literal, studyLoad: 60, languages: ['nl'], framework: { level: 6 } })
    expect(made).toMatchObject({
      studyLoad: 60,
      languages: ['nl'],
      type: ['Achievement', 'https://example.org/nl#Course'],
    })
    expect(Object.isFrozen(made)).toBe(true)
  })

  it('carries context and schema into the badge, by whichever builder', () => {
    const course = nl.achievement({ ...literal, studyLoad: 60 })
    const badge = openBadge({ ...base, achievement: course })
    expect(badge['@context']).toEqual([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      'https://example.org/nl/context.json',
    ])
    expect(badge.credentialSchema).toEqual([
      { id: 'https://example.org/nl/schema.json', type: '1EdTechJsonSchemaValidator2019' },
    ])
    expect(badge.credentialSubject.achievement).toEqual(course)
    expect(
      validate({ id: 'urn:uuid:1', validFrom: '2026-01-01T00:00:00Z', ...badge }, { form: 'strict' }).valid,
    ).toBe(true)
    expect(
      nl.openBadge({ ...base, achievement: literal, subject: { cohort: '2026' } }).credentialSubject,
    ).toMatchObject({ cohort: '2026' })
  })

  it('checks its members, and still names foreign ones', () => {
    const wrong = { ...literal, studyLoad: '60', languages: [], framework: [] }
    expect(
      issuesOf(() => nl.achievement(wrong as never)).map(({ code, pointer }) => `${code} ${pointer}`),
    ).toEqual(['wrong_type /framework', 'wrong_type /languages', 'wrong_type /studyLoad'])
    expect(
      issuesOf(() => nl.achievement({ ...literal, studyLod: 60 } as never)).map(({ code }) => code),
    ).toEqual(['undefined_term'])
    expect(
      issuesOf(() => achievement({ ...literal, studyLoad: 60 } as never)).map(({ code }) => code),
    ).toEqual(['undefined_term'])
    const course = nl.achievement({ ...literal, studyLoad: 60 })
    expect(
      issuesOf(() => openBadge({ ...base, achievement: course, naem: 'x' } as never)).map(
        ({ pointer }) => pointer,
      ),
    ).toEqual(['/naem'])
    expect(
      issuesOf(() => openBadge({ ...base, achievement: { ...course } })).map(({ pointer }) => pointer),
    ).toEqual(['/credentialSubject/achievement/studyLoad'])
  })

  it('takes inline contexts and several of them', () => {
    const own = defineExtension({
      context: [{ x: 'https://example.org/x' }, 'https://example.org/y'],
      members: { Profile: { x: 'string' } },
    })
    const badge = openBadge({
      ...base,
      issuer: own.profile({ id: 'did:web:example.nl', x: '1' }),
      achievement: literal,
    })
    expect(badge['@context'].slice(2)).toEqual([{ x: 'https://example.org/x' }, 'https://example.org/y'])
    expect(badge.credentialSchema).toBeUndefined()
  })

  const context = 'https://example.org/context.json'
  const of = (members: unknown, rest: object = { context }) => ({ ...rest, members })
  it.each<[string, unknown, RegExp]>([
    ['no definition', undefined, /definition must be an object, such as \{ members: /],
    ['null', null, /definition must be an object/],
    ['a list', [], /definition must be an object/],
    ['a URL', context, /definition must be an object/],
    ['no members', { context }, /members must be an object; write members: \{ Achievement: /],
    ['members: a list', of(['studyLoad']), /members must be an object; write members: /],
    [
      'members of a class: a list',
      of({ Achievement: ['studyLoad'] }),
      /members\.Achievement must be an object; write/,
    ],
    ['a misspelt option', { context, member: {} }, /unknown option "member"; write "members"/],
    ['a strange option', { ...of({}), colour: 'red' }, /unknown option "colour"; the options are context, /],
    ['a relative context', of({}, { context: 'nl' }), /context must be an absolute URL, such as 'https:/],
    ['an empty list of contexts', of({}, { context: [] }), /context must be an absolute URL, such as/],
    ['context: null', of({}, { context: null }), /context must be an absolute URL, such as/],
    [
      'the context of VCDM',
      of({}, { context: 'https://www.w3.org/ns/credentials/v2' }),
      /context must not contain the contexts of VCDM/,
    ],
    ['a relative schema', of({}, { context, schema: 'nl' }), /schema must be an absolute URL, such as/],
    [
      'a term without context',
      of({ Achievement: { studyLoad: 'number' } }, {}),
      /studyLoad needs a context .*write context: '/,
    ],
    [
      'a member of the standard',
      of({ Achievement: { name: 'string' } }),
      /Achievement\.name .*leave it out of members/,
    ],
    [
      'a misspelt class',
      of({ Achivement: { x: 'string' } }),
      /members has no class "Achivement"; write "Achievement"/,
    ],
    [
      'a closed class',
      of({ Image: { x: 'string' } }),
      /members has no class "Image"; the classes are Achievement, /,
    ],
    [
      'a class of JavaScript',
      of({ constructor: { x: 'string' } }),
      /members has no class "constructor"; the classes are/,
    ],
    [
      'an unknown kind',
      of({ Achievement: { x: 'text' } }),
      /members\.Achievement\.x must be the kind of its value: 'string', /,
    ],
    [
      'a kind that is a function',
      of({ Achievement: { x: String } }),
      /x must be the kind of its value: 'string', /,
    ],
    ['types: a string', { ...of({}), types: 'Course' }, /types must be an object; write types: /],
    [
      'types of no class',
      { ...of({}), types: { Achivement: 'x' } },
      /types has no class "Achivement"; write "Achievement"/,
    ],
    [
      'a type that is a number',
      { ...of({}), types: { Profile: [7] } },
      /types\.Profile must be a type or a list of types; write/,
    ],
  ])('refuses %s, and names the option to write', (_, definition, says) => {
    const define = () => defineExtension(definition as never)
    expect(define).toThrow(TypeError)
    expect(define).toThrow(/^defineExtension: /)
    expect(define).toThrow(says)
  })
})

describe('read', () => {
  const CONTEXT = 'https://example.org/nl/context.json'
  const dutch = defineExtension({
    context: CONTEXT,
    members: {
      Achievement: { studyLoad: 'number', sectors: 'string[]' },
      AchievementSubject: { cohort: 'string' },
      Evidence: { pages: 'number' },
      Criteria: { level: 'string' },
    },
  })
  const made = dutch.openBadge({
    issuer: { id: 'did:web:example.edu', name: 'Example University' },
    recipient: { id: 'did:example:ada' },
    achievement: dutch.achievement({
      id: 'https://example.edu/a/rust',
      name: 'Rust I',
      description: 'Writes small programs in Rust.',
      criteria: dutch.criteria({ narrative: 'Pass the exam.', level: 'NLQF 6' }),
      studyLoad: 60,
      sectors: ['it'],
    }),
    evidence: [dutch.evidence({ name: 'Parser', pages: 12 }), { name: 'Talk' }],
    subject: { cohort: '2026' },
  })

  it('gives back what the builders took, by class and with its types', () => {
    for (const source of [made, parse(made)]) {
      const read = dutch.read(source)
      expect(read).toEqual({
        Achievement: { studyLoad: 60, sectors: ['it'] },
        AchievementSubject: { cohort: '2026' },
        Evidence: [{ pages: 12 }, {}],
        Criteria: { level: 'NLQF 6' },
      })
      const hours: number | undefined = read.Achievement?.studyLoad
      expect(hours).toBe(60)
    }
  })

  it('leaves out values of another kind, and has nothing where there is nothing', () => {
    const odd = JSON.parse(JSON.stringify(made)) as Record<string, unknown>
    const subject = odd['credentialSubject'] as { achievement: Record<string, unknown> }
    subject.achievement = { ...subject.achievement, studyLoad: 'sixty', sectors: 'it', criteria: 'x' }
    expect(dutch.read(odd)).toEqual({ AchievementSubject: { cohort: '2026' }, Evidence: [{ pages: 12 }, {}] })
    expect(dutch.read({ '@context': [CONTEXT] })).toEqual({})
  })

  it.each<[unknown]>([[undefined], [null], ['ada.json'], [[made]], [Promise.resolve(made)]])(
    'says what it reads: %#',
    (source) => {
      expect(() => dutch.read(source as never)).toThrow('read: pass what parse returned')
    },
  )

  it('reads nothing under other contexts, where the names may mean other things', () => {
    const other = {
      ...made,
      '@context': (made['@context'] as readonly string[]).filter((each) => each !== CONTEXT),
    }
    expect(dutch.read(other)).toEqual({})
  })
})
