/** The texts that one document has in the slots of its model. */
import type { StringSlot } from './string-slot.js'

export class SlotValues<H extends StringSlot> {
  /** The texts of the slots by number, then the model's other values. */
  readonly values: string[]
  /** Slots that no earlier document filled. */
  opened: H[] | undefined
  private readonly open: ReadonlySet<H>

  /** @param values those of the model */
  constructor(values: readonly string[], open: ReadonlySet<H>) {
    this.values = values.slice()
    this.open = open
  }

  /** False if the string is empty, or would change more than its slot. */
  fill(slot: H, value: string): boolean {
    const text = value === '' ? undefined : slot.fill(value)
    if (text === undefined) return false
    this.values[slot.number] = text
    if (!this.open.has(slot)) (this.opened ??= []).push(slot)
    return true
  }
}
