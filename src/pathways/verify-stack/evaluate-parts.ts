/** Evaluates the pathway again with the parts that were shown. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { evaluate } from '../answer/evaluate.js'
import type { BadgeName, Candidate, EvaluatedNode, Evaluation } from '../evaluate/types.js'
import { addDuration, parseDuration } from '../pathway/duration.js'
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
}

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
  const options = { holder, at: start }
  const counted = (take: (part: JudgedEntry) => Candidate | undefined): Evaluation =>
    evaluate(
      pathway,
      parts.map(take).filter((candidate) => candidate !== undefined),
      options,
    )
  const evaluation = counted(({ candidate }) => candidate)
  const invalid = parts.flatMap(({ entry: { standing }, key }) =>
    standing !== undefined && NO_LONGER_VALID.has(standing) && key !== undefined ? [key] : [],
  )
  const atTheTime =
    invalid.length === 0
      ? evaluation
      : counted(({ candidate, ifNotWithdrawn }) => candidate ?? ifNotWithdrawn)
  return { evaluation, lost: hasLost(pathway, atTheTime, new Set(invalid), now) }
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
