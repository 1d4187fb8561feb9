/**
 * A document as a template for others that differ from it only in some strings, none of them empty. Such a string is a slot if
 *   1. it is a plain string literal, a reference, or the id of a node, with one line (an id: with one line that points
 *      to its node, if any) in the default graph, and
 *   2. its subject's lines come from its node alone, none of them twice.
 * Types, languages, contexts, values with a direction, and strings whose line can also come from another value, are not slots.
 * A document that differs in other ways does not match and is canonicalised alone: with other members, another order, an id in
 * a slot that is equal to another subject or that a prefix expands, or a line that is already there.
 */
import { sha256Binary, sha384Hex } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import { ShapeMatcher } from '../../pattern/shape-matcher.js'
import { SlotValues } from '../../pattern/slot-values.js'
import type { BlankNode, Dataset, OpenQuad } from '../rdf/dataset.js'
import { sortByText } from '../rdf/sorted-lines.js'
import {
  canonicalLabels,
  type Hash,
  isInQuads,
  labelUnique,
  mentionsOfBlankNodes,
  type Rdfc10Options,
} from '../rdfc10/canonicalize.js'
import { hashFirstDegreeQuads } from '../rdfc10/hash-first-degree-quads.js'
import type { DuplicateQuads } from '../to-rdf/duplicate-quads.js'
import type { LineSources } from '../to-rdf/line-sources.js'
import { findSlots, type Slot } from './slots.js'
import { TemplatePatterns } from './template-patterns.js'

export class DocumentTemplate {
  /**
   * @param dataset the canonicalised dataset of the model: sorted, each line once. Nobody may change it after this call
   * @returns `undefined` if the model cannot be a template
   */
  static of(
    model: JsonObject,
    dataset: Dataset,
    duplicateQuads: DuplicateQuads,
    lineSources: LineSources,
    options: Rdfc10Options,
  ): DocumentTemplate | undefined {
    if (duplicateQuads.hasDirected) return undefined
    const { byPlace, all } = findSlots(model, new Set(duplicateQuads.repeated), lineSources)
    return new DocumentTemplate(new ShapeMatcher(model, byPlace), dataset, all, options)
  }

  private readonly options: Rdfc10Options
  /** Only the order of the hashes matters. */
  private readonly hash: Hash
  private readonly plan: ShapeMatcher<Slot>
  private readonly dataset: Dataset
  /** The values of the model: the texts of its slots, then space for its labels, which begin at this index. */
  private readonly values: readonly string[]
  private readonly labelsFrom: number
  private readonly mentions: readonly (readonly OpenQuad[] | undefined)[]
  /** The hash of each blank node in the model. */
  private readonly hashes: readonly string[]
  /** The blank nodes in quads. */
  private readonly nodes: readonly BlankNode[]
  /** Slots that documents have changed. The patterns treat all others as fixed text. */
  private open: ReadonlySet<Slot> = new Set()
  private patterns: TemplatePatterns | undefined

  private constructor(
    plan: ShapeMatcher<Slot>,
    dataset: Dataset,
    slots: readonly Slot[],
    options: Rdfc10Options,
  ) {
    this.options = options
    this.hash = options.algorithm === 'SHA-384' ? sha384Hex : sha256Binary
    this.plan = plan
    this.dataset = dataset
    this.labelsFrom = slots.length
    this.values = [...slots.map(({ text }) => text), ...dataset.blank.map(() => '')]
    const mentions = mentionsOfBlankNodes(dataset)
    this.mentions = mentions
    this.hashes = dataset.blank.map((own, node) => hashFirstDegreeQuads(node, own, mentions[node], this.hash))
    this.nodes = dataset.blank.flatMap((own, node) => (isInQuads(own, mentions[node]) ? [node] : []))
  }

  /** The canonical form of a document; `undefined` if it does not match the template. */
  canonicalForm(document: JsonObject): string | undefined {
    const filled = this.fill(document)
    if (filled === undefined) return undefined
    const { patterns, values, nodes } = filled
    const named = patterns.namedLines(values)
    if (named === undefined) return undefined
    let text = ''
    for (const lines of named) {
      const more = lines.text(values)
      if (more === undefined) return undefined
      text += more
    }
    for (let i = 0; i < nodes.length; i++) {
      const lines = patterns.blankLines(nodes[i]!, values)
      const more = lines === undefined ? '' : lines.text(values)
      if (more === undefined) return undefined
      text += more
    }
    return text
  }

  /** The same as UTF-8. The bytes are valid until the next call. */
  canonicalBytes(document: JsonObject): Uint8Array | undefined {
    const filled = this.fill(document)
    if (filled === undefined) return undefined
    const { patterns, values, nodes } = filled
    const writer = patterns.namedBytes(values)
    if (writer === undefined) return undefined
    for (let i = 0; i < nodes.length; i++) {
      const lines = patterns.blankLines(nodes[i]!, values)
      if (lines?.write(values, patterns.encoded, writer) === false) return undefined
    }
    return writer.content
  }

  /** The document's values with its labels, and its blank nodes in the order of the labels. */
  private fill(document: JsonObject): Filled | undefined {
    const slotValues = new SlotValues(this.values, this.open)
    if (!this.plan.matches(document, slotValues)) return undefined
    const { values, opened } = slotValues
    const patterns = this.patternsFor(opened)
    const nodes = this.nodes.slice()
    const labels = this.labels(patterns, values, nodes)
    if (labels === undefined) return undefined
    for (let i = 0; i < labels.length; i++) values[this.labelsFrom + i] = labels[i]!
    sortByText(nodes, labels)
    return { patterns, values, nodes }
  }

  /**
   * As `canonicalLabels`, but hashes only blank nodes whose quads can have changed; `undefined` if two lines have become equal.
   * @param nodes are sorted by their hashes
   */
  private labels(
    patterns: TemplatePatterns,
    values: readonly string[],
    nodes: BlankNode[],
  ): readonly string[] | undefined {
    const labels = new Array<string>(this.hashes.length).fill('')
    const hashes = this.hashes.slice()
    const { hashed } = patterns
    for (let i = 0; i < hashed.length && nodes.length > 1; i++) {
      const { node, lines } = hashed[i]!
      const filled = lines.fill(values)
      if (filled === undefined) return undefined
      hashes[node] = this.hash(filled.content)
    }
    if (labelUnique(nodes, hashes, labels)) return labels
    const filled = patterns.filled(values)
    return filled === undefined ? undefined : canonicalLabels(filled, this.options)
  }

  private patternsFor(opened: readonly Slot[] | undefined): TemplatePatterns {
    if (this.patterns === undefined || opened !== undefined) {
      this.open = new Set([...this.open, ...(opened ?? [])])
      this.patterns = new TemplatePatterns(this.dataset, this.mentions, this.open, this.labelsFrom)
    }
    return this.patterns
  }
}

interface Filled {
  readonly patterns: TemplatePatterns
  readonly values: readonly string[]
  readonly nodes: readonly BlankNode[]
}
