/** A smallest completion: the fewest further requirements that complete the pathway. */

import { bestTally, unitsOf } from '../count/counting.js'
import { byValue, type Scenario, type Solution } from '../count/scenario.js'
import type { Completion, MissingLeaf } from '../evaluate/types.js'
import type { PlanNode } from '../plan/plan.js'
import { pointsChoice } from '../search/bound.js'
import type { Work } from '../search/work.js'
import { stateOf } from './state.js'

interface MissingNode {
  readonly node: PlanNode
  /** Badges, or thousandths of credits. */
  readonly count: number
}

interface Choice {
  readonly cost: number
  /** A node with several places can be in this list several times, with the same count. */
  readonly nodes: readonly MissingNode[]
  readonly least: boolean
}

const NOTHING: Choice = { cost: 0, nodes: [], least: true }
const IMPOSSIBLE: Choice = { cost: Number.POSITIVE_INFINITY, nodes: [], least: true }

export function completionOf(scenario: Scenario, work: Work): Completion | undefined {
  const { cost, nodes, least } = choiceOf(scenario.plan.root, scenario, work)
  if (cost === Number.POSITIVE_INFINITY) return undefined
  const requirements: MissingLeaf[] = []
  let last: PlanNode | undefined
  for (const { node, count } of [...nodes].sort((one, other) => one.node.index - other.node.index)) {
    if (node === last) requirements.pop()
    requirements.push(entryOf(node, count))
    last = node
  }
  return { requirements, least }
}

function choiceOf(node: PlanNode, scenario: Scenario, work: Work): Choice {
  const { met, best, inside } = stateOf(node.index, scenario, work)
  if (met) return NOTHING
  if (node.same !== undefined && scenario.chosen !== node.index) return choiceOfValues(node, scenario, work)
  if (best !== undefined) return choiceOfScope(best, inside, work)
  if (node.kind === 'unsupported') return IMPOSSIBLE
  if (node.leaf !== undefined) return { cost: 1, nodes: [{ node, count: 1 }], least: true }
  if (node.countsBadges) return choiceOfCounting(node, inside)
  const choices: Choice[] = []
  for (const child of node.children) choices.push(choiceOf(scenario.plan.nodes[child]!, inside, work))
  if (node.kind === 'points') {
    const costs = choices.map(({ cost }) => cost)
    const { cost, children } = pointsChoice(node, costs)
    return { ...combine(children.map((i) => choices[i]!)), cost }
  }
  if (node.kind === 'all') return combine(choices)
  choices.sort((one, other) => (one.cost === other.cost ? 0 : one.cost - other.cost))
  return combine(choices.slice(0, node.need))
}

/** The value that needs the fewest further requirements. The last candidate is a value that no badge has yet. */
function choiceOfValues(node: PlanNode, scenario: Scenario, work: Work): Choice {
  const matches = [...byValue(node, scenario).map(([, own]) => own), []]
  const choices = matches.map((own) => choiceOf(node, scenario.choosing(node, own), work))
  return choices.reduce((best, choice) => (choice.cost < best.cost ? choice : best))
}

function choiceOfScope({ cost, missing, short, least }: Solution, inside: Scenario, work: Work): Choice {
  const { nodes } = inside.plan
  const counts = new Map(missing)
  for (const index of short)
    counts.set(index, Math.max(0, nodes[index]!.need - stateOf(index, inside, work).have))
  return { cost, nodes: [...counts].map(([index, count]) => ({ node: nodes[index]!, count })), least }
}

function choiceOfCounting(node: PlanNode, scenario: Scenario): Choice {
  const { have, groups, undecided } = bestTally(node, unitsOf(node, scenario))
  const apart = node.groups - groups
  const isCredits = node.credits !== undefined
  const count = isCredits ? Math.max(0, node.need - have) : Math.max(node.need - have, apart)
  return { cost: isCredits ? 1 : count, nodes: [{ node, count }], least: !undecided }
}

function combine(choices: readonly Choice[]): Choice {
  const nodes: MissingNode[] = []
  let cost = 0
  let least = true
  for (const choice of choices) {
    for (const each of choice.nodes) nodes.push(each)
    cost += choice.cost
    least &&= choice.least
  }
  return { cost, nodes, least }
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
