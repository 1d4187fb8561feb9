/** What is known of a node with `once` before any badge is: its nodes, and what they ask of the search. */
import type { PlanNode } from './plan.js'

export interface ScopeShape {
  /** Each once, children first. */
  readonly nodes: readonly PlanNode[]
  readonly leaves: readonly number[]
  /** Leaves of nodes that count badges: such a leaf takes any number of them. */
  readonly counted: ReadonlySet<number>
  readonly demands: readonly DemandShape[]
  /** Leaves that no demand asks for: the search spends their badges on credits, or under caps. */
  readonly loose: readonly number[]
  /** Node → those of its children that are asked for one by one. */
  readonly apart: ReadonlyMap<number, readonly number[]>
  /** Some node stands below several. */
  readonly isShared: boolean
  /** Everything is asked for, so that one flow decides. */
  readonly isPlain: boolean
}

/** What a node asks of the flow when it is to be met. */
export interface DemandShape {
  readonly node: number
  /**
   * `whole`: the leaf itself, or all badges of a node that counts them; `groups`: one badge each from different groups;
   * `pool`: leaves among the children that stand nowhere else in the scope.
   */
  readonly role: 'whole' | 'groups' | 'pool'
  /** The leaves of each slot. */
  readonly slots: readonly (readonly number[])[]
  /** How many badges a slot takes. */
  readonly capacity: number
}

export function shapeOf(root: PlanNode, all: readonly PlanNode[]): ScopeShape {
  const { nodes, parents } = nodesBelow(root, all)
  const leaves = nodes.filter(({ leaf }) => leaf !== undefined).map(({ index }) => index)
  const isPooled = (child: number): boolean => all[child]!.leaf !== undefined && parents.get(child) === 1
  const offers = nodes.filter(isOffer)
  const isShared = [...parents.values()].some((count) => count > 1)
  const demands = demandsOf(nodes, all, isPooled)
  const asked = new Set(demands.flatMap(({ slots }) => slots.flat()))
  return {
    nodes,
    leaves,
    counted: new Set(nodes.flatMap(({ countsBadges, children }) => (countsBadges ? children : []))),
    demands,
    loose: leaves.filter((leaf) => !asked.has(leaf)),
    apart: new Map(offers.map(({ index, children }) => [index, children.filter((each) => !isPooled(each))])),
    isShared,
    isPlain: !isShared && nodes.every((node) => isPlain(node, root, all)),
  }
}

/** Each once, children first, and below how many of them each stands. */
function nodesBelow(
  root: PlanNode,
  all: readonly PlanNode[],
): { readonly nodes: readonly PlanNode[]; readonly parents: ReadonlyMap<number, number> } {
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
  return { nodes: [...seen], parents }
}

/** Whether it asks for some of its children. */
const isOffer = ({ kind, countsBadges }: PlanNode): boolean =>
  kind === 'any' || (kind === 'atLeast' && !countsBadges)

function demandsOf(
  nodes: readonly PlanNode[],
  all: readonly PlanNode[],
  isPooled: (child: number) => boolean,
): readonly DemandShape[] {
  const single = new Set<number>()
  for (const node of nodes)
    if (!node.countsBadges)
      for (const child of node.children) if (!isOffer(node) || !isPooled(child)) single.add(child)
  return nodes.flatMap((node): readonly DemandShape[] => {
    const { index, leaf, children, kind, countsBadges, caps, need, groups } = node
    if (leaf !== undefined)
      return single.has(index) ? [{ node: index, role: 'whole', slots: [[index]], capacity: 1 }] : []
    if (isOffer(node)) {
      const slots = children.filter(isPooled).map((each) => [each])
      return slots.length > 0 ? [{ node: index, role: 'pool', slots, capacity: 1 }] : []
    }
    if (kind !== 'atLeast' || !countsBadges || caps.length > 0) return []
    const whole: DemandShape = { node: index, role: 'whole', slots: [children], capacity: need }
    if (groups === 0) return [whole]
    return [whole, { node: index, role: 'groups', slots: groupsOf(children, all), capacity: 1 }]
  })
}

function groupsOf(leaves: readonly number[], all: readonly PlanNode[]): readonly (readonly number[])[] {
  const groups = new Map<string | undefined, number[]>()
  for (const index of leaves) {
    const { group } = all[index]!.leaf!
    groups.set(group, [...(groups.get(group) ?? []), index])
  }
  return [...groups.values()]
}

function isPlain(
  { same, caps, kind, children, countsBadges, index }: PlanNode,
  root: PlanNode,
  all: readonly PlanNode[],
): boolean {
  if (same !== undefined && index !== root.index) return false
  if (kind === 'badge' || kind === 'skill' || kind === 'all') return true
  if (countsBadges) return kind === 'atLeast' && caps.length === 0
  return (kind === 'any' || kind === 'atLeast') && children.every((child) => all[child]!.leaf !== undefined)
}
