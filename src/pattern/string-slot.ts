/** A slot: a string that can differ between documents of one model. */

export interface StringSlot {
  /** Its index in the values. */
  readonly number: number
  /** The model's string. */
  readonly text: string
  /** The output for a string; `undefined` if the string would change more than its slot. */
  readonly fill: (value: string) => string | undefined
}

/** Slots by the object or array that holds the string, and by member name or index. */
export type SlotsByPlace<H extends StringSlot> = ReadonlyMap<object, ReadonlyMap<string | number, H>>
