/** What is known of a node with `once` before any badge is: its nodes, and whether its search has choices. */
import type { PlanNode } from './compile.js'

export interface ScopeShape {
  /** Each once, children first. */
  readonly nodes: readonly PlanNode[]
  /** Node → how many nodes of the scope it stands below. */
  readonly parents: ReadonlyMap<number, number>
  /** Some node stands below several. */
  readonly isShared: boolean
  /** Everything is asked for, so that one flow decides. */
  readonly isPlain: boolean
}

export function shapeOf(root: PlanNode, all: readonly PlanNode[]): ScopeShape {
  const seen = new Set<PlanNode>()
  const parents = new Map([[root.index, 1]])
  const visit = (node: PlanNode): void => {
    if (seen.has(node)) return
    for (const child of node.children) {
      parents.set(child, (parents.get(child) ?? 0) + 1)
      visit(all[child]!)
    }
    seen.add(node)
  }
  visit(root)
  const nodes = [...seen]
  const isShared = [...parents.values()].some((count) => count > 1)
  return { nodes, parents, isShared, isPlain: !isShared && nodes.every((node) => isPlain(node, root, all)) }
}

function isPlain(
  { node, kind, children, countsBadges, index }: PlanNode,
  root: PlanNode,
  all: readonly PlanNode[],
): boolean {
  if ('same' in node && node.same !== undefined && index !== root.index) return false
  if (kind === 'badge' || kind === 'skill' || kind === 'all') return true
  if (countsBadges) return kind === 'atLeast' && !('caps' in node)
  return (kind === 'any' || kind === 'atLeast') && children.every((child) => all[child]!.leaf !== undefined)
}
