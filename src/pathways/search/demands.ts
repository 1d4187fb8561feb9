/** The requirements of a scope as a flow: source → demand → slot → badge → sink. */
import type { Award } from '../badges/award.js'
import { sameValue, unitOf, type World } from '../count/world.js'
import type { Plan, PlanNode } from '../plan/plan.js'
import type { DemandShape, ScopeShape } from '../plan/scope-shape.js'
import { Network } from './network.js'
import type { Work } from './work.js'

/** A value that badges must have below a node with `same`. */
export interface Filter {
  readonly node: PlanNode
  readonly value: string | undefined
}

export const passes = (award: Award, filters: readonly Filter[]): boolean =>
  filters.every(({ node, value }) => value !== undefined && sameValue(award, node) === value)

/** A badge that could take a slot. */
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
  /** Edges for badges that nobody holds yet. */
  readonly wishes: number[]
}

export interface Demand {
  readonly node: number
  readonly edge: number
  readonly vertex: number
  readonly slots: readonly Slot[]
}

/** The demands of one node; see `DemandShape`. */
export type NodeDemands = Readonly<Record<DemandShape['role'], Demand | undefined>>

const NOTHING: NodeDemands = { whole: undefined, groups: undefined, pool: undefined }

/** Demands of all nodes of a scope; none is active yet. */
export class Demands {
  readonly network = new Network()
  readonly #byNode = new Map<number, { -readonly [K in keyof NodeDemands]: NodeDemands[K] }>()
  readonly #units = new Map<string, { readonly vertex: number; readonly edge: number }>()
  readonly #demands: Demand[] = []
  /** Made when credits first take a badge. */
  #owners: ReadonlyMap<number, { readonly demand: Demand; readonly slot: Slot }> | undefined
  /** Opened when badges that nobody holds are to be tried. */
  readonly #slots: Slot[] = []
  readonly #wishes: { readonly edge: number; readonly capacity: number }[] = []
  readonly #world: World
  readonly #work: Work
  readonly #wishing: boolean

  constructor(
    { demands, loose }: Pick<ScopeShape, 'demands' | 'loose'>,
    world: World,
    work: Work,
    wishing: boolean,
  ) {
    this.#wishing = wishing
    this.#world = world
    this.#work = work
    for (const leaf of loose) this.#addUnits(leaf)
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

  /** Whose badge goes over that edge. */
  ownerOf(edge: number): { readonly demand: Demand; readonly slot: Slot } {
    this.#owners ??= new Map(
      this.#demands.flatMap((demand) =>
        demand.slots.flatMap((slot) => slot.seats.map((seat) => [seat.edge, { demand, slot }] as const)),
      ),
    )
    return this.#owners.get(edge)!
  }

  /** Opens the ways to badges that nobody holds yet; made when they are first needed. */
  openWishes(): void {
    for (const { vertex, leaves, wishes } of this.#slots)
      for (const leaf of leaves) this.#wish(vertex, leaf, wishes)
    this.#slots.length = 0
    for (const { edge, capacity } of this.#wishes) this.network.raise(edge, capacity)
  }

  get #plan(): Plan {
    return this.#world.plan
  }

  #addUnits(leaf: number): void {
    const { repeat } = this.#plan.nodes[leaf]!
    for (const award of this.#world.awardsOf(leaf)) this.#unit(unitOf(award, repeat))
  }

  #unit(key: string, capacity = 1): { readonly vertex: number; readonly edge: number } {
    const known = this.#units.get(key)
    if (known !== undefined) return known
    const vertex = this.network.vertex()
    const unit = { vertex, edge: this.network.edge(vertex, this.network.sink, capacity) }
    this.#units.set(key, unit)
    if (capacity === 0) this.#wishes.push({ edge: unit.edge, capacity: 1 })
    return unit
  }

  #demand({ node, role, slots, capacity }: DemandShape): void {
    const vertex = this.network.vertex()
    const made: Slot[] = []
    const edge = this.network.edge(this.network.source, vertex, 0)
    const demand: Demand = { node, edge, vertex, slots: made }
    for (const leaves of slots) {
      // Where nobody wishes for badges, a slot that no badge fits is none.
      const isEmpty = !this.#wishing && leaves.every((leaf) => this.#world.awardsOf(leaf).length === 0)
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
      for (const award of this.#world.awardsOf(leaf)) {
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
    const slot: Slot = { edge, vertex, leaves, seats, wishes: [] }
    if (this.#wishing) this.#slots.push(slot)
    return slot
  }

  /** One badge of each class that the leaf names, or any number where it names none. */
  #wish(slot: number, leaf: number, wishes: number[]): void {
    const { leaf: rule, repeat } = this.#plan.nodes[leaf]!
    const open = (vertex: number, capacity: number): void => {
      const edge = this.network.edge(slot, vertex, 0)
      this.#wishes.push({ edge, capacity })
      wishes.push(edge)
    }
    if (rule!.classes === undefined || repeat) open(this.network.sink, MANY)
    else for (const name of rule!.classes) if (this.#work.spend(0.25)) open(this.#unit(name, 0).vertex, 1)
  }
}

const MANY = 100_000
