/**
 * A document as a template for others that differ from it in some of its strings only. Such a string is a hole when
 *   1. it is a plain string literal, a reference, or the id of a node, with one line (an id: with one line that points
 *      to its node, if any) in the default graph, and
 *   2. its subject's lines come from its node alone, none of them twice.
 * Types, languages, contexts, values with a direction and strings that other spellings share a line with are no holes.
 * Whatever a document does beyond filling holes (other members, another order, a filled id that meets another subject,
 * a line that is there already) makes it no match, and it is canonicalised on its own.
 */
import type { Json, JsonObject } from '../encoding/json.js'
import type { Ambiguities } from './ambiguities.js'
import {
  type BlankNode,
  Dataset,
  DEFAULT_GRAPH,
  hasDuplicates,
  type OpenQuad,
  SubjectQuads,
  sortLines,
  type Term,
} from './dataset.js'
import { hashFirstDegreeQuads } from './hash-first-degree-quads.js'
import { findHoles, type Hole } from './holes.js'
import type { Provenance } from './provenance.js'
import {
  blocksText,
  canonicalLabels,
  hashOf,
  isInQuads,
  labelledBlocks,
  mentionsOfBlankNodes,
  type Rdfc10Options,
} from './rdfc10.js'

/** New rests and subject of quads in which something was filled. */
interface Change {
  subject: Term
  rests: string[]
  /** Of the new ones among them. */
  readonly places: number[]
}

export class DocumentTemplate {
  private readonly model: JsonObject
  private readonly dataset: Dataset
  /** By the object or array of the model that holds the string, and its place there. */
  private readonly holes: ReadonlyMap<object, ReadonlyMap<string | number, Hole>>

  /**
   * @param dataset the model's, canonicalised: `rests` are sorted, each once
   * @returns `undefined` when the model is none
   */
  static of(
    model: JsonObject,
    dataset: Dataset,
    ambiguities: Ambiguities,
    provenance: Provenance,
    algorithm: Rdfc10Options['algorithm'],
  ): DocumentTemplate | undefined {
    if (ambiguities.hasDirected) return undefined
    return new DocumentTemplate(model, dataset, algorithm, findHoles(model, ambiguities.repeated, provenance))
  }

  /** First-degree hashes of the model; an empty one for a blank node in no quad. */
  private readonly hashes: readonly string[]
  private readonly mentions: readonly (readonly OpenQuad[] | undefined)[]

  private constructor(
    model: JsonObject,
    dataset: Dataset,
    algorithm: Rdfc10Options['algorithm'],
    holes: ReadonlyMap<object, ReadonlyMap<string | number, Hole>>,
  ) {
    this.model = model
    this.dataset = new Dataset()
    this.dataset.blank.push(...dataset.blank)
    // In the order of the canonical form, so that little is left to sort.
    for (const subject of [...dataset.named.keys()].sort()) {
      this.dataset.named.set(subject, dataset.named.get(subject)!)
    }
    this.holes = holes
    const mentions = mentionsOfBlankNodes(dataset)
    const hash = hashOf(algorithm)
    this.mentions = mentions
    this.hashes = dataset.blank.map((own, node) =>
      isInQuads(own, mentions[node]) ? hashFirstDegreeQuads(node, own, mentions[node], hash) : '',
    )
    for (const [subject, quads] of dataset.named) {
      if (quads.open.length === 0 && quads.rests.length > 0) quads.text = subject + quads.rests.join(subject)
    }
  }

  /** The canonical form of a document that fills the template; `undefined` when it does not. */
  canonicalForm(document: JsonObject, options: Rdfc10Options): string | undefined {
    const filled: { readonly hole: Hole; readonly value: string }[] = []
    if (!this.compare(document, this.model, filled)) return undefined
    const changes = new Map<SubjectQuads, Change>()
    for (const { hole, value } of filled) {
      const text = hole.fill(value)
      if (text === undefined) return undefined
      if (hole.subjectOf !== undefined) changeOf(changes, hole.subjectOf).subject = text
      if (hole.line !== undefined) {
        const { quads, index, predicate } = hole.line
        const change = changeOf(changes, quads)
        change.rests[index] = predicate + text + DEFAULT_GRAPH
        change.places.push(index)
      }
    }
    const dataset = this.changed(changes)
    if (dataset === undefined) return undefined
    const labels = this.labels(dataset, changes, options)
    const blocks = labelledBlocks(dataset, labels)
    for (let i = 0; i < blocks.length; i++) if (blocks[i]!.duplicates) return undefined
    return blocksText(blocks)
  }

