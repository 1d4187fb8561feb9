/** The facts about a node with `once` that do not depend on badges: its nodes, and their demands for the search. */
import type { PlanNode } from './plan.js'

export interface ScopeShape {
  /** Each node once, children first. */
  readonly nodes: readonly PlanNode[]
  readonly leaves: readonly number[]
  /** Leaves of nodes that count badges. Each of them takes any number of badges. */
  readonly counted: ReadonlySet<number>
  readonly demands: readonly DemandShape[]
  /** Leaves that belong to no demand, because their node counts credits or has caps. */
  readonly undemanded: readonly number[]
  /** Node → the children that the search chooses one by one. */
  readonly separate: ReadonlyMap<number, readonly number[]>
  /** A node has several parents. */
  readonly isShared: boolean
  /** There is nothing to choose, so that one flow decides. */
  readonly oneFlowDecides: boolean
}

/** What a node requires from the flow to be met. */
export interface DemandShape {
  readonly node: number
  /**
   * `whole`: the leaf itself, or all badges of a node that counts badges; `groups`: one badge for each of several groups;
   * `pool`: the children that are leaves and stand nowhere else in the scope.
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
  const choices = nodes.filter(isChoice)
  const isShared = [...parents.values()].some((count) => count > 1)
  const demands = demandsOf(nodes, all, isPooled)
  const asked = new Set(demands.flatMap(({ slots }) => slots.flat()))
  return {
    nodes,
    leaves,
    counted: new Set(nodes.flatMap(({ countsBadges, children }) => (countsBadges ? children : []))),
    demands,
    undemanded: leaves.filter((leaf) => !asked.has(leaf)),
    separate: new Map(
      choices.map(({ index, children }) => [index, children.filter((each) => !isPooled(each))]),
    ),
    isShared,
    oneFlowDecides: !isShared && nodes.every((node) => flowDecides(node, root, all)),
  }
}

/** Each node once, children first, and the number of its parents. */
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

/** Whether the node requires only some of its children. */
const isChoice = ({ kind, countsBadges }: PlanNode): boolean =>
  kind === 'any' || (kind === 'atLeast' && !countsBadges)

function demandsOf(
  nodes: readonly PlanNode[],
  all: readonly PlanNode[],
  isPooled: (child: number) => boolean,
): readonly DemandShape[] {
  const single = new Set<number>()
  for (const node of nodes)
    if (!node.countsBadges)
      for (const child of node.children) if (!isChoice(node) || !isPooled(child)) single.add(child)
  return nodes.flatMap((node): readonly DemandShape[] => {
    const { index, leaf, children, kind, countsBadges, caps, need, groups } = node
    if (leaf !== undefined)
      return single.has(index) ? [{ node: index, role: 'whole', slots: [[index]], capacity: 1 }] : []
    if (isChoice(node)) {
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

function flowDecides(
  { same, caps, kind, children, countsBadges, index }: PlanNode,
  root: PlanNode,
  all: readonly PlanNode[],
): boolean {
  if (same !== undefined && index !== root.index) return false
  if (kind === 'badge' || kind === 'skill' || kind === 'all') return true
  if (countsBadges) return kind === 'atLeast' && caps.length === 0
  return (kind === 'any' || kind === 'atLeast') && children.every((child) => all[child]!.leaf !== undefined)
}
