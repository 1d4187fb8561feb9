/** Badges for the bridge's tests. */
import type { JsonObject } from '../../src/encoding/json.js'

export const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

export function badgeBy(issuer: string, more: JsonObject = {}): JsonObject {
  return {
    '@context': CONTEXTS,
    id: 'urn:uuid:7b0a8a0e-6a52-4c2e-9b63-8a2f6f3f9f10',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'Université Exemple' },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Rust I',
    credentialSubject: {
      id: 'did:example:ada',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://example.edu/achievements/rust',
        type: ['Achievement'],
        name: 'Rust I',
        description: 'Ownership, borrowing, lifetimes',
        criteria: { narrative: 'Passed the exam' },
      },
    },
    ...more,
  }
}
