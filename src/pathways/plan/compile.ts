/** A pathway made ready for evaluations: nodes by number, and which leaves an achievement could support. */

import { countsBadges } from '../pathway/counting-rules.js'
import { type Duration, parseDuration } from '../pathway/duration.js'
import { childrenOf, kindOf } from '../pathway/node-kind.js'
import { pathway } from '../pathway/pathway.js'
import { type Place, placesOf } from '../pathway/rules.js'
import { toThousandths } from '../pathway/thousandths.js'
import type {
  BadgeNode,
  Cap,
  IssuerRule,
  NodeKind,
  Pathway,
  PathwayNode,
  ReferenceNode,
  ResultRule,
  SkillNode,
} from '../pathway/types.js'
import { AchievementIndex } from './achievement-index.js'
import { type ScopeShape, shapeOf } from './scope-shape.js'
import { skillKey } from './skill-key.js'

/** A node with what it inherited; references are replaced by the node that they mean. */
export interface PlanNode {
  /** Its place among the plan's nodes. */
  readonly index: number
  readonly pointer: string
  readonly node: Exclude<PathwayNode, ReferenceNode>
  readonly kind: NodeKind
  /** Indices; what stands below is always evaluated first. */
  readonly children: readonly number[]
  /** For each child, whether it is written here rather than referred to. */
  readonly own: readonly boolean[]
  /** Thousandths that each child is worth, for points. */
  readonly worth: readonly number[]
  /** Amount asked for: nodes, badges, thousandths of credits or points. */
  readonly need: number
  readonly countsBadges: boolean
  readonly repeat: boolean
  readonly leaf: LeafRule | undefined
}

/** What a badge must be to support a leaf, besides its achievement. */
export interface LeafRule {
  readonly issuers: ReadonlySet<string> | 'trusted' | 'any'
  readonly within: Duration | undefined
  readonly version: string | undefined
  readonly result: ResultRule | undefined
  /** Classes that do not count. */
  readonly exclude: ReadonlySet<string>
  readonly group: string | undefined
  /** Ids as they are written. */
  readonly ids: ReadonlySet<string>
  /** Classes that it names; `undefined` where any, or a skill, will do. */
  readonly classes: readonly string[] | undefined
}

export interface Plan {
  readonly pathway: Pathway
  readonly nodes: readonly PlanNode[]
  readonly root: PlanNode
  readonly achievements: AchievementIndex
  /** Leaves that any badge could support. */
  readonly anyBadge: readonly number[]
  /** Skill → leaves. */
  readonly skills: ReadonlyMap<string, readonly number[]>
  /** Id of a waiver → the node that it waives. */
  readonly waivers: ReadonlyMap<string, number>
  readonly waivedBy: ReadonlySet<string>
  readonly units: ReadonlyMap<string, string>
  /** Unit → unit → thousandths for one. */
  readonly rates: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly countsCredits: boolean
  /** Nodes with `once`. */
  readonly scopes: ReadonlyMap<number, ScopeShape>
  /** Some node is never certainly unmet. */
  readonly isUnsure: boolean
}

// A memo of a pure function of frozen values.
const plans = new WeakMap<Pathway, Plan>()

/** @throws OpenBadgeError `model_invalid` for what `pathway` would refuse */
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
export const waiverId = (pathway: Pick<Pathway, 'id'>, node: string): string =>
  `${pathway.id}#${encodeURIComponent(node)}`

