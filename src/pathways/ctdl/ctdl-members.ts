/** The members of each CTDL class that are read, or that require nothing. Every other member may be a requirement. */
import type { Json } from '../../encoding/json.js'
import { at } from '../pathway/issues.js'
import type { Assumptions } from './assumptions.js'
import type { CtdlNode } from './ctdl-graph.js'
import { listOf } from './ctdl-values.js'

const LABELS = ['@context', '@id', '@type', 'name', 'description', 'alternateName', 'ctid'] as const

export type CtdlClass = 'Pathway' | 'Component' | 'ComponentCondition' | 'Constraint'

const KNOWN: Readonly<Record<CtdlClass, ReadonlySet<string>>> = {
  Pathway: new Set([
    ...LABELS,
    ...['hasDestinationComponent', 'ceasn:hasChild', 'hasChild'],
    ...['hasPart', 'ceasn:hasPart', 'hasProgressionModel', 'asn:hasProgressionModel'],
    ...['ownedBy', 'offeredBy', 'subjectWebpage', 'keyword', 'subject', 'inLanguage', 'image'],
    ...['occupationType', 'industryType', 'instructionalProgramType', 'lifeCycleStatusType'],
  ]),
  Component: new Set([
    ...LABELS,
    ...['hasCondition', 'ceasn:hasChild', 'hasChild', 'proxyFor', 'sourceData'],
    ...['isChildOf', 'ceasn:isChildOf', 'isPartOf', 'ceasn:isPartOf'],
    ...['isDestinationComponentOf', 'isDestinationComponentFor'],
    // A suggested order. A required order is "prerequisite".
    ...['precedes', 'precededBy', 'hasProgressionLevel', 'asn:hasProgressionLevel'],
    ...['componentCategory', 'credentialType', 'codedNotation', 'identifier', 'subjectWebpage', 'image'],
    // What the component is worth, and not what it requires.
    ...['creditValue', 'pointValue', 'programTerm', 'occupationType', 'industryType'],
  ]),
  ComponentCondition: new Set([
    ...LABELS,
    ...['targetComponent', 'hasCondition', 'hasConstraint', 'requiredNumber', 'logicalOperator'],
    // Members of drafts before 2022: a condition that has one of them is never met.
    ...['leftOperand', 'operand', 'rightOperand', 'logicalOperand'],
  ]),
  Constraint: new Set([
    ...LABELS,
    ...['leftAction', 'leftSource', 'comparator', 'rightAction', 'rightSource', 'creditUnitType'],
  ]),
}

/** Whether a member only names or describes its node. */
export const isLabel = (name: string): boolean => (LABELS as readonly string[]).includes(name)

export const unknownMembers = ({ members }: CtdlNode, kind: CtdlClass): readonly string[] =>
  Object.keys(members).filter((name) => !KNOWN[kind].has(name))

/** Tells which members of a node were not read. */
export function tellUnread(node: CtdlNode, kind: CtdlClass, assumptions: Assumptions): void {
  for (const name of unknownMembers(node, kind))
    assumptions.add('not_read', at(node.pointer, name.slice(0, 80)))
}

export const CHILDREN = ['ceasn:hasChild', 'hasChild'] as const

export const hasRequirements = (component: CtdlNode): boolean =>
  listOf(component.members['hasCondition']).length > 0 || childrenOf(component).length > 0

export const childrenOf = ({ members }: CtdlNode): readonly Json[] =>
  CHILDREN.flatMap((name) => listOf(members[name]))
