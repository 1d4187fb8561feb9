/** What a pathway is for an evaluation: everything about it that no badge changes, worked out once. */
import type { Duration } from '../pathway/duration.js'
import type { CreditsNode, NodeKind, Pathway, ResultRule } from '../pathway/types.js'
import type { AchievementIndex } from './achievement-index.js'
import type { ScopeShape } from './scope-shape.js'

/** A node with what it inherited; references are replaced by the node that they mean. */
export interface PlanNode {
  /** Its place among the plan's nodes. */
  readonly index: number
  readonly pointer: string
  readonly kind: NodeKind
  /** Indices; what stands below is always evaluated first. */
  readonly children: readonly number[]
  /** Those of the children that are written here rather than referred to. */
  readonly own: readonly number[]
  /** Thousandths that each child is worth, for points. */
  readonly worth: readonly number[]
  /** Amount asked for: nodes, badges, thousandths of credits or points. */
  readonly need: number
  /** 1000 where thousandths are counted. */
  readonly scale: 1 | 1000
  readonly countsBadges: boolean
  readonly repeat: boolean
  readonly once: boolean
  readonly same: 'inLanguage' | 'issuer' | undefined
  /** From how many groups badges must come. */
  readonly groups: number
  /** Badges, or thousandths of credits; those inside others first. */
  readonly caps: readonly PlanCap[]
  readonly credits: CreditsRule | undefined
  readonly leaf: LeafRule | undefined
  /** What a leaf, or a node that counts badges, names; `undefined` where any badge will do. */
  readonly oneOf: readonly string[] | undefined
  /** What an answer repeats of it. */
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

/** What a badge must be to support a leaf, besides its achievement. */
export interface LeafRule {
  readonly issuers: ReadonlySet<string> | 'trusted' | 'any'
  readonly within: Duration | undefined
  readonly version: string | undefined
  readonly result: ResultRule | undefined
  /** Classes that do not count. */
  readonly exclude: ReadonlySet<string>
  readonly group: string | undefined
  /** Ids as they are written. */
  readonly ids: ReadonlySet<string>
  /** Classes that it names; `undefined` where any, or a skill, will do. */
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
  /** Unit → unit → thousandths for one. */
  readonly rates: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly countsCredits: boolean
  /** Nodes with `once`. */
  readonly scopes: ReadonlyMap<number, ScopeShape>
  /** Some node is never certainly unmet. */
  readonly isUnsure: boolean
}
