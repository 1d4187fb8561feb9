/** The answer: each node with its outcome and reason, from what is certain and what might be. */

import type { NodeState, Use, World } from '../count/world.js'
import type { EvaluatedNode, NodeReason, Outcome, Support } from '../evaluate/types.js'
import type { PlanNode } from '../plan/compile.js'
import type { Work } from '../search/work.js'
import { stateOf } from './state.js'

/** What is certain (`lower`), what might be (`upper`), and what was there before badges got their places. */
export interface View {
  readonly lower: World
  readonly upper: World
  readonly all: World
  readonly work: Work
  /** Something is open that nobody can read, so nothing is certainly unmet. */
  readonly blind: boolean
}

export function nodeOf(index: number, view: View): EvaluatedNode {
  const { lower, upper, work, blind } = view
  const node = lower.plan.nodes[index]!
  const certain = stateOf(index, lower, work)
  const possible = stateOf(index, upper, work)
  const outcome: Outcome = certain.met ? 'met' : possible.met || blind ? 'unknown' : 'unmet'
  const isScaled = node.kind === 'credits' || node.kind === 'points'
  const answer: Writable<EvaluatedNode> = {
    pointer: node.pointer,
    kind: node.kind,
    outcome,
    need: isScaled ? node.need / 1000 : node.need,
    have: isScaled ? certain.have / 1000 : certain.have,
    because: reasonOf(node, outcome, certain, possible, view),
    by: certain.by.map((use) => supportOf(use, node, lower)),
  }
  const { id, name } = node.node
  if (id !== undefined) answer.id = id
  if (name !== undefined) answer.name = name
  if ('unit' in node.node) answer.unit = node.node.unit
  if ('keep' in node.node && node.node.keep === true) answer.keep = true
  if (node.leaf === undefined && node.kind !== 'unsupported') {
    const below = { ...view, lower: certain.inside, upper: possible.inside }
    answer.children = node.children.filter((_, i) => node.own[i]).map((child) => nodeOf(child, below))
  }
  return answer
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

function reasonOf(
  node: PlanNode,
  outcome: Outcome,
  certain: NodeState,
  possible: NodeState,
  view: View,
): NodeReason {
  if (certain.met) return certain.waived ? 'waived' : 'met'
  if (certain.undecided || (possible.undecided && !view.blind)) return 'limit_exceeded'
  if (node.kind === 'unsupported') return 'unsupported'
  if (outcome === 'unknown') return 'open'
  if (node.leaf !== undefined) return view.all.awardsOf(node.index).length > 0 ? 'badge_used' : 'no_badge'
  if (certain.fewGroups === true) return 'too_few_groups'
  if ('same' in node.node && node.node.same !== undefined && isMetOtherwise(node, view)) return 'not_the_same'
  return 'not_enough'
}

/** Whether badges suffice if they need not be the same. */
function isMetOtherwise(node: PlanNode, { all, work }: View): boolean {
  return stateOf(
    node.index,
    all.only(() => true, node.index),
    work,
  ).met
}

export function supportOf({ award, leaf, credits }: Use, node: PlanNode, { plan }: World): Support {
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
