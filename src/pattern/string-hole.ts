/** A string of a document that may vary from one document to the next. */

export interface StringSlot {
  /** Among the values. */
  readonly number: number
  /** What stands in it in the model. */
  readonly text: string
  /** The text that a string becomes; `undefined` when it would do something else. */
  readonly fill: (value: string) => string | undefined
}

/** The holes by the object or array that holds the string, and its place there. */
export type SlotsByPlace<H extends StringSlot> = ReadonlyMap<object, ReadonlyMap<string | number, H>>
