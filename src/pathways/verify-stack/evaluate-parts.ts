/** Evaluates the pathway again with the parts that were shown. */
import type { JsonObject } from '../../encoding/json.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { evaluate } from '../answer/evaluate.js'
import type { Candidate, EvaluatedNode, Evaluation } from '../evaluate/types.js'
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
  then: Date,
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
  const gone = parts.filter(({ entry }) => entry.standing !== undefined && GONE.has(entry.standing))
  if (gone.length === 0) return { evaluation, lost: false }
  const kept = keptBadges(counted(({ candidate, before }) => candidate ?? before))
  return { evaluation, lost: gone.some(({ key }) => key !== undefined && kept.has(key)) }
}

const GONE: ReadonlySet<Standing> = new Set(['expired', 'revoked', 'suspended'])

/** The badges that support nodes which must still be met. */
function keptBadges({ root }: Evaluation): ReadonlySet<string> {
  const kept = new Set<string>()
  const walk = (node: EvaluatedNode): void => {
    if (node.keep) for (const { issuer, id } of node.by) kept.add(badgeKey(issuer, id))
    for (const child of node.children ?? []) walk(child)
  }
  walk(root)
  return kept
}
