/** What one document puts into the holes of another. */
import type { StringSlot } from './string-hole.js'

export class SlotValues<H extends StringSlot> {
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
  fill(slot: H, value: string): boolean {
    const text = value === '' ? undefined : slot.fill(value)
    if (text === undefined) return false
    this.values[slot.number] = text
    if (!this.open.has(slot)) (this.opened ??= []).push(slot)
    return true
  }
}
