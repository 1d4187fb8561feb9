/** Whether a node is met in a scenario, from the leaves up. The table has one row for each kind of node. */

import { bestTally, needed, unitsOf } from '../count/counting.js'
import { byValue, type NodeState, type Scenario, type Use } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { NodeKind } from '../pathway/types.js'
import type { PlanNode } from '../plan/plan.js'
import { solveScope } from '../search/scope.js'

/** Evaluates a node of one kind. */
type Rule = (node: PlanNode, scenario: Scenario, work: Work) => NodeState

const RULES: Readonly<Record<NodeKind, Rule>> = {
  badge: leafState,
  skill: leafState,
  all: someOf,
  any: someOf,
  atLeast: (node, scenario, work) =>
    node.countsBadges ? countingState(node, scenario, work) : someOf(node, scenario, work),
  credits: countingState,
  points: pointsState,
  unsupported: (_, scenario) => stateIn(scenario, false, false, 0, NONE),
}

const NONE: readonly Use[] = []

/** All states have the same members, so that engines read them fast. */
function stateIn(
  inside: Scenario,
  met: boolean,
  undecided: boolean,
  have: number,
  by: readonly Use[],
): NodeState {
  return { met, undecided, have, by, waived: false, inside, fewGroups: false, best: undefined }
}

export function stateOf(index: number, scenario: Scenario, work: Work): NodeState {
  return (scenario.states[index] ??= evaluateNode(scenario.plan.nodes[index]!, scenario, work))
}

function evaluateNode(node: PlanNode, scenario: Scenario, work: Work): NodeState {
  work.spend(1)
  if (scenario.isGranted(node.index)) {
    const waiver = scenario.waivers.get(node.index)
    const by = waiver === undefined ? NONE : [{ award: waiver, leaf: node.index, credits: undefined }]
    return { ...stateIn(scenario, true, false, node.need, by), waived: waiver !== undefined }
  }
  if (node.same !== undefined && scenario.chosen !== node.index) return bestOfSame(node, scenario, work)
  if (node.once && scenario.solving) return scopeState(node, scenario, work)
  return RULES[node.kind](node, scenario, work)
}

/** Tries each value. If no value meets the node, keeps the one with the most badges. */
function bestOfSame(node: PlanNode, scenario: Scenario, work: Work): NodeState {
  let best: NodeState | undefined
  let undecided = false
  for (const [, matches] of byValue(node, scenario, work)) {
    // Each value has a scenario of its own, with a place for each node.
    if (!work.spend(scenario.states.length / NODES_OF_A_STEP) && best !== undefined)
      return { ...best, undecided: true, met: scenario.optimistic }
    const state = stateOf(node.index, scenario.choosing(node, matches), work)
    if (state.met) return state
    undecided ||= state.undecided
    if (best === undefined || state.have > best.have) best = state
  }
  best ??= stateOf(node.index, scenario.choosing(node, []), work)
  return undecided ? { ...best, undecided } : best
}

const NODES_OF_A_STEP = 32

/** The exact search assigns each badge to a leaf. The node is then evaluated with these badges. */
function scopeState(node: PlanNode, scenario: Scenario, work: Work): NodeState {
  const { matches, undecided, best } = solveScope(node, scenario, work)
  const inside = scenario.assigned(matches, scenario.chosen)
  const state = stateOf(node.index, inside, work)
  if (state.met) return state
  return { ...state, undecided, met: undecided && scenario.optimistic, best }
}

function leafState({ index }: PlanNode, scenario: Scenario): NodeState {
  const [award] = scenario.awardsOf(index)
  return award === undefined
    ? stateIn(scenario, false, false, 0, NONE)
    : stateIn(scenario, true, false, 1, [{ award, leaf: index, credits: undefined }])
}

function someOf({ children, need }: PlanNode, scenario: Scenario, work: Work): NodeState {
  let have = 0
  let undecided = false
  const by: Use[] = []
  for (const child of children) {
    const state = stateOf(child, scenario, work)
    undecided ||= state.undecided
    if (state.met && ++have <= need) add(by, state.by)
  }
  return stateIn(scenario, have >= need, undecided, have, eachOnce(by))
}

function pointsState({ children, need, worth }: PlanNode, scenario: Scenario, work: Work): NodeState {
  let have = 0
  let undecided = false
  const by: Use[] = []
  for (let i = 0; i < children.length; i++) {
    const state = stateOf(children[i]!, scenario, work)
    undecided ||= state.undecided
    if (!state.met) continue
    if (have < need) add(by, state.by)
    have += worth[i]!
  }
  return stateIn(scenario, have >= need, undecided, have, eachOnce(by))
}

function add(uses: Use[], more: readonly Use[]): void {
  for (const use of more) uses.push(use)
}

function countingState(node: PlanNode, scenario: Scenario, work: Work): NodeState {
  const { met, have, options, undecided } = bestTally(node, unitsOf(node, scenario, work), work)
  const by = met ? needed(node, options) : options.map(({ use }) => use)
  const state = stateIn(scenario, met || (undecided && scenario.optimistic), undecided, have, by)
  return !met && have >= node.need ? { ...state, fewGroups: true } : state
}

/** A badge that supports several nodes below is listed once. */
function eachOnce(uses: readonly Use[]): readonly Use[] {
  if (uses.length < 2) return uses
  const seen = new Set<Use['award']>()
  for (const { award } of uses) seen.add(award)
  if (seen.size === uses.length) return uses
  return uses.filter(({ award }) => seen.delete(award))
}
