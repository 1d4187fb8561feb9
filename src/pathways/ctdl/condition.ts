/** Reads CTDL conditions: a number of targets and nested conditions, with constraints. Each condition is read once. */
import type { Json } from '../../encoding/json.js'
import { at } from '../pathway/issues.js'
import { MOST_NODES } from '../pathway/pathway.js'
import { Requirements } from '../pathway/requirements.js'
import type { PathwayNode } from '../pathway/types.js'
import type { ComponentReader } from './component.js'
import { constraintNodes, unsupported } from './constraint.js'
import type { CtdlNode } from './ctdl-graph.js'
import { tellUnread } from './ctdl-members.js'
import { conceptOf, listOf, numberOf, referenceOf } from './ctdl-values.js'
import type { GraphReader } from './graph-reader.js'

/** Members of drafts before 2022, whose meaning is not certain. */
const OLD = ['leftOperand', 'operand', 'rightOperand', 'logicalOperand']
const ALTERNATIVES = ['targetComponent', 'hasCondition', 'hasConstraint']
const OPERATORS: readonly (string | undefined)[] = ['And', 'Or', 'OnlyOne']

export class ConditionReader {
  readonly #components: ComponentReader
  readonly #reader: GraphReader
  readonly #requirements: Requirements
  /** What was made of conditions with an id. */
  readonly #made = new Map<CtdlNode, PathwayNode & { id?: string }>()

