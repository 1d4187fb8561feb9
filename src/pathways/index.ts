/** `laurel/pathways`: what verified badges add up to. */

export { evaluate } from './answer/evaluate.js'
export { EVALUATE_LIMITS } from './badges/settings.js'
export type {
  BadgeName,
  Candidate,
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
} from './pathway/types.js'
export { waiverId } from './plan/compile.js'
export {
  type CourseBadge,
  type QualificationInputs,
  type QualificationKind,
  qualification,
} from './presets/qualifications.js'
export * from './stack/index.js'
export * from './verify-stack/index.js'
