/**
 * A document as a template for others that differ from it in some of its strings only. Such a string is a hole when
 *   1. it is a plain string literal, a reference, or the id of a node, with one line (an id: with one line that points
 *      to its node, if any) in the default graph, and
 *   2. its subject's lines come from its node alone, none of them twice.
 * Types, languages, contexts, values with a direction and strings that other spellings share a line with are no holes.
 * Whatever a document does beyond filling holes (other members, another order, a filled id that meets another subject
 * or that a prefix makes another IRI of, a line that is there already) makes it no match, and it is canonicalised on
 * its own.
 */
import type { JsonObject } from '../encoding/json.js'
import type { Ambiguities } from './ambiguities.js'
import { BlockPlan } from './block-plan.js'
import { ComparePlan } from './compare-plan.js'
import { type BlankNode, Dataset, type OpenQuad, type SubjectQuads } from './dataset.js'
import { Filling } from './filling.js'
import { hashFirstDegreeQuads } from './hash-first-degree-quads.js'
import { HashPlan } from './hash-plan.js'
import { findHoles, type Holes } from './holes.js'
import type { Provenance } from './provenance.js'
import {
  canonicalLabels,
  type Hash,
  hashOf,
  isInQuads,
  labelUnique,
  mentionsOfBlankNodes,
  type Rdfc10Options,
} from './rdfc10.js'
import { sortByText } from './sorted-lines.js'

export class DocumentTemplate {
  /**
   * @param dataset the model's, canonicalised: sorted, each line once; nobody changes it from now on
   * @returns `undefined` when the model is none
   */
  static of(
    model: JsonObject,
    dataset: Dataset,
    ambiguities: Ambiguities,
    provenance: Provenance,
    options: Rdfc10Options,
  ): DocumentTemplate | undefined {
    if (ambiguities.hasDirected) return undefined
    return new DocumentTemplate(model, dataset, options, findHoles(model, ambiguities.repeated, provenance))
  }

  private readonly options: Rdfc10Options
  private readonly hash: Hash
  private readonly plan: ComparePlan
  /** Of all subjects, by place: IRIs in their order, then blank nodes. */
  private readonly blocks: readonly BlockPlan[]
  /** The texts of the IRIs, by place. */
  private readonly subjects: readonly string[]
  /** For each subject, the blank nodes in its own quads. */
  private readonly mentioned: readonly (readonly BlankNode[])[]
  /** For each blank node its place, or -1; how it is hashed; its hash in the model. */
  private readonly places: readonly number[]
  private readonly plans: readonly HashPlan[]
  private readonly hashes: readonly string[]
  /** The blank nodes that are in a quad. */
  private readonly nodes: readonly BlankNode[]

  private constructor(model: JsonObject, dataset: Dataset, options: Rdfc10Options, holes: Holes) {
    this.options = options
    this.hash = hashOf(options.algorithm)
    this.plan = new ComparePlan(model, holes)
    this.subjects = [...dataset.named.keys()].sort()
    const blank = dataset.blank.filter((own) => own !== undefined)
    const all = [...this.subjects.map((subject) => dataset.of(subject)), ...blank]
    const placeOf = new Map(all.map((quads, place) => [quads, place]))
    for (const [quads, place] of placeOf) quads.place = place
    const varying = varyingLines(holes)
    this.blocks = all.map((quads) => new BlockPlan(quads, varying.get(quads) ?? NONE))
    this.mentioned = all.map(({ open }) => [
      ...new Set(open.flatMap(({ object, graph }) => [object, graph]).filter(isBlank)),
    ])
    const mentions = mentionsOfBlankNodes(dataset)
    this.places = dataset.blank.map((own) => own?.place ?? -1)
    this.plans = mentions.map((quads = [], node) => new HashPlan(node, quads, (iri) => dataset.of(iri).place))
    this.hashes = dataset.blank.map((own, node) => hashFirstDegreeQuads(node, own, mentions[node], this.hash))
    this.nodes = dataset.blank.flatMap((own, node) => (isInQuads(own, mentions[node]) ? [node] : []))
  }

