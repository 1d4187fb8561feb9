/** A badge to show, and reports about it. */
import type { JsonObject } from '../../src/encoding/json.js'
import type { BadgeView } from '../../src/model/reading/view.js'
import { viewOf } from '../../src/model/reading/view-of.js'
import type { SentenceCode } from '../../src/verify/messages/en.js'
import { withBadges } from '../../src/verify/report/deferred-badges.js'
import { CHECK_IDS, type CheckId, type CheckOutcome, type Report } from '../../src/verify/report/report.js'

export function badge(members: JsonObject = {}, achievement: JsonObject = {}): JsonObject {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'https://badges.example.edu/c/42',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'did:web:example.edu', type: ['Profile'], name: 'Example University' },
    validFrom: '2026-03-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: 'Ada Lovelace' },
      ],
      achievement: {
        id: 'https://example.edu/a/rust',
        type: ['Achievement'],
        name: 'Rust I',
        description: 'Writes safe systems programs.',
        criteria: { narrative: 'Passed the exam.' },
        ...achievement,
      },
    },
    ...members,
  }
}

const CODES: Readonly<Record<CheckOutcome, SentenceCode>> = {
  pass: 'signature_valid',
  fail: 'signature_invalid',
  unknown: 'document_unavailable',
  skipped: 'well_formed',
}

/** The report with its document where only pages find it, as `verify` returns it. */
export function holding({ badges, ...rest }: Report, document: JsonObject, reading?: JsonObject): Report {
  return withBadges(rest, () => badges, { document, reading })
}

/** A report in which the named rows end as given, with a code if it matters, and all others are skipped. */
export function report(
  rows: Partial<Record<CheckId, CheckOutcome | readonly [CheckOutcome, SentenceCode]>>,
  credential?: JsonObject,
): Report {
  const checks = CHECK_IDS.map((id) => {
    const row = rows[id] ?? 'skipped'
    const [outcome, code] = typeof row === 'string' ? [row, CODES[row]] : row
    return { id, outcome, code, message: 'not shown: pages speak their own language' }
  })
  const check = Object.fromEntries(checks.map((row) => [row.id, row])) as Report['check']
  const common = {
    kind: 'open-badge',
    format: 'json',
    checks,
    check,
    warnings: [],
    conforms: true,
    issues: [],
    checkedAt: '2026-03-02T00:00:00.000Z',
  } as const
  return credential === undefined
    ? {
        ...common,
        verified: false,
        badges: [
          {
            verified: false,
            outcome: 'fail',
            check: 'proof',
            code: 'signature_invalid',
            kind: 'open-badge',
            pointer: '',
          },
        ],
      }
    : {
        ...common,
        verified: true,
        credential,
        source: credential,
        badges: [{ ...viewed(credential), verified: true, pointer: '' }],
      }
}

const viewed = (credential: JsonObject): BadgeView =>
  viewOf(credential, { language: 'en', issues: [] }) as BadgeView
