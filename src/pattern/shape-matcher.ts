/** Compares documents with a model: they must have the same members in the same order, and the same values except in slots. */
import type { Json, JsonObject } from '../encoding/json.js'
import type { SlotValues } from './slot-values.js'
import type { SlotsByPlace, StringSlot } from './string-slot.js'

/** Compares with one object or array of the model. */
export class ShapeMatcher<H extends StringSlot> {
  private readonly model: object
  private readonly isArray: boolean
  private readonly members: readonly Member<H>[]

  constructor(model: object, slots: SlotsByPlace<H>) {
    this.model = model
    this.isArray = Array.isArray(model)
    const own = slots.get(model)
    this.members = Object.entries(model as JsonObject).map(
      ([name, value]): Member<H> => ({
        name,
        value,
        slot: own?.get(this.isArray ? Number(name) : name),
        inner: typeof value === 'object' && value !== null ? new ShapeMatcher(value, slots) : undefined,
      }),
    )
  }

  /** Whether a value equals the model except in slots, and every slot could be filled. */
  matches(found: Json, slotValues: SlotValues<H>): boolean {
    if (found === this.model) return true
    if (typeof found !== 'object' || found === null) return false
    const { members } = this
    if (Array.isArray(found)) {
      if (!this.isArray || found.length !== members.length) return false
      for (let i = 0; i < members.length; i++) {
        if (!memberMatches(members[i]!, found[i] as Json, slotValues)) return false
      }
      return true
    }
    if (this.isArray) return false
    let i = 0
    for (const name in found as JsonObject) {
      const member = members[i++]
      if (member === undefined || member.name !== name) return false
      if (!memberMatches(member, (found as JsonObject)[name]!, slotValues)) return false
    }
    return i === members.length
  }
}

interface Member<H extends StringSlot> {
  readonly name: string
  readonly value: Json
  readonly slot: H | undefined
  readonly inner: ShapeMatcher<H> | undefined
}

function memberMatches<H extends StringSlot>(
  { value, slot, inner }: Member<H>,
  found: Json,
  slotValues: SlotValues<H>,
): boolean {
  if (found === value) return true
  if (inner !== undefined) return inner.matches(found, slotValues)
  return slot !== undefined && typeof found === 'string' && slotValues.fill(slot, found)
}