  /** As `canonicalLabels`, but hashes anew only those blank nodes whose quads changed. */
  private labels(
    dataset: Dataset,
    changes: ReadonlyMap<SubjectQuads, Change>,
    options: Rdfc10Options,
  ): readonly string[] {
    const count = dataset.blankNodes
    if (count < 2 || this.hashes.includes('')) return canonicalLabels(dataset, options)
    const hashes = this.hashes.slice()
    const stale = new Set<BlankNode>()
    let mentions = this.mentions
    for (const [{ subject, open }, change] of changes) {
      if (typeof subject === 'number') stale.add(subject)
      if (change.subject === subject) continue
      if (mentions === this.mentions) mentions = mentionsOfBlankNodes(dataset)
      for (const { object, graph } of open) {
        if (object >= 0) stale.add(object)
        if (typeof graph === 'number') stale.add(graph)
      }
    }
    const hash = hashOf(options.algorithm)
    for (const node of stale) {
      hashes[node] = hashFirstDegreeQuads(node, dataset.blank[node], mentions[node], hash)
    }
    const order = hashes.map((_, node) => node).sort((a, b) => (hashes[a]! < hashes[b]! ? -1 : 1))
    const labels: string[] = []
    for (let i = 0; i < count; i++) {
      if (i > 0 && hashes[order[i]!] === hashes[order[i - 1]!]) return canonicalLabels(dataset, options)
      labels[order[i]!] = `_:c14n${i}`
    }
    return labels
  }

  /** Whether two values are equal but for holes; members must stand in the same order. */
  private compare(found: Json, model: Json, filled: { hole: Hole; value: string }[]): boolean {
    if (typeof found !== 'object' || typeof model !== 'object' || found === null || model === null)
      return false
    if (Array.isArray(found)) {
      if (!Array.isArray(model) || found.length !== model.length) return false
      for (let i = 0; i < found.length; i++) {
        if (found[i] !== model[i] && !this.compareMember(found[i]!, model, i, model[i]!, filled)) return false
      }
      return true
    }
    if (Array.isArray(model)) return false
    const names = Object.keys(found)
    const modelNames = Object.keys(model)
    if (names.length !== modelNames.length) return false
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!
      if (name !== modelNames[i]) return false
      const left = (found as JsonObject)[name]!
      const right = (model as JsonObject)[name]!
      if (left !== right && !this.compareMember(left, model, name, right, filled)) return false
    }
    return true
  }

  private compareMember(
    found: Json,
    holder: object,
    place: string | number,
    model: Json,
    filled: { hole: Hole; value: string }[],
  ): boolean {
    if (typeof found !== 'string') return this.compare(found, model, filled)
    const hole = this.holes.get(holder)?.get(place)
    if (hole === undefined) return false
    filled.push({ hole, value: found })
    return true
  }

  /** The dataset with changes; `undefined` when a line or a subject is there already. */
  private changed(changes: ReadonlyMap<SubjectQuads, Change>): Dataset | undefined {
    const dataset = new Dataset()
    for (const quads of this.dataset.blank) {
      const change = quads === undefined ? undefined : changes.get(quads)
      dataset.blank.push(change === undefined ? quads : withChange(quads!, change))
    }
    for (const [subject, quads] of this.dataset.named) {
      const change = changes.get(quads)
      const name = change === undefined ? subject : (change.subject as string)
      if (dataset.named.has(name)) return undefined
      dataset.named.set(name, change === undefined ? quads : withChange(quads, change))
    }
    for (const { rests, places } of changes.values()) {
      // A new line mostly belongs where the old one was.
      if (!areInPlace(rests, places) && hasDuplicates(sortLines(rests))) return undefined
    }
    return dataset
  }
}

function changeOf(changes: Map<SubjectQuads, Change>, quads: SubjectQuads): Change {
  let change = changes.get(quads)
  if (change === undefined) {
    change = { subject: quads.subject, rests: quads.rests.slice(), places: [] }
    changes.set(quads, change)
  }
  return change
}

function areInPlace(rests: readonly string[], places: readonly number[]): boolean {
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!
    const rest = rests[place]!
    if (place > 0 && rests[place - 1]! >= rest) return false
    if (place + 1 < rests.length && rest >= rests[place + 1]!) return false
  }
  return true
}

function withChange({ subject: old, open }: SubjectQuads, { subject, rests }: Change): SubjectQuads {
  const quads = new SubjectQuads(subject)
  quads.rests = rests
  quads.open = subject === old ? open : open.map((quad) => ({ ...quad, subject }))
  return quads
}
