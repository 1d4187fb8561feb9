/** What goes into an evaluation and what comes out. */

import type { RecipientQuestion, Report, VerifiedReport } from '../../verify/index.js'
import type { NodeKind } from '../pathway/types.js'

/**
 * A badge to count: the report that `verify` gave. An unverified report names no credential: hand in with it what was
 * verified, so that a badge whose status could not be checked is named as open.
 */
export type Candidate = VerifiedReport | { readonly report: Report; readonly input?: unknown }

export type Outcome = 'met' | 'unmet' | 'unknown'

/** Work that one evaluation may cause. */
export interface EvaluateLimits {
  /** Steps of exact search, all nodes together. */
  readonly steps: number
  /** Badges, those inside of presentations and records included. */
  readonly badges: number
}

export interface EvaluateOptions {
  /**
   * Whose badges count. Everything in it must be proven by you to belong to one person: a DID by a presentation with
   * a challenge, an address by your own login.
   */
  readonly holder: RecipientQuestion
  /** When it is to hold: badges count if they are in force then. */
  readonly at: Date
  /** How many seconds before `at` a badge may have been verified; older reports leave the badge open. */
  readonly maxAge?: number
  /** Default `EVALUATE_LIMITS`. */
  readonly limits?: Partial<EvaluateLimits>
}

/** A badge as an answer names it. */
export interface BadgeName {
  /** Id of the credential. */
  readonly id: string
  readonly issuer: string
  /** Id of the achievement. */
  readonly achievement: string
  readonly name?: string
  /** When it was awarded: `awardedDate`, or else `validFrom`. */
  readonly awarded?: string
}

/** A badge that supports a node. */
export interface Support extends BadgeName {
  /** Present where another achievement counts as the one that was asked for. */
  readonly via?: 'sameAs' | 'name' | 'humanCode' | 'otherIdentifier'
  /** What the badge adds, in the unit of its node. */
  readonly credits?: number
}

/** Why a node has its outcome. */
export type NodeReason =
  | 'met'
  | 'waived' // by a badge of an issuer who may
  | 'no_badge' // no badge matches
  | 'badge_used' // a badge matches, but is needed elsewhere
  | 'not_enough' // some of it is met
  | 'too_few_groups'
  | 'not_the_same' // not all in one language, or of one issuer
  | 'unsupported' // cannot be decided from badges
  | 'open' // depends on badges whose verification is open
  | 'limit_exceeded' // not decided within the limit

export interface EvaluatedNode {
  /** JSON Pointer to the node in the pathway; of the node itself where it is referred to. */
  readonly pointer: string
  readonly id?: string
  readonly name?: string
  readonly kind: NodeKind
  readonly outcome: Outcome
  /** How much is asked for: nodes, badges, credits or points. */
  readonly need: number
  /** How much of it there is, from verified badges. */
  readonly have: number
  readonly unit?: string
  readonly because: NodeReason
  /** The badges that support it; for nodes with children, those of its children. */
  readonly by: readonly Support[]
  readonly keep?: true
  readonly children?: readonly EvaluatedNode[]
}

/** Why a badge supports nothing. */
export type UnusedReason =
  | 'not_needed' // it matches nothing, or other badges do already
  | 'not_verified'
  | 'other_person'
  | 'person_unknown' // open: it names nobody whom the holder could be compared with
  | 'not_yet_valid'
  | 'expired'
  | 'not_a_badge'
  | 'no_id'
  | 'superseded' // a newer version of it is there
  | 'duplicate' // handed in twice
  | 'withdrawn' // a report says that the issuer revoked or suspended it
  | 'unreadable' // open: what was verified was not handed in
  | 'status_unknown' // open: not verified, and nothing failed
  | 'report_too_old' // open: verified before `maxAge`
  | 'foreign_issuer' // it matches, but its issuer may not award it
  | 'result_too_low'
  | 'too_old' // awarded before `within`
  | 'other_version'
  | 'unit_unknown' // its credits have no unit that counts

export interface UnusedBadge {
  readonly badge: Partial<BadgeName>
  readonly because: UnusedReason
}

/** One requirement that is still to be met. */
export interface MissingLeaf {
  readonly pointer: string
  readonly id?: string
  readonly name?: string
  readonly kind: 'badge' | 'skill' | 'credits'
  /** Achievements or skills that would do; absent for `'any'`. */
  readonly oneOf?: readonly string[]
  /** How many badges, or credits. */
  readonly count: number
  readonly unit?: string
}

/** What would complete it: fewest requirements, ties by position. */
export interface Completion {
  readonly requirements: readonly MissingLeaf[]
  /** False where the limit ended the search for fewer. */
  readonly least: boolean
}

/** Requirements that together want more badges than there are. */
export interface Shortage {
  readonly pointers: readonly string[]
  readonly requirements: number
  readonly badges: readonly BadgeName[]
}

/** A badge that counts, with the candidate that it came from; of a presentation, the embedded report. */
export interface CountedPart {
  readonly badge: BadgeName
  readonly candidate: Candidate
}

export interface Evaluation {
  /** Id of the pathway. */
  readonly pathway: string
  readonly outcome: Outcome
  /** ISO 8601 instant. */
  readonly at: string
  readonly root: EvaluatedNode
  readonly unused: readonly UnusedBadge[]
  /** Badges that would count if their verification were complete. */
  readonly open: readonly BadgeName[]
  /** Absent when met, and where no further badge can complete it. */
  readonly missing?: Completion
  /** Present where badges suffice for each requirement, but not for all of them together. */
  readonly shortage?: Shortage
  /** Steps of search that were taken. */
  readonly steps: number
  /** What counts, each badge once, sorted by achievement, date, issuer and id. Holds whole credentials. */
  readonly parts: readonly CountedPart[]
}
