/** Evaluates the pathway again with the parts that were shown. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { addDuration, parseDuration } from '../../encoding/forms/duration.js'
import type { JsonObject } from '../../encoding/json.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { evaluate } from '../answer/evaluate.js'
import type { BadgeName, Candidate, EvaluatedNode, Evaluation } from '../evaluate/types.js'
import { nodesOf } from '../pathway/nodes-of.js'
import type { Pathway } from '../pathway/types.js'
import type { JudgedEntry } from './judge-entry.js'
import { badgeKey, holderOf, identifiesSomebody } from './read-stack.js'
import type { Standing } from './report.js'

export interface Answer {
  /** The evaluation with the parts that were valid at that time and were not withdrawn since. */
  readonly evaluation: Evaluation
  /** Whether a part of a node with `keep` is no longer valid. */
  readonly lost: boolean
  /** Whether the outcome could be another with more ids or addresses of the recipient. */
  readonly personUnknown: boolean
}

/** A name that no badge has, for a recipient without addresses. */
const UNNAMED = { identifiers: [{ type: 'none', value: 'none' }] } as const

/** Evaluates at the start of the larger credential. `undefined` if nobody knows to whom the parts must belong. */
export function evaluateParts(
  pathway: Pathway,
  stack: JsonObject,
  parts: readonly JudgedEntry[],
  { start, now }: { readonly start: Date; readonly now: Date },
  known: RecipientQuestion,
): Answer | undefined {
  const holder = holderOf(stack, known)
  if (!identifiesSomebody(holder)) return undefined
  const counted = (
    take: (part: JudgedEntry) => Candidate | undefined,
    owner: RecipientQuestion = holder,
  ): Evaluation =>
    evaluate(
      pathway,
      parts.map(take).filter((candidate) => candidate !== undefined),
      { holder: owner, at: start },
    )
  const evaluation = counted(({ candidate }) => candidate)
  const invalid = parts.flatMap(({ entry: { standing }, key }) =>
    standing !== undefined && NO_LONGER_VALID.has(standing) && key !== undefined ? [key] : [],
  )
  const atTheTime =
    invalid.length === 0
      ? evaluation
      : counted(({ candidate, ifNotWithdrawn }) => candidate ?? ifNotWithdrawn)
  const { outcome, unused } = evaluation
  const because = new Set(unused.map((each) => each.because))
  // One person can have several addresses, so an address that differs does not prove another person; an id does.
  const byIds = { ...UNNAMED, ...(holder.id === undefined ? {} : { id: holder.id }) }
  const personUnknown =
    outcome === 'unmet' && because.has('other_person')
      ? counted(({ candidate }) => candidate, byIds).outcome !== 'unmet'
      : outcome === 'unknown' && because.has('person_unknown')
  return { evaluation, lost: hasLost(pathway, atTheTime, new Set(invalid), now), personUnknown }
}

const NO_LONGER_VALID: ReadonlySet<Standing> = new Set(['expired', 'revoked', 'suspended'])

/** Whether a badge of a node with `keep` is no longer valid, or is older than the node allows. */
function hasLost(pathway: Pathway, { root }: Evaluation, invalid: ReadonlySet<string>, now: Date): boolean {
  const nodes = nodesOf(pathway)
  const isLost = (node: EvaluatedNode): boolean => {
    const asked = nodes.get(node.pointer)
    const within = asked !== undefined && 'within' in asked ? parseDuration(asked.within ?? '') : undefined
    const isInvalid = ({ issuer, id, awarded = '' }: BadgeName): boolean =>
      invalid.has(badgeKey(issuer, id)) ||
      (within !== undefined && addDuration(readDateTimeStamp(awarded) ?? Number.NaN, within) < now.getTime())
    return (node.keep === true && node.by.some(isInvalid)) || (node.children ?? []).some(isLost)
  }
  return isLost(root)
}
