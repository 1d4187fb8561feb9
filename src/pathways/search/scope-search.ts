/**
 * Depth-first search over the choices of a scope. It chooses which nodes of `any`, `atLeast` and `points` to meet, which
 * value of `same` to take, and which badges count as credits. Augmenting paths assign badges to leaves.
 */

import { unitsOf } from '../count/counting.js'
import { byValue, type Scenario, type Solution } from '../count/scenario.js'
import type { Option } from '../count/tally.js'
import type { Work } from '../count/work.js'
import type { PlanNode } from '../plan/plan.js'
import type { ScopeShape } from '../plan/scope-shape.js'
import type { Agenda, Item } from './agenda.js'
import { Bound } from './bound.js'
import { type Demand, Demands, type Filter, passes } from './demands.js'
import { type Active, matchesOf, missingBadgesOf, violatorOf } from './solution.js'
import { poolIsShort, type Sum, SumSearch } from './sum-search.js'

const NO_DEMANDS: Pick<ScopeShape, 'demands' | 'undemanded'> = { demands: [], undemanded: [] }
const NO_SUMS: ReadonlyMap<number, readonly Option[]> = new Map()

export class ScopeSearch {
  readonly #root: PlanNode
  readonly #shape: ScopeShape
  readonly #scenario: Scenario
  readonly #work: Work
  readonly #mode: 'decide' | 'complete'
  readonly #bound: Bound
  readonly #demands: Demands
  readonly #done: number[] = []
  readonly #active: Active[] = []
  readonly #sums: Sum[] = []
  #best = 1
  #solution: Solution | undefined

  constructor(
    root: PlanNode,
    shape: ScopeShape,
    scenario: Scenario,
    work: Work,
    mode: 'decide' | 'complete',
  ) {
    this.#root = root
    this.#shape = shape
    this.#scenario = scenario
    this.#work = work
    this.#mode = mode
    this.#bound = new Bound(scenario, work)
    if (mode === 'complete') this.#best = Number.POSITIVE_INFINITY
    const cannotBeMet = mode === 'decide' && this.#bound.of(root.index) > 0
    this.#demands = new Demands(cannotBeMet ? NO_DEMANDS : shape, scenario, work, mode === 'complete')
    if (cannotBeMet) this.#best = 0
  }

