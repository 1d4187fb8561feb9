/** What one document puts into the holes of another. */
import type { StringHole } from './string-hole.js'

export class Filling<H extends StringHole> {
  /** The texts in the holes by their numbers, then whatever else the model's values are. */
  readonly values: string[]
  /** Holes that no document filled before. */
  opened: H[] | undefined
  private readonly open: ReadonlySet<H>

  /** @param values the model's */
  constructor(values: readonly string[], open: ReadonlySet<H>) {
    this.values = values.slice()
    this.open = open
  }

  /** `false` when the string is empty, or would do more than fill the hole. */
  fill(hole: H, value: string): boolean {
    const text = value === '' ? undefined : hole.fill(value)
    if (text === undefined) return false
    this.values[hole.number] = text
    if (!this.open.has(hole)) (this.opened ??= []).push(hole)
    return true
  }
}
