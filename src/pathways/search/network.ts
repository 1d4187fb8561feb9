/** A flow network of small whole capacities, grown one unit at a time along augmenting paths. */
import type { Work } from './work.js'

export class Network {
  readonly source: number
  readonly sink: number
  /** Edges stand in pairs: each beside its reverse. */
  readonly #to: number[] = []
  readonly #edges: number[][] = []
  #room: number[] = []
  #seen: number[] = []
  #round = 0

  constructor() {
    this.source = this.vertex()
    this.sink = this.vertex()
  }

  vertex(): number {
    this.#seen.push(0)
    return this.#edges.push([]) - 1
  }

  edge(from: number, to: number, capacity: number): number {
    const edge = this.#to.push(to, from) - 2
    this.#room.push(capacity, 0)
    this.#edges[from]!.push(edge)
    this.#edges[to]!.push(edge + 1)
    return edge
  }

  flowOf(edge: number): number {
    return this.#room[edge + 1]!
  }

  isOpen(edge: number): boolean {
    return this.#room[edge]! + this.#room[edge + 1]! > 0
  }

  raise(edge: number, capacity: number): void {
    this.#room[edge]! += capacity
  }

  /** Takes back what is left of an edge and what flows through it. */
  close(edge: number): void {
    this.#room[edge] = 0
    this.#room[edge + 1] = 0
  }

  /** Takes one unit back from an edge. */
  cancel(edge: number): void {
    this.#room[edge]! += 1
    this.#room[edge + 1]! -= 1
  }

  edgesOf(vertex: number): readonly number[] {
    return this.#edges[vertex]!
  }

  headOf(edge: number): number {
    return this.#to[edge]!
  }

  save(): readonly number[] {
    return this.#room.slice()
  }

  restore(saved: readonly number[]): void {
    this.#room = saved.slice()
    // Edges that were made since have no room.
    while (this.#room.length < this.#to.length) this.#room.push(0)
  }

  /** Sends one more unit from the source through this edge; false where there is no way, or no work left. */
  augment(edge: number, work: Work): boolean {
    this.#round++
    this.#seen[this.source] = this.#round
    if (this.#room[edge]! < 1 || !this.#reach(this.#to[edge]!, work)) return false
    this.#room[edge]! -= 1
    this.#room[edge + 1]! += 1
    return true
  }

  /** Vertices that the last search came through: after one that failed, those that cannot get enough. */
  wasSeen(vertex: number): boolean {
    return this.#seen[vertex] === this.#round
  }

  #reach(vertex: number, work: Work): boolean {
    if (vertex === this.sink) return true
    this.#seen[vertex] = this.#round
    const edges = this.#edges[vertex]!
    if (!work.spend(1 + edges.length / 8)) return false
    for (const edge of edges) {
      const next = this.#to[edge]!
      if (this.#room[edge]! < 1 || this.#seen[next] === this.#round || !this.#reach(next, work)) continue
      this.#room[edge]! -= 1
      this.#room[edge ^ 1]! += 1
      return true
    }
    return false
  }
}
