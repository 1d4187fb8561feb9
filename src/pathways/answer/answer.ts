/** The answer for each node: its outcome and reason, from the certain and the possible scenario. */

import type { NodeState, Scenario, Use } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { EvaluatedNode, NodeReason, Outcome, Support } from '../evaluate/types.js'
import type { PlanNode } from '../plan/plan.js'
import { stateOf } from './state.js'

/** What all nodes of one answer share. */
export interface AnswerContext {
  /** The verified badges, before each one is assigned to a leaf. */
  readonly all: Scenario
  readonly work: Work
  /** An open badge cannot be read. It could support any node, so no node is `unmet`. */
  readonly hasUnreadable: boolean
}

/**
 * @param lower - with the verified badges only
 * @param upper - with the open badges too
 */
export function nodeOf(
  index: number,
  lower: Scenario,
  upper: Scenario,
  context: AnswerContext,
): EvaluatedNode {
  const { work } = context
  const node = lower.plan.nodes[index]!
  const certain = stateOf(index, lower, work)
  const possible = lower === upper ? certain : stateOf(index, upper, work)
  const outcome: Outcome = certain.met ? 'met' : possible.met || context.hasUnreadable ? 'unknown' : 'unmet'
  const { credits, own } = node
  const answer: Writable<EvaluatedNode> = {
    pointer: node.pointer,
    kind: node.kind,
    outcome,
    need: node.need / node.scale,
    have: certain.have / node.scale,
    because: certain.met
      ? certain.waived
        ? 'waived'
        : 'met'
      : reasonOf(node, outcome, certain, possible, context),
    by: supportsOf(certain.by, node, lower),
  }
  if (node.id !== undefined) answer.id = node.id
  if (node.name !== undefined) answer.name = node.name
  if (credits !== undefined) answer.unit = credits.unit
  if (node.keep) answer.keep = true
  if (node.leaf === undefined && node.kind !== 'unsupported') {
    const children: EvaluatedNode[] = []
    for (const child of own) children.push(nodeOf(child, certain.inside, possible.inside, context))
    answer.children = children
  }
  return answer
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Why the node is not met. */
function reasonOf(
  node: PlanNode,
  outcome: Outcome,
  certain: NodeState,
  possible: NodeState,
  context: AnswerContext,
): NodeReason {
  if (certain.undecided || (possible.undecided && !context.hasUnreadable)) return 'limit_exceeded'
  if (node.kind === 'unsupported') return 'unsupported'
  if (outcome === 'unknown') return 'open'
  if (node.leaf !== undefined) return context.all.awardsOf(node.index).length > 0 ? 'badge_used' : 'no_badge'
  if (certain.fewGroups) return 'too_few_groups'
  return node.same !== undefined && isMetWithoutSame(node, context) ? 'not_the_same' : 'not_enough'
}

/** Whether the badges suffice without the condition `same`. */
function isMetWithoutSame(node: PlanNode, { all, work }: AnswerContext): boolean {
  return stateOf(node.index, all.choosing(node), work).met
}

function supportsOf(uses: readonly Use[], node: PlanNode, scenario: Scenario): readonly Support[] {
  const supports: Support[] = []
  for (const use of uses) supports.push(supportOf(use, node, scenario))
  return supports
}

function supportOf({ award, leaf, credits }: Use, node: PlanNode, { plan }: Scenario): Support {
  const via = award.via ?? (isOtherId(award.facts.achievementId, plan.nodes[leaf]!) ? 'sameAs' : undefined)
  const isCredits = credits !== undefined && node.kind === 'credits'
  if (via === undefined && !isCredits) return award.name
  const support: Writable<Support> = { ...award.name }
  if (via !== undefined) support.via = via
  if (isCredits) support.credits = credits / 1000
  return support
}

const isOtherId = (id: string, { leaf }: PlanNode): boolean =>
  leaf?.classes !== undefined && !leaf.ids.has(id)
