/** The requirements of a scope as a flow: source → demand → slot → badge → sink. */
import type { Award } from '../badges/award.js'
import { type Scenario, sameValue, unitOf } from '../count/scenario.js'
import type { Work } from '../count/work.js'
import type { Plan, PlanNode } from '../plan/plan.js'
import type { DemandShape, ScopeShape } from '../plan/scope-shape.js'
import { Network } from './network.js'

/** A value that badges must have below a node with `same`. */
export interface Filter {
  readonly node: PlanNode
  readonly value: string | undefined
}

export const passes = (award: Award, filters: readonly Filter[]): boolean =>
  filters.every(({ node, value }) => {
    const own = sameValue(award, node)
    return value !== undefined && (own === value || own === null)
  })

/** A badge that could fill a slot. */
export interface Seat {
  readonly edge: number
  readonly unit: string
  readonly options: { readonly award: Award; readonly leaf: number }[]
}

export interface Slot {
  readonly edge: number
  readonly vertex: number
  readonly leaves: readonly number[]
  readonly seats: readonly Seat[]
  /** Edges for badges that the holder does not have yet. */
  readonly missingEdges: number[]
}

export interface Demand {
  readonly node: number
  readonly edge: number
  readonly vertex: number
  readonly slots: readonly Slot[]
}

/** The demands of one node, by their role in `DemandShape`. */
export type NodeDemands = Readonly<Record<DemandShape['role'], Demand | undefined>>

const NOTHING: NodeDemands = { whole: undefined, groups: undefined, pool: undefined }

/** The demands of all nodes of a scope. At first none is active. */
export class Demands {
  readonly network = new Network()
  readonly #byNode = new Map<number, { -readonly [K in keyof NodeDemands]: NodeDemands[K] }>()
  readonly #units = new Map<string, { readonly vertex: number; readonly edge: number }>()
  readonly #demands: Demand[] = []
  /** Computed when a credits node takes the first badge. */
  #owners: ReadonlyMap<number, { readonly demand: Demand; readonly slot: Slot }> | undefined
  /** Slots that get edges for missing badges in `openMissing`. */
  readonly #slots: Slot[] = []
  readonly #missingEdges: { readonly edge: number; readonly capacity: number }[] = []
  readonly #scenario: Scenario
  readonly #work: Work
  readonly #withMissing: boolean

  constructor(
    { demands, undemanded }: Pick<ScopeShape, 'demands' | 'undemanded'>,
    scenario: Scenario,
    work: Work,
    withMissing: boolean,
  ) {
    this.#withMissing = withMissing
    this.#scenario = scenario
    this.#work = work
    for (const leaf of undemanded) this.#addUnits(leaf)
    for (const shape of demands) {
      if (work.isOut) return
      this.#demand(shape)
    }
  }

  of(node: number): NodeDemands {
    return this.#byNode.get(node) ?? NOTHING
  }

  unit(key: string): { readonly vertex: number; readonly edge: number } {
    return this.#units.get(key)!
  }

  /** The demand and the slot to which the edge belongs. */
  ownerOf(edge: number): { readonly demand: Demand; readonly slot: Slot } {
    this.#owners ??= new Map(
      this.#demands.flatMap((demand) =>
        demand.slots.flatMap((slot) => slot.seats.map((seat) => [seat.edge, { demand, slot }] as const)),
      ),
    )
    return this.#owners.get(edge)!
  }

  /** Opens the edges for badges that the holder does not have yet. The first call creates them. */
  openMissing(): void {
    for (const { vertex, leaves, missingEdges } of this.#slots)
      for (const leaf of leaves) this.#addMissing(vertex, leaf, missingEdges)
    this.#slots.length = 0
    for (const { edge, capacity } of this.#missingEdges) this.network.raise(edge, capacity)
  }

  get #plan(): Plan {
    return this.#scenario.plan
  }

  #addUnits(leaf: number): void {
    const { repeat } = this.#plan.nodes[leaf]!
    for (const award of this.#scenario.awardsOf(leaf))
      if (this.#work.spend(0.25)) this.#unit(unitOf(award, repeat))
  }

  #unit(key: string, capacity = 1): { readonly vertex: number; readonly edge: number } {
    const known = this.#units.get(key)
    if (known !== undefined) return known
    const vertex = this.network.vertex()
    const unit = { vertex, edge: this.network.edge(vertex, this.network.sink, capacity) }
    this.#units.set(key, unit)
    if (capacity === 0) this.#missingEdges.push({ edge: unit.edge, capacity: 1 })
    return unit
  }

  #demand({ node, role, slots, capacity }: DemandShape): void {
    const vertex = this.network.vertex()
    const made: Slot[] = []
    const edge = this.network.edge(this.network.source, vertex, 0)
    const demand: Demand = { node, edge, vertex, slots: made }
    for (const leaves of slots) {
      // Without missing badges, a slot that no badge fits is useless.
      const isEmpty = !this.#withMissing && leaves.every((leaf) => this.#scenario.awardsOf(leaf).length === 0)
      if (!isEmpty) made.push(this.#slot(demand, leaves, capacity))
    }
    this.#demands.push(demand)
    const known = this.#byNode.get(node)
    if (known !== undefined) known[role] = demand
    else this.#byNode.set(node, { whole: undefined, groups: undefined, pool: undefined, [role]: demand })
  }

  #slot(demand: Demand, leaves: readonly number[], capacity: number): Slot {
    const vertex = this.network.vertex()
    const seats: Seat[] = []
    let bySeat: Map<string, Seat> | undefined
    for (const leaf of leaves) {
      const { repeat } = this.#plan.nodes[leaf]!
      for (const award of this.#scenario.awardsOf(leaf)) {
        if (!this.#work.spend(0.25)) break
        const unit = unitOf(award, repeat)
        // Most slots have one badge or none.
        if (seats.length > 0) bySeat ??= new Map(seats.map((seat) => [seat.unit, seat]))
        const known = bySeat?.get(unit)
        if (known !== undefined) {
          known.options.push({ award, leaf })
          continue
        }
        const edge = this.network.edge(vertex, this.#unit(unit).vertex, 1)
        const seat: Seat = { edge, unit, options: [{ award, leaf }] }
        seats.push(seat)
        bySeat?.set(unit, seat)
      }
    }
    const edge = this.network.edge(demand.vertex, vertex, capacity)
    const slot: Slot = { edge, vertex, leaves, seats, missingEdges: [] }
    if (this.#withMissing) this.#slots.push(slot)
    return slot
  }

  /** Adds one missing badge for each class that the leaf names, or any number if the leaf names none. */
  #addMissing(slot: number, leaf: number, missingEdges: number[]): void {
    const { leaf: rule, repeat } = this.#plan.nodes[leaf]!
    const open = (vertex: number, capacity: number): void => {
      const edge = this.network.edge(slot, vertex, 0)
      this.#missingEdges.push({ edge, capacity })
      missingEdges.push(edge)
    }
    if (rule!.classes === undefined || repeat) open(this.network.sink, MANY)
    else for (const name of rule!.classes) if (this.#work.spend(0.25)) open(this.#unit(name, 0).vertex, 1)
  }
}

const MANY = 100_000
