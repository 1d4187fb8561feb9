/** Rules of nodes that count: they count the right kind, and the number can be reached. */

import { at, type Issues } from './issues.js'
import { childrenOf, countsBadges, isLeafKind, kindOf } from './node-kind.js'
import { Requirements } from './requirements.js'
import type { Place } from './rules.js'
import { toThousandths } from './thousandths.js'
import type { Cap, Pathway, PathwayNode, ReferenceNode } from './types.js'

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

/** Rules about all that stands below a node, where references are as good as their nodes. */
export function checkInside(
  { sameAs }: Pathway,
  places: readonly Place[],
  byId: ReadonlyMap<string, Place>,
  issues: Issues,
): void {
  const byNode = new Map(places.map((place) => [place.node, place]))
  const requirements = new Requirements({
    sameAs,
    placeOf: (node) => byNode.get(node)!,
    targetOf: (id) => byId.get(id)?.node,
    shared: new Set(places.flatMap(({ node }) => ('ref' in node ? [node.ref] : []))),
  })
  // The nodes that a badge can support although it supports others, also if a reference leads to them out of a node with `once`.
  const free = new Set<PathwayNode>()
  const visit = (node: PathwayNode): void => {
    if (free.has(node) || ('once' in node && node.once === true)) return
    free.add(node)
    if ('ref' in node) visit(byId.get(node.ref)!.node)
    else childrenOf(node).forEach(visit)
  }
  visit(places[0]!.node)
  for (const place of places) {
    const { node } = place
    checkScope(place, byNode, byId, issues)
    if (free.has(node) && ('points' in node || ('atLeast' in node && !countsBadges(node))))
      checkSameRequirements(place, requirements, issues)
  }
}

/** A badge that meets one of two equal nodes meets both, so that it would count twice. */
function checkSameRequirements(place: Place, requirements: Requirements, issues: Issues): void {
  const seen = new Map<number, number>()
  for (const [i, child] of childrenOf(place.node).entries()) {
    const requirement = requirements.of(child)
    const first = seen.get(requirement)
    if (first === undefined) seen.set(requirement, i)
    else
      issues.add(
        'duplicate',
        place.pointer,
        `items ${first} and ${i} of this list require the same, so one badge would count for both`,
        {
          expected: 'different requirements',
          found: `${kindOf(child)} twice`,
          hint: 'remove one; for several awards of one badge use repeat, for a badge for each use once',
        },
      )
  }
}

/** Inside a node with `once`, all leaves count awards or all count achievements. Otherwise one badge could count twice. */
function checkScope(
  scope: Place,
  byNode: ReadonlyMap<PathwayNode, Place>,
  byId: ReadonlyMap<string, Place>,
  issues: Issues,
): void {
  if (!('once' in scope.node) || scope.node.once !== true) return
  const seen = new Set<PathwayNode>()
  const differs = (node: PathwayNode): boolean => {
    if (seen.has(node)) return false
    seen.add(node)
    if ('ref' in node) return differs(byId.get(node.ref)!.node)
    const isLeaf = 'badge' in node || 'skill' in node
    return isLeaf ? byNode.get(node)!.repeat !== scope.repeat : childrenOf(node).some(differs)
  }
  if (differs(scope.node))
    issues.add(
      'misplaced',
      scope.pointer,
      'this node has `once`, and some nodes inside it have another `repeat`',
      {
        expected: 'the same `repeat` for all of them',
        hint: 'write `repeat` on this node, or `once` on nodes inside it',
      },
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
  const expected = [...names].join(', ') || 'the group of a node'
  for (const [i, cap] of caps.entries())
    checkCap(cap, at(at(pointer, 'caps'), i), node, names, expected, issues)
  checkOverlaps(caps, at(pointer, 'caps'), issues)
}

/** Larger caps come first, so each group remembers the smallest cap that has it. The groups of the next one must all be in the same. */
function checkOverlaps(caps: readonly Cap[], pointer: string, issues: Issues): void {
  const sets = caps.map(({ of }, i) => ({ i, groups: new Set(of) }))
  const smallest = new Map<string, number>()
  for (const { i, groups } of sets.sort((one, other) => other.groups.size - one.groups.size)) {
    const around = new Set([...groups].map((name) => smallest.get(name)))
    if (around.size > 1) {
      const later = Math.max(i, ...[...around].map((each) => each ?? 0))
      issues.add('out_of_range', at(pointer, later), 'two caps have some groups in common, but not all', {
        expected: 'caps with different groups, or one cap with all groups of the other',
        found: caps[later]!.of.join(', '),
        hint: 'split the groups',
      })
    }
    for (const name of groups) smallest.set(name, i)
  }
}

function checkCap(
  cap: Cap,
  pointer: string,
  node: PathwayNode,
  names: ReadonlySet<string>,
  expected: string,
  issues: Issues,
): void {
  for (const [j, name] of cap.of.entries()) {
    if (!names.has(name))
      issues.add('unknown_reference', at(at(pointer, 'of'), j), 'no node here has this group', {
        expected,
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
