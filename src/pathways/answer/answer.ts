/** The answer: each node with its outcome and reason, from what is certain and what might be. */

import type { NodeState, Use, World } from '../count/world.js'
import type { EvaluatedNode, NodeReason, Outcome, Support } from '../evaluate/types.js'
import type { PlanNode } from '../plan/plan.js'
import type { Work } from '../search/work.js'
import { stateOf } from './state.js'

/** What there was before badges got their places, and whether something is open that nobody can read. */
export interface View {
  readonly all: World
  readonly work: Work
  /** Nothing is certainly unmet. */
  readonly blind: boolean
}

/**
 * @param lower - what is certain
 * @param upper - what might be
 */
export function nodeOf(index: number, lower: World, upper: World, view: View): EvaluatedNode {
  const { work } = view
  const node = lower.plan.nodes[index]!
  const certain = stateOf(index, lower, work)
  const possible = lower === upper ? certain : stateOf(index, upper, work)
  const outcome: Outcome = certain.met ? 'met' : possible.met || view.blind ? 'unknown' : 'unmet'
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
      : reasonOf(node, outcome, certain, possible, view),
    by: supportsOf(certain.by, node, lower),
  }
  if (node.id !== undefined) answer.id = node.id
  if (node.name !== undefined) answer.name = node.name
  if (credits !== undefined) answer.unit = credits.unit
  if (node.keep) answer.keep = true
  if (node.leaf === undefined && node.kind !== 'unsupported') {
    const children: EvaluatedNode[] = []
    for (const child of own) children.push(nodeOf(child, certain.inside, possible.inside, view))
    answer.children = children
  }
  return answer
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Why it is not met. */
function reasonOf(
  node: PlanNode,
  outcome: Outcome,
  certain: NodeState,
  possible: NodeState,
  view: View,
): NodeReason {
  if (certain.undecided || (possible.undecided && !view.blind)) return 'limit_exceeded'
  if (node.kind === 'unsupported') return 'unsupported'
  if (outcome === 'unknown') return 'open'
  if (node.leaf !== undefined) return view.all.awardsOf(node.index).length > 0 ? 'badge_used' : 'no_badge'
  if (certain.fewGroups) return 'too_few_groups'
  return node.same !== undefined && isMetOtherwise(node, view) ? 'not_the_same' : 'not_enough'
}

/** Whether badges suffice if they need not be the same. */
function isMetOtherwise(node: PlanNode, { all, work }: View): boolean {
  return stateOf(
    node.index,
    all.only(() => true, node.index),
    work,
  ).met
}

function supportsOf(uses: readonly Use[], node: PlanNode, world: World): readonly Support[] {
  const supports: Support[] = []
  for (const use of uses) supports.push(supportOf(use, node, world))
  return supports
}

function supportOf({ award, leaf, credits }: Use, node: PlanNode, { plan }: World): Support {
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
