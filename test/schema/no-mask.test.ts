/** Warnings are limited in number and length. They never take the place of an error that follows. */
import { validate } from 'laurel'
import { describe, expect, it, vi } from 'vitest'
import { verify } from '../verify/checked.js'
import type { Change } from '../verify/world.js'
import { makeWorld } from '../verify/world.js'
import { plainBadge } from './fixtures.js'

const many = (count: number, make: (i: number) => readonly [string, unknown]): object =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => make(i)))

/** Undefined members are warnings in a document that is read. */
const MASKS: readonly (readonly [string, object])[] = [
  ['no warning', {}],
  ['a name of 50,001 characters', { ['t'.repeat(50_001)]: 'v' }],
  ['many names', many(500, (i) => [`undefined${i}`, 'v'])],
  ['many long names', many(60, (i) => [`${i}${'t'.repeat(1000)}`, 'v'])],
]

describe.each(MASKS)('behind %s', (_, mask) => {
  const { '@context': context, ...rest } = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'n',
    issuer: { id: 'did:example:i', type: ['Profile'] },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      id: 'did:example:s',
      achievement: {
        id: 'urn:uuid:2',
        type: ['Achievement'],
        name: 'a',
        description: 'd',
        criteria: { narrative: 'c' },
      },
    },
  }
  const badge = (achievement: object, more: object = {}): object => ({
    '@context': context,
    ...mask,
    ...rest,
    credentialSubject: {
      ...rest.credentialSubject,
      achievement: { ...rest.credentialSubject.achievement, ...achievement },
    },
    ...more,
  })
  const errors = (document: object): readonly string[] =>
    validate(document)
      .issues.filter(({ severity }) => severity === 'error')
      .map(({ code, pointer }) => `${code} ${pointer}`)

  it('there is no error in a good badge', () => {
    expect(errors(badge({}))).toEqual([])
  })

  it.each<[string, object, object, string]>([
    ['a name that is no text', { name: 5 }, {}, 'wrong_type /credentialSubject/achievement/name'],
    [
      'a part without its criteria',
      { criteria: undefined },
      {},
      'missing /credentialSubject/achievement/criteria',
    ],
    ['an end before its start', {}, { validUntil: '2025-01-01T00:00:00Z' }, 'dates_reversed /validUntil'],
  ])('%s is told', (_, achievement, more, expected) => {
    const document = JSON.parse(JSON.stringify(badge(achievement, more))) as object
    expect(validate(document).valid).toBe(false)
    expect(errors(document)).toEqual([expected])
  })

  it('a signed badge with a name that is no text is not verified', async () => {
    const world = await makeWorld()
    const made = world.badge((b) => (b.credentialSubject.achievement.name = 5))
    const { '@context': contexts, ...members } = made
    const report = await verify({ '@context': contexts, ...mask, ...members }, world.options)
    expect(report.check.structure).toMatchObject({ outcome: 'fail', code: 'structure_invalid' })
  })
})

it('thousands of warnings cost the words of two hundred', () => {
  const result = Array.from({ length: 1000 }, (_, i) => ({
    type: ['Result'],
    resultDescription: 'urn:x:scale',
    value: `not allowed ${i}`,
  }))
  const allowedValue = Array.from({ length: 100 }, (_, i) => `grade ${i}`)
  const scale = {
    id: 'urn:x:scale',
    type: ['ResultDescription'],
    name: 's',
    resultType: 'LetterGrade',
    allowedValue,
  }
  const change: Change = ({ credentialSubject: subject }) => {
    subject.result = result
    subject.achievement.resultDescription = [scale]
  }
  const badge = structuredClone(plainBadge)
  change(badge)
  const lists = vi.spyOn(Map.prototype, 'keys')
  const { issues } = validate(badge)
  const copies = lists.mock.contexts.filter(
    (map) => (map as Map<unknown, unknown>).size === allowedValue.length,
  )
  lists.mockRestore()
  expect(issues.filter(({ code }) => code === 'value_not_allowed')).toHaveLength(200)
  expect(copies).toHaveLength(200)
})
