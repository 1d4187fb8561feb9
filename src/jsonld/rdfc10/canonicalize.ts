/** RDF Dataset Canonicalization, RDFC-1.0: https://www.w3.org/TR/rdf-canon/. Step numbers are those of section 4.4.3. */
import { sha256Hex, sha384Hex } from '#platform'
import { type CanonizeLimits, newWork, type Work } from '../budget/limits.js'
import type { BlankNode, Dataset, OpenQuad, SubjectQuads } from '../rdf/dataset.js'
import { sortByText, withLine, withLines } from '../rdf/sorted-lines.js'
import { hashFirstDegreeQuads } from './hash-first-degree-quads.js'
import { HashNDegreeQuads } from './hash-n-degree-quads.js'
import { IdentifierIssuer } from './identifier-issuer.js'

export interface Rdfc10Options {
  readonly algorithm?: 'SHA-256' | 'SHA-384' | undefined
  /** A budget that is shared with other datasets. Default: a new one. */
  readonly work?: Work | undefined
  readonly limits: CanonizeLimits
  readonly signal?: AbortSignal | undefined
  /** Changes each text before it is hashed. */
  readonly beforeHash?: (text: string) => string
}

export type Hash = (text: string | Uint8Array) => string

/** Canonicalization state (section 4.3). */
export interface State {
  readonly hash: Hash
  /** For each blank node, the quads with another blank node. */
  readonly quads: readonly (readonly OpenQuad[])[]
  /** For each blank node, its first-degree hash. */
  readonly hashes: readonly string[]
  /** Issues the canonical labels, `_:c14n0` and on. */
  readonly canonical: IdentifierIssuer
  readonly work: Work
  readonly signal: AbortSignal | undefined
}

export interface Block {
  /** The subject's text, or its canonical label. */
  readonly subject: string
  /** The lines after the subject, sorted. A duplicate quad is in the list twice. */
  readonly lineTails: readonly string[]
  /** Whether there are duplicate quads with blank nodes. */
  readonly duplicates: boolean
}

/**
 * The canonical N-Quads, by subject, in order. Lines are sorted by UTF-16 code units.
 * @param dataset sorted
 * @throws OpenBadgeError `limit_exceeded` if labelling the blank nodes takes too much work; the signal's reason
 */
export function canonicalBlocks(dataset: Dataset, options: Rdfc10Options): Block[] {
  return labelledBlocks(dataset, canonicalLabels(dataset, options))
}

/** Steps 6 and 7, with the label of each blank node. */
function labelledBlocks(dataset: Dataset, labels: readonly string[]): Block[] {
  // 6
  const blocks: Block[] = []
  for (const [subject, quads] of dataset.named) blocks.push(blockOf(subject, quads, labels))
  for (let node = 0; node < labels.length; node++) {
    const quads = dataset.blank[node]
    if (quads !== undefined) blocks.push(blockOf(labels[node]!, quads, labels))
  }
  // 7; only the text of a label can be the start of another subject's text, and a space ends it.
  return sortBlocks(blocks)
}

/** The text of canonical N-Quads. */
export function blocksText(blocks: readonly Block[]): string {
  let text = ''
  for (let i = 0; i < blocks.length; i++) {
    const { subject, lineTails: tails } = blocks[i]!
    for (let j = 0; j < tails.length; j++) text += subject + tails[j]!
  }
  return text
}

/**
 * The lines with the same label for all blank nodes. To make them is much faster. If they differ, the canonical N-Quads differ
 * too.
 * @param dataset sorted
 */
export function unlabelledText(dataset: Dataset): string {
  const labels = new Array<string>(dataset.blankNodes).fill('_:')
  return labelledBlocks(dataset, labels)
    .map((block) => blocksText([block]))
    .sort()
    .join('')
}

function sortBlocks(blocks: Block[]): Block[] {
  const { length } = blocks
  if (length > 24) return blocks.sort((left, right) => (left.subject < right.subject ? -1 : 1))
  for (let i = 1; i < length; i++) {
    const block = blocks[i]!
    let j = i
    for (; j > 0 && block.subject < blocks[j - 1]!.subject; j--) blocks[j] = blocks[j - 1]!
    blocks[j] = block
  }
  return blocks
}

function blockOf(subject: string, quads: SubjectQuads, labels: readonly string[]): Block {
  const { lineTails: tails, open } = quads
  if (open.length === 0) return { subject, lineTails: tails, duplicates: false }
  if (open.length === 1) {
    const { predicate } = open[0]!
    const line = openTail(open[0]!, labels)
    return { subject, lineTails: withLine(tails, quads.predicates, line, predicate), duplicates: false }
  }
  const { lines, twice } = withLines(quads, (quad) => openTail(quad, labels))
  return { subject, lineTails: lines, duplicates: twice }
}

/** The line of an open quad after its subject, with the label of each blank node. */
function openTail({ body, object, graph }: OpenQuad, labels: readonly string[]): string {
  const end = typeof graph === 'string' ? graph : ` ${labels[graph]} .\n`
  return object < 0 ? body + end : body + labels[object] + end
}

