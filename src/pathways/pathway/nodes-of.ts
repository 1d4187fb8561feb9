/** The nodes of a pathway by their JSON Pointers (RFC 6901). */
import type { Pathway, PathwayNode } from './types.js'

/** The maximum number of nodes that are read. A checked pathway has at most a thousand. */
const NODES_MAXIMUM = 2000

export function nodesOf({ root }: Pathway): ReadonlyMap<string, PathwayNode> {
  const nodes = new Map<string, PathwayNode>()
  const walk = (node: PathwayNode, pointer: string): void => {
    if (nodes.size >= NODES_MAXIMUM) return
    nodes.set(pointer, node)
    for (const name of ['all', 'any', 'of'] as const) {
      const children = (node as Readonly<Partial<Record<typeof name, readonly PathwayNode[]>>>)[name]
      if (!Array.isArray(children)) continue
      for (const [i, child] of children.entries()) walk(child, `${pointer}/${name}/${i}`)
    }
  }
  walk(root, '/root')
  return nodes
}
