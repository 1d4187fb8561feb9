/**
 * Whether a pathway is met, found by trying everything: every way to give badges to leaves where each counts once,
 * every value of `same`, every leaf for a badge that is counted. Shares no code with the evaluator.
 */
import type { PathwayInput, PathwayNode } from '../../src/pathways/index.js'
import { type BadgeFacts, UNI } from './reports.js'

type Places = ReadonlyMap<PathwayNode, readonly BadgeFacts[]>

export class Oracle {
  readonly #root: PathwayNode
  readonly #byId = new Map<string, PathwayNode>()
  readonly #repeats = new Map<PathwayNode, boolean>()
  readonly #leaves: PathwayNode[] = []
  /** How often a plain evaluation was tried; a guard against tests that take for ever. */
  tries = 0

  constructor({ root }: Pick<PathwayInput, 'root'>) {
    this.#root = root
    this.#index(root, false)
  }

  /** By what is verified, and by what might be. */
  outcome(badges: readonly BadgeFacts[]): 'met' | 'unmet' | 'unknown' {
    const mine = badges.filter(({ state, holder }) => state !== 'failed' && holder !== 'mismatch')
    const certain = mine.filter(
      ({ state = 'verified', holder = 'match' }) => state === 'verified' && holder === 'match',
    )
    if (this.isMet(certain)) return 'met'
    return this.isMet(mine) ? 'unknown' : 'unmet'
  }

  isMet(badges: readonly BadgeFacts[]): boolean {
    const places = new Map(this.#leaves.map((leaf) => [leaf, badges.filter((badge) => fits(badge, leaf))]))
    return this.#holds(this.#root, places, true)
  }

  #index(node: PathwayNode, repeat: boolean): void {
    const own = 'repeat' in node && node.repeat !== undefined ? node.repeat : repeat
    this.#repeats.set(node, own)
    if ('id' in node && node.id !== undefined) this.#byId.set(node.id, node)
    if ('badge' in node) this.#leaves.push(node)
    for (const child of below(node)) this.#index(child, own)
  }

  #target = (node: PathwayNode): PathwayNode => ('ref' in node ? this.#byId.get(node.ref)! : node)

  #holds(written: PathwayNode, places: Places, exact: boolean, chosen?: PathwayNode): boolean {
    this.tries++
    const node = this.#target(written)
    if ('same' in node && node.same !== undefined && chosen !== node) {
      const key = node.same === 'issuer' ? 'issuer' : 'inLanguage'
      const value = (badge: BadgeFacts): string | undefined =>
        key === 'issuer' ? (badge.issuer ?? UNI) : badge.inLanguage
      const values = new Set([...places.values()].flat().map(value))
      values.delete(undefined)
      return [...values].some((wanted) =>
        this.#holds(
          node,
          mapped(places, (list) => list.filter((badge) => value(badge) === wanted)),
          exact,
          node,
        ),
      )
    }
    if (exact && 'once' in node && node.once === true) return this.#holdsOnce(node, places, chosen)
    return this.#holdsPlainly(node, places, exact)
  }

  /** Tries every way to give each badge one leaf. */
  #holdsOnce(scope: PathwayNode, places: Places, chosen: PathwayNode | undefined): boolean {
    const leaves = [...this.#leavesBelow(scope)]
    const unitOf = (badge: BadgeFacts): string =>
      this.#repeats.get(leaves[0]!)! ? badge.id : badge.achievement
    const units = new Map<string, Set<BadgeFacts>>()
    for (const leaf of leaves)
      for (const badge of places.get(leaf)!) {
        const list = units.get(unitOf(badge)) ?? new Set()
        units.set(unitOf(badge), list.add(badge))
      }
    const lists = [...units.values()]
    const give = (i: number, given: ReadonlyMap<PathwayNode, readonly BadgeFacts[]>): boolean => {
      const unit = lists[i]
      if (unit === undefined) {
        const own = new Map(leaves.map((leaf) => [leaf, given.get(leaf) ?? []]))
        return this.#holds(scope, own, false, chosen)
      }
      for (const badge of unit)
        for (const leaf of leaves) {
          if (!places.get(leaf)!.includes(badge) || this.#isEvasion(scope, leaf, badge, places)) continue
          if (give(i + 1, new Map([...given, [leaf, [...(given.get(leaf) ?? []), badge]]]))) return true
        }
      return give(i + 1, given)
    }
    return give(0, new Map())
  }

  /** Under caps a badge belongs to the first leaf that it passes. */
  #isEvasion(scope: PathwayNode, leaf: PathwayNode, badge: BadgeFacts, places: Places): boolean {
    const visit = (node: PathwayNode): boolean => {
      const children = below(this.#target(node))
      if ('caps' in node && children.includes(leaf))
        return children
          .slice(0, children.indexOf(leaf))
          .some((earlier) => places.get(earlier)!.includes(badge))
      return children.some(visit)
    }
    return visit(scope)
  }

  *#leavesBelow(written: PathwayNode, seen = new Set<PathwayNode>()): Generator<PathwayNode> {
    const node = this.#target(written)
    if (seen.has(node)) return
    seen.add(node)
    if ('badge' in node) yield node
    for (const child of below(node)) yield* this.#leavesBelow(child, seen)
  }

  #holdsPlainly(node: PathwayNode, places: Places, exact: boolean): boolean {
    const met = (child: PathwayNode): boolean => this.#holds(child, places, exact)
    if ('badge' in node) return places.get(node)!.length > 0
    if ('all' in node) return node.all.every(met)
    if ('any' in node) return node.any.some(met)
    if ('points' in node) {
      const sum = node.of.filter(met).reduce((total, { worth }) => total + worth! * 1000, 0)
      return Math.round(sum) >= node.points * 1000
    }
    if (
      'credits' in node ||
      ('atLeast' in node && (node.repeat === true || node.groups !== undefined || node.caps !== undefined))
    )
      return this.#counts(node, places)
    return 'atLeast' in node && node.of.filter(met).length >= node.atLeast
  }

  /** Tries every award and every leaf for each badge that is counted. */
  #counts(node: PathwayNode & { readonly of: readonly PathwayNode[] }, places: Places): boolean {
    const { caps = [], groups = 0 } = node as {
      readonly caps?: readonly { of: readonly string[]; badges?: number; credits?: number }[]
      readonly groups?: number
    }
    const repeat = this.#repeats.get(node)!
    const units = new Map<string, { group: string; weight: number }[]>()
    for (const [i, leaf] of node.of.entries())
      for (const badge of places.get(leaf)!) {
        if (caps.length > 0 && node.of.slice(0, i).some((earlier) => places.get(earlier)!.includes(badge)))
          continue
        const weight =
          'credits' in node ? (badge.unit === node.unit ? Math.round((badge.credits ?? 0) * 1000) : 0) : 1
        if (weight === 0) continue
        const key = repeat ? badge.id : badge.achievement
        const group = (leaf as { group?: string }).group ?? ''
        units.set(key, [...(units.get(key) ?? []), { group, weight }])
      }
    const lists = [...units.values()]
    const need = 'credits' in node ? Math.round(node.credits * 1000) : (node as { atLeast: number }).atLeast
    const give = (i: number, sums: ReadonlyMap<string, number>): boolean => {
      const unit = lists[i]
      if (unit !== undefined)
        return unit.some(({ group, weight }) =>
          give(i + 1, new Map([...sums, [group, (sums.get(group) ?? 0) + weight]])),
        )
      return sums.size >= groups && capped(sums, caps) >= need
    }
    return give(0, new Map())
  }
}

