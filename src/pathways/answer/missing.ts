/** A least completion: the fewest requirements that, once met, would meet the pathway. */

import { bestTally, groupsOf, unitsOf } from '../count/counting.js'
import { type NodeState, sameValue, sameValues, type World } from '../count/world.js'
import type { Completion, MissingLeaf } from '../evaluate/types.js'
import type { Plan, PlanNode } from '../plan/compile.js'
import { pointsChoice } from '../search/bound.js'
import type { Work } from '../search/work.js'
import { stateOf } from './state.js'

/** Node → badges, or thousandths of credits. */
type Wants = ReadonlyMap<number, number>

interface Choice {
  readonly cost: number
  readonly wants: Wants
  readonly least: boolean
}

const NOTHING: Choice = { cost: 0, wants: new Map(), least: true }

export function completionOf(world: World, work: Work): Completion | undefined {
  const { plan } = world
  const { cost, wants, least } = choiceOf(plan.root.index, world, work)
  if (cost === Number.POSITIVE_INFINITY) return undefined
  const entries = [...wants].sort(([one], [other]) => one - other)
  return { requirements: entries.map(([index, count]) => entryOf(plan.nodes[index]!, count, plan)), least }
}

function choiceOf(index: number, world: World, work: Work): Choice {
  const state = stateOf(index, world, work)
  if (state.met) return NOTHING
  const node = world.plan.nodes[index]!
  if ('same' in node.node && node.node.same !== undefined && world.chosen !== index)
    return ofValues(node, world, work)
  if (state.best !== undefined) return ofScope(state, work)
  if (node.kind === 'unsupported') return { cost: Number.POSITIVE_INFINITY, wants: new Map(), least: true }
  if (node.leaf !== undefined) return { cost: 1, wants: new Map([[index, 1]]), least: true }
  if (node.countsBadges) return ofCounting(node, state.inside)
  const choices = node.children.map((child) => choiceOf(child, state.inside, work))
  if (node.kind === 'points') {
    const costs = choices.map(({ cost }) => cost)
    const { cost, children } = pointsChoice(node, costs)
    return { ...together(children.map((i) => choices[i]!)), cost }
  }
  const wanted = node.kind === 'any' ? 1 : node.need
  return together(
    [...choices].sort((one, other) => (one.cost === other.cost ? 0 : one.cost - other.cost)).slice(0, wanted),
  )
}

/** The value with the least to do; the last is one that no badge has yet. */
function ofValues(node: PlanNode, world: World, work: Work): Choice {
  const values = [...sameValues(node, world), undefined]
  const choices = values.map((value) =>
    choiceOf(
      node.index,
      world.only((award) => value !== undefined && sameValue(award, node) === value, node.index),
      work,
    ),
  )
  return choices.reduce((best, choice) => (choice.cost < best.cost ? choice : best))
}

function ofScope({ best, inside }: NodeState, work: Work): Choice {
  const { cost, wishes, short, least } = best!
  const wants = new Map(wishes)
  for (const index of short) {
    const { have } = stateOf(index, inside, work)
    wants.set(index, Math.max(0, inside.plan.nodes[index]!.need - have))
  }
  return { cost, wants, least }
}

function ofCounting(node: PlanNode, world: World): Choice {
  const { have, groups, undecided } = bestTally(node, unitsOf(node, world))
  const apart = groupsOf(node) - groups
  const count = node.kind === 'credits' ? Math.max(0, node.need - have) : Math.max(node.need - have, apart)
  const cost = node.kind === 'credits' ? 1 : count
  return { cost, wants: new Map([[node.index, count]]), least: !undecided }
}

function together(choices: readonly Choice[]): Choice {
  const wants = new Map(choices.flatMap((choice) => [...choice.wants]))
  const cost = choices.reduce((sum, choice) => sum + choice.cost, 0)
  return { cost, wants, least: choices.every(({ least }) => least) }
}

function entryOf(node: PlanNode, count: number, plan: Plan): MissingLeaf {
  const { pointer, kind, node: written } = node
  const isCredits = 'credits' in written
  const leaves = node.leaf === undefined ? node.children.map((child) => plan.nodes[child]!) : [node]
  const names = leaves.map(namesOf)
  return {
    pointer,
    ...(written.id === undefined ? {} : { id: written.id }),
    ...(written.name === undefined ? {} : { name: written.name }),
    kind: isCredits ? 'credits' : kind === 'skill' ? 'skill' : 'badge',
    ...(names.some((each) => each === undefined)
      ? {}
      : { oneOf: [...new Set(names.flatMap((each) => each ?? []))] }),
    count: isCredits ? count / 1000 : count,
    ...(isCredits ? { unit: written.unit } : {}),
  }
}

/** What a leaf names, as it is written; nothing where any badge will do. */
function namesOf({ node }: PlanNode): readonly string[] | undefined {
  if ('skill' in node) return [node.skill].flat().map((each) => (typeof each === 'string' ? each : each.url))
  if (!('badge' in node) || node.badge === 'any') return undefined
  return [node.badge]
    .flat()
    .map((each) =>
      typeof each === 'string' ? each : (each.name ?? each.humanCode ?? each.otherIdentifier ?? each.issuer),
    )
}
