/** Rules of nodes that count: they count the right kind, and the number can be reached. */

import { at, type Issues } from './issues.js'
import { childrenOf, isLeafKind, kindOf } from './node-kind.js'
import type { Place } from './rules.js'
import { toThousandths } from './thousandths.js'
import type { Cap, Pathway, PathwayNode, ReferenceNode } from './types.js'

/** Whether the node counts badges instead of nodes. */
export const countsBadges = (node: PathwayNode): boolean =>
  'atLeast' in node && (node.repeat === true || node.groups !== undefined || node.caps !== undefined)

export function checkCounting(place: Place, issues: Issues): void {
  const { node, pointer } = place
  const children = childrenOf(node)
  checkDuplicates(children, pointer, issues)
  if ('credits' in node || countsBadges(node)) {
    checkLeaves(place, issues)
    checkGroups(place, issues)
  }
  if ('atLeast' in node && !countsBadges(node) && node.atLeast > children.length)
    unreachable(at(pointer, 'atLeast'), node.atLeast, `${children.length} nodes`, issues)
  if ('points' in node) {
    const all = children.reduce((sum, { worth }) => sum + toThousandths(worth ?? 0), 0)
    if (toThousandths(node.points) > all && children.every(({ worth }) => worth !== undefined))
      unreachable(at(pointer, 'points'), node.points, `nodes that are worth ${all / 1000} points`, issues)
  }
}

function unreachable(pointer: string, asked: number, there: string, issues: Issues): void {
  issues.add('unreachable', pointer, `${asked} are required, but there are only ${there}`, {
    expected: 'a number that can be reached',
    found: asked,
    hint: 'lower the number, or add nodes',
  })
}

/** A node that is in a list twice would count twice. */
function checkDuplicates(children: readonly PathwayNode[], pointer: string, issues: Issues): void {
  const seen = new Set<string>()
  for (const child of children) {
    const id = 'ref' in child ? child.ref : child.id
    if (id === undefined) continue
    if (seen.has(id))
      issues.add('duplicate', pointer, 'this list has the same node twice', {
        expected: 'each node once',
        found: id,
        hint: 'remove one of the two; to require several awards of one badge, use repeat',
      })
    seen.add(id)
  }
}

function checkLeaves({ node, pointer }: Place, issues: Issues): void {
  for (const [i, child] of childrenOf(node).entries()) {
    if (isLeafKind(kindOf(child))) continue
    issues.add(
      'not_a_leaf',
      at(at(pointer, 'of'), i),
      'the node above counts badges, so this must have badge or skill',
      {
        expected: 'a node with badge or skill',
        found: 'ref' in child ? (child as ReferenceNode).ref : kindOf(child),
        hint: 'write one node for each badge',
      },
    )
  }
}

function checkGroups({ node, pointer }: Place, issues: Issues): void {
  const { groups, caps = [] } = node as { readonly groups?: number; readonly caps?: readonly Cap[] }
  const names = new Set(
    childrenOf(node).flatMap((child) => ('group' in child && child.group !== undefined ? [child.group] : [])),
  )
  if (groups !== undefined) {
    if (groups > names.size) unreachable(at(pointer, 'groups'), groups, `${names.size} groups`, issues)
    if ('atLeast' in node && groups > node.atLeast)
      unreachable(at(pointer, 'groups'), groups, `${node.atLeast} required badges`, issues)
  }
  for (const [i, cap] of caps.entries()) checkCap(cap, at(at(pointer, 'caps'), i), node, names, issues)
  for (const [i, one] of caps.entries()) {
    for (const other of caps.slice(0, i)) {
      if (nested(one.of, other.of)) continue
      issues.add(
        'out_of_range',
        at(at(pointer, 'caps'), i),
        'two caps have some groups in common, but not all',
        {
          expected: 'caps with different groups, or one cap with all groups of the other',
          found: one.of.join(', '),
          hint: 'split the groups',
        },
      )
    }
  }
}

function checkCap(
  cap: Cap,
  pointer: string,
  node: PathwayNode,
  names: ReadonlySet<string>,
  issues: Issues,
): void {
  for (const [j, name] of cap.of.entries()) {
    if (!names.has(name))
      issues.add('unknown_reference', at(at(pointer, 'of'), j), 'no node here has this group', {
        expected: [...names].join(', ') || 'the group of a node',
        found: name,
        hint: 'give the group to a node',
      })
  }
  const [number, other] =
    'credits' in node ? (['credits', 'badges'] as const) : (['badges', 'credits'] as const)
  if (cap[number] === undefined || cap[other] !== undefined)
    issues.add('wrong_type', pointer, `a cap of this node must limit the number of ${number}`, {
      expected: number,
      found: cap[other] === undefined ? undefined : other,
      hint: `write { of, ${number} }`,
    })
}

function nested(one: readonly string[], other: readonly string[]): boolean {
  const [names, others] = [new Set(one), new Set(other)]
  let shared = 0
  for (const name of names) if (others.has(name)) shared++
  return shared === 0 || shared === names.size || shared === others.size
}

/** At most one rate for each pair of units, and none from a unit to itself. */
export function checkRates({ rates = [] }: Pathway, issues: Issues): void {
  const pairs = new Set<string>()
  for (const [i, { from, to }] of rates.entries()) {
    const pair = JSON.stringify([from, to])
    if (from === to || pairs.has(pair))
      issues.add(
        'duplicate',
        `/rates/${i}`,
        from === to ? 'this rate converts a unit to itself' : 'there is another rate for the same units',
        {
          expected: 'one rate for two different units',
          found: `${from} to ${to}`,
          hint: 'remove this rate',
        },
      )
    pairs.add(pair)
  }
}
