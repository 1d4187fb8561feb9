/** Whether a node is met in a world, from the leaves up; a row a kind. */

import { bestTally, needed, unitsOf } from '../count/counting.js'
import { type NodeState, sameValue, sameValues, type Use, type World } from '../count/world.js'
import type { NodeKind } from '../pathway/types.js'
import type { PlanNode } from '../plan/compile.js'
import { solveScope } from '../search/scope.js'
import type { Work } from '../search/work.js'

/** What a kind makes of its node. */
type Rule = (node: PlanNode, world: World, work: Work) => Omit<NodeState, 'waived' | 'inside'>

const RULES: Readonly<Record<Exclude<NodeKind, 'atLeast'>, Rule>> = {
  badge: leafState,
  skill: leafState,
  all: (node, world, work) => someOf(node, world, work, node.need),
  any: (node, world, work) => someOf(node, world, work, 1),
  credits: countingState,
  points: pointsState,
  unsupported: () => ({ met: false, undecided: false, have: 0, by: [] }),
}

export function stateOf(index: number, world: World, work: Work): NodeState {
  return (world.states[index] ??= evaluateNode(world.plan.nodes[index]!, world, work))
}

function evaluateNode(node: PlanNode, world: World, work: Work): NodeState {
  work.spend(1)
  if (world.isGranted(node.index)) {
    const waiver = world.waivers.get(node.index)
    const by = waiver === undefined ? [] : [{ award: waiver, leaf: node.index }]
    return { met: true, undecided: false, have: node.need, by, waived: waiver !== undefined, inside: world }
  }
  if ('same' in node.node && node.node.same !== undefined && world.chosen !== node.index)
    return bestOfSame(node, world, work)
  if ('once' in node.node && node.node.once === true && world.solving) return scopeState(node, world, work)
  return plainState(node, world, work)
}

export function plainState(node: PlanNode, world: World, work: Work): NodeState {
  const rule = node.kind === 'atLeast' ? (node.countsBadges ? countingState : someOfMany) : RULES[node.kind]
  return Object.assign(rule(node, world, work), { waived: false, inside: world })
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
  return { ...state, undecided, met: undecided && world.optimistic, ...(best && { best }) }
}

function leafState({ index }: PlanNode, world: World): Omit<NodeState, 'waived' | 'inside'> {
  const [award] = world.awardsOf(index)
  if (award === undefined) return { met: false, undecided: false, have: 0, by: [] }
  return { met: true, undecided: false, have: 1, by: [{ award, leaf: index }] }
}

const someOfMany: Rule = (node, world, work) => someOf(node, world, work, node.need)

function someOf(
  node: PlanNode,
  world: World,
  work: Work,
  need: number,
): Omit<NodeState, 'waived' | 'inside'> {
  let have = 0
  let undecided = false
  const by: Use[] = []
  for (const child of node.children) {
    const state = stateOf(child, world, work)
    undecided ||= state.undecided
    if (!state.met) continue
    if (++have <= need) by.push(...state.by)
  }
  return { met: have >= need, undecided, have, by: eachOnce(by) }
}

function pointsState(node: PlanNode, world: World, work: Work): Omit<NodeState, 'waived' | 'inside'> {
  let have = 0
  let undecided = false
  const by: Use[] = []
  for (const [i, child] of node.children.entries()) {
    const state = stateOf(child, world, work)
    undecided ||= state.undecided
    if (!state.met) continue
    if (have < node.need) by.push(...state.by)
    have += node.worth[i]!
  }
  return { met: have >= node.need, undecided, have, by: eachOnce(by) }
}

function countingState(node: PlanNode, world: World): Omit<NodeState, 'waived' | 'inside'> {
  const { met, have, options, undecided } = bestTally(node, unitsOf(node, world))
  const state = {
    met: met || (undecided && world.optimistic),
    undecided,
    have,
    by: met ? needed(node, options) : options.map(({ use }) => use),
  }
  return !met && have >= node.need ? { ...state, fewGroups: true } : state
}

/** A badge that supports several nodes below is named once. */
function eachOnce(uses: readonly Use[]): readonly Use[] {
  const seen = new Set<Use['award']>()
  return uses.filter(({ award }) => !seen.has(award) && seen.add(award))
}