  /** In mode `decide`, a solution that lacks nothing; in mode `complete`, the solution that lacks the fewest requirements. */
  run(): Solution | undefined {
    const chosen = this.#scenario.chosen === this.#root.index ? { chosen: true as const } : {}
    if (this.#best > 0 && !this.#work.isOut)
      this.#meet(
        { item: { kind: 'node', index: this.#root.index, filters: [], ...chosen }, rest: undefined },
        0,
      )
    return this.#solution && { ...this.#solution, least: !this.#work.isOut }
  }

  #meet(agenda: Agenda, missing: number): void {
    let deficit = missing
    for (let next = agenda; next !== undefined; next = next.rest) {
      const { item, rest } = next
      if (!this.#work.spend(1) || deficit >= this.#best) return
      if (item.kind === 'choose') {
        this.#choose(item, rest, deficit)
        return
      }
      if (this.#done.includes(item.index) || this.#scenario.isGranted(item.index)) continue
      if (!this.#canImprove(deficit, item.index)) return
      const node = this.#scenario.plan.nodes[item.index]!
      if (node.same !== undefined && item.chosen !== true) {
        this.#chooseValue(node, item.filters, rest, deficit)
        return
      }
      this.#done.push(item.index)
      const { whole, groups, pool } = this.#demands.of(item.index)
      const { filters } = item
      if (node.kind === 'unsupported') return
      if (node.leaf !== undefined) deficit += this.#activate(whole!, 1, filters)
      else if (whole !== undefined) {
        const apart = groups === undefined ? 0 : node.groups
        if (groups !== undefined) deficit += this.#activate(groups, apart, filters)
        if (node.need > apart) deficit += this.#activate(whole, node.need - apart, filters)
      } else if (node.countsBadges) this.#sums.push({ node, units: this.#unitsOf(node, filters) })
      else if (node.kind === 'all') {
        const items = node.children.map((index): Item => ({ kind: 'node', index, filters }))
        next = { item, rest: items.reduceRight<Agenda>((tail, each) => ({ item: each, rest: tail }), rest) }
      } else {
        const others = this.#shape.separate.get(node.index) ?? node.children
        const left = node.kind === 'any' ? 1 : node.need
        if (others.length === 0) deficit += this.#activate(pool!, left, filters)
        else {
          const children = [...others].sort((one, other) => this.#bound.of(one) - this.#bound.of(other))
          this.#choose({ kind: 'choose', node, children, filters, left }, rest, deficit)
          return
        }
      }
    }
    if (deficit < this.#best) this.#solveSums(deficit)
  }

  /** Tries to meet the first child, then tries without it. */
  #choose(item: Item & { readonly kind: 'choose' }, rest: Agenda, deficit: number): void {
    const { node, children, filters, left } = item
    const { pool } = this.#demands.of(node.index)
    const [first, ...others] = children
    if (left <= 0) this.#meet(rest, deficit)
    else if (first === undefined) {
      if (pool === undefined) return
      this.#branch(() => this.#meet(rest, deficit + this.#activate(pool, left, filters)))
    } else {
      const worths = new Map(node.children.map((child, i) => [child, node.worth[i]!]))
      const worth = (child: number): number => (node.kind === 'points' ? worths.get(child)! : 1)
      if (!this.#work.spend(node.children.length / 16)) return
      const remaining = others.reduce((sum, child) => sum + worth(child), pool?.slots.length ?? 0)
      const go = (wanted: number, tail: Agenda): Agenda => ({
        item: { ...item, children: others, left: wanted },
        rest: tail,
      })
      if (this.#canImprove(deficit, first))
        this.#branch(() =>
          this.#meet(
            { item: { kind: 'node', index: first, filters }, rest: go(left - worth(first), rest) },
            deficit,
          ),
        )
      if (remaining >= left && deficit < this.#best) this.#branch(() => this.#meet(go(left, rest), deficit))
    }
  }

  #chooseValue(node: PlanNode, filters: readonly Filter[], rest: Agenda, deficit: number): void {
    const values = byValue(node, this.#scenario, this.#work).map(([value]) => value)
    for (const value of values.length === 0 ? [undefined] : values) {
      if (deficit >= this.#best) return
      const item: Item = {
        kind: 'node',
        index: node.index,
        filters: [...filters, { node, value }],
        chosen: true,
      }
      this.#branch(() => this.#meet({ item, rest }, deficit))
    }
  }

  #solveSums(deficit: number): void {
    if (this.#sums.length === 0) {
      this.#record(NO_SUMS, deficit)
      return
    }
    const count = this.#sums.reduce((sum, { units }) => sum + units.length, 0)
    if (!this.#work.spend(count / 8)) return
    if (deficit + (poolIsShort(this.#sums) ? 1 : 0) >= this.#best) return
    const search = new SumSearch(this.#sums, this.#demands, this.#work, (options, missing) =>
      this.#record(options, missing),
    )
    this.#branch(() => search.run(deficit, () => this.#best))
  }

  #record(options: ReadonlyMap<number, readonly Option[]>, deficit: number): void {
    // A credits node may have taken a badge since then.
    const active = this.#sums.length === 0 ? this.#active : this.#active.map((each) => this.#filledOf(each))
    const matches = matchesOf(
      { active, sums: options },
      this.#demands,
      this.#shape,
      this.#scenario,
      this.#work,
    )
    const short = this.#sums.flatMap(({ node }) => (options.has(node.index) ? [] : [node.index]))
    const solution = { matches, short, least: true }
    if (this.#mode === 'decide') {
      this.#best = 0
      this.#solution = { ...solution, cost: 0, missing: new Map(), violator: undefined }
      return
    }
    const { network } = this.#demands
    const unfilled = active.find(({ need, filled }) => filled < need)
    if (unfilled === undefined && deficit === 0) {
      this.#best = 0
      this.#solution = { ...solution, cost: 0, missing: new Map(), violator: undefined }
      return
    }
    const saved = network.save()
    let violator: Solution['violator']
    if (unfilled !== undefined) {
      network.augment(unfilled.demand.edge, this.#work)
      violator = violatorOf(active, this.#demands)
    }
    const missing = missingBadgesOf(active, this.#demands, this.#work)
    const cost = missing === undefined ? Number.POSITIVE_INFINITY : deficit
    network.restore(saved)
    if (this.#solution === undefined || cost < this.#best)
      this.#solution = { ...solution, cost, missing: missing ?? new Map(), violator }
    if (cost < this.#best) this.#best = cost
  }

  /** Requires `need` badges from the flow and returns how many are missing. */
  #activate(demand: Demand, need: number, filters: readonly Filter[]): number {
    const { network } = this.#demands
    if (filters.length > 0) {
      for (const { seats } of demand.slots)
        for (const { edge, options } of seats)
          if (!options.some(({ award }) => passes(award, filters))) network.close(edge)
    }
    network.raise(demand.edge, need)
    let filled = 0
    while (filled < need && network.augment(demand.edge, this.#work)) filled++
    this.#active.push({ demand, need, filled, filters })
    return need - filled
  }

  #filledOf(active: Active): Active {
    return { ...active, filled: this.#demands.network.flowOf(active.demand.edge) }
  }

  #unitsOf(node: PlanNode, filters: readonly Filter[]): Sum['units'] {
    const units = unitsOf(node, this.#scenario, this.#work)
    if (filters.length === 0 || !this.#work.spend(units.length / 8)) return units
    return units.flatMap(({ key, options }) => {
      const own = options.filter(({ use }) => passes(use.award, filters))
      return own.length === 0 ? [] : [{ key, options: own }]
    })
  }

  /** Whether the node could belong to a better solution. If nodes are shared, its missing badges may be counted already. */
  #canImprove(deficit: number, index: number): boolean {
    if (this.#best === Number.POSITIVE_INFINITY) return true
    const price = this.#shape.isShared && this.#best !== 1 ? 0 : this.#bound.of(index)
    return deficit + price < this.#best
  }

  /** Makes an attempt and restores the state. */
  #branch(attempt: () => void): void {
    const { network } = this.#demands
    const saved = network.save()
    if (!this.#work.spend(saved.length / 32)) return
    const [done, active, sums] = [this.#done.length, this.#active.length, this.#sums.length]
    attempt()
    network.restore(saved)
    this.#done.length = done
    this.#active.length = active
    this.#sums.length = sums
  }
}
