import { expect, test } from 'vitest'
import { bySuite } from '../../by-suite.js'
import { whatIsSignedVerifies } from './property.js'

test('What laurel signs, laurel verifies: changed documents, in every form', async () => {
  const { issued, refused, violations } = await whatIsSignedVerifies(bySuite(25, 100), 1)
  expect(violations).toEqual([])
  for (const count of issued.values()) expect(count).toBeGreaterThan(bySuite(1, 10))
  expect(refused.size).toBeGreaterThan(bySuite(2, 10))
})
