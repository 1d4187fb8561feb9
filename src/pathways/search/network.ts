/** A flow network of small whole capacities, grown one unit at a time along augmenting paths. */
import type { Work } from './work.js'

const NONE = -1

export class Network {
  readonly source: number
  readonly sink: number
  /** Edges stand in pairs: each beside its reverse. */
  readonly #to: number[] = []
  /** The edges of a vertex form a list: vertex → first and last, edge → next. */
  readonly #first: number[] = []
  readonly #last: number[] = []
  readonly #next: number[] = []
  /** Vertex → how many edges it has. */
  readonly #degree: number[] = []
  #room: number[] = []
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
    this.#room.push(capacity, 0)
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
    const edges: number[] = []
    for (let edge = this.#first[vertex]!; edge !== NONE; edge = this.#next[edge]!) edges.push(edge)
    return edges
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
    if (!work.spend(1 + this.#degree[vertex]! / 8)) return false
    for (let edge = this.#first[vertex]!; edge !== NONE; edge = this.#next[edge]!) {
      const next = this.#to[edge]!
      if (this.#room[edge]! < 1 || this.#seen[next] === this.#round || !this.#reach(next, work)) continue
      this.#room[edge]! -= 1
      this.#room[edge ^ 1]! += 1
      return true
    }
    return false
  }
}
