/** A flow network with small integer capacities. An augmenting path adds one unit of flow. */
import type { Work } from '../count/work.js'

const NONE = -1

export class Network {
  readonly source: number
  readonly sink: number
  /** Each edge is followed by its reverse edge. */
  readonly #to: number[] = []
  /** The edges of a vertex form a list: vertex → first and last, edge → next. */
  readonly #first: number[] = []
  readonly #last: number[] = []
  readonly #next: number[] = []
  /** Vertex → number of its edges. */
  readonly #degree: number[] = []
  #capacity: number[] = []
  readonly #seen: number[] = []
  #round = 0

  constructor() {
    this.source = this.vertex()
    this.sink = this.vertex()
  }

  vertex(): number {
    this.#first.push(NONE)
    this.#last.push(NONE)
    this.#degree.push(0)
    return this.#seen.push(0) - 1
  }

  edge(from: number, to: number, capacity: number): number {
    const edge = this.#to.push(to, from) - 2
    this.#capacity.push(capacity, 0)
    this.#next.push(NONE, NONE)
    this.#append(from, edge)
    this.#append(to, edge + 1)
    return edge
  }

  #append(vertex: number, edge: number): void {
    const last = this.#last[vertex]!
    if (last === NONE) this.#first[vertex] = edge
    else this.#next[last] = edge
    this.#last[vertex] = edge
    this.#degree[vertex]!++
  }

  flowOf(edge: number): number {
    return this.#capacity[edge + 1]!
  }

  isOpen(edge: number): boolean {
    return this.#capacity[edge]! + this.#capacity[edge + 1]! > 0
  }

  raise(edge: number, capacity: number): void {
    this.#capacity[edge]! += capacity
  }

  /** Removes the capacity and the flow of an edge. */
  close(edge: number): void {
    this.#capacity[edge] = 0
    this.#capacity[edge + 1] = 0
  }

  /** Removes one unit of flow from an edge. */
  cancel(edge: number): void {
    this.#capacity[edge]! += 1
    this.#capacity[edge + 1]! -= 1
  }

  edgesOf(vertex: number): readonly number[] {
    const edges: number[] = []
    for (let edge = this.#first[vertex]!; edge !== NONE; edge = this.#next[edge]!) edges.push(edge)
    return edges
  }

  headOf(edge: number): number {
    return this.#to[edge]!
  }

  save(): readonly number[] {
    return this.#capacity.slice()
  }

  restore(saved: readonly number[]): void {
    this.#capacity = saved.slice()
    // Edges that were added later get no capacity.
    while (this.#capacity.length < this.#to.length) this.#capacity.push(0)
  }

  /** Sends one more unit from the source through this edge; false if there is no path, or no work is left. */
  augment(edge: number, work: Work): boolean {
    this.#round++
    this.#seen[this.source] = this.#round
    if (this.#capacity[edge]! < 1 || !this.#reach(this.#to[edge]!, work)) return false
    this.#capacity[edge]! -= 1
    this.#capacity[edge + 1]! += 1
    return true
  }

  /** Whether the last search visited the vertex. After a failed search, the visited vertices cannot get enough badges. */
  wasSeen(vertex: number): boolean {
    return this.#seen[vertex] === this.#round
  }

  #reach(vertex: number, work: Work): boolean {
    if (vertex === this.sink) return true
    this.#seen[vertex] = this.#round
    if (!work.spend(1 + this.#degree[vertex]! / 8)) return false
    for (let edge = this.#first[vertex]!; edge !== NONE; edge = this.#next[edge]!) {
      const next = this.#to[edge]!
      if (this.#capacity[edge]! < 1 || this.#seen[next] === this.#round || !this.#reach(next, work)) continue
      this.#capacity[edge]! -= 1
      this.#capacity[edge ^ 1]! += 1
      return true
    }
    return false
  }
}
