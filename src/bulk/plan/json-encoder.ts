/** The JSON text of objects that differ in some of their strings only: the rest is encoded once. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { ComparePlan } from '../../pattern/compare-plan.js'
import { Filling } from '../../pattern/filling.js'
import { type Part, Pattern } from '../../pattern/pattern.js'
import { PatternMemory } from '../../pattern/pattern-memory.js'
import type { StringHole } from '../../pattern/string-hole.js'
import { ValueBytes } from '../../pattern/value-bytes.js'

/** After so many objects in a row that do not fill the template, the next becomes one. */
const PATIENCE = 4

export class JsonTexts {
  private template: JsonTemplate | undefined
  private misses = 0

  /** What JSON.stringify would give, as UTF-8; good until the next call. Nobody changes the object later. */
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
  private readonly holes = new Map<object, Map<string | number, StringHole>>()
  private readonly plan: ComparePlan<StringHole>
  private readonly values: string[] = []
  /** Holes that objects have filled; all others are fixed text. */
  private readonly open = new Set<StringHole>()
  private memory: PatternMemory | undefined

  constructor(model: JsonObject) {
    this.model = model
    this.findHoles(model)
    this.plan = new ComparePlan(model, this.holes)
  }

  fill(value: JsonObject): Uint8Array | undefined {
    const filling = new Filling(this.values, this.open)
    if (!this.plan.matches(value, filling)) return undefined
    for (const hole of filling.opened ?? []) this.open.add(hole)
    if (this.memory === undefined || filling.opened !== undefined) {
      this.memory = new PatternMemory(new Pattern([...this.partsOf(this.model)]), new ValueBytes())
    }
    return this.memory.fill(filling.values)?.content
  }

  private findHoles(holder: object): void {
    const places = new Map<string | number, StringHole>()
    this.holes.set(holder, places)
    for (const [name, value] of Object.entries(holder) as [string, Json][]) {
      if (typeof value === 'object' && value !== null) this.findHoles(value)
      if (typeof value !== 'string') continue
      const hole = { number: this.values.length, text: JSON.stringify(value), fill: JSON.stringify }
      this.values.push(hole.text)
      places.set(Array.isArray(holder) ? Number(name) : name, hole)
    }
  }

  private *partsOf(holder: object): Generator<Part> {
    const isArray = Array.isArray(holder)
    const places = this.holes.get(holder)!
    let before = isArray ? '[' : '{'
    for (const [name, value] of Object.entries(holder) as [string, Json][]) {
      yield isArray ? before : `${before}${JSON.stringify(name)}:`
      before = ','
      const hole = places.get(isArray ? Number(name) : name)
      if (hole !== undefined) yield this.open.has(hole) ? hole.number : hole.text
      else if (typeof value === 'object' && value !== null) yield* this.partsOf(value)
      else yield JSON.stringify(value)
    }
    if (before !== ',') yield before
    yield isArray ? ']' : '}'
  }
}
