/** Reads a CTDL ComponentCondition: a number of its targets and nested conditions, with constraints. */
import type { Json } from '../../encoding/json.js'
import { at } from '../pathway/issues.js'
import type { PathwayNode } from '../pathway/types.js'
import {
  addressOf,
  type CtdlNode,
  conceptOf,
  listOf,
  numberOf,
  referenceOf,
  shortName,
  textOf,
} from './ctdl-graph.js'
import type { ComponentReader } from './from-ctdl.js'

/** Members of drafts before 2022, whose meaning is not certain. */
const OLD = ['leftOperand', 'operand', 'rightOperand', 'logicalOperand']

export function conditionNode(condition: CtdlNode, reader: ComponentReader): PathwayNode | undefined {
  const { members, pointer } = condition
  const operator = conceptOf(members['logicalOperator'])
  if (operator === 'Not' || OLD.some((name) => Object.hasOwn(members, name)))
    return unsupported(condition, reader)
  const targets = uniqueTargets(condition, reader)
  const constraints = listOf(members['hasConstraint']).flatMap(
    (each, i) => reader.resolve(each, `${at(pointer, 'hasConstraint')}/${i}`) ?? [],
  )
  const sums = constraints.map((constraint) => constraintNode(constraint, targets, reader))
  if (
    sums.length > 0 &&
    sums.every((node) => 'credits' in node) &&
    numberOf(members['requiredNumber']) === undefined
  )
    return sums.length === 1 ? sums[0] : { all: sums }
  const nested = listOf(members['hasCondition']).flatMap((each, i) => {
    const found = reader.resolve(each, `${at(pointer, 'hasCondition')}/${i}`)
    return (found && conditionNode(found, reader)) ?? []
  })
  const parts = [
    ...targets.flatMap((each) => reader.component(each, at(pointer, 'targetComponent')) ?? []),
    ...nested,
  ]
  const counted = parts.length === 0 ? [] : countedNode(condition, operator, parts, reader)
  const all = [...[counted].flat().filter((node) => node !== undefined), ...sums]
  if (all.length > 0) return all.length === 1 ? all[0] : { all }
  if (targets.length > 0) return undefined
  return reader.issues.add('empty_list', pointer, 'the condition has no requirement', {
    expected: 'targetComponent, hasCondition or hasConstraint',
    hint: 'add a target',
  })
}

function countedNode(
  { members, pointer }: CtdlNode,
  operator: string | undefined,
  parts: readonly PathwayNode[],
  { issues, assumptions }: ComponentReader,
): PathwayNode | undefined {
  const number = numberOf(members['requiredNumber'])
  if (operator === 'OnlyOne') assumptions.add('only_one', pointer)
  if (number === undefined) {
    if (operator === 'Or' || operator === 'OnlyOne') return { any: parts }
    assumptions.add('number_absent', pointer)
    return { all: parts }
  }
  if (!Number.isInteger(number) || number < 1 || number > parts.length)
    return issues.add(
      'unreachable',
      at(pointer, 'requiredNumber'),
      `"requiredNumber" is not 1 to ${parts.length}`,
      {
        expected: `a whole number from 1 to ${parts.length}`,
        found: number,
        hint: 'correct the number, or add targets',
      },
    )
  if (number === parts.length) return { all: parts }
  return number === 1 ? { any: parts } : { atLeast: number, of: parts }
}

function uniqueTargets({ members, pointer }: CtdlNode, { assumptions }: ComponentReader): readonly Json[] {
  const seen = new Map<string, Json>()
  for (const target of listOf(members['targetComponent'])) {
    const key = referenceOf(target) ?? JSON.stringify(target)
    if (seen.has(key)) assumptions.add('duplicate_target', pointer)
    seen.set(key, target)
  }
  return [...seen.values()]
}

/** Badges can prove a sum of credits of the targets, and no other constraint. */
function constraintNode(
  constraint: CtdlNode,
  targets: readonly Json[],
  reader: ComponentReader,
): PathwayNode {
  const { members } = constraint
  const sources = listOf(members['leftSource']).map((each) => shortName(referenceOf(each) ?? ''))
  const isSum =
    conceptOf(members['leftAction']) === 'Sum' && sources.length === 1 && sources[0] === 'schema:value'
  const credits = numberOf(members['rightSource'])
  const unit = conceptOf(members['creditUnitType'])
  const isKnown =
    isSum && conceptOf(members['comparator']) === 'GTEQ' && unit !== undefined && credits !== undefined
  if (!isKnown || members['rightAction'] !== undefined || targets.length === 0)
    return unsupported(constraint, reader)
  const of = targets.flatMap((target) => {
    const component = reader.resolve(target, constraint.pointer)
    const badge = component && (addressOf(component) ?? component.id)
    return badge === undefined ? [] : [{ badge }]
  })
  return { credits, unit, of }
}

function unsupported(node: CtdlNode, { assumptions }: ComponentReader): PathwayNode {
  assumptions.add('unsupported', node.pointer)
  const words =
    textOf(node.members['description']) ??
    textOf(node.members['name']) ??
    'a condition that badges cannot prove'
  return { unsupported: words.slice(0, 4096) }
}
