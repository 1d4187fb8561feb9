/** Evaluates the pathway again with the parts that were shown. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { evaluate } from '../answer/evaluate.js'
import type { BadgeName, Candidate, EvaluatedNode, Evaluation } from '../evaluate/types.js'
import { addDuration, parseDuration } from '../pathway/duration.js'
import { nodesOf } from '../pathway/nodes-of.js'
import type { Pathway } from '../pathway/types.js'
import { holderOf, namesSomebody } from './holder.js'
import type { JudgedEntry } from './judge-entry.js'
import { badgeKey } from './read-stack.js'
import type { Standing } from './report.js'

export interface Answer {
  /** With the parts that held at the time, and were not withdrawn since. */
  readonly evaluation: Evaluation
  /** Whether a part that must still hold does not. */
  readonly lost: boolean
}

/** For the instant at which the larger credential began; nothing where nobody knows whose the parts must be. */
export function evaluateParts(
  pathway: Pathway,
  stack: JsonObject,
  parts: readonly JudgedEntry[],
  { then, now }: { readonly then: Date; readonly now: Date },
  known: RecipientQuestion,
): Answer | undefined {
  const holder = holderOf(stack, known)
  if (!namesSomebody(holder)) return undefined
  const options = { holder, at: then }
  const counted = (take: (part: JudgedEntry) => Candidate | undefined): Evaluation =>
    evaluate(
      pathway,
      parts.map(take).filter((candidate) => candidate !== undefined),
      options,
    )
  const evaluation = counted(({ candidate }) => candidate)
  const gone = parts.flatMap(({ entry: { standing }, key }) =>
    standing !== undefined && GONE.has(standing) && key !== undefined ? [key] : [],
  )
  const atTheTime = gone.length === 0 ? evaluation : counted(({ candidate, before }) => candidate ?? before)
  return { evaluation, lost: hasLost(pathway, atTheTime, new Set(gone), now) }
}

const GONE: ReadonlySet<Standing> = new Set(['expired', 'revoked', 'suspended'])

/** Whether a badge of a node that must still be met is gone, or older than the node allows. */
function hasLost(pathway: Pathway, { root }: Evaluation, gone: ReadonlySet<string>, now: Date): boolean {
  const nodes = nodesOf(pathway)
  const isLost = (node: EvaluatedNode): boolean => {
    const asked = nodes.get(node.pointer)
    const within = asked !== undefined && 'within' in asked ? parseDuration(asked.within ?? '') : undefined
    const isGone = ({ issuer, id, awarded = '' }: BadgeName): boolean =>
      gone.has(badgeKey(issuer, id)) ||
      (within !== undefined && addDuration(readDateTimeStamp(awarded) ?? Number.NaN, within) < now.getTime())
    return (node.keep === true && node.by.some(isGone)) || (node.children ?? []).some(isLost)
  }
  return isLost(root)
}
