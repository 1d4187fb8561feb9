/** The kind of a node, and the member that holds its children. */
import { nearest } from '../../encoding/nearest.js'
import type { NodeKind, PathwayNode } from './types.js'

export const KINDS = [
  'badge',
  'skill',
  'all',
  'any',
  'atLeast',
  'credits',
  'points',
  'unsupported',
  'ref',
] as const
export type AnyKind = NodeKind | 'ref'

/** Kinds, with the names that other rule languages have for them. */
const OTHER_NAMES: Readonly<Record<AnyKind, string>> = {
  badge: 'achievement credential',
  skill: 'competency',
  all: 'and allOf every each',
  any: 'or anyOf oneOf some',
  atLeast: 'nOf min minimum choose count',
  credits: 'credit ects',
  points: 'score',
  unsupported: '',
  ref: '$ref reference',
}

/** The kind that a wrong name probably means. */
export function kindMeantBy(name: string): AnyKind | undefined {
  const wanted = name.toLowerCase()
  const other = KINDS.find((kind) => OTHER_NAMES[kind].toLowerCase().split(' ').includes(wanted))
  return name === '' ? undefined : (other ?? (nearest(name, KINDS) as AnyKind | undefined))
}

/** The member that holds the children of a kind. */
export const CHILDREN: Readonly<Record<AnyKind, 'all' | 'any' | 'of' | undefined>> = {
  badge: undefined,
  skill: undefined,
  all: 'all',
  any: 'any',
  atLeast: 'of',
  credits: 'of',
  points: 'of',
  unsupported: undefined,
  ref: undefined,
}

export const kindOf = (node: PathwayNode): AnyKind => KINDS.find((kind) => Object.hasOwn(node, kind))!

/** The children as they are written. A reference has none. */
export function childrenOf(node: PathwayNode): readonly PathwayNode[] {
  const member = CHILDREN[kindOf(node)]
  if (member === undefined) return []
  return (node as unknown as Readonly<Record<typeof member, readonly PathwayNode[]>>)[member]
}

export const isLeafKind = (kind: AnyKind): boolean => kind === 'badge' || kind === 'skill'

/** Whether the node counts badges instead of nodes. */
export const countsBadges = (node: PathwayNode): boolean =>
  'atLeast' in node && (node.repeat === true || node.groups !== undefined || node.caps !== undefined)
