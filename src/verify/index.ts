/** The public exports of this room. */

export { type VerifyCache, type VerifyCacheOptions, verifyCache } from './cache/verify-cache.js'
export {
  type Challenges,
  type MemoryChallengesOptions,
  memoryChallenges,
} from './challenge/memory-challenges.js'
export type { IssuerFacts, IssuerPolicy, Registry } from './options/issuer-policy.js'
export { type CanonizeWork, VERIFY_LIMITS, type VerifyLimits } from './options/limits.js'
export type { RecipientQuestion, VerifyOptions } from './options/options.js'
export { type ProblemDetails, problemDetails } from './report/problem-details.js'
export {
  CHECK_IDS,
  type CheckId,
  type CheckOutcome,
  type CheckResult,
  type CredentialKind,
  type EmbeddedReport,
  type Envelope,
  type EnvelopeKind,
  type Format,
  type Kind,
  type Report,
  type ReportedBadge,
  type ReportIssue,
  type UnverifiedBadge,
  type UnverifiedReport,
  type VerifiedBadge,
  type VerifiedCredentialReport,
  type VerifiedEnvelopeReport,
  type VerifiedReport,
  type Warning,
} from './report/report.js'
export { verify } from './verify.js'
export { type VerifiedRow, type VerifyManyOptions, verifyMany } from './verify-many.js'
