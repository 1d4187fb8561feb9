/** The lines of one subject of a template, by predicate: what can change is put together anew, the rest is finished text. */
import type { BlankNode, OpenQuad, SubjectQuads } from './dataset.js'
import { restFor } from './hash-first-degree-quads.js'
import { openRest } from './rdfc10.js'

/** Neighbouring lines with one predicate. Only among them can the order change. */
interface Group {
  /** Indices of `rests`, which are sorted. */
  readonly rests: readonly number[]
  readonly open: readonly OpenQuad[]
  /** What follows the subject in the open lines when the blank node itself is hashed. */
  readonly hashed: readonly string[]
  /** One of the `rests` can change. */
  readonly varies: boolean
}

/** A group, or the finished text of neighbouring fixed ones. */
type Part = Group | string

/** Labels move between blank nodes; for so many of them a block keeps its finished text. */
const KEPT_LABELS = 4

export class BlockPlan {
  readonly quads: SubjectQuads
  private readonly groups: readonly Group[]
  private readonly hashed: readonly Part[]
  /** The parts that begin with the model's IRI, or, of a blank node, with labels. */
  private readonly named: readonly Part[] | undefined
  private readonly labelled = new Map<string, readonly Part[]>()

  /** @param varying indices of the `rests` that have holes */
  constructor(quads: SubjectQuads, varying: ReadonlySet<number>) {
    this.quads = quads
    this.groups = groupsOf(quads, varying)
    const { subject } = quads
    this.named = typeof subject === 'string' ? joined(this.groups, subject, quads.rests, false) : undefined
    this.hashed = joined(this.groups, '_:a', quads.rests, true)
  }

  /**
   * The lines in order; `undefined` when two of them are one.
   * @param subject its text now, or its label
   */
  text(subject: string, rests: readonly string[], labels: readonly string[]): string | undefined {
    const parts = this.named === undefined ? this.partsFor(subject) : this.namedParts(subject)
    let text = ''
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!
      if (typeof part === 'string') text += part
      else if (part.open.length === 0) {
        for (let j = 0; j < part.rests.length; j++) text += subject + rests[part.rests[j]!]!
      } else if (part.open.length === 1 && part.rests.length === 0) {
        text += subject + openRest(part.open[0]!, labels)
      } else {
        const lines = part.rests.map((index) => rests[index]!)
        for (const quad of part.open) lines.push(openRest(quad, labels))
        lines.sort()
        for (let j = 0; j < lines.length; j++) {
          if (j > 0 && lines[j] === lines[j - 1]) return undefined
          text += subject + lines[j]!
        }
      }
    }
    return text
  }

  /** The lines that the first-degree hash of this blank node takes from it. */
  hashedText(rests: readonly string[]): string {
    let text = ''
    for (let i = 0; i < this.hashed.length; i++) {
      const part = this.hashed[i]!
      if (typeof part === 'string') text += part
      else if (part.hashed.length === 0) {
        for (let j = 0; j < part.rests.length; j++) text += `_:a${rests[part.rests[j]!]!}`
      } else {
        const lines = part.rests.map((index) => rests[index]!).concat(part.hashed)
        text += `_:a${lines.sort().join('_:a')}`
      }
    }
    return text
  }

  private namedParts(subject: string): readonly Part[] {
    return subject === this.quads.subject ? this.named! : this.groups
  }

  private partsFor(label: string): readonly Part[] {
    let parts = this.labelled.get(label)
    if (parts === undefined) {
      if (this.labelled.size >= KEPT_LABELS) return this.groups
      parts = joined(this.groups, label, this.quads.rests, false)
      this.labelled.set(label, parts)
    }
    return parts
  }
}

function groupsOf({ subject, rests, predicates, open }: SubjectQuads, varying: ReadonlySet<number>): Group[] {
  const byText = new Map<string, { rests: number[]; open: OpenQuad[] }>()
  const of = (text: string): { rests: number[]; open: OpenQuad[] } => {
    let group = byText.get(text)
    if (group === undefined) {
      group = { rests: [], open: [] }
      byText.set(text, group)
    }
    return group
  }
  for (let i = 0; i < rests.length; i++) of(predicates[i]!.text).rests.push(i)
  for (const quad of open) of(quad.predicate.text).open.push(quad)
  return [...byText.keys()].sort().map((text) => {
    const group = byText.get(text)!
    return {
      ...group,
      hashed: group.open.map((quad) => restFor(subject as BlankNode, quad)),
      varies: group.rests.some((index) => varying.has(index)),
    }
  })
}

/** @param hashed the form in which the node itself is hashed: there open lines are as fixed as others */
function joined(groups: readonly Group[], prefix: string, rests: readonly string[], hashed: boolean): Part[] {
  const parts: Part[] = []
  let lines: string[] = []
  const close = (): void => {
    if (lines.length > 0) parts.push(lines.join(''))
    lines = []
  }
  for (const group of groups) {
    const open = hashed ? group.hashed : []
    if (group.varies || (!hashed && group.open.length > 0)) {
      close()
      parts.push(group)
    } else {
      const own = group.rests.map((index) => rests[index]!).concat(open)
      for (const rest of own.sort()) lines.push(prefix, rest)
    }
  }
  close()
  return parts
}
