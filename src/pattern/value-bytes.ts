/** The UTF-8 of numbered texts. A text is encoded again only if it changed. */

interface Slot {
  text: string
  readonly memory: Uint8Array
  /** The part of the memory that the text fills. */
  bytes: Uint8Array
}

const encoder = new TextEncoder()
const EMPTY = new Uint8Array(0)

export class ValueBytes {
  private readonly slots: (Slot | undefined)[] = []

  /** Valid until the next call with this number. */
  of(number: number, text: string): Uint8Array {
    const slot = this.slots[number]
    return slot === undefined || slot.text !== text ? this.encode(number, text) : slot.bytes
  }

  private encode(number: number, text: string): Uint8Array {
    let slot = this.slots[number]
    if (slot === undefined || slot.memory.length < text.length * 3) {
      slot = { text: '', memory: new Uint8Array(text.length * 3 + 16), bytes: EMPTY }
      this.slots[number] = slot
    }
    const { written } = encoder.encodeInto(text, slot.memory)
    if (written !== slot.bytes.length) slot.bytes = slot.memory.subarray(0, written)
    slot.text = text
    return slot.bytes
  }
}
