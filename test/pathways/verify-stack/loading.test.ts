/** `verifyStack` loads what it needs when it is called, and gives no verdict without it. */
import { afterEach, expect, it, vi } from 'vitest'

const PARTS = ['../../../src/pathways/verify-stack/judge-stack.js', '../../../src/verify/verify.js']

afterEach(() => {
  for (const path of PARTS) vi.doUnmock(path)
  vi.resetModules()
})

it.each(PARTS)('says that %s did not load, and loads it at the next call', async (path) => {
  vi.resetModules()
  vi.doMock(path, () => {
    throw new Error('offline')
  })
  const { verifyStack } = await import('../../../src/pathways/verify-stack/verify-stack.js')
  await expect(verifyStack({}, [])).rejects.toMatchObject({ code: 'part_unavailable' })
  vi.doUnmock(path)
  expect(await verifyStack({}, [])).toMatchObject({ verified: false })
})
