/** A badge of a signer for the tests that add a row to a table. */
import { achievement, openBadge, profile } from 'laurel'
import type { JsonObject } from '../../../src/encoding/json.js'

export function sampleBadge(issuer: string): JsonObject {
  const badge = openBadge({
    issuer: profile({ id: issuer, name: 'Example University' }),
    recipient: { email: 'ada@example.org' },
    achievement: achievement({
      id: 'https://example.edu/achievements/rust-1',
      name: 'Rust I',
      description: 'Writes safe systems code.',
      criteria: 'Passed the exam.',
    }),
  })
  return badge as unknown as JsonObject
}
