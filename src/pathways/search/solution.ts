/** What a search found: each badge in its place, and what is missing. */
import type { Award } from '../badges/award.js'
import type { PlanNode } from '../evaluate/compile.js'
import type { Option } from '../evaluate/counting.js'
import type { World } from '../evaluate/world.js'
import { unitOf } from '../evaluate/world.js'
import { type Demand, type Demands, type Filter, passes } from './demands.js'

/** A demand that was made of the flow. */
export interface Active {
  readonly demand: Demand
  readonly need: number
  readonly filled: number
  readonly filters: readonly Filter[]
}

export interface Solution {
  readonly matches: readonly (readonly Award[] | undefined)[]
  /** Requirements that are missing; infinite where no further badge could complete it this way. */
  readonly cost: number
  /** Leaf → how many badges are missing. */
  readonly wishes: ReadonlyMap<number, number>
  /** Nodes that miss credits, or badges under caps. */
  readonly short: readonly number[]
  readonly least: boolean
  readonly hall: Hall | undefined
}

/** Requirements that want more badges than there are for them. */
export interface Hall {
  readonly nodes: readonly number[]
  readonly requirements: number
  readonly awards: readonly Award[]
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
  for (const { index, leaf, countsBadges, children } of nodes) {
    for (const each of leaf !== undefined ? [index] : countsBadges ? children : []) {
      for (const award of world.awardsOf(each)) {
        const isFull = !countsBadges && matches[each] !== undefined
        if (!isFull && !used.has(unitOf(award, world.plan.nodes[each]!.repeat))) place(award, each)
      }
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
