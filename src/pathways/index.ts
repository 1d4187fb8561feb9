/** `laurel/pathways`: evaluates verified badges against the requirements of larger credentials. */

export { evaluate } from './answer/evaluate.js'
export { EVALUATE_LIMITS } from './badges/settings.js'
export type { Assumption, AssumptionCode } from './ctdl/assumptions.js'
export { type CtdlOptions, type FromCtdl, fromCtdl } from './ctdl/from-ctdl.js'
export { type ToCtdl, toCtdl } from './ctdl/to-ctdl.js'
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
export {
  type ExplainLanguage,
  type ExplainOptions,
  type ExplainSentence,
  explain,
} from './explain/explain.js'
export { pathway } from './pathway/pathway.js'
export type {
  AllNode,
  AnyNode,
  AtLeastNode,
  BadgeNode,
  BadgeReference,
  Cap,
  CreditsNode,
  IssuerRule,
  NodeKind,
  Pathway,
  PathwayInput,
  PathwayNode,
  PointsNode,
  Rate,
  ReferenceNode,
  ResultRule,
  SkillNode,
  SkillReference,
  UnsupportedNode,
} from './pathway/types.js'
export { waiverId } from './plan/compile.js'
export {
  type CourseBadge,
  type CoursesInput,
  type QualificationInput,
  type QualificationInputs,
  type QualificationKind,
  qualification,
  type RequirementsInput,
} from './presets/qualifications.js'
export * from './stack/index.js'
export * from './verify-stack/index.js'
