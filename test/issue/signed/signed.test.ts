import { expect, test } from 'vitest'
import { whatIsSignedVerifies } from './property.js'

test('What laurel signs, laurel verifies: a hundred changed documents, in every form', async () => {
  const { issued, refused, violations } = await whatIsSignedVerifies(100, 1)
  expect(violations).toEqual([])
  for (const count of issued.values()) expect(count).toBeGreaterThan(10)
  expect(refused.size).toBeGreaterThan(10)
})
