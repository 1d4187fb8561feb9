/** What the package shows of this room. */
export {
  type RecipientQuestion,
  VERIFY_LIMITS,
  type VerifyLimits,
  type VerifyOptions,
} from './options.js'
export { type ProblemDetails, problemDetails } from './problem-details.js'
export {
  CHECK_IDS,
  type CheckId,
  type CheckOutcome,
  type CheckResult,
  type EmbeddedReport,
  type Format,
  type Kind,
  type Report,
  type UnverifiedReport,
  type VerifiedReport,
  type Warning,
} from './report.js'
export type { IssuerFacts, IssuerPolicy, Registry } from './trust-policy.js'
export { verify } from './verify.js'
export { type VerifyCache, verifyCache } from './verify-cache.js'
export { type VerifiedRow, type VerifyManyOptions, verifyMany } from './verify-many.js'
