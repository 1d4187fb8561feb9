/** Input and output of an evaluation. */

import type { RecipientQuestion, Report, VerifiedReport } from '../../verify/index.js'
import type { NodeKind } from '../pathway/types.js'

/**
 * A badge to count: the report of `verify`. A copy of an unverified report, for example from JSON, has no credential. Pass the
 * verified input with it, so that a badge whose status could not be checked is listed as open. Of a report as `verify` returned
 * it, `input` is not read.
 */
export type Candidate = VerifiedReport | { readonly report: Report; readonly input?: unknown }

export type Outcome = 'met' | 'unmet' | 'unknown'

/** Limits for the work of one evaluation. */
export interface EvaluateLimits {
  /** Steps of all work that grows faster than pathway and badges, for all nodes together. What is not decided is `unknown`. */
  readonly steps: number
  /** Number of badges, including those in presentations and records. */
  readonly badges: number
}

export interface EvaluateOptions {
  /**
   * Whose badges count. You must have proof that all these ids and addresses belong to one person: for a DID a
   * presentation with a challenge, for an address your own login.
   */
  readonly holder: RecipientQuestion
  /** The instant of the evaluation: badges count if they are valid then. */
  readonly at: Date
  /** In seconds, as HTTP's `max-age`: how long before `at` a badge may have been verified. With an older report the badge is open. */
  readonly maxAge?: number
  /** Default `EVALUATE_LIMITS`. */
  readonly limits?: Partial<EvaluateLimits>
}

/** A badge as the answer lists it. */
export interface BadgeName {
  /** Id of the credential. */
  readonly id: string
  readonly issuer: string
  /** Id of the achievement. */
  readonly achievement: string
  readonly name?: string
  /** When the badge was awarded: `awardedDate`, or else `validFrom`. */
  readonly awarded?: string
}

/** A badge that supports a node. */
export interface Support extends BadgeName {
  /** Present if another achievement counts as the required one. */
  readonly via?: 'sameAs' | 'name' | 'humanCode' | 'otherIdentifier'
  /** What the badge adds, in the unit of its node. */
  readonly credits?: number
}

/** Why a node has its outcome. */
export type NodeReason =
  | 'met'
  | 'waived' // by a badge of an issuer in `waivers`
  | 'no_badge' // no badge matches
  | 'badge_used' // a badge matches, but another node needs it
  | 'not_enough' // only a part is met
  | 'too_few_groups'
  | 'not_the_same' // the badges are not all in one language, or not all from one issuer
  | 'unsupported' // cannot be decided from badges
  | 'open' // depends on badges whose verification is open
  | 'limit_exceeded' // not decided within the limit

export interface EvaluatedNode {
  /** JSON Pointer to the node in the pathway; for a reference, to the node that it means. */
  readonly pointer: string
  readonly id?: string
  readonly name?: string
  readonly kind: NodeKind
  readonly outcome: Outcome
  /** How much is required: nodes, badges, credits or points. */
  readonly need: number
  /** How much the verified badges give. */
  readonly have: number
  readonly unit?: string
  readonly because: NodeReason
  /** The badges that support the node; for a node with children, the badges of its children. */
  readonly by: readonly Support[]
  readonly keep?: true
  readonly children?: readonly EvaluatedNode[]
}

/** Why a badge supports no node. */
export type UnusedReason =
  | 'not_needed' // it matches no node, or other badges suffice
  | 'not_verified'
  | 'other_person'
  | 'person_unknown' // open: it identifies nobody with whom the holder could be compared
  | 'not_yet_valid'
  | 'expired'
  | 'not_a_badge'
  | 'no_id'
  | 'superseded' // its issuer signed a newer version, even if that one does not count
  | 'version_unknown' // open: another version has the same dates, so that it is not known which is newer
  | 'duplicate' // passed twice
  | 'withdrawn' // a report says that the issuer revoked or suspended it
  | 'unreadable' // open: a copy of a report without its verified input, or a value that is none of its kind or may be another
  | 'status_unknown' // open: not verified, and nothing failed
  | 'report_too_old' // open: verified more than `maxAge` seconds ago
  | 'order_unsigned' // open: the signature does not cover which of its results are higher
  | 'limit_exceeded' // open: it has more results than `limits.steps` allows to compare
  | 'parts_withheld' // open: its holder may have left out members that the pathway reads
  | 'trust_unknown' // open: the pathway counts badges of trusted issuers, but the report says of none whether it is trusted
  | 'foreign_issuer' // it matches, but the pathway does not count badges of its issuer
  | 'not_completed' // its results have a status, and none is Completed
  | 'result_too_low'
  | 'too_old' // awarded before `within`
  | 'other_version'
  | 'unit_unknown' // its credits have no unit, or a unit without a rate

export interface UnusedBadge {
  readonly badge: Partial<BadgeName>
  readonly because: UnusedReason
}

/** One requirement that is still missing. */
export interface MissingLeaf {
  readonly pointer: string
  readonly id?: string
  readonly name?: string
  readonly kind: 'badge' | 'skill' | 'credits'
  /** The achievements or skills, of which one suffices; absent for `'any'`. */
  readonly oneOf?: readonly string[]
  /** How many badges, or credits. */
  readonly count: number
  readonly unit?: string
}

/** What would complete the pathway: the fewest requirements; of equal ones, the first in the pathway. */
export interface Completion {
  readonly requirements: readonly MissingLeaf[]
  /** False if the limit ended the search before it was exhaustive. */
  readonly least: boolean
}

/** Requirements that together need more badges than there are. */
export interface Shortage {
  readonly pointers: readonly string[]
  readonly requirements: number
  readonly badges: readonly BadgeName[]
}

/** A badge that counts, with its candidate; for a badge in a presentation, with the embedded report. */
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
  /** Badges that might count if their verification were complete. */
  readonly open: readonly BadgeName[]
  /** Absent if the pathway is met, or if no further badge can complete it. */
  readonly missing?: Completion
  /** Present if the badges suffice for each requirement, but not for all together. */
  readonly shortage?: Shortage
  /** Steps that were taken. */
  readonly steps: number
  /** The badges that count, each once, with whole credentials. Sorted by achievement, date, issuer and id. */
  readonly parts: readonly CountedPart[]
}
