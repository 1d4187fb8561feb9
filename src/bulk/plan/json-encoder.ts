/** Encodes objects that differ only in some strings. The common part is encoded once. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { type Part, Pattern } from '../../pattern/pattern.js'
import { PatternMemory } from '../../pattern/pattern-memory.js'
import { ShapeMatcher } from '../../pattern/shape-matcher.js'
import { SlotValues } from '../../pattern/slot-values.js'
import type { StringSlot } from '../../pattern/string-slot.js'
import { ValueBytes } from '../../pattern/value-bytes.js'

/** After this number of objects in a row that do not match the template, the next object becomes the template. */
const PATIENCE = 4

export class JsonEncoder {
  private template: JsonTemplate | undefined
  private misses = 0

  /** The text that JSON.stringify gives, as UTF-8; valid until the next call. The caller must not change the object later. */
  bytes(value: JsonObject): Uint8Array {
    const filled = this.template?.fill(value)
    if (filled !== undefined) {
      this.misses = 0
      return filled
    }
    if (this.template === undefined || ++this.misses === PATIENCE) {
      this.template = new JsonTemplate(value)
      this.misses = 0
    }
    return Buffer.from(JSON.stringify(value))
  }
}

class JsonTemplate {
  private readonly model: JsonObject
  private readonly slots = new Map<object, Map<string | number, StringSlot>>()
  private readonly plan: ShapeMatcher<StringSlot>
  private readonly values: string[] = []
  /** The slots that differ between the objects; all others are fixed text. */
  private readonly open = new Set<StringSlot>()
  private memory: PatternMemory | undefined

  constructor(model: JsonObject) {
    this.model = model
    this.findHoles(model)
    this.plan = new ShapeMatcher(model, this.slots)
  }

  fill(value: JsonObject): Uint8Array | undefined {
    const slotValues = new SlotValues(this.values, this.open)
    if (!this.plan.matches(value, slotValues)) return undefined
    for (const slot of slotValues.opened ?? []) this.open.add(slot)
    if (this.memory === undefined || slotValues.opened !== undefined) {
      this.memory = new PatternMemory(new Pattern([...this.partsOf(this.model)]), new ValueBytes())
    }
    return this.memory.fill(slotValues.values)?.content
  }

  private findHoles(holder: object): void {
    const places = new Map<string | number, StringSlot>()
    this.slots.set(holder, places)
    for (const [name, value] of Object.entries(holder) as [string, Json][]) {
      if (typeof value === 'object' && value !== null) this.findHoles(value)
      if (typeof value !== 'string') continue
      const slot = { number: this.values.length, text: JSON.stringify(value), fill: JSON.stringify }
      this.values.push(slot.text)
      places.set(Array.isArray(holder) ? Number(name) : name, slot)
    }
  }

  private *partsOf(holder: object): Generator<Part> {
    const isArray = Array.isArray(holder)
    const places = this.slots.get(holder)!
    let before = isArray ? '[' : '{'
    for (const [name, value] of Object.entries(holder) as [string, Json][]) {
      yield isArray ? before : `${before}${JSON.stringify(name)}:`
      before = ','
      const slot = places.get(isArray ? Number(name) : name)
      if (slot !== undefined) yield this.open.has(slot) ? slot.number : slot.text
      else if (typeof value === 'object' && value !== null) yield* this.partsOf(value)
      else yield JSON.stringify(value)
    }
    if (before !== ',') yield before
    yield isArray ? ']' : '}'
  }
}
