/** The requirements of a scope as a flow: source → demand → slot → badge → sink. */
import type { Award } from '../badges/award.js'
import { groupsOf } from '../count/counting.js'
import { sameValue, unitOf, type World } from '../count/world.js'
import type { Plan, PlanNode } from '../plan/compile.js'
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

/** What a node asks of the flow when it is to be met. */
export interface NodeDemands {
  /** The leaf itself, or all badges of a node that counts them. */
  readonly whole: Demand | undefined
  /** One badge each from different groups. */
  readonly groups: Demand | undefined
  /** Leaves among the children that stand nowhere else in the scope. */
  readonly pool: Demand | undefined
}

const NOTHING: NodeDemands = { whole: undefined, groups: undefined, pool: undefined }

/** Whether it asks for some of its children. */
const isOffer = ({ kind, countsBadges }: PlanNode): boolean =>
  kind === 'any' || (kind === 'atLeast' && !countsBadges)

/** Demands of all nodes of a scope; none is active yet. */
export class Demands {
  readonly network = new Network()
  readonly #byNode = new Map<number, NodeDemands>()
  readonly #units = new Map<string, { readonly vertex: number; readonly edge: number }>()
  readonly #owners = new Map<number, { readonly demand: Demand; readonly slot: Slot }>()
  /** Opened when badges that nobody holds are to be tried. */
  readonly #slots: Slot[] = []
  readonly #wishes: { readonly edge: number; readonly capacity: number }[] = []
  readonly #world: World
  readonly #work: Work
  readonly #parents: ReadonlyMap<number, number>
  readonly #wishing: boolean
  /** Leaves that are asked for by themselves. */
  readonly #single = new Set<number>()

  constructor(
    nodes: readonly PlanNode[],
    world: World,
    work: Work,
    parents: ReadonlyMap<number, number>,
    wishing: boolean,
  ) {
    this.#wishing = wishing
    this.#world = world
    this.#work = work
    this.#parents = parents
    for (const node of nodes) {
      if (node.leaf !== undefined) this.#addUnits(node.index)
      else if (!node.countsBadges)
        for (const child of node.children)
          if (!isOffer(node) || !this.isPooled(child)) this.#single.add(child)
    }
    for (const node of nodes) if (!this.#add(node)) return
  }

  of(node: number): NodeDemands {
    return this.#byNode.get(node) ?? NOTHING
  }

  unit(key: string): { readonly vertex: number; readonly edge: number } {
    return this.#units.get(key)!
  }

  ownerOf(edge: number): { readonly demand: Demand; readonly slot: Slot } {
    return this.#owners.get(edge)!
  }

  /** Opens the ways to badges that nobody holds yet; made when they are first needed. */
  openWishes(): void {
    for (const { vertex, leaves, wishes } of this.#slots.splice(0))
      for (const leaf of leaves) this.#wish(vertex, leaf, wishes)
    for (const { edge, capacity } of this.#wishes) this.network.raise(edge, capacity)
  }

  /** Leaves of the pool are asked for together; another child is asked for by itself. */
  isPooled(leaf: number): boolean {
    return this.#plan.nodes[leaf]!.leaf !== undefined && this.#parents.get(leaf) === 1
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

  /** False where there is no work left. */
  #add(node: PlanNode): boolean {
    const { index, children, kind } = node
    if (node.leaf !== undefined) {
      if (this.#single.has(index))
        this.#byNode.set(index, { ...NOTHING, whole: this.#demand(index, [[index]], 1) })
    } else if (kind === 'atLeast' && node.countsBadges && !('caps' in node.node)) {
      const groups = new Map<string | undefined, number[]>()
      for (const leaf of children) {
        const { group } = this.#plan.nodes[leaf]!.leaf!
        groups.set(group, [...(groups.get(group) ?? []), leaf])
      }
      this.#byNode.set(index, {
        ...NOTHING,
        whole: this.#demand(index, [children], node.need),
        groups: groupsOf(node) > 0 ? this.#demand(index, [...groups.values()], 1) : undefined,
      })
    } else if (isOffer(node)) {
      const leaves = children.filter((child) => this.isPooled(child))
      const pool =
        leaves.length > 0
          ? this.#demand(
              index,
              leaves.map((leaf) => [leaf]),
              1,
            )
          : undefined
      this.#byNode.set(index, { ...NOTHING, pool })
    }
    return !this.#work.isOut
  }

  #demand(node: number, slots: readonly (readonly number[])[], capacity: number): Demand {
    const vertex = this.network.vertex()
    const made: Slot[] = []
    const demand: Demand = {
      node,
      edge: this.network.edge(this.network.source, vertex, 0),
      vertex,
      slots: made,
    }
    for (const leaves of slots) {
      // Where nobody wishes for badges, a slot that no badge fits is none.
      const isEmpty = !this.#wishing && leaves.every((leaf) => this.#world.awardsOf(leaf).length === 0)
      if (!isEmpty) made.push(this.#slot(demand, leaves, capacity))
    }
    return demand
  }

  #slot(demand: Demand, leaves: readonly number[], capacity: number): Slot {
    const vertex = this.network.vertex()
    const seats = new Map<string, Seat>()
    for (const leaf of leaves) {
      const { repeat } = this.#plan.nodes[leaf]!
      for (const award of this.#world.awardsOf(leaf)) {
        if (!this.#work.spend(0.25)) break
        const unit = unitOf(award, repeat)
        const seat = seats.get(unit)
        if (seat !== undefined) seat.options.push({ award, leaf })
        else {
          const edge = this.network.edge(vertex, this.#unit(unit).vertex, 1)
          seats.set(unit, { edge, unit, options: [{ award, leaf }] })
        }
      }
    }
    const edge = this.network.edge(demand.vertex, vertex, capacity)
    const slot: Slot = { edge, vertex, leaves, seats: [...seats.values()], wishes: [] }
    if (this.#wishing) this.#slots.push(slot)
    for (const seat of slot.seats) this.#owners.set(seat.edge, { demand, slot })
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
