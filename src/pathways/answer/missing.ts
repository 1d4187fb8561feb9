/** A smallest completion: the fewest further requirements that complete the pathway. */

import { bestTally, unitsOf } from '../count/counting.js'
import { byValue, type NodeState, type Scenario, type Solution } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { Completion, MissingLeaf } from '../evaluate/types.js'
import type { PlanNode } from '../plan/plan.js'
import { pointsChoice } from '../search/points-choice.js'
import { stateOf } from './state.js'

interface MissingNode {
  readonly node: PlanNode
  /** Badges, or thousandths of credits. */
  readonly count: number
  readonly cost: number
}

interface Choice {
  readonly cost: number
  /** A node with several places is in this list once. */
  readonly nodes: readonly MissingNode[]
  readonly least: boolean
}

type Known = WeakMap<NodeState, Choice>

const NOTHING: Choice = { cost: 0, nodes: [], least: true }
const IMPOSSIBLE: Choice = { cost: Number.POSITIVE_INFINITY, nodes: [], least: true }

export function completionOf(scenario: Scenario, work: Work): Completion | undefined {
  const { cost, nodes, least } = choiceOf(scenario.plan.root, scenario, work, new WeakMap())
  if (cost === Number.POSITIVE_INFINITY) return undefined
  const requirements: MissingLeaf[] = []
  for (const { node, count } of [...nodes].sort((one, other) => one.node.index - other.node.index))
    requirements.push(entryOf(node, count))
  return { requirements, least }
}

/** A node can be referred to from several nodes, so its choice is kept in its state. */
function choiceOf(node: PlanNode, scenario: Scenario, work: Work, known: Known): Choice {
  const state = stateOf(node.index, scenario, work)
  let choice = known.get(state)
  if (choice === undefined) known.set(state, (choice = newChoice(node, state, scenario, work, known)))
  return choice
}

function newChoice(
  node: PlanNode,
  { met, best, inside }: NodeState,
  scenario: Scenario,
  work: Work,
  known: Known,
): Choice {
  if (met) return NOTHING
  if (node.same !== undefined && scenario.chosen !== node.index)
    return choiceOfValues(node, scenario, work, known)
  if (best !== undefined) return choiceOfScope(best, inside, work)
  if (node.kind === 'unsupported') return IMPOSSIBLE
  if (node.leaf !== undefined) return { cost: 1, nodes: [{ node, count: 1, cost: 1 }], least: true }
  if (node.countsBadges) return choiceOfCounting(node, inside, work)
  const choices: Choice[] = []
  for (const child of node.children) choices.push(choiceOf(scenario.plan.nodes[child]!, inside, work, known))
  if (node.kind === 'points') {
    const costs = choices.map(({ cost }) => cost)
    const { cost, children, isOut } = pointsChoice(node, costs, work.spare)
    if (cost === Number.POSITIVE_INFINITY) return IMPOSSIBLE
    const found = combine(children.map((i) => choices[i]!))
    return { ...found, least: found.least && !isOut }
  }
  if (node.kind === 'all') return combine(choices)
  choices.sort((one, other) => (one.cost === other.cost ? 0 : one.cost - other.cost))
  return combine(choices.slice(0, node.need))
}

/** The value that needs the fewest further requirements. The last candidate is a value that no badge has yet. */
function choiceOfValues(node: PlanNode, scenario: Scenario, work: Work, known: Known): Choice {
  let best: Choice | undefined
  for (const own of [...byValue(node, scenario, work).map(([, matches]) => matches), []]) {
    // Each value has a scenario of its own, with a place for each node.
    const isOut = !work.spare.spend(scenario.states.length / 32)
    if (isOut && best !== undefined) return { ...best, least: false }
    const choice = choiceOf(node, scenario.choosing(node, own), work, known)
    if (best === undefined || choice.cost < best.cost) best = choice
  }
  return best!
}

function choiceOfScope({ cost, missing, short, least }: Solution, inside: Scenario, work: Work): Choice {
  const { nodes } = inside.plan
  const counts = new Map([...missing].map(([index, count]) => [index, { count, cost: count }]))
  for (const index of short) {
    const count = Math.max(0, nodes[index]!.need - stateOf(index, inside, work).have)
    counts.set(index, { count, cost: 1 })
  }
  return { cost, nodes: [...counts].map(([index, each]) => ({ node: nodes[index]!, ...each })), least }
}

function choiceOfCounting(node: PlanNode, scenario: Scenario, work: Work): Choice {
  const { have, groups, undecided } = bestTally(node, unitsOf(node, scenario, work), work.spare)
  const apart = node.groups - groups
  const isCredits = node.credits !== undefined
  const count = isCredits ? Math.max(0, node.need - have) : Math.max(node.need - have, apart)
  const cost = isCredits ? 1 : count
  return { cost, nodes: [{ node, count, cost }], least: !undecided }
}

function combine(choices: readonly Choice[]): Choice {
  const nodes = new Map<PlanNode, MissingNode>()
  let cost = 0
  let least = true
  for (const choice of choices) {
    cost += choice.cost
    for (const each of choice.nodes) {
      if (nodes.has(each.node)) cost -= each.cost
      nodes.set(each.node, each)
    }
    least &&= choice.least
  }
  return { cost, nodes: [...nodes.values()], least }
}

function entryOf({ pointer, id, name, kind, oneOf, credits, scale }: PlanNode, count: number): MissingLeaf {
  const entry: Partial<Writable<MissingLeaf>> = { pointer }
  if (id !== undefined) entry.id = id
  if (name !== undefined) entry.name = name
  entry.kind = credits !== undefined ? 'credits' : kind === 'skill' ? 'skill' : 'badge'
  if (oneOf !== undefined) entry.oneOf = oneOf
  entry.count = count / scale
  if (credits !== undefined) entry.unit = credits.unit
  return entry as MissingLeaf
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
