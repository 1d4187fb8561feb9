/** Reads CTDL components: each one once. Where it appears again, a reference is written. */
import type { Json } from '../../encoding/json.js'
import { skillKey } from '../names/skill-key.js'
import { at } from '../pathway/issues.js'
import type { PathwayNode } from '../pathway/types.js'
import { ConditionReader, targetsBelow } from './condition.js'
import type { CtdlNode } from './ctdl-graph.js'
import { CHILDREN, childrenOf, hasRequirements, tellUnread } from './ctdl-members.js'
import { addressesOf, listOf, referenceOf, textOf } from './ctdl-values.js'
import type { GraphReader } from './graph-reader.js'

type Make = (component: CtdlNode) => PathwayNode | undefined

export class ComponentReader {
  readonly reader: GraphReader
  /** The nodes to which references may lead, by their ids. */
  readonly made = new Map<string, PathwayNode>()
  readonly #conditions: ConditionReader
  readonly #written = new Set<CtdlNode>()

  constructor(reader: GraphReader) {
    this.reader = reader
    this.#conditions = new ConditionReader(this)
  }

  /** The nodes for a list of components. Components that stand for one badge become one node. */
  distinct(references: readonly Json[], pointer: string, make: Make = this.component): PathwayNode[] {
    return this.groups(references, pointer).flatMap((group) => oneNode(group, make) ?? [])
  }

  /** The components of a list. Those that stand for one badge are in one group. */
  groups(references: readonly Json[], pointer: string): readonly (readonly CtdlNode[])[] {
    const { assumptions } = this.reader
    const groups = new Map<unknown, Set<CtdlNode>>()
    const texts = new Set<string>()
    for (const [i, reference] of references.entries()) {
      if (this.reader.isFull) break
      if (typeof reference === 'string' && texts.has(reference)) {
        assumptions.add('duplicate_target', pointer)
        continue
      }
      if (typeof reference === 'string') texts.add(reference)
      const component = this.reader.resolve(reference, references.length > 1 ? `${pointer}/${i}` : pointer)
      if (component === undefined) continue
      const key = badgeKey(component) ?? component
      const group = groups.get(key) ?? new Set()
      groups.set(key, group)
      if (group.has(component)) assumptions.add('duplicate_target', pointer)
      else if (group.size > 0) assumptions.add('same_badge', component.pointer)
      group.add(component)
    }
    return [...groups.values()].map((group) => [...group])
  }

  readonly component = (component: CtdlNode): PathwayNode | undefined => {
    const { id } = component
    if (id !== undefined && this.#written.has(component))
      return this.reader.count(component.pointer) ? { ref: id } : undefined
    return this.reader.within(component, () => {
      const node = this.#named(component)
      this.#written.add(component)
      if (id !== undefined) this.made.set(id, node)
      return node
    })
  }

  #named(component: CtdlNode): PathwayNode {
    const { id } = component
    const own = id === undefined ? {} : { id }
    const requirements = this.requirements(component)
    if (requirements === undefined) return { ...this.leaf(component), ...own }
    const label = { ...own, ...labelOf(component) }
    if (addressesOf(component.members).length === 0) {
      tellUnread(component, 'Component', this.reader.assumptions)
      return { all: [requirements], ...label }
    }
    this.reader.assumptions.add('badge_or_conditions', component.pointer)
    return { any: [this.leaf(component), requirements], ...label }
  }

  /** The conditions, or else the children; `undefined` if there are neither. */
  requirements(component: CtdlNode): PathwayNode | undefined {
    const { members, pointer } = component
    const conditions = listOf(members['hasCondition'])
    if (conditions.length > 0) {
      const nodes = this.#conditions.nodes(conditions, at(pointer, 'hasCondition'))
      if (childrenOf(component).length > 0) this.tellUnnamed(component, targetsBelow(conditions, this.reader))
      return nodes.length === 1 ? nodes[0] : { all: nodes }
    }
    if (!hasRequirements(component)) return undefined
    this.reader.assumptions.add('all_children', pointer)
    return { all: this.distinct(childrenOf(component), at(pointer, 'ceasn:hasChild')) }
  }

  /** Tells which children are not among those that the conditions or destinations name. */
  tellUnnamed({ members, pointer }: CtdlNode, named: ReadonlySet<string | undefined>): void {
    for (const name of CHILDREN)
      for (const [i, child] of listOf(members[name]).entries())
        if (referenceOf(child) === undefined || !named.has(referenceOf(child)))
          this.reader.assumptions.add('children_not_required', at(at(pointer, name), i))
  }

  /** The badge or the skill that the component stands for, without its conditions. */
  leaf(component: CtdlNode): PathwayNode {
    const { members, types, pointer, id } = component
    const { assumptions } = this.reader
    tellUnread(component, 'Component', assumptions)
    const label = labelOf(component)
    const [address] = addressesOf(members)
    for (const name of ['proxyFor', 'sourceData'])
      for (const [i, each] of listOf(members[name]).entries())
        if (address !== undefined && referenceOf(each) !== address)
          assumptions.add('first_resource', at(at(pointer, name), i))
    if (types.includes('CompetencyComponent') && address !== undefined) return { skill: address, ...label }
    if (address === undefined && id !== undefined) assumptions.add('id_is_achievement', pointer)
    const badge = address ?? id
    if (badge !== undefined) return { badge, ...label }
    assumptions.add('unsupported', pointer)
    return { unsupported: textOf(members['name'])?.slice(0, 4096) ?? 'a component without an id', ...label }
  }
}

/** One node for components that stand for one badge: the badge, and all conditions of those that have some. */
function oneNode(group: readonly CtdlNode[], make: Make): PathwayNode | undefined {
  const plain = group.filter((each) => !hasRequirements(each)).slice(0, 1)
  const nodes = [...plain, ...group.filter(hasRequirements)].flatMap((each) => make(each) ?? [])
  return nodes.length > 1 ? { all: nodes } : nodes[0]
}

/** The same for two components that one badge proves. */
function badgeKey(component: CtdlNode): string | undefined {
  const [address] = addressesOf(component.members)
  const badge = address ?? (hasRequirements(component) ? undefined : component.id)
  const isSkill = component.types.includes('CompetencyComponent') && address !== undefined
  return badge === undefined ? undefined : isSkill ? `skill ${skillKey(badge)}` : `badge ${badge}`
}

function labelOf({ members }: CtdlNode): { readonly name?: string } {
  const name = textOf(members['name'])
  return name === undefined ? {} : { name: name.slice(0, 4096) }
}
