/** A least completion: the fewest requirements that, once met, would meet the pathway. */

import { bestTally, unitsOf } from '../count/counting.js'
import { type Solution, sameValue, sameValues, type World } from '../count/world.js'
import type { Completion, MissingLeaf } from '../evaluate/types.js'
import type { PlanNode } from '../plan/plan.js'
import { pointsChoice } from '../search/bound.js'
import type { Work } from '../search/work.js'
import { stateOf } from './state.js'

interface Want {
  readonly node: PlanNode
  /** Badges, or thousandths of credits. */
  readonly count: number
}

interface Choice {
  readonly cost: number
  /** A node that stands in several places may be there several times, each time the same. */
  readonly wants: readonly Want[]
  readonly least: boolean
}

const NOTHING: Choice = { cost: 0, wants: [], least: true }
const IMPOSSIBLE: Choice = { cost: Number.POSITIVE_INFINITY, wants: [], least: true }

export function completionOf(world: World, work: Work): Completion | undefined {
  const { cost, wants, least } = choiceOf(world.plan.root, world, work)
  if (cost === Number.POSITIVE_INFINITY) return undefined
  const requirements: MissingLeaf[] = []
  let last: PlanNode | undefined
  for (const { node, count } of [...wants].sort((one, other) => one.node.index - other.node.index)) {
    if (node === last) requirements.pop()
    requirements.push(entryOf(node, count))
    last = node
  }
  return { requirements, least }
}

function choiceOf(node: PlanNode, world: World, work: Work): Choice {
  const { met, best, inside } = stateOf(node.index, world, work)
  if (met) return NOTHING
  if (node.same !== undefined && world.chosen !== node.index) return ofValues(node, world, work)
  if (best !== undefined) return ofScope(best, inside, work)
  if (node.kind === 'unsupported') return IMPOSSIBLE
  if (node.leaf !== undefined) return { cost: 1, wants: [{ node, count: 1 }], least: true }
  if (node.countsBadges) return ofCounting(node, inside)
  const choices: Choice[] = []
  for (const child of node.children) choices.push(choiceOf(world.plan.nodes[child]!, inside, work))
  if (node.kind === 'points') {
    const costs = choices.map(({ cost }) => cost)
    const { cost, children } = pointsChoice(node, costs)
    return { ...together(children.map((i) => choices[i]!)), cost }
  }
  if (node.kind === 'all') return together(choices)
  choices.sort((one, other) => (one.cost === other.cost ? 0 : one.cost - other.cost))
  return together(choices.slice(0, node.need))
}

/** The value with the least to do; the last is one that no badge has yet. */
function ofValues(node: PlanNode, world: World, work: Work): Choice {
  const values = [...sameValues(node, world), undefined]
  const choices = values.map((value) =>
    choiceOf(
      node,
      world.only((award) => value !== undefined && sameValue(award, node) === value, node.index),
      work,
    ),
  )
  return choices.reduce((best, choice) => (choice.cost < best.cost ? choice : best))
}

function ofScope({ cost, wishes, short, least }: Solution, inside: World, work: Work): Choice {
  const { nodes } = inside.plan
  const counts = new Map(wishes)
  for (const index of short)
    counts.set(index, Math.max(0, nodes[index]!.need - stateOf(index, inside, work).have))
  return { cost, wants: [...counts].map(([index, count]) => ({ node: nodes[index]!, count })), least }
}

function ofCounting(node: PlanNode, world: World): Choice {
  const { have, groups, undecided } = bestTally(node, unitsOf(node, world))
  const apart = node.groups - groups
  const isCredits = node.credits !== undefined
  const count = isCredits ? Math.max(0, node.need - have) : Math.max(node.need - have, apart)
  return { cost: isCredits ? 1 : count, wants: [{ node, count }], least: !undecided }
}

function together(choices: readonly Choice[]): Choice {
  const wants: Want[] = []
  let cost = 0
  let least = true
  for (const choice of choices) {
    for (const want of choice.wants) wants.push(want)
    cost += choice.cost
    least &&= choice.least
  }
  return { cost, wants, least }
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
