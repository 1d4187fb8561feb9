/** Whether a node is met in a world, from the leaves up; a row a kind. */

import { bestTally, needed, unitsOf } from '../count/counting.js'
import { type NodeState, sameValue, sameValues, type Use, type World } from '../count/world.js'
import type { NodeKind } from '../pathway/types.js'
import type { PlanNode } from '../plan/plan.js'
import { solveScope } from '../search/scope.js'
import type { Work } from '../search/work.js'

/** What a kind makes of its node. */
type Rule = (node: PlanNode, world: World, work: Work) => NodeState

const RULES: Readonly<Record<NodeKind, Rule>> = {
  badge: leafState,
  skill: leafState,
  all: someOf,
  any: someOf,
  atLeast: (node, world, work) =>
    node.countsBadges ? countingState(node, world) : someOf(node, world, work),
  credits: countingState,
  points: pointsState,
  unsupported: (_, world) => stateIn(world, false, false, 0, NONE),
}

const NONE: readonly Use[] = []

/** One shape for all, which the search and the answer read often. */
function stateIn(
  inside: World,
  met: boolean,
  undecided: boolean,
  have: number,
  by: readonly Use[],
): NodeState {
  return { met, undecided, have, by, waived: false, inside, fewGroups: false, best: undefined }
}

export function stateOf(index: number, world: World, work: Work): NodeState {
  return (world.states[index] ??= evaluateNode(world.plan.nodes[index]!, world, work))
}

function evaluateNode(node: PlanNode, world: World, work: Work): NodeState {
  work.spend(1)
  if (world.isGranted(node.index)) {
    const waiver = world.waivers.get(node.index)
    const by = waiver === undefined ? NONE : [{ award: waiver, leaf: node.index, credits: undefined }]
    return { ...stateIn(world, true, false, node.need, by), waived: waiver !== undefined }
  }
  if (node.same !== undefined && world.chosen !== node.index) return bestOfSame(node, world, work)
  if (node.once && world.solving) return scopeState(node, world, work)
  return RULES[node.kind](node, world, work)
}

/** Tries each value; where none will do, keeps the one with the most. */
function bestOfSame(node: PlanNode, world: World, work: Work): NodeState {
  let best: NodeState | undefined
  for (const value of sameValues(node, world)) {
    const narrowed = world.only((award) => sameValue(award, node) === value, node.index)
    const state = stateOf(node.index, narrowed, work)
    if (best === undefined || (!best.met && (state.met || state.have > best.have))) best = state
  }
  return (
    best ??
    stateOf(
      node.index,
      world.only(() => false, node.index),
      work,
    )
  )
}

/** The exact search gives each badge its place; whether that meets the node is then looked at like any other. */
function scopeState(node: PlanNode, world: World, work: Work): NodeState {
  const { matches, undecided, best } = solveScope(node, world, work)
  const inside = world.assigned(matches, world.chosen)
  const state = stateOf(node.index, inside, work)
  if (state.met) return state
  return { ...state, undecided, met: undecided && world.optimistic, best }
}

function leafState({ index }: PlanNode, world: World): NodeState {
  const [award] = world.awardsOf(index)
  return award === undefined
    ? stateIn(world, false, false, 0, NONE)
    : stateIn(world, true, false, 1, [{ award, leaf: index, credits: undefined }])
}

function someOf({ children, need }: PlanNode, world: World, work: Work): NodeState {
  let have = 0
  let undecided = false
  const by: Use[] = []
  for (const child of children) {
    const state = stateOf(child, world, work)
    undecided ||= state.undecided
    if (state.met && ++have <= need) add(by, state.by)
  }
  return stateIn(world, have >= need, undecided, have, eachOnce(by))
}

function pointsState({ children, need, worth }: PlanNode, world: World, work: Work): NodeState {
  let have = 0
  let undecided = false
  const by: Use[] = []
  for (let i = 0; i < children.length; i++) {
    const state = stateOf(children[i]!, world, work)
    undecided ||= state.undecided
    if (!state.met) continue
    if (have < need) add(by, state.by)
    have += worth[i]!
  }
  return stateIn(world, have >= need, undecided, have, eachOnce(by))
}

function add(uses: Use[], more: readonly Use[]): void {
  for (const use of more) uses.push(use)
}

function countingState(node: PlanNode, world: World): NodeState {
  const { met, have, options, undecided } = bestTally(node, unitsOf(node, world))
  const by = met ? needed(node, options) : options.map(({ use }) => use)
  const state = stateIn(world, met || (undecided && world.optimistic), undecided, have, by)
  return !met && have >= node.need ? { ...state, fewGroups: true } : state
}

/** A badge that supports several nodes below is named once. */
function eachOnce(uses: readonly Use[]): readonly Use[] {
  if (uses.length < 2) return uses
  const seen = new Set<Use['award']>()
  for (const { award } of uses) seen.add(award)
  if (seen.size === uses.length) return uses
  return uses.filter(({ award }) => seen.delete(award))
}
