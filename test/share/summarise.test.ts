/** The reader and the language of a summary, and the verdict of uploads that are no badge. */
import { generateSigner, issue, LANGUAGES, sentence, verify } from 'laurel'
import { explain } from 'laurel/pathways'
import { certificate, credentialPage, pathwayImage, summarise } from 'laurel/share'
import { expect, it } from 'vitest'
import { sampleBadge } from '../house/where-to-add/sample-badge.js'

const signer = await generateSigner()
const signed = await issue(sampleBadge(signer.controller), { signer })

it('tells a visitor nothing that only the operator can do', async () => {
  const report = await verify(signed, { issuers: ['did:web:example.edu'] })
  for (const language of LANGUAGES) {
    const operator = summarise(report, language)
    const visitor = summarise(report, language, { reader: 'visitor' })
    expect(operator).toEqual(summarise(report, language, { reader: 'operator' }))
    expect(visitor).toMatchObject({ verdict: 'failed', title: operator.title })
    expect(visitor.reason).not.toBe(operator.reason)
    expect(await credentialPage(undefined, report, { language })).toContain(visitor.reason)
  }
  expect(() => summarise(report, 'de', { reader: 'guest' as never })).toThrow(/reader/)
})

it('says which language to write for one with a region', async () => {
  const report = await verify(signed)
  if (report.credential === undefined) throw new Error('not verified')
  for (const given of ['de-CH', 'de_AT', 'DE'] as never[]) {
    const calls = [
      () => summarise(report, given),
      () => credentialPage(signed, report, { language: given }),
      () => certificate(report, { language: given }),
      () => explain({ outcome: 'met' } as never, { language: given }),
      () => pathwayImage({ outcome: 'met' } as never, { language: given }),
      () => sentence('well_formed', given),
      () => verify(signed, { language: given }),
    ]
    for (const call of calls) await expect(async () => call()).rejects.toThrow(/language.*'de'/)
  }
})

it('fails an upload that is not a badge, whatever else it is', async () => {
  for (const upload of [
    '<!doctype html><p>My badge</p>',
    'https://example.org/badge',
    '%PDF-1.7 x',
    'badge.png',
  ])
    expect(summarise(await verify(new TextEncoder().encode(upload)), 'en').verdict, upload).toBe('failed')
})
