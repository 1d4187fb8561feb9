/** Reports as `verify` gives them, of badges that are described in a line. */
import type { JsonObject } from '../../src/encoding/json.js'
import type { Candidate } from '../../src/pathways/index.js'
import { CHECK_IDS, type CheckOutcome, type Report } from '../../src/verify/index.js'

export interface BadgeFacts {
  readonly id: string
  readonly achievement: string
  readonly issuer?: string
  readonly awarded?: string
  readonly until?: string
  readonly state?: 'verified' | 'unknown' | 'failed'
  readonly holder?: 'match' | 'mismatch' | 'unknown'
  readonly credits?: number
  readonly unit?: string
  readonly inLanguage?: string
  /** Further members of the achievement, the subject and the credential. */
  readonly inAchievement?: JsonObject
  readonly inSubject?: JsonObject
  readonly inCredential?: JsonObject
}

export const UNI = 'https://example.edu/issuer'
export const HOLDER = 'did:key:z6MkLearner'

const SUBJECTS: Readonly<Record<'match' | 'mismatch' | 'unknown', JsonObject>> = {
  match: { id: HOLDER },
  mismatch: { id: 'did:key:z6MkSomebodyElse' },
  unknown: {
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: `sha256$${'0'.repeat(64)}`,
        identityType: 'emailAddress',
      },
    ],
  },
}

export function credentialOf(badge: BadgeFacts): JsonObject {
  const { id, achievement, issuer = UNI, awarded = '2025-06-01T00:00:00Z', until, holder = 'match' } = badge
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'] },
    validFrom: awarded,
    ...(until === undefined ? {} : { validUntil: until }),
    credentialSubject: {
      type: ['AchievementSubject'],
      ...SUBJECTS[holder],
      achievement: {
        id: achievement,
        type: ['Achievement'],
        name: achievement.slice(achievement.lastIndexOf(':') + 1),
        ...(badge.inLanguage === undefined ? {} : { inLanguage: badge.inLanguage }),
        ...badge.inAchievement,
      },
      ...(badge.credits === undefined ? {} : { creditsEarned: badge.credits }),
      ...(badge.unit === undefined ? {} : { creditUnit: badge.unit }),
      ...badge.inSubject,
    },
    ...badge.inCredential,
  }
}

const OUTCOMES: Readonly<Record<'verified' | 'unknown' | 'failed', CheckOutcome>> = {
  verified: 'pass',
  unknown: 'unknown',
  failed: 'fail',
}

export function reportOf(
  credential: JsonObject,
  rows: Partial<Record<(typeof CHECK_IDS)[number], CheckOutcome>> = {},
): Report {
  const checks = CHECK_IDS.map((id) => {
    const outcome = rows[id] ?? (id === 'recipient' || id === 'trust' ? 'skipped' : 'pass')
    return { id, outcome, code: 'in_force' as const, message: 'A sentence.' }
  })
  const verified = checks.every(({ outcome }) => outcome !== 'fail' && outcome !== 'unknown')
  const common = {
    kind: 'open-badge',
    format: 'object',
    checks,
    check: Object.fromEntries(checks.map((row) => [row.id, row])) as Report['check'],
    badges: [],
    warnings: [],
    conforms: true,
    issues: [],
    checkedAt: '2026-01-01T00:00:00Z',
  } as const
  return (verified ? { verified, credential, ...common } : { verified, ...common }) as Report
}

export function candidateOf(badge: BadgeFacts): Candidate {
  const input = credentialOf(badge)
  const report = reportOf(input, { status: OUTCOMES[badge.state ?? 'verified'] })
  return report.verified ? report : { report, input }
}
