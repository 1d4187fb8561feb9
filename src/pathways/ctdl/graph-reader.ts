/** Finds the nodes of a graph, follows the path to the node that is read, and counts the nodes that are made. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { sameJson } from '../../jsonld/jcs/same-json.js'
import type { Issues } from '../pathway/issues.js'
import { MOST_DEPTH, MOST_NODES } from '../pathway/pathway.js'
import { Assumptions } from './assumptions.js'
import { type CtdlGraph, type CtdlNode, nodeOf } from './ctdl-graph.js'
import { isLabel } from './ctdl-members.js'
import { referenceOf } from './ctdl-values.js'

export class GraphReader {
  readonly graph: CtdlGraph
  readonly issues: Issues
  readonly assumptions = new Assumptions()
  readonly #byId: Map<string, CtdlNode>
  readonly #embedded = new Map<JsonObject, CtdlNode>()
  readonly #path = new Set<CtdlNode>()
  #nodes = 0

  constructor(graph: CtdlGraph, issues: Issues) {
    this.graph = graph
    this.issues = issues
    this.#byId = new Map(graph.byId)
    for (const pointer of graph.unread) this.assumptions.add('not_read', pointer)
  }

  /** Whether the pathway has as many nodes as it may have, so that nothing more is read. */
  get isFull(): boolean {
    return this.#nodes > MOST_NODES
  }

  /** The node at this place, or the node that the reference means. */
  resolve(reference: Json, pointer: string): CtdlNode | undefined {
    const id = referenceOf(reference)
    const known = id === undefined ? undefined : this.#byId.get(id)
    if (isJsonObject(reference) && Object.keys(reference).some((name) => !name.startsWith('@')))
      return this.#resolveEmbedded(reference, pointer, known)
    if (known !== undefined) return known
    return this.issues.add('unknown_reference', pointer, 'no node of the graph has this id', {
      expected: 'the @id of a node',
      found: id,
      hint: 'add the node, or remove the reference',
    })
  }

  /** The node that was already found for a reference. */
  known(reference: Json): CtdlNode | undefined {
    const embedded = isJsonObject(reference) ? this.#embedded.get(reference) : undefined
    return embedded ?? this.#byId.get(referenceOf(reference) ?? '')
  }

  /** A node inside another one is read once. A second node with its id may only repeat what the first one says. */
  #resolveEmbedded(object: JsonObject, pointer: string, known: CtdlNode | undefined): CtdlNode {
    const seen = this.#embedded.get(object)
    if (seen !== undefined) return seen
    const node = nodeOf(object, pointer, this.issues)
    this.#embedded.set(object, known ?? node)
    if (known === undefined) {
      if (node.id !== undefined) this.#byId.set(node.id, node)
      return node
    }
    if (!repeats(node, known))
      this.issues.add(
        'duplicate_id',
        pointer,
        `two nodes have the same id and different members; the other is ${known.pointer || 'the top'}`,
        {
          expected: 'a different @id for each node, or the same members',
          found: node.id,
          hint: 'change one of the two ids, or write the members in one place',
        },
      )
    return known
  }

  /** Makes what stands at a node, if the node is not above itself, and not too deep. */
  within<Made>(node: CtdlNode, make: () => Made | undefined): Made | undefined {
    if (!this.count(node.pointer)) return undefined
    if (this.#path.has(node))
      return this.issues.add('cycle', node.pointer, 'the node is a condition of itself', {
        expected: 'conditions that refer to other nodes',
        found: node.id,
        hint: 'remove one of the references',
      })
    // The destination makes no node of its own.
    if (this.#path.size > MOST_DEPTH) return this.#tooMuch(node.pointer, `more than ${MOST_DEPTH} levels`)
    this.#path.add(node)
    const made = make()
    this.#path.delete(node)
    return made
  }

  /** Counts nodes before they are made. Returns whether there may be so many. */
  count(pointer: string, more = 1): boolean {
    if (this.isFull) return false
    this.#nodes += more
    if (this.isFull) this.#tooMuch(pointer, `more than ${MOST_NODES} nodes`)
    return !this.isFull
  }

  /** Nothing is read after it. */
  #tooMuch(pointer: string, found: string): undefined {
    this.#nodes = MOST_NODES + 1
    return this.issues.add('limit', pointer, `the pathway has ${found}`, {
      expected: `at most ${MOST_NODES} nodes on ${MOST_DEPTH} levels`,
      found,
      hint: 'make another pathway of a part, and require its badge here',
    })
  }
}

function repeats(node: CtdlNode, known: CtdlNode): boolean {
  if (!node.types.every((type) => known.types.includes(type))) return false
  return Object.entries(node.members).every(
    ([name, value]) => isLabel(name) || sameJson(value, known.members[name]),
  )
}
