/** RDF Dataset Canonicalization, RDFC-1.0: https://www.w3.org/TR/rdf-canon/. Step numbers are those of section 4.4.3. */
import { sha256Hex, sha384Hex } from '#platform'
import type { BlankNode, Dataset } from './dataset.js'
import { hashFirstDegreeQuads } from './hash-first-degree-quads.js'
import { HashNDegreeQuads } from './hash-n-degree-quads.js'
import { IdentifierIssuer } from './identifier-issuer.js'
import type { CanonizeLimits } from './limits.js'

export interface Rdfc10Options {
  readonly algorithm?: 'SHA-256' | 'SHA-384' | undefined
  readonly limits: Pick<CanonizeLimits, 'deepIterations'>
  readonly signal?: AbortSignal | undefined
}

export type Hash = (text: string) => string

/** Canonicalization state (section 4.3). */
export interface State {
  readonly dataset: Dataset
  readonly hash: Hash
  /** For each blank node, the places of its quads in the dataset. */
  readonly quads: readonly (readonly number[])[]
  /** For each blank node, its first-degree hash. */
  readonly hashes: readonly string[]
  /** Issues the canonical labels, `_:c14n0` and on. */
  readonly canonical: IdentifierIssuer
}

/**
 * The lines of the canonical N-Quads, sorted by UTF-16 code units as all JavaScript implementations do.
 * A quad that is in the dataset twice is there twice.
 * @throws OpenBadgeError `limit_exceeded` when blank nodes are too entangled; the signal's reason
 */
export function canonicalLines(dataset: Dataset, options: Rdfc10Options): string[] {
  const labels = canonicalLabels(dataset, options)
  const { subjects, bodies, objects, graphs } = dataset
  const lines = dataset.lines.slice()
  // 6
  for (let i = 0; i < bodies.length; i++) {
    const subject = subjects[i]!
    const object = objects[i]!
    const graph = graphs[i]!
    lines.push(
      (typeof subject === 'string' ? subject : labels[subject]!) +
        (object < 0 ? bodies[i]! : bodies[i]! + labels[object]!) +
        (typeof graph === 'string' ? graph : ` ${labels[graph]} .\n`),
    )
  }
  // 7
  return lines.sort()
}

/** The canonical label of each blank node. */
export function canonicalLabels(dataset: Dataset, options: Rdfc10Options): readonly string[] {
  const count = dataset.blankNodes
  if (count === 0) return []
  // A single blank node gets the first label, whatever it hashes to.
  if (count === 1) return ONE_LABEL
  // 1
  const hash: Hash = options.algorithm === 'SHA-384' ? sha384Hex : sha256Hex
  // 2
  const quads = quadsOfBlankNodes(dataset)
  const canonical = new IdentifierIssuer('_:c14n')
  // 3
  const hashes: string[] = []
  const sharing = new Map<string, BlankNode | BlankNode[]>()
  for (let node = 0; node < count; node++) {
    // A blank node that no quad mentions is none.
    if (quads[node]!.length === 0) {
      hashes.push('')
      continue
    }
    const nodeHash = hashFirstDegreeQuads(dataset, node, quads[node]!, hash)
    hashes.push(nodeHash)
    const others = sharing.get(nodeHash)
    if (others === undefined) sharing.set(nodeHash, node)
    else if (typeof others === 'number') sharing.set(nodeHash, [others, node])
    else others.push(node)
  }
  // 4
  const entangled: BlankNode[][] = []
  for (const nodeHash of [...sharing.keys()].sort()) {
    const nodes = sharing.get(nodeHash)!
    if (typeof nodes === 'number') canonical.issue(nodes)
    else entangled.push(nodes)
  }
  // 5
  if (entangled.length > 0) {
    labelEntangled(entangled, { dataset, hash, quads, hashes, canonical }, options)
  }
  const labels: string[] = []
  for (let node = 0; node < count; node++) labels.push(canonical.get(node) ?? '')
  return labels
}

const ONE_LABEL = Object.freeze(['_:c14n0'])

function labelEntangled(
  entangled: readonly (readonly BlankNode[])[],
  state: State,
  options: Rdfc10Options,
): void {
  const nDegree = new HashNDegreeQuads(
    state,
    entangled.reduce((count, nodes) => count + nodes.length, 0),
    options,
  )
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

function quadsOfBlankNodes({ blankNodes, subjects, objects, graphs }: Dataset): number[][] {
  const quads: number[][] = []
  for (let node = 0; node < blankNodes; node++) quads.push([])
  for (let i = 0; i < subjects.length; i++) {
    const subject = subjects[i]!
    const object = objects[i]!
    const graph = graphs[i]!
    if (typeof subject === 'number') quads[subject]!.push(i)
    if (object >= 0 && object !== subject) quads[object]!.push(i)
    if (typeof graph === 'number' && graph !== subject && graph !== object) quads[graph]!.push(i)
  }
  return quads
}
