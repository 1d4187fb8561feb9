/** What says of a mistake in a call what to pass loads when there is one. Without it the report stands. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const PATH = '../../src/verify/input/refuse-wrong-input.js'
beforeEach(() => {
  vi.resetModules()
})
afterEach(() => {
  vi.doUnmock(PATH)
})

it('rejects a mistake, and reports it where the part does not load', async () => {
  vi.doMock(PATH, () => {
    throw new Error('offline')
  })
  const { verify } = await import('../../src/verify/verify.js')
  for (const input of [undefined, new Blob(['{}']), Promise.resolve({})]) {
    const report = await verify(input)
    expect(report).toMatchObject({ verified: false, check: { structure: { code: 'json_invalid' } } })
  }
  vi.doUnmock(PATH)
  await expect(verify(undefined)).rejects.toThrow(TypeError)
  expect(await verify(new Map())).toMatchObject({ verified: false })
})
