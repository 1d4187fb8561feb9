/** What a pathway is: plain JSON that can be published, signed by digest and evaluated anywhere. */
import type { Achievement } from '../../schema/generated/types.generated.js'

/**
 * Who may award a badge that counts: a list of issuer ids, `'trusted'` for whoever passed the `trust` row of the
 * report, or `'any'` for everybody.
 */
export type IssuerRule = readonly string[] | 'trusted' | 'any'

/**
 * Which achievement: its id, or what an issuer writes in it. The second is for issuers whose achievement ids differ
 * from award to award.
 */
export type BadgeReference =
  | string
  | {
      readonly issuer: string
      readonly name?: string
      readonly humanCode?: string
      readonly otherIdentifier?: string
    }

/** A skill as alignments name it: its address, with its code where the address is that of the whole framework. */
export type SkillReference = string | { readonly url: string; readonly code?: string }

/** A result that a badge must have. */
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
  /** For this node and all below it. */
  readonly issuers?: IssuerRule
  /** Must still hold whenever the larger credential is checked, for example a licence. */
  readonly keep?: boolean
  /** For nodes below `points`: what it is worth. */
  readonly worth?: number
}

/** A node with others below it. */
interface Inner extends Common {
  /** Inside this node a badge supports one requirement; outside it may count again. */
  readonly once?: boolean
  /** In this node and all below it each award counts; otherwise several awards of one achievement count once. */
  readonly repeat?: boolean
  /** All badges below this node must agree in it. */
  readonly same?: 'inLanguage' | 'issuer'
}

/** What one badge must be. */
interface Leaf extends Common {
  readonly result?: ResultRule
  /** ISO 8601 duration in years, months, weeks and days: how long ago it may have been awarded. */
  readonly within?: string
  /** The exact `version` of the achievement. */
  readonly version?: string
  /** Which group of its parent it belongs to. */
  readonly group?: string
}

export interface BadgeNode extends Leaf {
  /** One of these achievements, or `'any'`. */
  readonly badge: 'any' | BadgeReference | readonly BadgeReference[]
  /** Achievements that do not count here. */
  readonly exclude?: readonly BadgeReference[]
}

export interface SkillNode extends Leaf {
  /** A skill that the badge's achievement, or the level reached in it, is aligned to. */
  readonly skill: SkillReference | readonly SkillReference[]
}

export interface AllNode extends Inner {
  readonly all: readonly PathwayNode[]
}

export interface AnyNode extends Inner {
  readonly any: readonly PathwayNode[]
}

/** At most so many badges, or credits, count from the leaves of these groups. */
export interface Cap {
  /** Names of groups of this node. */
  readonly of: readonly string[]
  readonly badges?: number
  readonly credits?: number
}

/** What nodes that count badges can ask beyond a number. */
interface Counting extends Inner {
  /** The badges come from at least so many groups. */
  readonly groups?: number
  readonly caps?: readonly Cap[]
}

/**
 * At least so many of the nodes. With `repeat`, `groups` or `caps` of its own it counts badges instead, and all its
 * nodes are leaves.
 */
export interface AtLeastNode extends Counting {
  readonly atLeast: number
  readonly of: readonly PathwayNode[]
}

/** At least so many credits from badges that are one of the leaves. */
export interface CreditsNode extends Counting {
  readonly credits: number
  /** For example `ECTS`. */
  readonly unit: string
  readonly of: readonly PathwayNode[]
  /** `creditsEarned` unless said otherwise; `creditsAvailable` takes what was offered where nothing was earned. */
  readonly creditsFrom?: 'creditsEarned' | 'creditsAvailable'
}

/** At least so many points, each node giving what it is `worth`. */
export interface PointsNode extends Inner {
  readonly points: number
  readonly of: readonly PathwayNode[]
}

/** A requirement that cannot be decided from badges: it is never met, and never certainly unmet. */
export interface UnsupportedNode extends Common {
  /** What is asked for, in words. */
  readonly unsupported: string
}

/** The node of that id once more: it is the same requirement, met once. */
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

/** So many of unit `to` for one of unit `from`. */
export interface Rate {
  readonly from: string
  readonly to: string
  readonly rate: number
  /** Where it is agreed, for example the address of a transfer agreement. */
  readonly source?: string
}

/** What `pathway` takes. */
export interface PathwayInput {
  /** URI of this version; a change of meaning needs another. */
  readonly id: string
  /** Title. */
  readonly name: string
  /** What it is about. */
  readonly description?: string
  /** Version, for people. */
  readonly version?: string
  /** For all nodes that have no rule of their own. */
  readonly issuers?: IssuerRule
  /** What is awarded to who meets it. */
  readonly awards?: Achievement
  /** What must be earned. */
  readonly root: PathwayNode
  /** Unit of the credits of an issuer's badges that name none: `{ 'did:web:uni.example': 'ECTS' }`. */
  readonly units?: Readonly<Record<string, string>>
  /** How credits of one unit count in another. */
  readonly rates?: readonly Rate[]
  /** Ids of achievements that count as one. */
  readonly sameAs?: readonly (readonly string[])[]
  /** Issuers who may waive a node; see `waiverId`. */
  readonly waivers?: readonly string[]
}

/** What `pathway` gives: the same, checked and frozen. */
export type Pathway = Readonly<PathwayInput>

export type NodeKind = 'badge' | 'skill' | 'all' | 'any' | 'atLeast' | 'credits' | 'points' | 'unsupported'
