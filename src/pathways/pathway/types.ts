/** The types of a pathway: plain JSON that can be published, signed by digest and evaluated anywhere. */
import type { Achievement } from '../../schema/generated/types.generated.js'

/**
 * Who may award a badge that counts: a list of issuer ids, `'trusted'` for issuers that pass the check `trust` of the report (give `verify` the option `issuers`),
 * or `'any'` for all issuers.
 */
export type IssuerRule = readonly string[] | 'trusted' | 'any'

/**
 * An achievement: its id, or an issuer with a name or code of the achievement. Use the second form for issuers that write a
 * new achievement id into each award.
 */
export type BadgeReference =
  | string
  | {
      readonly issuer: string
      readonly name?: string
      readonly humanCode?: string
      readonly otherIdentifier?: string
    }

/** A skill as in alignments: its address, or a CTID of CTDL. If the address is that of the whole framework, the code is needed too. */
export type SkillReference = string | { readonly url: string; readonly code?: string }

/**
 * A result that a badge must have. Rubric levels rank by their `points`. Without them, and for `allowedValue`, the order ranks if
 * the signature covers it; otherwise a result other than `min` leaves the badge open (`order_unsigned`).
 */
export interface ResultRule {
  /** A number for scores; a value of `allowedValue` or the id of a rubric level for grades and levels. */
  readonly min: number | string
  /** A value of `ResultType`, for example `GradePointAverage`; absent means any result of the badge. */
  readonly type?: string
}

interface Common {
  /** Unique within the pathway. */
  readonly id?: string
  readonly name?: string
  /** Who may award the badges of this node and of all nodes below. */
  readonly issuers?: IssuerRule
  /** The node must still be met whenever the larger credential is checked, for example for a licence. */
  readonly keep?: boolean
  /** For nodes below `points`: how many points the node gives. */
  readonly worth?: number
}

/** A node with children. */
interface Inner extends Common {
  /** Inside this node a badge supports only one requirement. Outside it may count again. */
  readonly once?: boolean
  /** In this node and all nodes below, each award counts. Otherwise several awards of one achievement count once. */
  readonly repeat?: boolean
  /** All badges below this node must have the same language, or the same issuer. */
  readonly same?: 'inLanguage' | 'issuer'
}

/** Conditions for one badge. */
interface Leaf extends Common {
  readonly result?: ResultRule
  /** How long ago the badge may have been awarded: an ISO 8601 duration of years, months, weeks and days. */
  readonly within?: string
  /** The exact `version` of the achievement. */
  readonly version?: string
  /** The group of the parent to which this node belongs. */
  readonly group?: string
}

export interface BadgeNode extends Leaf {
  /** One of these achievements, or `'any'`. */
  readonly badge: 'any' | BadgeReference | readonly BadgeReference[]
  /** Achievements that do not count here. */
  readonly exclude?: readonly BadgeReference[]
}

export interface SkillNode extends Leaf {
  /** A skill to which the badge's achievement, its result or the reached level is aligned. */
  readonly skill: SkillReference | readonly SkillReference[]
}

export interface AllNode extends Inner {
  readonly all: readonly PathwayNode[]
}

export interface AnyNode extends Inner {
  readonly any: readonly PathwayNode[]
}

/** A maximum of badges or credits from the leaves of these groups. */
export interface Cap {
  /** Names of groups of this node. */
  readonly of: readonly string[]
  readonly badges?: number
  readonly credits?: number
}

/** Further conditions for nodes that count badges. */
interface Counting extends Inner {
  /** From how many groups the badges must come at least. */
  readonly groups?: number
  readonly caps?: readonly Cap[]
}

/**
 * Requires a minimum number of the nodes. With its own `repeat`, `groups` or `caps` it counts badges instead, and all its
 * nodes must be leaves.
 */
export interface AtLeastNode extends Counting {
  readonly atLeast: number
  readonly of: readonly PathwayNode[]
}

/** Requires a minimum number of credits from badges of the leaves. */
export interface CreditsNode extends Counting {
  readonly credits: number
  /** For example `ECTS`. */
  readonly unit: string
  readonly of: readonly PathwayNode[]
  /** Default `creditsEarned`. With `creditsAvailable`, a badge without earned credits counts with its available ones. */
  readonly creditsFrom?: 'creditsEarned' | 'creditsAvailable'
}

/** Requires a minimum number of points. Each node that is met gives its `worth`. */
export interface PointsNode extends Inner {
  readonly points: number
  readonly of: readonly PathwayNode[]
}

/** A requirement that badges cannot prove: it is never met, and never certainly unmet. */
export interface UnsupportedNode extends Common {
  /** The requirement in words. */
  readonly unsupported: string
}

/** The node with this id again. It is the same requirement and is met once. */
export interface ReferenceNode {
  readonly ref: string
  readonly worth?: number
}

export type PathwayNode =
  | BadgeNode
  | SkillNode
  | AllNode
  | AnyNode
  | AtLeastNode
  | CreditsNode
  | PointsNode
  | UnsupportedNode
  | ReferenceNode

/** How many credits of unit `to` one credit of unit `from` gives. */
export interface Rate {
  readonly from: string
  readonly to: string
  readonly rate: number
  /** The source of the rate, for example the address of a transfer agreement. */
  readonly source?: string
}

/** The input of `pathway`. */
export interface PathwayInput {
  /** URI of this version. If the meaning changes, use another one. */
  readonly id: string
  /** Title. */
  readonly name: string
  /** Description. */
  readonly description?: string
  /** Version, for people. */
  readonly version?: string
  /** Who may award the badges of nodes without their own `issuers`. */
  readonly issuers?: IssuerRule
  /** The achievement that is awarded for the pathway. */
  readonly awards?: Achievement
  /** The requirements. */
  readonly root: PathwayNode
  /**
   * For each issuer, the unit of credits in badges without `creditUnit`: `{ 'did:web:uni.example': 'ECTS' }`. If the signature
   * does not cover the names of the issuer's own terms and one of them could be the unit, the credits are not known.
   */
  readonly units?: Readonly<Record<string, string>>
  /** How credits in one unit count in another. */
  readonly rates?: readonly Rate[]
  /** Lists of ids of achievements that count as the same. */
  readonly sameAs?: readonly (readonly string[])[]
  /** Issuers who may waive a node; see `waiverId`. */
  readonly waivers?: readonly string[]
}

/** The result of `pathway`: its input, checked and frozen. */
export type Pathway = Readonly<PathwayInput>

export type NodeKind = 'badge' | 'skill' | 'all' | 'any' | 'atLeast' | 'credits' | 'points' | 'unsupported'
