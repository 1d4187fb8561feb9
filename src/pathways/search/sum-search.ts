/** Chooses the badges that count as credits if each badge counts once: depth-first, the greatest first, with bounds. */

import { bestTally } from '../count/counting.js'
import { type CountedUnit, type Option, tally } from '../count/tally.js'
import type { Work } from '../count/work.js'
import type { PlanNode } from '../plan/plan.js'
import type { Demands } from './demands.js'

/** A node that requires an amount. */
export interface Sum {
  readonly node: PlanNode
  readonly units: readonly CountedUnit[]
}

type Record = (options: ReadonlyMap<number, readonly Option[]>, deficit: number) => void

/** Whether all badges together have too few credits for all nodes with the same unit. */
export function poolIsShort(sums: readonly Sum[]): boolean {
  const pools = new Map<string, { need: number; weights: Map<string, number> }>()
  for (const { node, units } of sums) {
    const name = node.credits?.unit ?? ''
    const pool = pools.get(name) ?? { need: 0, weights: new Map<string, number>() }
    pools.set(name, pool)
    pool.need += node.need
    for (const { key, options } of units) {
      const weight = Math.max(...options.map((option) => option.weight))
      pool.weights.set(key, Math.max(pool.weights.get(key) ?? 0, weight))
    }
  }
  return [...pools.values()].some(
    ({ need, weights }) => need > [...weights.values()].reduce((sum, weight) => sum + weight, 0),
  )
}

export class SumSearch {
  readonly #sums: readonly Sum[]
  readonly #demands: Demands
  readonly #work: Work
  readonly #record: Record
  readonly #alike: ReadonlyMap<string, string>
  readonly #spent = new Set<string>()
  readonly #options = new Map<number, readonly Option[]>()
  #best: () => number = () => 0

  constructor(sums: readonly Sum[], demands: Demands, work: Work, record: Record) {
    this.#sums = sums.map(({ node, units }) => ({ node, units: [...units].sort(greatestFirst) }))
    this.#demands = demands
    this.#work = work
    this.#record = record
    this.#alike = sums.length === 0 ? new Map() : this.#signatures()
  }

  run(deficit: number, best: () => number): void {
    this.#best = best
    this.#next(0, deficit)
  }

  #next(i: number, deficit: number): void {
    if (deficit >= this.#best()) return
    const sum = this.#sums[i]
    if (sum === undefined) {
      this.#record(new Map(this.#options), deficit)
      return
    }
    const free = sum.units.filter(({ key }) => !this.#spent.has(key))
    this.#fill(i, free, [], deficit)
    // The node can also stay unmet, so that other nodes get its badges.
    this.#next(i + 1, deficit + 1)
  }

  #fill(i: number, free: readonly CountedUnit[], taken: readonly Option[], deficit: number): void {
    const { node } = this.#sums[i]!
    const steps = 1 + free.length / 4 + (taken.length * node.caps.length) / 16
    if (deficit >= this.#best() || !this.#work.spend(steps)) return
    if (tally(node, taken).met) {
      this.#options.set(node.index, taken)
      this.#next(i + 1, deficit)
      this.#options.delete(node.index)
      return
    }
    const [unit, ...others] = free
    if (unit === undefined || !this.#canReach(node, free, taken)) return
    const { network } = this.#demands
    const saved = network.save()
    for (const option of unit.options) {
      this.#spent.add(unit.key)
      this.#fill(i, others, [...taken, option], deficit + this.#take(unit.key))
      this.#spent.delete(unit.key)
      network.restore(saved)
    }
    const alike = this.#alike.get(unit.key)
    this.#fill(
      i,
      others.filter(({ key }) => this.#alike.get(key) !== alike),
      taken,
      deficit,
    )
  }

  #canReach(node: PlanNode, free: readonly CountedUnit[], taken: readonly Option[]): boolean {
    const held = taken.map((option, i): CountedUnit => ({ key: `taken ${i}`, options: [option] }))
    const { met, undecided } = bestTally(node, [...held, ...free], this.#work)
    return met || undecided
  }

  /** Takes a badge out of the flow. Returns 1 if its leaf does not find another badge, else 0. */
  #take(key: string): number {
    const { network } = this.#demands
    const { vertex, edge } = this.#demands.unit(key)
    if (network.flowOf(edge) < 1) {
      network.close(edge)
      return 0
    }
    const back = network.edgesOf(vertex).find((each) => each % 2 === 1 && network.flowOf(each - 1) > 0)!
    const { demand, slot } = this.#demands.ownerOf(back - 1)
    for (const each of [back - 1, slot.edge, demand.edge]) network.cancel(each)
    network.close(edge)
    return network.augment(demand.edge, this.#work) ? 0 : 1
  }

  /** Badges with equal signatures are interchangeable, so that only one of them must be tried. */
  #signatures(): ReadonlyMap<string, string> {
    const parts = new Map<string, string[]>()
    const add = (key: string, part: string): void => {
      const list = parts.get(key)
      if (list === undefined) parts.set(key, [part])
      else list.push(part)
    }
    for (const { node, units } of this.#sums)
      for (const { key, options } of units)
        add(key, `${node.index}:${options.map(({ weight, group }) => JSON.stringify([weight, group]))}`)
    for (const key of [...parts.keys()])
      for (const each of this.#demands.network.edgesOf(this.#demands.unit(key).vertex))
        if (each % 2 === 1 && this.#demands.network.isOpen(each - 1))
          add(key, String(this.#demands.network.headOf(each)))
    return new Map([...parts].map(([key, list]) => [key, list.join(' ')]))
  }
}

function greatestFirst(one: CountedUnit, other: CountedUnit): number {
  const weight = ({ options }: CountedUnit): number => Math.max(...options.map((option) => option.weight))
  return weight(other) - weight(one)
}
