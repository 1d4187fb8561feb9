/** Rules between the members and nodes of a pathway. Each member is already well-formed. */

import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import { checkCounting, checkInside, checkRates } from './counting-rules.js'
import { at, type Issues } from './issues.js'
import { childrenOf, kindOf } from './node-kind.js'
import type { IssuerRule, Pathway, PathwayNode, ReferenceNode } from './types.js'

/** A node and its place in the pathway. */
export interface Place {
  readonly node: PathwayNode
  readonly pointer: string
  readonly parent: Place | undefined
  /** The rule for issuers that holds here. */
  readonly issuers: IssuerRule | undefined
  /** Whether each award counts here. */
  readonly repeat: boolean
}

export function checkRules(pathway: Pathway, issues: Issues): void {
  const places = placesOf(pathway)
  const byId = indexIds(places, issues)
  checkAchievementIds(pathway, places, issues)
  for (const place of places) {
    const kind = kindOf(place.node)
    if (kind === 'badge' || kind === 'skill') checkLeaf(place, issues)
    else if (kind === 'ref') checkReference(place, byId, issues)
    else checkCounting(place, issues)
    checkWorth(place, issues)
  }
  if (issues.list.length === 0) checkCycles(places, byId, issues)
  if (issues.list.length === 0) checkInside(pathway, places, byId, issues)
  checkRates(pathway, issues)
}

/** The id of an achievement is a URI, so another text never matches, unless `sameAs` gives it a meaning. */
function checkAchievementIds({ sameAs = [] }: Pathway, places: readonly Place[], issues: Issues): void {
  const aliases = new Set(sameAs.flat())
  for (const { node, pointer } of places) {
    if (!('badge' in node)) continue
    for (const member of ['badge', 'exclude'] as const) {
      const references = [node[member] ?? []].flat() as readonly unknown[]
      for (const [i, reference] of references.entries()) {
        if (typeof reference !== 'string' || reference === 'any') continue
        if (isAbsoluteUri(reference) || aliases.has(reference)) continue
        const place = at(pointer, member)
        issues.add(
          'wrong_type',
          Array.isArray(node[member]) ? at(place, i) : place,
          'no badge can match this text',
          {
            expected: 'the id of an achievement, which is an absolute URI',
            found: reference,
            hint: 'write the id of the achievement, or { issuer, name } for its name',
          },
        )
      }
    }
  }
}

/** All nodes, parents before children. */
export function placesOf({ root, issuers }: Pathway): readonly Place[] {
  const places: Place[] = []
  const visit = (node: PathwayNode, pointer: string, parent: Place | undefined): void => {
    const place = {
      node,
      pointer,
      parent,
      issuers: ('issuers' in node ? node.issuers : undefined) ?? parent?.issuers ?? issuers,
      repeat: ('repeat' in node ? node.repeat : undefined) ?? parent?.repeat ?? false,
    }
    places.push(place)
    const member = listName(node)
    for (const [i, child] of childrenOf(node).entries()) visit(child, at(at(pointer, member), i), place)
  }
  visit(root, '/root', undefined)
  return places
}

const listName = (node: PathwayNode): string => ('all' in node ? 'all' : 'any' in node ? 'any' : 'of')

function indexIds(places: readonly Place[], issues: Issues): ReadonlyMap<string, Place> {
  const byId = new Map<string, Place>()
  for (const place of places) {
    const id = 'id' in place.node ? place.node.id : undefined
    if (id === undefined) continue
    const first = byId.get(id)
    if (first === undefined) byId.set(id, place)
    else
      issues.add(
        'duplicate_id',
        at(place.pointer, 'id'),
        `two nodes have the same id; the other is ${first.pointer}`,
        {
          expected: 'a different id for each node',
          found: id,
          hint: 'change one of the two ids; to use a node again write { ref: id }',
        },
      )
  }
  return byId
}

