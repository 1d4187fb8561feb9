/**
 * `laurel/pathways`: evaluates verified badges against the requirements of larger credentials. This file only re-exports. It
 * exports other files as a whole, so that bundlers can leave out unused ones. esbuild loads at once every export that this
 * file names.
 */
export * from './answer/evaluate.js'
export * from './badges/index.js'
export * from './ctdl/index.js'
export type {
  BadgeName,
  Candidate,
  Completion,
  CountedPart,
  EvaluatedNode,
  EvaluateLimits,
  EvaluateOptions,
  Evaluation,
  MissingLeaf,
  NodeReason,
  Outcome,
  Shortage,
  Support,
  UnusedBadge,
  UnusedReason,
} from './evaluate/types.js'
export type { ExplainCode } from './explain/en.js'
export * from './explain/explain.js'
export * from './pathway/index.js'
export * from './plan/index.js'
export * from './presets/qualifications.js'
export * from './stack/index.js'
export * from './stack/stack.js'
export * from './stack/stack-record.js'
export * from './verify-stack/options.js'
export type {
  ChangedPart,
  EntryOutcome,
  JudgedStack,
  StackCode,
  StackEntry,
  StackFindings,
  StackLevel,
  StackReport,
  Standing,
  UnprovenStack,
  UnverifiedStack,
  VerifiedStack,
} from './verify-stack/report.js'
export * from './verify-stack/verify-stack.js'
