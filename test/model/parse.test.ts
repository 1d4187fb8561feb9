/** Reading: one view, whatever the version and form; equality and the newer version. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { newerCredential, sameCredential } from '../../src/model/reading/comparison.js'
import { parse } from '../../src/model/reading/parse.js'
import { completeBadge, endorsementCredential, olderBadge, plainBadge } from '../schema/fixtures.js'

describe('parse', () => {
  it('shows a badge with everything in it', () => {
    const view = parse(completeBadge)
    if (view.kind !== 'badge') throw new Error('no badge')
    expect(view).toMatchObject({
      version: '2.0',
      id: 'https://example.edu/badges/1',
      name: 'Rust I',
      signed: true,
      validFrom: new Date('2026-01-31T12:00:00Z'),
      issuer: { id: 'did:web:example.edu', name: 'Example University', parentOrg: { name: 'State' } },
      image: { url: 'https://example.edu/badges/1.png', caption: 'Badge' },
      recipient: { id: 'did:example:ada', name: 'Ada Lovelace' },
      achievement: { name: 'Rust I', tags: ['rust', 'systems'], language: 'en-GB', credits: 5 },
      activity: { start: new Date('2026-01-01T00:00:00Z') },
    })
    expect(view.results).toEqual([
      { name: 'Grade', type: 'LetterGrade', value: 'A', required: 'C' },
      { name: 'Style', type: 'RubricCriterionLevel', level: 'Mastered', required: 'Mastered' },
      { name: 'Score', type: 'Percent', value: '93', minimum: '0', maximum: '100' },
      { name: 'Progress', type: 'Status', status: 'Completed' },
    ])
    expect(view.achievement.skills[0]).toMatchObject({
      name: 'Ownership',
      framework: 'Systems programming',
      code: 'R.1',
    })
    expect(view.original).toEqual(completeBadge)
    expect(view.original).not.toBe(completeBadge)
  })

  it('shows compact and older badges alike, from objects and from text', () => {
    const older = parse(JSON.stringify(olderBadge))
    expect(older).toMatchObject({
      kind: 'badge',
      version: '1.1',
      validFrom: new Date('2022-01-31T12:00:00Z'),
      name: 'Rust I',
    })
    const { name: _, issuer: __, ...rest } = plainBadge
    const view = parse({
      ...rest,
      issuer: 'did:web:example.edu',
      evidence: { type: 'Evidence', name: 'One' },
    })
    expect(view).toMatchObject({
      name: 'Rust I',
      issuer: { id: 'did:web:example.edu' },
      evidence: [{ name: 'One' }],
      signed: false,
    })
    if (view.kind === 'badge')
      expect(view.image).toEqual({ url: 'https://example.edu/a/rust.png', caption: 'A crab' })
    expect(parse({ ...plainBadge, validUntil: '2030-01-01T00:00:00Z' }).validUntil).toEqual(
      new Date('2030-01-01T00:00:00Z'),
    )
  })

  it('chooses a language', () => {
    const document = { ...plainBadge, name: { en: 'Rust', 'de-AT': 'Rost', fr: 'Rouille' } }
    expect(
      ['de', 'de-AT', 'fr', 'it'].map((language) => parse(document, { language })).map((view) => view.name),
    ).toEqual(['Rost', 'Rost', 'Rouille', 'Rust'])
    expect(parse({ ...plainBadge, name: { '@value': 'Rust', '@language': 'en' } }).name).toBe('Rust')
  })

  it('shows endorsements', () => {
    expect(parse(endorsementCredential)).toMatchObject({
      kind: 'endorsement',
      name: 'Accredited',
      endorses: 'https://example.edu/a/rust',
      comment: 'Sound and well taught.',
    })
  })

  it('refuses the rest with codes', () => {
    const code = (input: unknown): string | undefined => {
      try {
        parse(input as object)
      } catch (error) {
        return isOpenBadgeError(error) ? error.code : undefined
      }
      return undefined
    }
    expect(code({ ...plainBadge, issuer: 7 })).toBe('model_invalid')
    expect(code([plainBadge])).toBe('model_invalid')
    expect(
      code({ '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential', 'Other'] }),
    ).toBe('model_invalid')
    expect(code('{"a":1,"a":2}')).toBe('json_invalid')
    expect(code('{')).toBe('json_invalid')
    expect(() => parse(plainBadge, { lang: 'de' } as never)).toThrow(TypeError)
  })
})

describe('sameCredential and newerCredential', () => {
  const one = {
    id: 'https://example.edu/badges/1',
    issuer: { id: 'did:web:example.edu' },
    validFrom: '2026-01-01T00:00:00Z',
  }

  it('compare issuer and id after decoding and trimming', () => {
    expect(sameCredential(one, { ...one, issuer: 'did:web:example.edu' })).toBe(true)
    expect(sameCredential(one, { ...one, id: ' https://example.edu/badges/%31%20' })).toBe(true)
    expect(sameCredential(one, { ...one, id: 'https://example.edu/badges/2' })).toBe(false)
    expect(sameCredential(one, { ...one, issuer: { id: 'did:web:other.example' } })).toBe(false)
    expect(sameCredential({ ...one, id: 'x%' }, { ...one, id: 'x%' })).toBe(true)
    expect(sameCredential({ issuer: 'x' }, { issuer: 'x' })).toBe(false)
  })

  it('prefer the later start', () => {
    const later = { ...one, validFrom: '2026-01-01T02:00:00+01:00' }
    expect(newerCredential(one, later)).toBe(later)
    expect(newerCredential(later, one)).toBe(later)
    expect(newerCredential(one, { ...one })).toBe(one)
    expect(newerCredential(one, { ...later, id: 'urn:other' })).toBeUndefined()
    expect(newerCredential(one, { ...one, validFrom: 'soon' })).toBeUndefined()
    const older = { id: one.id, issuer: one.issuer, issuanceDate: '2025-01-01T00:00:00Z' }
    expect(newerCredential<object>(older, one)).toBe(one)
  })
})