function checkLeaf({ node, pointer, parent, issuers }: Place, issues: Issues): void {
  if (issuers === undefined)
    issues.add(
      'no_issuers',
      pointer,
      'the issuers are missing, and anybody can write an achievement id into a badge',
      {
        expected: 'issuers on this node, on a node above, or on the pathway',
        hint: "list the ids of the issuers, or write issuers: 'trusted' or 'any'",
      },
    )
  const { group } = node as { readonly group?: string }
  const groups = parent !== undefined && ('groups' in parent.node || 'caps' in parent.node)
  if (group !== undefined && !groups)
    issues.add('misplaced', at(pointer, 'group'), 'the node above has no groups or caps', {
      expected: 'groups or caps on the node above',
      found: group,
      hint: 'remove group, or add groups to the node above',
    })
}

function checkReference(
  { node, pointer, parent }: Place,
  byId: ReadonlyMap<string, Place>,
  issues: Issues,
): void {
  const { ref } = node as ReferenceNode
  const target = byId.get(ref)
  if (target === undefined) {
    issues.add('unknown_reference', at(pointer, 'ref'), 'no node has this id', {
      expected: 'the id of a node of this pathway',
      found: ref,
      hint: 'correct the reference, or give this id to a node',
    })
    return
  }
  if (sameAbove(parent) !== sameAbove(target.parent))
    issues.add(
      'misplaced',
      at(pointer, 'ref'),
      'the reference and its node are not below the same node with `same`',
      {
        expected: 'a node below the same node with `same`',
        found: ref,
        hint: 'write the requirement again instead of the reference',
      },
    )
}

/** The nearest node with `same`, this one included. */
function sameAbove(place: Place | undefined): Place | undefined {
  if (place === undefined || ('same' in place.node && place.node.same !== undefined)) return place
  return sameAbove(place.parent)
}

function checkWorth({ node, pointer, parent }: Place, issues: Issues): void {
  const inPoints = parent !== undefined && 'points' in parent.node
  if (inPoints && node.worth === undefined)
    issues.add('missing', at(pointer, 'worth'), '"worth" is missing', {
      expected: 'a number above 0',
      hint: 'add worth: the points of this node',
    })
  if (!inPoints && node.worth !== undefined)
    issues.add('misplaced', at(pointer, 'worth'), 'the node above does not count points', {
      expected: 'points on the node above',
      found: node.worth,
      hint: 'remove worth',
    })
}

/** References must not form a cycle, and the pathway has at most 16 levels if references count as their nodes. */
function checkCycles(places: readonly Place[], byId: ReadonlyMap<string, Place>, issues: Issues): void {
  const targets = new Map<PathwayNode, Place>()
  for (const place of places)
    if (kindOf(place.node) === 'ref') targets.set(place.node, byId.get((place.node as ReferenceNode).ref)!)
  const depths = new Map<PathwayNode, number>()
  const path: PathwayNode[] = []
  const pointers = new Map(places.map(({ node, pointer }) => [node, pointer]))
  const depth = (node: PathwayNode): number => {
    const known = depths.get(node)
    if (known !== undefined) return known
    const since = path.indexOf(node)
    if (since >= 0) {
      const circle = [...path.slice(since), node].map((each) => pointers.get(each)!)
      issues.add(
        'cycle',
        pointers.get(node)!,
        `references form a cycle: ${circle.join(' → ').slice(0, 400)}`,
        {
          expected: 'references that lead to other branches',
          hint: 'remove one of these references',
        },
      )
      return 0
    }
    path.push(node)
    const target = targets.get(node)
    const below = target === undefined ? childrenOf(node) : [target.node]
    const own = Math.max(0, ...below.map(depth)) + (target === undefined ? 1 : 0)
    path.pop()
    depths.set(node, own)
    return own
  }
  const [root] = places
  if (root !== undefined && depth(root.node) > 16 && issues.list.length === 0)
    issues.add('limit', root.pointer, 'with its references the pathway has more than 16 levels of nodes', {
      expected: 'at most 16 levels',
      hint: 'make another pathway of a part, and require its badge here',
    })
}
