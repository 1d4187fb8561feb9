/** Reading: one view, whatever the version and form; equality and the newer version. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { newerCredential, sameCredential } from '../../src/model/reading/comparison.js'
import { parse } from '../../src/model/reading/parse.js'
import { bySuite } from '../by-suite.js'
import { completeBadge, endorsementCredential, olderBadge, plainBadge } from '../schema/fixtures.js'
import { mutants } from '../schema/mutations.js'

describe('parse', () => {
  it('shows a badge with everything in it', () => {
    const view = parse(completeBadge)
    if (view.kind !== 'open-badge') throw new Error('no badge')
    expect(view).toMatchObject({
      version: '2.0',
      id: 'https://example.edu/badges/1',
      name: 'Rust I',
      signed: true,
      validFrom: '2026-01-31T12:00:00.000Z',
      issuer: { id: 'did:web:example.edu', name: 'Example University', parentOrg: { name: 'State' } },
      image: { url: 'https://example.edu/badges/1.png', caption: 'Badge' },
      recipient: { id: 'did:example:ada', name: 'Ada Lovelace' },
      achievement: { name: 'Rust I', tags: ['rust', 'systems'], language: 'en-GB', credits: 5 },
      activity: { start: '2026-01-01T00:00:00.000Z' },
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
      kind: 'open-badge',
      version: '1.1',
      validFrom: '2022-01-31T12:00:00.000Z',
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
    expect(view.image).toEqual({ url: 'https://example.edu/a/rust.png', caption: 'A crab' })
    const zoneless = parse({ ...plainBadge, validUntil: '2030-01-01T00:00:00' })
    expect(zoneless.validUntil).toBe('2030-01-01T00:00:00.000Z')
    expect(zoneless.issues.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'date_without_zone /validUntil',
    ])
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

  it('is plain JSON, with what it was read from beside it', () => {
    const view = parse(completeBadge)
    expect(JSON.parse(JSON.stringify(view))).toEqual({ ...view })
    expect(JSON.stringify(view)).not.toContain('proofValue')
    expect(Object.keys(view)).not.toContain('original')
    expect(Object.isFrozen(view) && Object.isFrozen(view.original)).toBe(true)
  })

  it('shows what else there is: creator, related, endorsements, languages', () => {
    const view = parse({ ...completeBadge, name: { en: 'Rust', de: 'Rost' } })
    if (view.kind !== 'open-badge') throw new Error('no badge')
    expect(view.languages).toEqual(['en', 'de'])
    expect(view.achievement.creator).toEqual({ id: 'https://department.example', name: 'Department' })
    expect(view.achievement.related).toEqual([
      { id: 'https://example.edu/a/rust-de', language: 'de', version: '2.1' },
    ])
    expect(view.achievement).toMatchObject({
      humanCode: 'RS1',
      fieldOfStudy: 'Computing',
      specialization: 'Systems',
    })
    // Nobody verified them, so nothing is said of that.
    expect(
      view.endorsements.map(({ pointer, about, comment, verified }) => [pointer, about, comment, verified]),
    ).toEqual([
      ['/endorsement/0', 'achievement', 'Sound and well taught.', undefined],
      ['/endorsementJwt/0', 'credential', undefined, undefined],
      ['/issuer/endorsement/0', 'achievement', 'Sound and well taught.', undefined],
      ['/issuer/endorsementJwt/0', 'issuer', undefined, undefined],
      ['/credentialSubject/achievement/endorsement/0', 'achievement', 'Sound and well taught.', undefined],
      ['/credentialSubject/achievement/endorsementJwt/0', 'achievement', undefined, undefined],
    ])
  })

  it('shows any other credential, a record and a presentation', () => {
    const degree = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'Degree'],
      issuer: 'did:web:example.edu',
      name: 'Bachelor',
      credentialSubject: { id: 'did:example:ada' },
    }
    expect(parse(degree)).toMatchObject({
      kind: 'credential',
      name: 'Bachelor',
      recipient: { id: 'did:example:ada' },
    })
    const record = {
      ...degree,
      type: ['VerifiableCredential', 'ClrCredential'],
      credentialSubject: { verifiableCredential: [plainBadge] },
    }
    const shown = {
      type: 'VerifiablePresentation',
      holder: 'did:example:ada',
      verifiableCredential: [plainBadge, 'a.b.c', degree],
    }
    for (const [document, kind, inside] of [
      [record, 'clr', ['open-badge']],
      [shown, 'presentation', ['open-badge', 'credential']],
    ] as const) {
      const view = parse(document)
      if (view.kind !== 'clr' && view.kind !== 'presentation') throw new Error('no envelope')
      expect(view.kind).toBe(kind)
      expect(view.credentials.map((each) => each.kind)).toEqual(inside)
    }
  })

  it.each<[string, object, object]>([
    ['an issuer that is a number', { issuer: 7 }, { issuer: {} }],
    [
      'a picture that is a text',
      { image: 'https://example.edu/1.png' },
      { image: { url: 'https://example.edu/1.png' } },
    ],
    [
      'a picture that is a script',
      { image: 'javascript:alert(1)' },
      { image: { url: 'https://example.edu/a/rust.png' } },
    ],
    [
      'a home page that is a script',
      { issuer: { id: 'did:web:a.example', url: 'javascript:alert(1)' } },
      { issuer: { id: 'did:web:a.example' } },
    ],
    [
      'no subject',
      { credentialSubject: undefined },
      { name: 'Rust I', results: [], recipient: { identifiers: [] } },
    ],
    [
      'a list of subjects',
      { credentialSubject: [7, { id: 'did:example:ada' }] },
      { recipient: { id: 'did:example:ada' } },
    ],
    ['a date that is none', { validFrom: 'soon' }, { validFrom: undefined, awarded: undefined }],
    ['a day', { validUntil: '2030-01-01' }, { validUntil: '2030-01-01T00:00:00.000Z' }],
    ['evidence that is a text', { evidence: 'x' }, { evidence: [] }],
    ['nothing but a type', { '@context': undefined, id: undefined, issuer: undefined }, { issuer: {} }],
  ])('never throws for what can be shown: %s', (_, change, expected) => {
    const document = JSON.parse(JSON.stringify({ ...plainBadge, name: 'Rust I', ...change })) as object
    const view = parse(document)
    expect(view).toMatchObject({ kind: 'open-badge' })
    for (const [name, value] of Object.entries(expected)) {
      const member = (view as unknown as Record<string, unknown>)[name]
      if (value === undefined || Array.isArray(value)) expect(member).toEqual(value)
      else if (typeof value === 'object') expect(member).toMatchObject(value as object)
      else expect(member).toBe(value)
    }
  })

  it('never throws for a mutant of a badge, and says what is wrong with it', () => {
    let issues = 0
    for (const [i, { document }] of [...mutants(completeBadge)].entries()) {
      // One in twenty, or the slow suite would take half a minute.
      if (i % bySuite(200, 20) !== 0) continue
      if (document === null || typeof document !== 'object' || Array.isArray(document)) continue
      try {
        const view = parse(document)
        issues += view.issues.length
        expect(JSON.stringify(view)).not.toMatch(/javascript:/)
      } catch (error) {
        // Nothing that could be shown: neither a type nor a subject.
        expect(isOpenBadgeError(error, 'model_invalid')).toBe(true)
      }
    }
    expect(issues).toBeGreaterThan(bySuite(10, 100))
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
    expect(code([plainBadge])).toBe('model_invalid')
    expect(code({})).toBe('model_invalid')
    expect(code({ name: 'Rust I', type: 'Course' })).toBe('model_invalid')
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

  it('tell versions with the same start apart by the time of their proofs', () => {
    const signedAt = (...times: readonly string[]) => ({
      ...one,
      proof: times.map((created) => ({ created })),
    })
    const [first, corrected] = [signedAt('2026-02-01T00:00:00Z'), signedAt('2026-02-01T00:00:01Z')]
    expect(newerCredential(first, corrected)).toBe(corrected)
    expect(newerCredential(corrected, first)).toBe(corrected)
    const twice = signedAt('2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z')
    expect(newerCredential(corrected, twice)).toBe(twice)
    expect(newerCredential<object>(one, corrected)).toBe(corrected)
    expect(newerCredential<object>(one, signedAt('soon'))).toBe(one)
    const later = { ...one, validFrom: '2026-01-02T00:00:00Z' }
    expect(newerCredential<object>(corrected, later)).toBe(later)
  })
})