  constructor(components: ComponentReader) {
    this.#components = components
    this.#reader = components.reader
    this.#requirements = new Requirements({
      placeOf: () => ({ issuers: undefined, repeat: false }),
      targetOf: (id) => components.made.get(id),
      shared: new Set(),
    })
  }

  /** The nodes for a list of conditions. A condition that is in the list twice counts once. */
  nodes(references: readonly Json[], pointer: string): readonly PathwayNode[] {
    const found = new Set<CtdlNode>()
    for (const [i, reference] of references.entries()) {
      if (this.#reader.isFull) break
      const condition = this.#reader.resolve(reference, `${pointer}/${i}`)
      if (condition === undefined) continue
      if (found.has(condition)) this.#reader.assumptions.add('duplicate_target', pointer)
      found.add(condition)
    }
    return [...found].flatMap((condition) => this.#condition(condition) ?? [])
  }

  #condition(condition: CtdlNode): PathwayNode | undefined {
    const { id, pointer } = condition
    const before = this.#made.get(condition)
    if (before !== undefined && id !== undefined) {
      // Only a node that is used again needs an id.
      before.id = id
      this.#components.made.set(id, before)
      return this.#reader.count(pointer) ? { ref: id } : undefined
    }
    const node = this.#reader.within(condition, () => this.#read(condition))
    if (node !== undefined && id !== undefined)
      this.#made.set(condition, node as PathwayNode & { id?: string })
    return node
  }

  #read(condition: CtdlNode): PathwayNode | undefined {
    const { members, pointer } = condition
    const { issues, assumptions } = this.#reader
    tellUnread(condition, 'ComponentCondition', assumptions)
    const hasOperator = listOf(members['logicalOperator']).length > 0
    const operator = conceptOf(members['logicalOperator'])
    if ((hasOperator && !OPERATORS.includes(operator)) || OLD.some((name) => Object.hasOwn(members, name)))
      return unsupported(condition, assumptions)
    const targets = listOf(members['targetComponent'])
    const constraints = constraintNodes(condition, this.#components)
    const hasNumber = listOf(members['requiredNumber']).length > 0
    // The targets are what the sum is about.
    const isSum = !hasNumber && !hasOperator && constraints.some((node) => 'credits' in node)
    if (isSum) assumptions.add('sum_of_targets', pointer)
    const parts = isSum ? [] : this.#components.distinct(targets, at(pointer, 'targetComponent'))
    const nested = this.nodes(listOf(members['hasCondition']), at(pointer, 'hasCondition'))
    const counted = this.#counted(condition, operator, parts, nested)
    const all = [...counted, ...constraints]
    if (all.length > 0) return all.length === 1 ? all[0] : { all }
    // Those that are there and were not read have issues of their own.
    if (ALTERNATIVES.some((name) => listOf(members[name]).length > 0)) return undefined
    return issues.add('empty_list', pointer, 'the condition has no requirement', {
      expected: 'targetComponent, hasCondition or hasConstraint',
      hint: 'add a target',
    })
  }

  /** The number is that of the targets. With "And" the nested conditions are required too; otherwise they count as targets. */
  #counted(
    condition: CtdlNode,
    operator: string | undefined,
    targets: readonly PathwayNode[],
    nested: readonly PathwayNode[],
  ): readonly PathwayNode[] {
    const { members, pointer } = condition
    const parts = [...targets, ...nested]
    const isMixed = targets.length > 0 && nested.length > 0
    const hasNumber = listOf(members['requiredNumber']).length > 0
    if (parts.length === 0) {
      if (hasNumber) this.#reader.assumptions.add('not_read', at(pointer, 'requiredNumber'))
      return []
    }
    if (isMixed && hasNumber && operator === 'And')
      return [...this.#some(condition, operator, targets), ...nested]
    if (isMixed && (hasNumber || (operator ?? 'And') !== 'And'))
      this.#reader.assumptions.add('counted_together', pointer)
    return this.#some(condition, operator, parts)
  }

  #some(
    { members, pointer }: CtdlNode,
    operator: string | undefined,
    parts: readonly PathwayNode[],
  ): readonly PathwayNode[] {
    const { issues, assumptions } = this.#reader
    if (operator === 'OnlyOne') assumptions.add('only_one', pointer)
    if (listOf(members['requiredNumber']).length === 0) {
      if (operator === 'Or' || operator === 'OnlyOne') return [{ any: parts }]
      assumptions.add('number_absent', pointer)
      return [{ all: parts }]
    }
    const number = numberOf(members['requiredNumber'])
    const different = number === 1 ? parts : this.#different(parts, pointer)
    // All are required, so that none of them counts instead of another.
    if (number === parts.length) return [{ all: parts }]
    if (number === undefined || !Number.isInteger(number) || number < 1 || number > different.length) {
      const most = different.length
      issues.add('unreachable', at(pointer, 'requiredNumber'), `"requiredNumber" is not 1 to ${most}`, {
        expected: `a whole number from 1 to ${most}`,
        found: number ?? members['requiredNumber'],
        hint: 'correct the number, or add targets; targets and conditions that require the same count as one',
      })
      return []
    }
    if (number === different.length) return [{ all: different }]
    return [number === 1 ? { any: parts } : { atLeast: number, of: different }]
  }

  /** Parts that require the same become one, because one badge would count for each of them. */
  #different(parts: readonly PathwayNode[], pointer: string): readonly PathwayNode[] {
    const groups = new Map<number, PathwayNode[]>()
    for (const part of parts) {
      const requirement = this.#requirements.of(part)
      const group = groups.get(requirement)
      if (group === undefined) groups.set(requirement, [part])
      else group.push(part)
    }
    if (groups.size < parts.length) this.#reader.assumptions.add('same_requirement', pointer)
    return [...groups.values()].flatMap((group) => {
      if (group.length === 1) return group
      return this.#reader.count(pointer) ? { all: group } : []
    })
  }
}

/** The ids of the components that conditions name, as far as these conditions were read. */
export function targetsBelow(
  conditions: readonly Json[],
  reader: GraphReader,
): ReadonlySet<string | undefined> {
  const named = new Set<string | undefined>()
  const seen = new Set<CtdlNode>()
  const visit = (list: readonly Json[]): void => {
    for (const each of list) {
      if (seen.size + named.size > MOST_NODES) return
      const condition = reader.known(each)
      if (condition === undefined || seen.has(condition)) continue
      seen.add(condition)
      for (const target of listOf(condition.members['targetComponent'])) {
        if (named.size > MOST_NODES) return
        named.add(referenceOf(target))
      }
      visit(listOf(condition.members['hasCondition']))
    }
  }
  visit(conditions)
  return named
}
