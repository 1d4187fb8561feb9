/** What one document puts into the holes of a template: the texts of its subjects and the lines of their blocks. */
import type { BlockPlan } from './block-plan.js'
import type { Hole } from './holes.js'
import { isInPlace, sortLines } from './sorted-lines.js'

export class Filling {
  /** The texts of the IRIs, by place. */
  readonly subjects: string[]
  /** What follows the subject in its lines without blank nodes, by place; the model's own array where nothing changed. */
  readonly rests: (readonly string[])[]
  private readonly blocks: readonly BlockPlan[]
  private readonly model: readonly string[]
  /** Place and index of each new line, one after the other. */
  private readonly changed: number[] = []

  /** @param subjects the texts of the IRIs in the model, in order */
  constructor(blocks: readonly BlockPlan[], subjects: readonly string[]) {
    this.blocks = blocks
    this.model = subjects
    this.subjects = subjects.slice()
    this.rests = []
    for (let i = 0; i < blocks.length; i++) this.rests.push(blocks[i]!.quads.rests)
  }

  /** `false` when the string would do more than fill the hole. */
  fill({ fill, line, subjectOf }: Hole, value: string): boolean {
    const text = fill(value)
    if (text === undefined) return false
    if (subjectOf !== undefined) this.subjects[subjectOf.place] = `<${text}>`
    if (line !== undefined) {
      const { quads, index, open, close } = line
      const { place } = quads
      let rests = this.rests[place] as string[]
      if (rests === quads.rests) {
        rests = rests.slice()
        this.rests[place] = rests
      }
      rests[index] = open + text + close
      this.changed.push(place, index)
    }
    return true
  }

  /** A new line mostly belongs where the old one was. `false` when it is there twice. */
  restoreOrder(): boolean {
    const { changed } = this
    for (let i = 0; i < changed.length; i += 2) {
      const rests = this.rests[changed[i]!] as string[]
      const { predicates } = this.blocks[changed[i]!]!.quads
      if (isInPlace(rests, predicates, changed[i + 1]!)) continue
      if (sortLines(rests, predicates.slice())) return false
    }
    return true
  }

  /** Places of the IRIs in the order of their texts; `undefined` when two have become one. */
  orderOfSubjects(): readonly number[] | undefined {
    const { subjects, model } = this
    const order: number[] = []
    let changed = false
    for (let place = 0; place < subjects.length; place++) {
      const subject = subjects[place]!
      changed ||= subject !== model[place]
      let i = place
      if (changed) {
        for (; i > 0 && !(subjects[order[i - 1]!]! < subject); i--) {
          if (subjects[order[i - 1]!] === subject) return undefined
          order[i] = order[i - 1]!
        }
      }
      order[i] = place
    }
    return order
  }
}
