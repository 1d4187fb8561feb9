/** `laurel/pathways`: what verified badges add up to. */

export { waiverId } from './evaluate/compile.js'
export { evaluate } from './evaluate/evaluate.js'
export { EVALUATE_LIMITS } from './evaluate/settings.js'
export type {
  BadgeName,
  Candidate,
  CountedPart,
  EvaluatedNode,
  EvaluateLimits,
  EvaluateOptions,
  Evaluation,
  MissingLeaf,
  NodeKind,
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
export { partBytes, partDigest } from './stack/part-bytes.js'
export { type SealedPart, sealParts } from './stack/seal-parts.js'
