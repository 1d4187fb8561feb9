/** What a caller is told who swapped arguments. `test/house/wrong-calls.test.ts` calls every function with wrong values. */
import { describe, expect, it } from 'vitest'
import * as pathways from '../../src/pathways/index.js'
import * as share from '../../src/share/index.js'
import { badge, report as reportOf } from './badge.js'

describe('a function of laurel/pathways or laurel/share', () => {
  it.each<[string, (path: never) => unknown]>([
    ['explain', (path) => pathways.explain(path)],
    ['pathwayImage', (path) => share.pathwayImage(path)],
    ['verifyStack without parts', (path) => pathways.verifyStack(path, null as never)],
  ])('says so of a pathway in the place of an evaluation or a credential: %s', async (_, run) => {
    const path = { id: 'urn:x', name: 'Path', root: { badge: 'urn:y' } } as never
    await expect((async () => run(path))()).rejects.toThrow(/pass the result of|must be a list/)
  })

  const credential = badge() as never
  const report = reportOf({}) as never
  it.each<[string, () => unknown, string]>([
    ['linkedInAddToProfile(report)', () => share.linkedInAddToProfile(report), 'pass report.source'],
    ['pageMetadata(report)', () => share.pageMetadata(report), 'pass report.source'],
    ['schemaOrgCredential(report)', () => share.schemaOrgCredential(report), 'pass report.source'],
    ['credentialPage(report)', () => share.credentialPage(report, undefined), 'pass report.source'],
    [
      'credentialPage(report, credential)',
      () => share.credentialPage(report, credential),
      'pass report.source',
    ],
    [
      'credentialPage(credential, options)',
      () => share.credentialPage(credential, { language: 'de' } as never),
      'options are the third',
    ],
    ['linkedInAddToProfile(text)', () => share.linkedInAddToProfile('{}' as never), 'JSON.parse(text)'],
    [
      'certificate(credential, report)',
      () => share.certificate(credential, report),
      'certificate(report, options)',
    ],
  ])('tells of wrong arguments what to pass: %s', async (_, run, words) => {
    const called = (async () => run())()
    await expect(called).rejects.toThrow(TypeError)
    await expect(called).rejects.toThrow(words)
  })

  it('tells a credential in the place of the report of a certificate', () => {
    expect(() => share.certificate(credential)).toThrow(/this is a credential, not a report/)
  })

  it('names the function that makes what it takes', () => {
    expect(() => pathways.explain(Promise.resolve() as never)).toThrow(
      'explain: pass the result of evaluate; this is a Promise (await it first)',
    )
  })
})
