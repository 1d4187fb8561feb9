/** Hash N-Degree Quads: https://www.w3.org/TR/rdf-canon/#hash-nd-quads (step numbers of section 4.8.3), within a budget of work. */
import type { BlankNode, OpenQuad, Term } from '../rdf/dataset.js'
import { predicateIri } from '../rdf/n-quads.js'
import type { State } from './canonicalize.js'
import type { IdentifierIssuer } from './identifier-issuer.js'
import { permutations } from './permutations.js'

export interface HashResult {
  readonly hash: string
  readonly issuer: IdentifierIssuer
}

/** A call that waits for the results of the calls that it yields: recursion that does not use the call stack. */
interface Call extends Generator<Call, HashResult, HashResult> {}

type Position = 's' | 'o' | 'g'

export class HashNDegreeQuads {
  private readonly state: State
  /** Remaining work, in calls, permutations and copied identifiers. */
  private budget: number

  /**
   * @param entangled number of blank nodes that share their first-degree hash with another one. A few times its cube is enough
   *   for each graph that is not made to be hard (RDFC-1.0 §7.1)
   */
  constructor(state: State, entangled: number) {
    this.state = state
    this.budget = 1000 + 4 * entangled ** 3
  }

  run(node: BlankNode, issuer: IdentifierIssuer): HashResult {
    const waiting: Call[] = [this.call(node, issuer)]
    let answer = undefined as unknown as HashResult
    for (;;) {
      const step = waiting[waiting.length - 1]!.next(answer)
      if (!step.done) waiting.push(step.value)
      else {
        answer = step.value
        waiting.pop()
        if (waiting.length === 0) return answer
      }
    }
  }

  private *call(node: BlankNode, pathIssuer: IdentifierIssuer): Call {
    const { canonical, hash, quads } = this.state
    // Steps 1 to 3 hash once for each of these.
    this.spend(1 + (quads[node]!.length >> 2))
    let issuer = pathIssuer
    // 1, 2, 3
    const related = this.relatedByHash(node, issuer)
    // 4
    let data = ''
    // 5
    for (const relatedHash of [...related.keys()].sort()) {
      const nodes = related.get(relatedHash)!
      // 5.1
      data += relatedHash
      if (nodes.length > 1 && this.areLeaves(nodes, node, issuer)) {
        data += yield* this.leafPath(nodes, issuer)
        continue
      }
      // 5.2, 5.3
      let chosenPath = ''
      let chosenIssuer: IdentifierIssuer | undefined
      // 5.4
      for (const permutation of permutations(nodes)) {
        if (nodes.length > 1) this.spend(1 + (issuer.size >> 5) + (nodes.length >> 4))
        // 5.4.1; if there is only one permutation, no copy is needed.
        let copy = nodes.length > 1 ? issuer.copy() : issuer
        // 5.4.2, 5.4.3
        let path = ''
        const recursion: BlankNode[] = []
        let worse = false
        // 5.4.4
        for (const other of permutation) {
          const label = canonical.get(other)
          // 5.4.4.1
          if (label !== undefined) path += label
          else {
            // 5.4.4.2
            if (!copy.has(other)) recursion.push(other)
            path += copy.issue(other)
          }
          // 5.4.4.3
          if (chosenPath !== '' && path.length >= chosenPath.length && path > chosenPath) {
            worse = true
            break
          }
        }
        if (worse) continue
        // 5.4.5
        for (const other of recursion) {
          // 5.4.5.1
          const result: HashResult = yield this.call(other, copy)
          // 5.4.5.2, 5.4.5.3
          path += `${copy.issue(other)}<${result.hash}>`
          // 5.4.5.4
          copy = result.issuer
          // 5.4.5.5
          if (chosenPath !== '' && path.length >= chosenPath.length && path > chosenPath) {
            worse = true
            break
          }
        }
        if (worse) continue
        // 5.4.6
        if (chosenPath === '' || path < chosenPath) {
          chosenPath = path
          chosenIssuer = copy
        }
      }
      // 5.5
      data += chosenPath
      // 5.6
      issuer = chosenIssuer!
    }
    // 6
    return { hash: hash(data), issuer }
  }

  /**
   * Whether each of `nodes` is new, and its quads have no other blank nodes than `center` and those with canonical labels. Then
   * its hash is the same in each permutation, and the least path is the one in the order of the hashes.
   */
  private areLeaves(nodes: readonly BlankNode[], center: BlankNode, issuer: IdentifierIssuer): boolean {
    const { canonical, quads } = this.state
    const known = (term: Term, leaf: BlankNode): boolean =>
      typeof term === 'string' || term < 0 || term === leaf || term === center || canonical.has(term)
    return (
      new Set(nodes).size === nodes.length &&
      nodes.every(
        (leaf) =>
          !canonical.has(leaf) &&
          !issuer.has(leaf) &&
          quads[leaf]!.every(
            ({ subject, object, graph }) => known(subject, leaf) && known(object, leaf) && known(graph, leaf),
          ),
      )
    )
  }

  /** Step 5.4 for leaves: one order instead of all n! permutations. */
  private *leafPath(
    leaves: readonly BlankNode[],
    issuer: IdentifierIssuer,
  ): Generator<Call, string, HashResult> {
    const hashed: { readonly leaf: BlankNode; readonly hash: string }[] = []
    for (const leaf of leaves) {
      const { hash } = yield this.call(leaf, issuer)
      hashed.push({ leaf, hash })
    }
    hashed.sort((left, right) => (left.hash < right.hash ? -1 : left.hash > right.hash ? 1 : 0))
    const labels = hashed.map(({ leaf }) => issuer.issue(leaf))
    return labels.join('') + hashed.map(({ hash }, i) => `${labels[i]}<${hash}>`).join('')
  }

  /** Steps 1 to 3: the blank nodes in the quads of `node`, by their related hash. */
  private relatedByHash(node: BlankNode, issuer: IdentifierIssuer): Map<string, BlankNode[]> {
    const related = new Map<string, BlankNode[]>()
    const add = (other: Term, quad: OpenQuad, position: Position): void => {
      if (typeof other === 'string' || other < 0 || other === node) return
      // 3.1.1, 3.1.2
      const key = this.hashRelatedBlankNode(other, quad, issuer, position)
      const nodes = related.get(key)
      if (nodes === undefined) related.set(key, [other])
      else nodes.push(other)
    }
    for (const quad of this.state.quads[node]!) {
      add(quad.subject, quad, 's')
      add(quad.object, quad, 'o')
      add(quad.graph, quad, 'g')
    }
    return related
  }

  /** Hash Related Blank Node: https://www.w3.org/TR/rdf-canon/#hash-related-blank-node */
  private hashRelatedBlankNode(
    other: BlankNode,
    quad: OpenQuad,
    issuer: IdentifierIssuer,
    position: Position,
  ): string {
    const { canonical, hashes, hash } = this.state
    const predicate = position === 'g' ? '' : `<${predicateIri(quad.body)}>`
    return hash(position + predicate + (canonical.get(other) ?? issuer.get(other) ?? hashes[other]!))
  }

  private spend(iterations: number): void {
    const { work, signal } = this.state
    this.budget -= iterations
    work.spend('deepIterations', iterations)
    if (this.budget < 0) throw work.exceeded('deepIterations')
    signal?.throwIfAborted()
  }
}
