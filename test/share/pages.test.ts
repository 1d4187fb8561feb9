import { createHash } from 'node:crypto'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import jsQr from 'jsqr'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { credentialFacts } from '../../src/model/reading/parse.js'
import {
  badgeImage,
  certificate,
  credentialPage,
  linkedInAddToProfile,
  pageMetadata,
  qrCode,
  schemaOrgCredential,
} from '../../src/share/index.js'
import type {
  Envelope,
  Kind,
  Report,
  VerifiedBadge,
  VerifiedCredentialReport,
} from '../../src/verify/report/report.js'
import { bySuite } from '../by-suite.js'
import { badge, holding, report } from './badge.js'

const url = 'https://badges.example.edu/c/42'
const good = (credential: JsonObject): Report => report({ structure: 'pass', proof: 'pass' }, credential)
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&lt;</title></style>`

/** All tags of a page with their attributes, by a tokeniser of the HTML that these pages use. */
function tags(html: string): { name: string; attributes: string }[] {
  const withoutStyle = html.replace(/<style>[^<]*<\/style>/, '<style></style>')
  return Array.from(withoutStyle.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*>/gi), (m) => ({
    name: m[1]!,
    attributes: m[2]!,
  }))
}

/** A page or a certificate of a verified credential. */
type Make = (
  credential: JsonObject,
  about: Report,
  options?: { url?: string; language?: 'en' },
) => string | Promise<string>

describe.each<[string, Make]>([
  ['share page', credentialPage],
  ['certificate', (_, about, options) => certificate(about as VerifiedCredentialReport, options)],
])('%s', (_what, make) => {
  const html = async (credential: JsonObject, about: Report): Promise<string> =>
    make(credential, about, { url })

  test('its policy forbids everything but its own style and data pictures', async () => {
    const page = await html(badge(), good(badge()))
    const style = /<style>([^<]*)<\/style>/.exec(page)![1]!
    const digest = createHash('sha256').update(style).digest('base64')
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'")
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${digest}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(page).not.toMatch(/ style=| on\w+=|@import|url\(/)
  })

  test('hostile texts stay text', async () => {
    const evil = badge(
      {
        id: hostile,
        issuer: { id: 'javascript:alert(1)', name: hostile, url: 'javascript:alert(1)' },
        evidence: [{ id: 'javascript:alert(1)', name: hostile }],
      },
      {
        name: hostile,
        description: hostile,
        criteria: { narrative: hostile, id: 'data:text/html,x' },
        alignment: [{ targetName: hostile, targetUrl: 'vbscript:x' }],
        image: { id: `data:image/svg+xml;base64,AAAA" onload="alert(1)` },
        inLanguage: hostile,
      },
    )
    const page = await html(evil, good(evil))
    const found = tags(page)
    expect(found.filter(({ name }) => name === 'script').length).toBeLessThanOrEqual(1)
    for (const { name, attributes } of found) {
      if (name === 'script') expect(attributes).toBe(' type="application/ld+json"')
      const names = Array.from(
        attributes.matchAll(/\s([\w:-]+)(?:="[^"]*")?/g),
        ([, attribute]) => attribute!,
      )
      expect(names.filter((attribute) => /^on|^style$/.test(attribute))).toEqual([])
      for (const [, address] of attributes.matchAll(/(?:href|src)="([^"]*)"/g)) {
        expect(address).toMatch(/^(?:https?:|data:image\/(?:svg\+xml|png|jpeg);base64,[A-Za-z0-9+/=]+$)/)
      }
    }
    expect(page.match(/<\/(?:title|style|script)>/g)!.length).toBe(
      found.filter(({ name }) => ['title', 'style', 'script'].includes(name)).length,
    )
  })

  test('shows the checked snapshot, not the argument', async () => {
    const asHandedIn = { ...badge(), name: 'Forged' }
    const about = { ...good(badge()), source: asHandedIn } as Report
    const page = await html(asHandedIn, about)
    expect(page).toContain('Rust I')
    expect(page).not.toContain('Forged')
  })

  test('speaks three languages', async () => {
    for (const [language, word] of [
      ['en', 'Awarded by'],
      ['de', 'Verliehen von'],
      ['fr', 'Décerné par'],
    ] as const) {
      const page = await make(badge(), good(badge()), { language: language as 'en' })
      expect(page).toContain(`<html lang="${language}">`)
      expect(page).toContain(word)
    }
    const wrong = async (options: object): Promise<string> => make(badge(), good(badge()), options)
    await expect(wrong({ language: 'xx' })).rejects.toThrow(TypeError)
    await expect(wrong({ lang: 'en' })).rejects.toThrow(TypeError)
  })

  test('a credential whose name is blank gives a page', async () => {
    const odd = { name: ' ', credentialSubject: {} } as JsonObject
    expect(await html(odd, good(odd))).toContain('</html>')
  })

  test('any JSON gives a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (subject, issuer) => {
        const odd = {
          issuer,
          credentialSubject: subject,
          evidence: subject,
          name: issuer,
          id: subject,
        } as JsonObject
        expect(await html(odd, good(odd))).toContain('</html>')
      }),
      { numRuns: bySuite(15, 100) },
    )
  })
})

describe('share page', () => {
  test('is small without its picture, and whole with it', async () => {
    const page = await credentialPage(badge(), good(badge()), {
      url,
      image: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    })
    expect(page.length).toBeLessThan(30_000)
    expect(page).toContain('src="data:image/png;base64,iVBORw0KGgo="')
  })

  test('a picture within the credential is used; one elsewhere is not loaded', async () => {
    const inside = badge({}, { image: { id: 'data:image/png;base64,iVBORw==', type: 'Image' } })
    expect(await credentialPage(inside, good(inside))).toContain('src="data:image/png;base64,iVBORw=="')
    const outside = badge({}, { image: { id: 'https://tracker.example/pixel.png', type: 'Image' } })
    expect(await credentialPage(outside, good(outside))).not.toMatch(/src="https/)
  })

  test('offers the networks that the caller names', async () => {
    const page = await credentialPage(badge(), good(badge()), { url, share: ['linkedin', 'email'] })
    expect(page).toContain('https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fbadges')
    expect(page).toContain('mailto:?')
    expect(await credentialPage(badge(), good(badge()), { url })).not.toContain('linkedin')
    await expect(credentialPage(badge(), undefined, { share: ['x'] })).rejects.toThrow(TypeError)
    await expect(credentialPage(badge(), undefined, { url, share: ['__proto__' as 'x'] })).rejects.toThrow(
      TypeError,
    )
  })

  test('every row has its outcome in words', async () => {
    const page = await credentialPage(
      badge(),
      holding(report({ structure: 'pass', proof: 'pass', status: 'unknown', trust: 'fail' }), badge()),
    )
    expect(page.match(/<th role="rowheader" scope="row">/g)).toHaveLength(8)
    for (const word of ['Passed', 'Failed', 'Could not be checked', 'Not checked'])
      expect(page).toContain(`>${word}<`)
  })
})

const PROVEN = { structure: 'pass', proof: 'pass', issuer: 'pass' } as const

describe('a genuine credential that does not count', () => {
  test.each<[string, Parameters<typeof report>[0], string]>([
    ['withdrawn', { validity: 'pass', status: ['fail', 'revoked'] }, 'Withdrawn'],
    ['suspended', { validity: 'pass', status: ['fail', 'suspended'] }, 'Suspended'],
    ['expired', { validity: ['fail', 'expired'], status: 'pass' }, 'Expired'],
    ['not yet valid', { validity: ['fail', 'not_yet_valid'] }, 'Not yet valid'],
    ['expired and withdrawn', { validity: ['fail', 'expired'], status: ['fail', 'revoked'] }, 'Withdrawn'],
  ])('is shown with "%s" across it', async (_, rows, mark) => {
    const about = holding(report({ ...PROVEN, ...rows }), badge())
    const page = await credentialPage(badge(), about, { url, share: ['email'] })
    expect(page).toContain(`<h1 dir="auto">Rust I</h1>`)
    // On the picture, where it hides no text.
    expect(page).toContain(`<figure><p class="mark" aria-hidden="true">${mark}</p><img `)
    expect(page.indexOf(`<strong>${mark}</strong>`)).toBeGreaterThan(0)
    expect(page.indexOf(`<strong>${mark}</strong>`)).toBeLessThan(page.indexOf('Rust I'))
    expect(page).toContain(`<title>${mark}</title>`)
    for (const trace of ['og:title', 'application/ld+json', 'mailto:', 'class="verdict verified"'])
      expect(page).not.toContain(trace)
  })
})

describe('a credential that nothing proves', async () => {
  test.each<[string, Report | undefined, string]>([
    ['whose signature does not hold', report({ structure: 'pass', proof: 'fail' }), 'Not verified'],
    [
      "whose key is not the issuer's",
      report({ ...PROVEN, issuer: ['fail', 'key_not_bound'] }),
      'Not verified',
    ],
    [
      'by an issuer that is not trusted',
      report({ ...PROVEN, trust: ['fail', 'issuer_not_listed'] }),
      'Not verified',
    ],
    [
      'that expired and is somebody else’s',
      report({ ...PROVEN, validity: ['fail', 'expired'], recipient: ['fail', 'recipient_differs'] }),
      'Not verified',
    ],
    [
      'whose signature ran out',
      report({ structure: 'pass', proof: ['fail', 'jwt_expired'], validity: ['fail', 'expired'] }),
      'Not verified',
    ],
    [
      'whose key could not be fetched',
      report({ structure: 'pass', proof: 'unknown' }),
      'Could not be fully checked',
    ],
    ['whose status is not known', report({ ...PROVEN, status: 'unknown' }), 'Could not be fully checked'],
    ['that nobody checked', undefined, 'Not checked yet'],
  ])('%s is listed as claims, after the failure', async (_, about, title) => {
    const given = badge({}, { description: 'Verified!' })
    const page = await credentialPage(given, about && holding(about, given), { url, share: ['email'] })
    const failure = page.indexOf(`<h1>${title}</h1>`)
    const claims = page.indexOf('<section class="claims">')
    expect(failure).toBeGreaterThan(0)
    expect(claims).toBeGreaterThan(failure)
    expect(page.indexOf('Rust I')).toBeGreaterThan(claims)
    expect(page).toContain(`<title>${title}</title>`)
    expect(page).toContain('noindex')
    for (const trace of ['<article', '<img', 'og:title', 'ld+json', 'mailto:', 'Awarded by', 'Verified!'])
      expect(page).not.toContain(trace)
  })

  test('shows no row in the colour of success', async () => {
    const page = await credentialPage(badge(), holding(report({ ...PROVEN, trust: 'fail' }), badge()))
    const green = Array.from(page.matchAll(/([^{}]+){[^}]*var\(--good\)/g), ([, selector]) =>
      selector!.trim(),
    )
    expect(green).toEqual(['.verdict.verified,.verified .pass'])
    expect(page).toContain('<main class="failed">')
  })

  test('long words are cut, and hostile ones stay words', async () => {
    const evil = badge({ issuer: { id: 'did:example:x', name: hostile } }, { name: 'x'.repeat(5000) })
    const page = await credentialPage(evil, report({ structure: 'pass', proof: 'fail' }))
    expect(page).not.toContain('<script')
    expect(page).not.toContain('x'.repeat(201))
  })
})

describe('a certificate is refused for', () => {
  const refusal = (about: unknown): unknown => {
    try {
      return certificate(about as VerifiedCredentialReport)
    } catch (error) {
      return isOpenBadgeError(error, 'report_unverified') ? error.details : error
    }
  }
  test.each<[string, unknown, object]>([
    [
      'a forgery',
      report({ structure: 'pass', proof: 'fail' }),
      { check: 'proof', code: 'signature_invalid' },
    ],
    [
      'a badge in the name of another',
      report({ ...PROVEN, issuer: ['fail', 'key_not_bound'] }),
      { check: 'issuer', code: 'key_not_bound' },
    ],
    ['a withdrawn badge', report({ ...PROVEN, status: ['fail', 'revoked'] }), { code: 'revoked' }],
    ['an expired badge', report({ ...PROVEN, validity: ['fail', 'expired'] }), { code: 'expired' }],
    ['a badge that could not be checked', report({ ...PROVEN, status: 'unknown' }), { check: 'status' }],
    ['no report', undefined, {}],
    ['a badge in the place of the report', badge(), {}],
    ['a verified report without a credential', { ...good(badge()), credential: undefined }, {}],
    ...(['endorsement', 'status-list', 'presentation'] satisfies Kind[]).map(
      (kind): [string, unknown, object] => [`a verified ${kind}`, { ...good(badge()), kind }, {}],
    ),
  ])('%s', (_, about, details) => {
    expect(refusal(about)).toMatchObject({ ...details, hint: expect.stringContaining('verify()') })
  })
})

test('a QR code holds the address', () => {
  const address = 'https://badges.example.edu/c/0b0a9e0e-7c46-4b0c-9d3b-3f6b2f7a1c11?x=%C3%BC'
  const image = new Resvg(qrCode(address, 'Scan <me>'), { fitTo: { mode: 'width', value: 400 } }).render()
  const found = jsQr(new Uint8ClampedArray(image.pixels), image.width, image.height)
  expect(found?.data).toBe(address)
  expect(() => qrCode('x'.repeat(5000), '')).toThrow(TypeError)
})

test('facts are read from unusual but legal JSON', () => {
  const facts = credentialFacts({
    issuer: 'did:web:example.edu',
    issuanceDate: '2020-01-01T00:00:00Z',
    expirationDate: '2021-01-01T00:00:00Z',
    credentialSubject: [
      {
        achievement: [
          { name: 'A', criteria: { id: 'https://e.example/' }, tag: 'x', alignment: { targetName: 'T' } },
        ],
      },
    ],
    evidence: { id: 'https://e.example/1' },
  })
  expect(facts).toMatchObject({
    kind: 'credential',
    issuer: { id: 'did:web:example.edu' },
    awarded: '2020-01-01T00:00:00.000Z',
    validUntil: '2021-01-01T00:00:00.000Z',
    name: 'A',
    evidence: [{ url: 'https://e.example/1' }],
  })
})

test('a hashed or mailed identity is never a name', async () => {
  for (const identity of [
    { hashed: true, identityType: 'name', identityHash: 'sha256$00' },
    { hashed: false, identityType: 'emailAddress', identityHash: 'ada@example.org' },
  ]) {
    const credential = badge({ credentialSubject: { identifier: [identity], achievement: { name: 'A' } } })
    expect(credentialFacts(credential).recipient.name).toBeUndefined()
    expect(await credentialPage(credential, good(credential))).not.toContain('ada@')
  }
})

test('schema.org', () => {
  const record = schemaOrgCredential(
    badge(
      { validUntil: '2028-01-01T00:00:00Z' },
      {
        achievementType: 'Certificate',
        tag: ['rust'],
        alignment: [{ targetName: 'Skill', targetCode: 'S1' }],
      },
    ),
  )
  expect(record).toEqual({
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': url,
    name: 'Rust I',
    description: 'Writes safe systems programs.',
    url,
    credentialCategory: 'Certificate',
    recognizedBy: { '@type': 'Organization', name: 'Example University' },
    dateCreated: '2026-03-01T00:00:00.000Z',
    expires: '2028-01-01T00:00:00.000Z',
    keywords: ['rust'],
    competencyRequired: [{ '@type': 'DefinedTerm', name: 'Skill', termCode: 'S1' }],
  })
  expect(JSON.stringify(record)).not.toContain('Ada')
})

test('metadata', () => {
  const { title, description, meta, links } = pageMetadata(badge({}, { description: 'd'.repeat(500) }), {
    url,
    imageUrl: 'https://badges.example.edu/c/42.png',
    jsonUrl: `${url}.json`,
    noindex: true,
  })
  const content = Object.fromEntries(meta.map(({ name, content }) => [name, content]))
  expect(title).toBe('Rust I · Example University')
  expect(description).toMatch(/^d{199}…$/)
  expect(content).toMatchObject({ 'og:title': title, 'og:url': url, robots: 'noindex, nofollow' })
  expect(links).toEqual([
    { rel: 'canonical', href: url },
    { rel: 'alternate', href: `${url}.json`, type: 'application/vc+ld+json' },
  ])
  expect(() => pageMetadata(badge(), { url: 'ftp://x' })).toThrow(TypeError)
})

test('a drawn badge stands in for a missing picture', async () => {
  const drawn = Buffer.from(badgeImage({ title: 'Rust I', issuer: 'Example University' })).toString('base64')
  expect(await credentialPage(badge(), good(badge()))).toContain(drawn)
})

describe('an envelope', () => {
  const words = 'Doctor of Medicine'
  const presentation = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    name: words,
    verifiableCredential: [badge(), badge({ id: 'urn:x:2' }, { name: 'Rust II' })],
  } as unknown as JsonObject
  const { credential: _, source: __, ...one } = good(badge()) as VerifiedCredentialReport
  const verified = (kind: 'presentation' | 'clr', envelope: Envelope): Report => {
    const [first] = one.badges as [VerifiedBadge & { kind: 'open-badge' }]
    const second = { ...first, achievement: { ...first.achievement, name: 'Rust II' } }
    const forged = { verified: false, kind: 'open-badge', pointer: '/verifiableCredential/2' } as const
    return { ...one, kind, envelope, badges: [...one.badges, second, forged] } as Report
  }

  test('shows each credential in it, never its own text', async () => {
    const held = verified('presentation', { by: { id: 'did:example:mallory' } })
    const unverified = { ...one, kind: 'presentation', verified: false, badges: [] } as unknown as Report
    const failed = holding(unverified, presentation)
    for (const about of [held, failed, undefined]) {
      const page = await credentialPage(presentation, about)
      expect(page).not.toContain(words)
      expect(page).toContain('Rust I')
      expect(page).toContain('Rust II')
    }
    expect(await credentialPage(presentation, held)).toContain('Presented by <bdi>did:example:mallory</bdi>')
  })

  test('gets no certificate', () => {
    const held = verified('presentation', {})
    expect(() => certificate(held as unknown as VerifiedCredentialReport)).toThrow()
  })

  test('describes its credentials to schema.org and previews', () => {
    expect(schemaOrgCredential(presentation)).toMatchObject({
      '@graph': [{ name: 'Rust I' }, { name: 'Rust II' }],
    })
    expect(JSON.stringify(pageMetadata(presentation))).not.toContain(words)
    expect(() => linkedInAddToProfile(presentation)).toThrow(TypeError)
    const single = { ...presentation, verifiableCredential: [badge()] }
    expect(linkedInAddToProfile(single).fields).toMatchObject({ name: 'Rust I' })
  })

  test('that is a record was collected by its issuer; its parts were awarded by theirs', async () => {
    const record = {
      id: 'urn:x:r',
      by: { id: 'did:web:collector.example', name: 'Collector' },
      name: 'Record',
    }
    const page = await credentialPage({}, verified('clr', record))
    expect(page).toContain('Collected by <bdi>Collector</bdi>')
    expect(page).not.toMatch(/Awarded by[^\n]*Collector/)
    expect(page.match(/Awarded by[^\n]*Example University/g)).toHaveLength(2)
  })

  test('shows a part of a record that ran out with its mark alone, and tells search engines nothing of it', async () => {
    const pointer = '/credentialSubject/verifiableCredential/0'
    const late = badge({}, { name: 'First aid' })
    const inside = report({ ...PROVEN, validity: ['fail', 'expired'] })
    const record = (part: Report): Report => ({
      ...verified('clr', {}),
      embedded: [{ pointer, role: 'credential', report: part }],
      warnings: [{ code: 'part_lapsed', message: 'm', pointer, details: { code: 'expired' } }],
    })
    const page = await credentialPage({}, record(holding(inside, late)))
    expect(page).toContain('First aid')
    const article = page.slice(page.lastIndexOf('<article', page.indexOf('First aid')))
    expect(article.slice(0, article.indexOf('</article>'))).toMatch(/expired|ran out|no longer/i)
    expect(page.slice(0, page.indexOf('</head>'))).not.toContain('First aid')
    const written = { credentialSubject: { verifiableCredential: [late] } } as unknown as JsonObject
    expect(await credentialPage(written, record(inside))).not.toContain('First aid')
  })
})

describe('the link to the file', () => {
  const url = 'https://example.edu/badges/42'
  const page = (options: object): Promise<string> => credentialPage(badge(), undefined, options)

  test.each([
    [{ downloadUrl: 'https://example.edu/42.svg' }, 'https://example.edu/42.svg'],
    [{ url, downloadUrl: '42.svg' }, 'https://example.edu/badges/42.svg'],
    [{ url, downloadUrl: '/files/42.svg?a=1&b=2' }, 'https://example.edu/files/42.svg?a=1&amp;b=2'],
  ])('is written in full: %o', async (options, href) => {
    expect(await page(options)).toContain(`<a href="${href}"`)
  })

  test.each([
    [{ downloadUrl: '42.svg' }],
    [{ downloadUrl: '' }],
    [{ url, downloadUrl: '' }],
    [{ url, downloadUrl: 'javascript:alert(1)' }],
    [{ url, downloadUrl: 'data:text/html,x' }],
    [{ url, downloadUrl: 'https://user:secret@example.edu/42.svg' }],
    [{ downloadUrl: 7 }],
    [{ url, downloadUrl: null }],
  ])('is refused where it leads nowhere, with what to write: %o', async (options) => {
    await expect(page(options)).rejects.toThrow(
      'credentialPage: downloadUrl must be an http or https URL; a relative one needs url, the public URL of the page',
    )
  })
})
