/** Pages of files that are made to cost much. */
import { describe, expect, it } from 'vitest'
import { generateSigner, issue, verify } from '../../src/index.js'
import {
  certificate,
  credentialPage,
  linkedInAddToProfile,
  pageMetadata,
  schemaOrgCredential,
} from '../../src/share/index.js'
import type { VerifiedCredentialReport } from '../../src/verify/index.js'
import { startCpuTime } from '../cpu-time.js'
import { badge } from './badge.js'

const CONTEXT = 'https://www.w3.org/ns/credentials/v2'
const parts = Array.from({ length: 78_000 }, () => ({}))
const presentation = { '@context': [CONTEXT], type: ['VerifiablePresentation'], verifiableCredential: parts }
const record = {
  '@context': [CONTEXT],
  type: ['VerifiableCredential', 'ClrCredential'],
  id: 'urn:x:1',
  issuer: 'https://e.edu',
  credentialSubject: { type: ['ClrSubject'], verifiableCredential: parts },
}

/** Does the work, which must not take longer than the time, in milliseconds. */
async function within<Made>(most: number, work: () => Made | Promise<Made>): Promise<Made> {
  const cpu = startCpuTime()
  const made = await work()
  expect(cpu() / 1000).toBeLessThan(most)
  return made
}

describe.each([
  ['presentation', presentation],
  ['record', record],
])('a %s of 78,000 empty parts', (_, document) => {
  it('shows 256 of them on its page, and says how many there are besides', async () => {
    await credentialPage(badge(), undefined)
    const page = await within(1000, () => credentialPage(document, undefined))
    expect(page).toContain('Further credentials in this file, which are not shown: 77744')
    const german = await credentialPage(document, undefined, { language: 'de' })
    expect(german).toContain('nicht gezeigt werden: 77744')
    const report = await verify(document)
    const judged = await within(1000, () => credentialPage(document, report))
    expect(judged).not.toContain('class="verdict verified"')
  })

  it('is described by 256 of them', async () => {
    const described = await within(500, () => schemaOrgCredential(document))
    expect(described['@graph']).toHaveLength(256)
    expect(pageMetadata(document).title.length).toBeLessThanOrEqual(200)
    expect(() => linkedInAddToProfile(document)).toThrow('exactly one')
  })
})

it('A page shows the first 256 credentials of a file that is not verified', async () => {
  const named = Array.from({ length: 300 }, (_, i) => badge({ id: `urn:x:${i}` }))
  const page = await credentialPage({ ...presentation, verifiableCredential: named }, undefined)
  expect(page.match(/<section class="claims">/g)).toHaveLength(256)
  expect(page).toContain('“urn:x:255”')
  expect(page).toContain('not shown: 44')
})

it('A page opens presentations inside presentations, however deep they are', async () => {
  let nested: object = badge()
  for (let i = 0; i < 20_000; i++) nested = { ...presentation, verifiableCredential: [nested] }
  const page = await credentialPage(nested as typeof presentation, undefined)
  expect(page.match(/<section class="claims">/g)).toHaveLength(1)
  expect(page).not.toContain('not shown')
})

describe('a badge with a name of 240,000 characters', () => {
  it.each(['<', '&', '漢', '> '])('has its whole name in the page, and a short picture: %s', async (text) => {
    const name = text.repeat(240_000 / text.length).trim()
    const signer = await generateSigner()
    const issuer = { id: signer.controller, type: ['Profile'], name: 'U' }
    const signed = await issue(badge({ issuer }, { name }) as never, { signer })
    const report = await verify(signed)
    expect(report.verified).toBe(true)
    const page = await credentialPage(signed as never, report)
    const sheet = certificate(report as VerifiedCredentialReport)
    const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    for (const html of [page, sheet]) {
      expect(html.includes(`<h1 dir="auto">${escaped}</h1>`)).toBe(true)
      const [picture] = /data:image\/svg\+xml;base64,[^"]*/.exec(html) ?? ['']
      expect(picture.length).toBeGreaterThan(1000)
      expect(picture.length).toBeLessThan(30_000)
    }
  })
})
