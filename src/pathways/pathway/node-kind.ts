/** The kind of a node, and the member that holds its children. */
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
