/** Rules of nodes that count: they count the right kind, and the number can be reached. */

import { at, type Issues } from './issues.js'
import { childrenOf, isLeafKind, kindOf } from './node-kind.js'
import type { Place } from './rules.js'
import { toThousandths } from './thousandths.js'
import type { Cap, Pathway, PathwayNode, ReferenceNode } from './types.js'

/** The first name of each achievement that has several. */
type Names = ReadonlyMap<unknown, string>

/** Whether the node counts badges instead of nodes. */
export const countsBadges = (node: PathwayNode): boolean =>
  'atLeast' in node && (node.repeat === true || node.groups !== undefined || node.caps !== undefined)

export function checkCounting(place: Place, names: Names, issues: Issues): void {
  const { node, pointer } = place
  const children = childrenOf(node)
  checkDuplicates(children, pointer, issues)
  if (countsNodes(place)) checkSameRequirements(children, names, pointer, issues)
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

/** Whether the number of met nodes counts, and one badge can meet several of them. */
function countsNodes({ node, parent }: Place): boolean {
  if (!('atLeast' in node || 'points' in node) || countsBadges(node)) return false
  for (let each: Place | undefined = { node, parent } as Place; each !== undefined; each = each.parent)
    if ('once' in each.node && each.node.once === true) return false
  return true
}

/** A badge that meets one of two equal nodes meets both, so that it would count twice. */
function checkSameRequirements(
  children: readonly PathwayNode[],
  names: Names,
  pointer: string,
  issues: Issues,
): void {
  const seen = new Map<string, number>()
  for (const [i, child] of children.entries()) {
    const requirement = requirementOf(child, names)
    const first = seen.get(requirement)
    if (first === undefined) seen.set(requirement, i)
    else
      issues.add(
        'duplicate',
        pointer,
        `items ${first} and ${i} of this list require the same, so one badge would count for both`,
        {
          expected: 'different requirements',
          found: requirement.slice(0, 80),
          hint: 'remove one; for several awards of one badge use repeat, for a badge for each use once',
        },
      )
  }
}

/** Members that do not change what a node requires. */
const TOLD: readonly string[] = ['id', 'name', 'keep', 'worth']

function requirementOf(node: PathwayNode, names: Names): string {
  const members = Object.entries(node as object).filter(([name]) => !TOLD.includes(name))
  return sortedText(
    members
      .map(([name, value]) => {
        if (LISTS.includes(name))
          return [name, value.map((child: PathwayNode) => requirementOf(child, names)).sort()]
        if (!REFERENCES.includes(name)) return [name, value]
        return [
          name,
          ...[value]
            .flat()
            .map((each) => sortedText(names.get(each) ?? each))
            .sort(),
        ]
      })
      .sort(),
  )
}

const LISTS: readonly string[] = ['all', 'any', 'of']
const REFERENCES: readonly string[] = ['badge', 'skill', 'exclude']

/** JSON with the members of objects in order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort())
      : each,
  )
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
