/** Prepares a pathway for evaluations: nodes by index, and which leaves an achievement could support. */

import { requireResult } from '../../encoding/options.js'
import { skillKey } from '../names/skill-key.js'
import { childrenOf, countsBadges, kindOf } from '../pathway/node-kind.js'
import { pathway } from '../pathway/pathway.js'
import { type Place, placesOf } from '../pathway/rules.js'
import { toThousandths } from '../pathway/thousandths.js'
import type { NodeKind, Pathway } from '../pathway/types.js'
import { AchievementIndex } from './achievement-index.js'
import { amountsOf, leafRule, namesOf, type WrittenNode } from './node-rules.js'
import type { Plan, PlanNode } from './plan.js'
import { shapeOf } from './scope-shape.js'

// Plans of frozen pathways are kept, because `build` is a pure function.
const plans = new WeakMap<Pathway, Plan>()

/** @throws OpenBadgeError `model_invalid` as `pathway` does */
export function compile(input: Pathway): Plan {
  const known = plans.get(input)
  if (known !== undefined) return known
  const checked = pathway(input)
  const plan = build(checked)
  plans.set(checked, plan)
  return plan
}

/**
 * Gives the id of the achievement whose badge waives a node of a pathway. The badge has the achievement type `ext:Waiver` and
 * an issuer of `waivers`.
 *
 * @param pathway - The pathway, or an object with its `id`.
 * @param node - Id of the node.
 * @returns The id.
 * @example
 * const id = waiverId(path, 'mathematics')
 */
export function waiverId(pathway: Pick<Pathway, 'id'>, node: string): string {
  requireResult('waiverId', pathway, 'pathway', 'id')
  return `${pathway.id}#${encodeURIComponent(node)}`
}

function build(checked: Pathway): Plan {
  const places = placesOf(checked)
  const order = childrenFirst(places)
  const achievements = new AchievementIndex(checked.sameAs ?? [])
  const nodes = nodesOf(order, achievements)
  const root = nodes[nodes.length - 1]!
  const skills = new Map<string, number[]>()
  const anyBadge: number[] = []
  for (const [index, { node }] of order.entries()) {
    const classes = nodes[index]!.leaf?.classes
    if ('skill' in node) for (const reference of [node.skill].flat()) push(skills, skillKey(reference), index)
    else if ('badge' in node && classes === undefined) anyBadge.push(index)
    else for (const name of classes ?? []) achievements.addLeaf(name, index)
  }
  const named = nodes.filter(({ id, index }) => id !== undefined && index !== root.index)
  return {
    pathway: checked,
    nodes,
    root,
    achievements,
    anyBadge,
    skills,
    waivers: new Map(named.map(({ id, index }) => [waiverId(checked, id!), index])),
    waivedBy: new Set(checked.waivers),
    units: new Map(Object.entries(checked.units ?? {})),
    rates: ratesOf(checked),
    scopes: new Map(nodes.filter(({ once }) => once).map((node) => [node.index, shapeOf(node, nodes)])),
    countsCredits: nodes.some(({ kind }) => kind === 'credits'),
    creditLeaves: new Set(nodes.flatMap(({ credits, children }) => (credits === undefined ? [] : children))),
    comparesLanguages: nodes.some(({ same }) => same === 'inLanguage'),
    hasUnsupported: nodes.some(({ kind }) => kind === 'unsupported'),
  }
}

/** The nodes in order. A reference becomes the index of the node that it means. */
function nodesOf(order: readonly Place[], achievements: AchievementIndex): readonly PlanNode[] {
  const indices = new Map(order.map(({ node }, index) => [node, index]))
  const byId = new Map(order.map(({ node }, index) => ['id' in node ? node.id : undefined, index]))
  const nodes: PlanNode[] = []
  for (const [index, { node, pointer, issuers, repeat }] of order.entries()) {
    const written = node as WrittenNode
    const list = childrenOf(written)
    const children = list.map((child) => ('ref' in child ? byId.get(child.ref)! : indices.get(child)!))
    const isLeaf = 'badge' in written || 'skill' in written
    const isCounting = countsBadges(written) || 'credits' in written
    nodes.push({
      index,
      pointer,
      kind: kindOf(written) as NodeKind,
      children,
      own: children.filter((_, i) => !('ref' in list[i]!)),
      worth: list.map((child) => toThousandths(child.worth ?? 0)),
      ...amountsOf(written),
      countsBadges: isCounting,
      repeat,
      once: 'once' in written && written.once === true,
      same: 'same' in written ? written.same : undefined,
      leaf: isLeaf ? leafRule(written, issuers!, achievements) : undefined,
      oneOf: isLeaf
        ? namesOf(written)
        : isCounting
          ? union(children.map((child) => nodes[child]!.oneOf))
          : undefined,
      id: written.id,
      name: written.name,
      keep: written.keep === true,
    })
  }
  return nodes
}

/** The nodes that are not references, each after all nodes below it. */
function childrenFirst(places: readonly Place[]): readonly Place[] {
  const byNode = new Map(places.map((place) => [place.node, place]))
  const byId = new Map(places.map((place) => ['id' in place.node ? place.node.id : undefined, place]))
  const order = new Set<Place>()
  const visit = (place: Place): void => {
    if (order.has(place)) return
    for (const child of childrenOf(place.node))
      visit('ref' in child ? byId.get(child.ref)! : byNode.get(child)!)
    order.add(place)
  }
  visit(places[0]!)
  return [...order]
}

function ratesOf({ rates = [] }: Pathway): Plan['rates'] {
  const table = new Map<string, Map<string, number>>()
  for (const { from, to, rate } of rates) {
    const row = table.get(from) ?? new Map<string, number>()
    table.set(from, row.set(to, toThousandths(rate)))
  }
  return table
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

/** `undefined` if one of the lists is `undefined`. */
function union(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined)
  return known.length < lists.length ? undefined : Object.freeze([...new Set(known.flat())])
}