  /** The canonical form of a document that fills the template; `undefined` when it does not. */
  canonicalForm(document: JsonObject): string | undefined {
    const filling = new Filling(this.blocks, this.subjects)
    if (!this.plan.matches(document, filling) || !filling.restoreOrder()) return undefined
    const named = filling.orderOfSubjects()
    if (named === undefined) return undefined
    const nodes = this.nodes.slice()
    const labels = this.labels(filling, nodes)
    let text = ''
    for (let i = 0; i < named.length; i++) {
      const place = named[i]!
      const lines = this.blocks[place]!.text(filling.subjects[place]!, filling.rests[place]!, labels)
      if (lines === undefined) return undefined
      text += lines
    }
    sortByText(nodes, labels)
    for (let i = 0; i < nodes.length; i++) {
      const place = this.places[nodes[i]!]!
      if (place < 0) continue
      const lines = this.blocks[place]!.text(labels[nodes[i]!]!, filling.rests[place]!, labels)
      if (lines === undefined) return undefined
      text += lines
    }
    return text
  }

  /**
   * As `canonicalLabels`, but hashes anew only those blank nodes whose quads changed.
   * @param nodes put in the order of their labels' numbers
   */
  private labels(filling: Filling, nodes: BlankNode[]): readonly string[] {
    const labels = new Array<string>(this.places.length).fill('')
    if (nodes.length > 1) {
      const hashes = this.hashes.slice()
      this.forgetStale(hashes, filling)
      for (let i = 0; i < nodes.length; i++) {
        const node = nodes[i]!
        if (hashes[node] === '') hashes[node] = this.hashNow(node, filling)
      }
      if (!labelUnique(nodes, hashes, labels)) {
        return canonicalLabels(this.filled(filling), this.options)
      }
    } else if (nodes.length === 1) labels[nodes[0]!] = '_:c14n0'
    return labels
  }

  /** Empties the hashes of blank nodes whose own quads changed, or whose mention by an IRI did. */
  private forgetStale(hashes: string[], { subjects, rests }: Filling): void {
    const named = this.subjects.length
    for (let place = 0; place < named; place++) {
      if (subjects[place] === this.subjects[place]) continue
      const others = this.mentioned[place]!
      for (let i = 0; i < others.length; i++) hashes[others[i]!] = ''
    }
    for (let place = named; place < this.blocks.length; place++) {
      const { quads } = this.blocks[place]!
      if (rests[place] !== quads.rests) hashes[quads.subject as BlankNode] = ''
    }
  }

  private hashNow(node: BlankNode, { subjects, rests }: Filling): string {
    const place = this.places[node]!
    const own = place < 0 ? '' : this.blocks[place]!.hashedText(rests[place]!)
    return this.hash(this.plans[node]!.text(own, subjects))
  }

  /** The whole dataset of a document, for blank nodes that their own quads do not tell apart. */
  private filled({ subjects, rests }: Filling): Dataset {
    const dataset = new Dataset()
    for (let node = 0; node < this.places.length; node++) dataset.newBlankNode()
    for (const [place, { quads }] of this.blocks.entries()) {
      const subject = subjects[place] ?? quads.subject
      const own = dataset.of(subject)
      own.rests = rests[place]!.slice()
      own.predicates = quads.predicates.slice()
      own.open = quads.open.map((quad) => ({ ...quad, subject }))
    }
    return dataset
  }
}

const NONE: ReadonlySet<number> = new Set()

function varyingLines(holes: Holes): ReadonlyMap<SubjectQuads, ReadonlySet<number>> {
  const varying = new Map<SubjectQuads, Set<number>>()
  for (const places of holes.values()) {
    for (const { line } of places.values()) {
      if (line === undefined) continue
      const indices = varying.get(line.quads) ?? new Set()
      varying.set(line.quads, indices.add(line.index))
    }
  }
  return varying
}

function isBlank(term: OpenQuad['graph']): term is BlankNode {
  return typeof term === 'number' && term >= 0
}
