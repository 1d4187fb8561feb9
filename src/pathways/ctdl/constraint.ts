/** Reads CTDL constraints. Badges can prove a sum of credits of the targets, and no other constraint. */
import { at } from '../pathway/issues.js'
import type { PathwayNode } from '../pathway/types.js'
import type { Assumptions } from './assumptions.js'
import type { ComponentReader } from './component.js'
import type { CtdlNode } from './ctdl-graph.js'
import { hasRequirements, unknownMembers } from './ctdl-members.js'
import { conceptOf, listOf, numberOf, referenceOf, shortName, textOf, unitOf } from './ctdl-values.js'

interface Sum {
  readonly credits: number
  readonly unit: string
}

export function constraintNodes(condition: CtdlNode, components: ComponentReader): readonly PathwayNode[] {
  const { members, pointer } = condition
  const { reader } = components
  const nodes: PathwayNode[] = []
  let badges: readonly PathwayNode[] | undefined
  for (const [i, each] of listOf(members['hasConstraint']).entries()) {
    const constraint = reader.resolve(each, `${at(pointer, 'hasConstraint')}/${i}`)
    if (constraint === undefined) continue
    const sum = sumOf(constraint)
    if (sum !== undefined) badges ??= badgesOf(condition, components)
    const isSum = sum !== undefined && badges !== undefined && badges.length > 0
    if (!reader.count(pointer, isSum ? badges!.length + 1 : 1)) break
    nodes.push(
      isSum
        ? { ...sum, of: badges!.map((badge) => ({ ...badge })) }
        : unsupported(constraint, reader.assumptions),
    )
  }
  return nodes
}

/** `undefined` if the constraint is anything but a sum of credits. */
function sumOf(constraint: CtdlNode): Sum | undefined {
  const { members } = constraint
  const sources = listOf(members['leftSource']).map((each) => shortName(referenceOf(each) ?? ''))
  const credits = numberOf(members['rightSource'])
  const unit = unitOf(members['creditUnitType'])
  const isSum =
    conceptOf(members['leftAction']) === 'Sum' &&
    sources.length === 1 &&
    sources[0] === 'schema:value' &&
    conceptOf(members['comparator']) === 'GTEQ' &&
    members['rightAction'] === undefined &&
    unknownMembers(constraint, 'Constraint').length === 0
  return isSum && credits !== undefined && unit !== undefined ? { credits, unit } : undefined
}

/** The badges of the targets, each once. */
function badgesOf({ members, pointer }: CtdlNode, components: ComponentReader): readonly PathwayNode[] {
  const { assumptions } = components.reader
  const groups = components.groups(listOf(members['targetComponent']), at(pointer, 'targetComponent'))
  return groups.flatMap((group) => {
    for (const target of group)
      if (hasRequirements(target)) assumptions.add('sum_counts_badges', target.pointer)
    const leaf = components.leaf(group[0]!)
    return 'unsupported' in leaf ? [] : [leaf]
  })
}

export function unsupported(node: CtdlNode, assumptions: Assumptions): PathwayNode {
  assumptions.add('unsupported', node.pointer)
  const words =
    textOf(node.members['description']) ??
    textOf(node.members['name']) ??
    'a condition that badges cannot prove'
  return { unsupported: words.slice(0, 4096) }
}
