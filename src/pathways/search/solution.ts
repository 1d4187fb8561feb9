/** What a search found: each badge in its place, and what is missing. */
import type { Award } from '../badges/award.js'
import type { Option } from '../count/counting.js'
import type { Hall, World } from '../count/world.js'
import { unitOf } from '../count/world.js'
import type { PlanNode } from '../plan/compile.js'
import { type Demand, type Demands, type Filter, passes } from './demands.js'
import type { Work } from './work.js'

/** A demand that was made of the flow. */
export interface Active {
  readonly demand: Demand
  readonly need: number
  readonly filled: number
  readonly filters: readonly Filter[]
}

export interface Placed {
  readonly active: readonly Active[]
  readonly sums: ReadonlyMap<number, readonly Option[]>
}

/** Reads from the flow which badge supports which leaf; where some are left over, they go where they fit. */
export function matchesOf(
  { active, sums }: Placed,
  { network }: Demands,
  nodes: readonly PlanNode[],
  world: World,
): (readonly Award[] | undefined)[] {
  const matches: Award[][] = []
  const used = new Set<string>()
  const place = (award: Award, leaf: number): void => {
    used.add(unitOf(award, world.plan.nodes[leaf]!.repeat))
    ;(matches[leaf] ??= []).push(award)
  }
  for (const { demand, filters } of active) {
    for (const { seats } of demand.slots) {
      for (const { edge, options } of seats) {
        if (network.flowOf(edge) < 1) continue
        const { award, leaf } = options.find((option) => passes(option.award, filters))!
        place(award, leaf)
      }
    }
  }
  for (const options of sums.values()) for (const { use } of options) place(use.award, use.leaf)
  const counted = new Set(nodes.flatMap(({ countsBadges, children }) => (countsBadges ? children : [])))
  // In order: under caps a badge belongs to the first leaf of its node that it passes.
  for (const leaf of nodes.flatMap((node) => (node.leaf === undefined ? [] : [node.index]))) {
    for (const award of world.awardsOf(leaf)) {
      const isFull = !counted.has(leaf) && matches[leaf] !== undefined
      if (!isFull && !used.has(unitOf(award, world.plan.nodes[leaf]!.repeat))) place(award, leaf)
    }
  }
  for (const [leaf, awards] of matches.entries()) {
    const order = world.awardsOf(leaf)
    awards?.sort((one, other) => order.indexOf(one) - order.indexOf(other))
  }
  return matches
}

/** From a demand that cannot be filled: everything that the badges in question are wanted for (Hall's theorem). */
export function hallOf(active: readonly Active[], { network }: Demands): Hall | undefined {
  const seen = active.filter(({ demand }) => network.wasSeen(demand.vertex))
  const slots = seen.flatMap(({ demand }) => demand.slots.filter(({ vertex }) => network.wasSeen(vertex)))
  const awards = new Map(
    slots.flatMap(({ seats }) => seats.map(({ unit, options }) => [unit, options[0]!.award] as const)),
  )
  if (awards.size === 0) return undefined
  return {
    nodes: [...new Set(slots.flatMap(({ leaves, seats }) => (seats.length > 0 ? leaves : [])))],
    requirements: seen.reduce((sum, { need }) => sum + need, 0),
    awards: [...awards.values()],
  }
}

/** Which further badges would fill what is unfilled: leaf → how many; nothing where none would. */
export function wishesOf(
  active: readonly Active[],
  demands: Demands,
  work: Work,
): ReadonlyMap<number, number> | undefined {
  const { network } = demands
  demands.openWishes()
  for (const { demand, need, filled } of active)
    for (let i = filled; i < need; i++) if (!network.augment(demand.edge, work)) return undefined
  const found = new Map<number, number>()
  for (const { demand } of active) {
    for (const { leaves, wishes } of demand.slots) {
      const count = wishes.reduce((sum, edge) => sum + network.flowOf(edge), 0)
      const place = leaves.length === 1 ? leaves[0]! : demand.node
      if (count > 0) found.set(place, (found.get(place) ?? 0) + count)
    }
  }
  return found
}
