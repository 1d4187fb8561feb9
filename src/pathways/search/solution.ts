/** Reads the result of a search: which badge supports which leaf, and which badges are missing. */
import type { Award } from '../badges/award.js'
import type { HallViolator, Scenario } from '../count/scenario.js'
import { unitOf } from '../count/scenario.js'
import type { Option } from '../count/tally.js'
import type { Work } from '../count/work.js'
import type { ScopeShape } from '../plan/scope-shape.js'
import { type Demand, type Demands, type Filter, passes } from './demands.js'

/** A demand that is part of the flow. */
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

/** Reads from the flow which badge supports which leaf. Unused badges are added to leaves that they fit. */
export function matchesOf(
  { active, sums }: Placed,
  { network }: Demands,
  { leaves, counted }: ScopeShape,
  scenario: Scenario,
  work: Work,
): (readonly Award[] | undefined)[] {
  const { nodes } = scenario.plan
  const matches = new Array<Award[] | undefined>(nodes.length)
  const used = new Set<string>()
  const place = (award: Award, leaf: number, unit: string): void => {
    used.add(unit)
    const placed = matches[leaf]
    if (placed === undefined) matches[leaf] = [award]
    else placed.push(award)
  }
  for (const { demand, filters } of active)
    for (const { seats } of demand.slots)
      for (const { edge, options, unit } of seats) {
        if (network.flowOf(edge) < 1) continue
        const { award, leaf } =
          filters.length === 0 ? options[0]! : options.find((option) => passes(option.award, filters))!
        place(award, leaf, unit)
      }
  for (const options of sums.values())
    for (const { use } of options) place(use.award, use.leaf, unitOf(use.award, nodes[use.leaf]!.repeat))
  // The order matters: with caps, a badge belongs to the first leaf of its node that it passes.
  for (const leaf of leaves) {
    const { repeat } = nodes[leaf]!
    work.spend(scenario.awardsOf(leaf).length / 16)
    for (const award of scenario.awardsOf(leaf)) {
      if (matches[leaf] !== undefined && !counted.has(leaf)) break
      const unit = unitOf(award, repeat)
      if (!used.has(unit)) place(award, leaf, unit)
    }
  }
  for (const leaf of leaves) {
    const awards = matches[leaf]
    if (awards === undefined || awards.length < 2) continue
    const order = new Map(scenario.awardsOf(leaf).map((award, i) => [award, i]))
    awards.sort((one, other) => order.get(one)! - order.get(other)!)
  }
  return matches
}

/** After a demand that cannot be filled: all requirements that need the same badges (Hall's theorem). */
export function violatorOf(active: readonly Active[], { network }: Demands): HallViolator | undefined {
  const nodes = new Set<number>()
  const awards = new Map<string, Award>()
  let requirements = 0
  for (const { demand, need } of active) {
    if (!network.wasSeen(demand.vertex)) continue
    requirements += need
    for (const { vertex, leaves, seats } of demand.slots) {
      if (seats.length === 0 || !network.wasSeen(vertex)) continue
      for (const leaf of leaves) nodes.add(leaf)
      for (const { unit, options } of seats) awards.set(unit, options[0]!.award)
    }
  }
  return awards.size === 0 ? undefined : { nodes: [...nodes], requirements, awards: [...awards.values()] }
}

/** Which further badges would fill the unfilled demands: leaf → number; `undefined` if no badges would. */
export function missingBadgesOf(
  active: readonly Active[],
  demands: Demands,
  work: Work,
): ReadonlyMap<number, number> | undefined {
  const { network } = demands
  demands.openMissing()
  for (const { demand, need, filled } of active)
    for (let i = filled; i < need; i++) if (!network.augment(demand.edge, work)) return undefined
  const found = new Map<number, number>()
  for (const { demand } of active) {
    for (const { leaves, missingEdges } of demand.slots) {
      let count = 0
      for (const edge of missingEdges) count += network.flowOf(edge)
      const place = leaves.length === 1 ? leaves[0]! : demand.node
      if (count > 0) found.set(place, (found.get(place) ?? 0) + count)
    }
  }
  return found
}
