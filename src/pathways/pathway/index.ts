/** The public exports of this room. */
export { pathway } from './pathway.js'
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
} from './types.js'
