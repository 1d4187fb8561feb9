import { expect, test } from 'vitest'
import { whatIsSignedVerifies } from './property.js'

test('What laurel signs, laurel verifies: many changed documents, in every form', async () => {
  const { violations } = await whatIsSignedVerifies(Number(process.env['SIGNED_RUNS'] ?? 10_000), 1_000_000)
  expect(violations).toEqual([])
})