function build(checked: Pathway): Plan {
  const places = placesOf(checked)
  const order = childrenFirst(places)
  const achievements = new AchievementIndex(checked.sameAs ?? [])
  const indices = new Map(order.map(({ node }, index) => [node, index]))
  const repeats = repeatsOf(places)
  const byId = new Map(
    order.flatMap(({ node }) => ('id' in node && node.id !== undefined ? [[node.id, node] as const] : [])),
  )
  const targetOf = (node: PathwayNode): PathwayNode => ('ref' in node ? byId.get(node.ref)! : node)
  const nodes = order.map((place, index): PlanNode => {
    const node = place.node as PlanNode['node']
    const children = childrenOf(node)
    return {
      index,
      pointer: place.pointer,
      node,
      kind: kindOf(node) as NodeKind,
      children: children.map((child) => indices.get(targetOf(child))!),
      own: children.map((child) => !('ref' in child)),
      worth: children.map((child) => toThousandths(child.worth ?? 0)),
      need: needOf(node),
      countsBadges: countsBadges(node) || 'credits' in node,
      repeat: repeats.get(node)!,
      leaf: 'badge' in node || 'skill' in node ? leafRule(node, place.issuers!, achievements) : undefined,
    }
  })
  const skills = new Map<string, number[]>()
  const anyBadge: number[] = []
  for (const { index, node, leaf } of nodes) {
    if ('skill' in node) for (const reference of [node.skill].flat()) push(skills, skillKey(reference), index)
    else if ('badge' in node && leaf?.classes === undefined) anyBadge.push(index)
    else for (const name of leaf?.classes ?? []) achievements.addLeaf(name, index)
  }
  const root = nodes[indices.get(checked.root)!]!
  return {
    pathway: checked,
    nodes,
    root,
    achievements,
    anyBadge,
    skills,
    waivers: new Map(
      nodes.flatMap(({ index, node }) =>
        node.id !== undefined && index !== root.index ? [[waiverId(checked, node.id), index] as const] : [],
      ),
    ),
    waivedBy: new Set(checked.waivers),
    units: new Map(Object.entries(checked.units ?? {})),
    rates: ratesOf(checked),
    scopes: new Map(
      nodes.flatMap((each) =>
        'once' in each.node && each.node.once === true ? [[each.index, shapeOf(each, nodes)] as const] : [],
      ),
    ),
    countsCredits: nodes.some(({ kind }) => kind === 'credits'),
    isUnsure: nodes.some(({ kind }) => kind === 'unsupported'),
  }
}

/** Nodes that are no references, each after all that stand below it. */
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

function repeatsOf(places: readonly Place[]): ReadonlyMap<PathwayNode, boolean> {
  const repeats = new Map<PathwayNode, boolean>()
  for (const { node, parent } of places) {
    const own = 'repeat' in node ? node.repeat : undefined
    repeats.set(node, own ?? (parent !== undefined && repeats.get(parent.node)!))
  }
  return repeats
}

function needOf(node: PlanNode['node']): number {
  if ('all' in node) return node.all.length
  if ('atLeast' in node) return node.atLeast
  if ('credits' in node) return toThousandths(node.credits)
  return 'points' in node ? toThousandths(node.points) : 1
}

function leafRule(
  node: BadgeNode | SkillNode,
  issuers: IssuerRule,
  achievements: AchievementIndex,
): LeafRule {
  const references = 'badge' in node && node.badge !== 'any' ? [node.badge].flat() : undefined
  const exclude = 'exclude' in node ? (node.exclude ?? []) : []
  return {
    issuers: typeof issuers === 'string' ? issuers : new Set(issuers),
    within: node.within === undefined ? undefined : parseDuration(node.within),
    version: node.version,
    result: node.result,
    exclude: new Set(exclude.map((reference) => achievements.classOfReference(reference))),
    group: node.group,
    ids: new Set(references?.filter((reference) => typeof reference === 'string')),
    classes: references && [
      ...new Set(references.map((reference) => achievements.classOfReference(reference))),
    ],
  }
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

/** The caps of a node as amounts: badges, or thousandths of credits; those inside others first. */
export function capsOf({
  node,
}: PlanNode): readonly { readonly of: ReadonlySet<string>; readonly most: number }[] {
  const caps: readonly Cap[] = 'caps' in node ? (node.caps ?? []) : []
  return caps
    .map(({ of, badges, credits }) => ({ of: new Set(of), most: badges ?? toThousandths(credits!) }))
    .sort((one, other) => one.of.size - other.of.size)
}