/** The most that can be taken from the groups without passing a cap: by trying amounts of whole steps. */
function capped(
  sums: ReadonlyMap<string, number>,
  caps: readonly { of: readonly string[]; badges?: number; credits?: number }[],
): number {
  const limits = caps.map(({ of, badges, credits }) => ({ of, most: badges ?? Math.round(credits! * 1000) }))
  const within = (of: readonly string[], groups: readonly string[]): boolean =>
    groups.every((group) => of.includes(group))
  // Caps are nested or apart, so the most of a set of groups is the sum over its largest caps, each cut off.
  const most = (groups: readonly string[], below: typeof limits): number => {
    const inside = below.filter(({ of }) =>
      within(
        groups,
        of.filter((group) => sums.has(group)),
      ),
    )
    const top = inside.filter(
      (cap) =>
        !inside.some(
          (other) =>
            other !== cap &&
            within(other.of, cap.of) &&
            (other.of.length > cap.of.length || inside.indexOf(other) < inside.indexOf(cap)),
        ),
    )
    const free = groups.filter((group) => !top.some(({ of }) => of.includes(group)))
    return (
      free.reduce((sum, group) => sum + sums.get(group)!, 0) +
      top.reduce(
        (sum, cap) =>
          sum +
          Math.min(
            cap.most,
            most(
              groups.filter((group) => cap.of.includes(group)),
              inside.filter((each) => each !== cap && within(cap.of, each.of)),
            ),
          ),
        0,
      )
    )
  }
  return most([...sums.keys()], limits)
}

function fits(badge: BadgeFacts, leaf: PathwayNode): boolean {
  const {
    badge: wanted,
    issuers,
    version,
  } = leaf as {
    badge: string | readonly string[]
    issuers?: readonly string[]
    version?: string
  }
  const named = wanted === 'any' || [wanted].flat().includes(badge.achievement)
  if (version !== undefined && badge.inAchievement?.['version'] !== version) return false
  return named && (issuers === undefined || issuers.includes(badge.issuer ?? UNI))
}

function below(node: PathwayNode): readonly PathwayNode[] {
  if ('all' in node) return node.all
  if ('any' in node) return node.any
  return 'of' in node ? node.of : []
}

const mapped = (places: Places, change: (list: readonly BadgeFacts[]) => readonly BadgeFacts[]): Places =>
  new Map([...places].map(([leaf, list]) => [leaf, change(list)]))
