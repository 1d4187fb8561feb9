/** The public exports of this room. */
export { STACK_LIMITS, type StackLimits, type VerifyStackOptions } from './options.js'
export type {
  ChangedPart,
  EntryOutcome,
  StackCode,
  StackEntry,
  StackLevel,
  StackReport,
  Standing,
  UnverifiedStack,
  VerifiedStack,
} from './report.js'
export { verifyStack } from './verify-stack.js'
