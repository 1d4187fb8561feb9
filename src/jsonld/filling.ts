/** What one document puts into the holes of a template. */
import type { Hole } from './holes.js'

export class Filling {
  /** The texts in the holes by their numbers, then room for the labels of the blank nodes. */
  readonly values: string[]
  /** Holes that no document filled before. */
  readonly opened: Hole[] = []
  private readonly open: ReadonlySet<Hole>

  /** @param values the model's */
  constructor(values: readonly string[], open: ReadonlySet<Hole>) {
    this.values = values.slice()
    this.open = open
  }

  /** `false` when the string is empty, or would do more than fill the hole. */
  fill(hole: Hole, value: string): boolean {
    const text = value === '' ? undefined : hole.fill(value)
    if (text === undefined) return false
    this.values[hole.number] = text
    if (!this.open.has(hole)) this.opened.push(hole)
    return true
  }
}
