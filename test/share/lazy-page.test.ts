/** The code of pages loads with the first page. If it does not load, the caller hears that, and gets no page. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { badge, report } from './badge.js'

const PATH = '../../src/share/pages/make-page.js'
beforeEach(() => {
  vi.resetModules()
})
afterEach(() => {
  vi.doUnmock(PATH)
})

it('says so, and loads again at the next call', async () => {
  vi.doMock(PATH, () => {
    throw new Error('offline')
  })
  const { credentialPage } = await import('../../src/share/index.js')
  const about = report({ structure: 'pass', proof: 'pass' }, badge())
  const make = () => credentialPage(badge(), about)
  await expect(make()).rejects.toMatchObject({ code: 'part_unavailable', details: { lazy: 'pages' } })
  vi.doUnmock(PATH)
  expect(await make()).toContain('Rust I')
})
