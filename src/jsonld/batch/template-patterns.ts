/**
 * The dataset of a template as patterns: the lines of each subject, and the hashed text of each blank node. Only slots that a
 * document has changed are gaps. All other text is fixed.
 */
import { ByteWriter } from '../../pattern/byte-writer.js'
import { filledText, isOpen, type Part, Pattern, type Pieces, partsOf } from '../../pattern/pattern.js'
import { PatternMemory } from '../../pattern/pattern-memory.js'
import { ValueBytes } from '../../pattern/value-bytes.js'
import { type BlankNode, Dataset, type OpenQuad, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { lineTailFor } from '../rdfc10/hash-first-degree-quads.js'
import type { Slot } from './slots.js'

/** Labels move between blank nodes. The lines of a blank node are kept as fixed text for this number of labels. */
const KEPT_LABELS = 4

export class TemplatePatterns {
  private readonly dataset: Dataset
  private readonly labelsFrom: number
  readonly encoded = new ValueBytes()
  /** The lines and subjects with gaps. */
  private readonly lineTails = new Map<SubjectQuads, Map<number, Pieces>>()
  private readonly subjects = new Map<Term, Pieces>()
  /** The IRIs in the order of the model document, each with its lines; and all lines in that order. */
  private readonly named: readonly { readonly subject: Pieces; readonly lines: Pattern }[]
  private readonly inOrder: readonly Pattern[]
  private memory: PatternMemory | undefined
  /** Indices of IRIs whose order relative to the previous one depends on the values. */
  private readonly unsure: readonly number[]
  private readonly labelled: Map<string, Pattern>[]
  /** Blank nodes whose hashes depend on the values, with their hashed texts. */
  readonly hashed: readonly { readonly node: BlankNode; readonly lines: PatternMemory }[]

  /**
   * @param mentions for each blank node, the quads of other subjects with it
   * @param labelsFrom the index of the first blank node's label in the values
   */
  constructor(
    dataset: Dataset,
    mentions: readonly (readonly OpenQuad[] | undefined)[],
    slots: Iterable<Slot>,
    labelsFrom: number,
  ) {
    this.dataset = dataset
    this.labelsFrom = labelsFrom
    for (const { number, line, subjectOf } of slots) {
      if (subjectOf !== undefined) this.subjects.set(subjectOf.subject, ['<', number, '>'])
      if (line === undefined) continue
      const lineTails = this.lineTails.get(line.quads) ?? new Map<number, Pieces>()
      this.lineTails.set(line.quads, lineTails.set(line.index, [line.open, number, line.close]))
    }
    const named = [...dataset.named.keys()].sort()
    const blocks = named.map((subject) => this.linesOf(dataset.of(subject), this.subject(subject)))
    this.named = named.map((subject, i) => ({
      subject: this.subject(subject),
      lines: new Pattern(blocks[i]!),
    }))
    this.inOrder = [new Pattern(blocks.flat())]
    this.unsure = named.flatMap((_, i) =>
      i > 0 && (isOpen(this.named[i - 1]!.subject) || isOpen(this.named[i]!.subject)) ? [i] : [],
    )
    this.labelled = dataset.blank.map(() => new Map())
    this.hashed = mentions.flatMap((quads = [], node) => {
      const lines = new Pattern(this.hashedLines(node, quads))
      return lines.gaps > 0 ? [{ node, lines: new PatternMemory(lines, this.encoded) }] : []
    })
  }

  /** The lines of all IRIs, in order; `undefined` if two IRIs have become equal. */
  namedLines(values: readonly string[]): readonly Pattern[] | undefined {
    const { named, unsure } = this
    for (let i = 0; i < unsure.length; i++) {
      const place = unsure[i]!
      if (!isBefore(iriOf(named[place - 1]!.subject, values), iriOf(named[place]!.subject, values))) {
        return this.sorted(values)
      }
    }
    return this.inOrder
  }

  /** All lines of IRIs as UTF-8; `undefined` if two IRIs or two lines have become equal. */
  namedBytes(values: readonly string[]): ByteWriter | undefined {
    const patterns = this.namedLines(values)
    if (patterns === this.inOrder) {
      this.memory ??= new PatternMemory(this.inOrder[0]!, this.encoded)
      return this.memory.fill(values)
    }
    const writer = new ByteWriter()
    return patterns?.every((lines) => lines.write(values, this.encoded, writer)) ? writer : undefined
  }

  /** The lines of a blank node, if it has any. */
  blankLines(node: BlankNode, values: readonly string[]): Pattern | undefined {
    const own = this.dataset.blank[node]
    if (own === undefined) return undefined
    const number = this.labelsFrom + node
    const label = values[number]!
    const kept = this.labelled[node]!
    const known = kept.get(label)
    if (known !== undefined) return known
    const isKept = kept.size < KEPT_LABELS
    // The last one has its label as a gap, and is used for all further labels.
    const key = isKept ? label : ''
    const lines = kept.get(key) ?? new Pattern(this.linesOf(own, [isKept ? label : number]))
    kept.set(key, lines)
    return lines
  }

  /** The dataset with filled gaps, sorted; `undefined` if two lines or IRIs have become equal. */
  filled(values: readonly string[]): Dataset | undefined {
    const filled = new Dataset()
    for (let node = 0; node < this.dataset.blankNodes; node++) filled.newBlankNode()
    let subjects = 0
    for (const quads of this.dataset.subjects()) {
      const { subject: old, predicates, open } = quads
      const subject = typeof old === 'string' ? filledText(this.subject(old), values) : old
      const own = filled.of(subject)
      own.lineTails = quads.lineTails.map((_, index) => filledText(this.rest(quads, index), values))
      own.predicates = predicates.slice()
      own.open = open.map((quad) => ({ ...quad, subject }))
      if (typeof old === 'string') subjects++
    }
    return filled.sort().length > 0 || filled.named.size < subjects ? undefined : filled
  }

  private sorted(values: readonly string[]): readonly Pattern[] | undefined {
    const blocks = this.named.map(({ subject, lines }) => ({ subject: filledText(subject, values), lines }))
    blocks.sort((left, right) => (left.subject < right.subject ? -1 : 1))
    const isTwice = blocks.some(({ subject }, i) => subject === blocks[i + 1]?.subject)
    return isTwice ? undefined : blocks.map(({ lines }) => lines)
  }

  private subject(text: string): Pieces {
    return this.subjects.get(text) ?? [text]
  }

  /** The text after the subject in a line without other blank nodes. */
  private rest(quads: SubjectQuads, index: number): Pieces {
    return this.lineTails.get(quads)?.get(index) ?? [quads.lineTails[index]!]
  }

  /** The text after the subject in the line of an open quad. */
  private openTail({ body, object, graph }: OpenQuad): Pieces {
    const end = typeof graph === 'string' ? [graph] : [' ', this.labelsFrom + graph, ' .\n']
    return object < 0 ? [body, ...end] : [body, this.labelsFrom + object, ...end]
  }

  private linesOf(quads: SubjectQuads, subject: Pieces): readonly Part[] {
    return this.byPredicate(quads, subject, (quad) => this.openTail(quad))
  }

  private hashedLines(node: BlankNode, mentions: readonly OpenQuad[]): readonly Part[] {
    const own = this.dataset.blank[node]
    const rest = (quad: OpenQuad): string => lineTailFor(node, quad)
    const ofIris = mentions.flatMap((quad) =>
      typeof quad.subject === 'string' ? [[...this.subject(quad.subject), rest(quad)]] : [],
    )
    const ofBlank = mentions.flatMap((quad) =>
      typeof quad.subject === 'number' ? [['_:z', rest(quad)]] : [],
    )
    const lines = own === undefined ? [] : this.byPredicate(own, ['_:a'], (quad) => [rest(quad)])
    return [...partsOf(ofIris), ...lines, ...partsOf(ofBlank)]
  }

  /** The lines of one subject. Only the order of lines with the same predicate can change. */
  private byPredicate(
    quads: SubjectQuads,
    subject: Pieces,
    restOf: (quad: OpenQuad) => Pieces,
  ): readonly Part[] {
    const groups = new Map<string, Pieces[]>()
    const add = (predicate: string, rest: Pieces): void => {
      const group = groups.get(predicate)
      if (group === undefined) groups.set(predicate, [rest])
      else group.push(rest)
    }
    for (const [index, { text }] of quads.predicates.entries()) add(text, this.rest(quads, index))
    for (const quad of quads.open) add(quad.predicate.text, restOf(quad))
    return [...groups.keys()].sort().flatMap((predicate) => partsOf(groups.get(predicate)!, subject))
  }
}

/** The IRI of a subject's text, `<iri>`. */
function iriOf(subject: Pieces, values: readonly string[]): string {
  const [first, number] = subject
  return typeof number === 'number' ? values[number]! : (first as string).slice(1, -1)
}

/** Whether `<left>` comes before `<right>`. The closing bracket takes part in the comparison. */
function isBefore(left: string, right: string): boolean {
  if (right.startsWith(left)) return right.length > left.length && right.charCodeAt(left.length) > 0x3e
  if (left.startsWith(right)) return left.charCodeAt(right.length) < 0x3e
  return left < right
}