/** The canonical label of each blank node that is in a quad. */
export function canonicalLabels(dataset: Dataset, options: Rdfc10Options): readonly string[] {
  const count = dataset.blankNodes
  if (count === 0) return NO_LABELS
  // A single blank node gets the first label, so its hash is not needed.
  if (count === 1) return ONE_LABEL
  // 1
  const work = options.work ?? newWork(options.limits)
  const hash = hashOf(options, work)
  // 2
  const mentions = mentionsOfBlankNodes(dataset)
  // 3
  const hashes: string[] = []
  const nodes: BlankNode[] = []
  for (let node = 0; node < count; node++) {
    const own = dataset.blank[node]
    const isThere = isInQuads(own, mentions[node])
    hashes.push(isThere ? hashFirstDegreeQuads(node, own, mentions[node], hash) : '')
    if (isThere) nodes.push(node)
  }
  const labels: string[] = new Array<string>(count).fill('')
  if (labelUnique(nodes, hashes, labels)) return labels
  const canonical = new IdentifierIssuer('_:c14n')
  const entangled: BlankNode[][] = []
  // 4
  for (let i = 0; i < nodes.length; ) {
    const start = i++
    while (i < nodes.length && hashes[nodes[i]!] === hashes[nodes[start]!]) i++
    if (i === start + 1) canonical.issue(nodes[start]!)
    else entangled.push(nodes.slice(start, i))
  }
  // 5
  const quads = mentions.map((quads = [], node) => [...(dataset.blank[node]?.open ?? []), ...quads])
  labelEntangled(entangled, { hash, quads, hashes, canonical, work, signal: options.signal })
  for (const node of canonical.issued()) labels[node] = canonical.issue(node)
  return labels
}

/**
 * Step 4 if all hashes are different: writes the labels. Always sorts the nodes by hash, and those with equal hashes by their
 * own order.
 */
export function labelUnique(nodes: BlankNode[], hashes: readonly string[], labels: string[]): boolean {
  sortByText(nodes, hashes)
  for (let i = 1; i < nodes.length; i++) if (hashes[nodes[i]!] === hashes[nodes[i - 1]!]) return false
  for (let i = 0; i < nodes.length; i++) labels[nodes[i]!] = LABELS[i] ?? `_:c14n${i}`
  return true
}

/** Enough labels for nearly all documents. */
const LABELS: readonly string[] = Array.from({ length: 64 }, (_, i) => `_:c14n${i}`)

/** The hash function of an algorithm, charged in blocks. A block of SHA-384 counts twice, because it can take twice as long. */
function hashOf({ algorithm, beforeHash }: Rdfc10Options, work: Work): Hash {
  const [hash, weight] = algorithm === 'SHA-384' ? [sha384Hex, 2] : [sha256Hex, 1]
  return (text) => {
    work.spend('hashes', weight * (1 + (text.length >> 6)))
    return hash(beforeHash === undefined ? text : beforeHash(text as string))
  }
}

/** Whether a blank node is in a quad. A node object without members may be in none. */
export function isInQuads(own: SubjectQuads | undefined, mentions: readonly OpenQuad[] | undefined): boolean {
  return mentions !== undefined || (own !== undefined && own.lineTails.length + own.open.length > 0)
}

const NO_LABELS: readonly string[] = Object.freeze([])
const ONE_LABEL: readonly string[] = Object.freeze(['_:c14n0'])

function labelEntangled(entangled: readonly (readonly BlankNode[])[], state: State): void {
  const count = entangled.reduce((sum, nodes) => sum + nodes.length, 0)
  const nDegree = new HashNDegreeQuads(state, count)
  for (const nodes of entangled) {
    // 5.1
    const paths: { readonly hash: string; readonly issuer: IdentifierIssuer }[] = []
    // 5.2
    for (const node of nodes) {
      // 5.2.1
      if (state.canonical.has(node)) continue
      // 5.2.2, 5.2.3
      const issuer = new IdentifierIssuer('_:b')
      issuer.issue(node)
      // 5.2.4
      paths.push(nDegree.run(node, issuer))
    }
    // 5.3
    paths.sort((left, right) => (left.hash < right.hash ? -1 : left.hash > right.hash ? 1 : 0))
    for (const { issuer } of paths) for (const node of issuer.issued()) state.canonical.issue(node)
  }
}

/** For each blank node, the quads of other subjects with it; `undefined` if there are none. */
export function mentionsOfBlankNodes(dataset: Dataset): (OpenQuad[] | undefined)[] {
  const mentions = new Array<OpenQuad[] | undefined>(dataset.blankNodes).fill(undefined)
  const mention = (node: BlankNode, quad: OpenQuad): void => {
    const quads = mentions[node]
    if (quads === undefined) mentions[node] = [quad]
    else quads.push(quad)
  }
  const mentionAll = ({ open }: SubjectQuads): void => {
    for (let i = 0; i < open.length; i++) {
      const quad = open[i]!
      const { subject, object, graph } = quad
      if (object >= 0 && object !== subject) mention(object, quad)
      if (typeof graph === 'number' && graph !== subject && graph !== object) mention(graph, quad)
    }
  }
  dataset.named.forEach(mentionAll)
  for (const quads of dataset.blank) if (quads !== undefined) mentionAll(quads)
  return mentions
}
