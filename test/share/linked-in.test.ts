import { describe, expect, test } from 'vitest'
import { linkedInAddToProfile, shareLinks } from '../../src/share/index.js'
import { badge } from './badge.js'

/** Dates as the credential writes them, and the months that LinkedIn must get: from 1, in UTC. */
const DATES: readonly (readonly [what: string, validFrom: string, year: string, month: string])[] = [
  ['first moment of a year', '2026-01-01T00:00:00Z', '2026', '1'],
  ['last moment of a year', '2025-12-31T23:59:59Z', '2025', '12'],
  ['New York, last evening of January', '2026-01-31T23:30:00-05:00', '2026', '2'],
  ['New York, last evening of the year', '2025-12-31T19:00:00-05:00', '2026', '1'],
  ['Tokyo, first morning of the year', '2026-01-01T08:59:59+09:00', '2025', '12'],
  ['Kiritimati, first day of March', '2024-03-01T13:00:00+14:00', '2024', '2'],
  ['29 February', '2024-02-29T12:00:00Z', '2024', '2'],
  ['29 February, already March in UTC', '2024-02-29T23:30:00-01:00', '2024', '3'],
  ['December is 12, not 11 or 0', '2023-12-15T00:00:00.000Z', '2023', '12'],
  ['October has two digits', '2023-10-05T00:00:00Z', '2023', '10'],
  ['no time', '2023-05-01', '2023', '5'],
  ['no zone: taken as UTC', '2023-05-31T23:59:59', '2023', '5'],
]

describe('LinkedIn', () => {
  test.each(DATES)('%s', (_what, validFrom, issueYear, issueMonth) => {
    const { fields, url } = linkedInAddToProfile(badge({ validFrom }))
    expect(fields).toMatchObject({ issueYear, issueMonth })
    const query = new URL(url).searchParams
    expect([query.get('issueYear'), query.get('issueMonth')]).toEqual([issueYear, issueMonth])
  })

  test('expiry only when there is one', () => {
    expect(linkedInAddToProfile(badge()).url).not.toContain('expiration')
    const { fields } = linkedInAddToProfile(badge({ validUntil: '2027-06-30T23:00:00-02:00' }))
    expect(fields).toMatchObject({ expirationYear: '2027', expirationMonth: '7' })
  })

  test('awardedDate counts before validFrom; a date that is none is left out', () => {
    const { fields } = linkedInAddToProfile(badge({ awardedDate: '2020-02-02T00:00:00Z' }))
    expect(fields).toMatchObject({ issueYear: '2020', issueMonth: '2' })
    const { url } = linkedInAddToProfile(badge({ validFrom: 'yesterday' }))
    expect(url).not.toContain('issue')
  })

  test.each([
    ['ampersand and hash', 'R&D #1 = 100 %?'],
    ['emoji and joiners', '👩🏽‍🚀 Space 🦊'],
    ['any script', '機械学習 · تعلم · हिन्दी'],
    ['markup', '<script>alert("x")</script>'],
    ['plus and blank', 'C++ basics'],
    ['a parameter of its own', 'x&certUrl=https://evil.example/'],
  ])('name with %s', (_what, name) => {
    const link = linkedInAddToProfile(badge({}, { name }))
    const query = new URL(link.url).searchParams
    expect(query.get('name')).toBe(name)
    expect(query.getAll('certUrl')).toEqual(['https://badges.example.edu/c/42'])
    expect(link.url).toMatch(
      /^https:\/\/www\.linkedin\.com\/profile\/add\?startTask=CERTIFICATION_NAME&[!-~]*$/,
    )
  })

  test('organisation by name or by number, never both', () => {
    const byName = linkedInAddToProfile(badge())
    expect(byName.fields.organizationName).toBe('Example University')
    expect(byName.fields.organizationId).toBeUndefined()
    const byNumber = linkedInAddToProfile(badge(), { organizationId: 1337 })
    expect(new URL(byNumber.url).searchParams.get('organizationId')).toBe('1337')
    expect(byNumber.url).not.toContain('organizationName')
    expect(() => linkedInAddToProfile(badge(), { organizationId: 1, organizationName: 'x' })).toThrow(
      TypeError,
    )
    expect(() => linkedInAddToProfile(badge(), { organizationId: '1&name=x' })).toThrow(TypeError)
    expect(() => linkedInAddToProfile(badge(), { organisationId: 1 } as object)).toThrow(TypeError)
  })

  test('id and address', () => {
    const { fields } = linkedInAddToProfile(badge({ id: 'urn:uuid:0b0a9e0e-7c46-4b0c-9d3b-3f6b2f7a1c11' }))
    expect(fields.certId).toBe('0b0a9e0e-7c46-4b0c-9d3b-3f6b2f7a1c11')
    expect(fields.certUrl).toBeUndefined()
    const given = linkedInAddToProfile(badge(), { url: 'https://a.example/b?c=d&e=f#g', credentialId: 'X-1' })
    expect(new URL(given.url).searchParams.get('certUrl')).toBe('https://a.example/b?c=d&e=f#g')
    expect(given.fields.certId).toBe('X-1')
    expect(() => linkedInAddToProfile(badge(), { url: 'javascript:alert(1)' })).toThrow(TypeError)
  })

  test('a credential of any other shape still gives a link', () => {
    for (const odd of [{}, { issuer: 'did:web:example.edu' }, { credentialSubject: [] }, { name: 5 }]) {
      expect(linkedInAddToProfile(odd as never).url).toContain('startTask=CERTIFICATION_NAME')
    }
  })
})

describe('share links', () => {
  test('every network gets address and text, encoded', () => {
    const url = 'https://badges.example.edu/c/42?a=1&b=2'
    const links = shareLinks(url, { text: 'R&D 🦊 #1', title: 'New badge' })
    for (const [network, link] of Object.entries(links)) {
      expect(link).toMatch(network === 'email' ? /^mailto:\?[!-~]*$/ : /^https:\/\/[!-~]*$/)
      expect(decodeURIComponent(link)).toContain(url)
    }
    expect(new URL(links.x).searchParams.get('text')).toBe('R&D 🦊 #1')
    expect(links.email).toContain('subject=New%20badge&body=R%26D%20')
  })

  test('refuses a text that is not a web URL', () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '/c/42',
      'https://user:pass@example.org/',
    ]) {
      expect(() => shareLinks(url)).toThrow(TypeError)
    }
    expect(() => shareLinks('https://example.org/', { mastodonHost: 'a/b' })).toThrow(TypeError)
  })
})
