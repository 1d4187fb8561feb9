/** The plan of a pathway: all facts that do not depend on badges, computed once for all evaluations. */
import type { Duration } from '../../encoding/forms/duration.js'
import type { CreditsNode, NodeKind, Pathway, ResultRule } from '../pathway/types.js'
import type { AchievementIndex } from './achievement-index.js'
import type { ScopeShape } from './scope-shape.js'

/** A node with the members that it inherits. References are replaced by the node that they mean. */
export interface PlanNode {
  /** Index in the plan's nodes. */
  readonly index: number
  readonly pointer: string
  readonly kind: NodeKind
  /** Indices of the children, which are smaller than the node's own. */
  readonly children: readonly number[]
  /** The children that are written here, without references. */
  readonly own: readonly number[]
  /** For points: the thousandths that each child gives. */
  readonly worth: readonly number[]
  /** The required number: nodes, badges, thousandths of credits or points. */
  readonly need: number
  /** 1000 if the node counts thousandths. */
  readonly scale: 1 | 1000
  readonly countsBadges: boolean
  readonly repeat: boolean
  readonly once: boolean
  readonly same: 'inLanguage' | 'issuer' | undefined
  /** From how many groups badges must come. */
  readonly groups: number
  /** Badges or thousandths of credits; inner caps first. */
  readonly caps: readonly PlanCap[]
  readonly credits: CreditsRule | undefined
  readonly leaf: LeafRule | undefined
  /** The achievements or skills that a leaf, or a node that counts badges, names; `undefined` if any badge suffices. */
  readonly oneOf: readonly string[] | undefined
  /** Members that an answer repeats. */
  readonly id: string | undefined
  readonly name: string | undefined
  readonly keep: boolean
}

export interface PlanCap {
  readonly of: ReadonlySet<string>
  readonly most: number
}

export interface CreditsRule {
  readonly unit: string
  readonly from: NonNullable<CreditsNode['creditsFrom']>
}

/** The conditions of a leaf for a badge. */
export interface LeafRule {
  readonly issuers: ReadonlySet<string> | 'trusted' | 'any'
  readonly within: Duration | undefined
  readonly version: string | undefined
  readonly result: ResultRule | undefined
  /** Classes that do not count. */
  readonly exclude: ReadonlySet<string>
  readonly group: string | undefined
  /** Ids of achievements, as they are written. */
  readonly ids: ReadonlySet<string>
  /** Classes that the leaf names; `undefined` for a skill, or if any badge suffices. */
  readonly classes: readonly string[] | undefined
}

export interface Plan {
  readonly pathway: Pathway
  readonly nodes: readonly PlanNode[]
  readonly root: PlanNode
  readonly achievements: AchievementIndex
  /** Leaves that any badge could support. */
  readonly anyBadge: readonly number[]
  /** Skill → leaves. */
  readonly skills: ReadonlyMap<string, readonly number[]>
  /** Id of a waiver → the node that it waives. */
  readonly waivers: ReadonlyMap<string, number>
  readonly waivedBy: ReadonlySet<string>
  readonly units: ReadonlyMap<string, string>
  /** From unit → to unit → thousandths for one credit. */
  readonly rates: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly countsCredits: boolean
  /** The leaves of nodes that count credits. */
  readonly creditLeaves: ReadonlySet<number>
  /** A node requires badges in the same language. */
  readonly comparesLanguages: boolean
  /** For each node with `once`. */
  readonly scopes: ReadonlyMap<number, ScopeShape>
  /** A node is `unsupported`, so it is never certainly unmet. */
  readonly hasUnsupported: boolean
}
