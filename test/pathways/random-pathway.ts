/** Small pathways and badges from a seed, of every kind and option that changes what counts. */
import type { PathwayInput, PathwayNode } from '../../src/pathways/index.js'
import { Requirements } from '../../src/pathways/pathway/requirements.js'
import { type BadgeFacts, UNI } from './reports.js'

const OTHER = 'did:web:other.example'
const LETTERS = ['A', 'B', 'C', 'D', 'E']

export type Random = () => number

/** mulberry32 */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Sample {
  readonly pathway: PathwayInput
  readonly badges: readonly BadgeFacts[]
}

/** A list that counts its nodes may not require the same twice. */
export function withoutTwins(
  nodes: readonly PathwayNode[],
  made: ReadonlyMap<string, PathwayNode> = new Map(),
): PathwayNode[] {
  const requirements = new Requirements({
    placeOf: (node) => ({ issuers: 'issuers' in node ? node.issuers : [UNI, OTHER], repeat: false }),
    targetOf: (id) => made.get(id),
    shared: new Set(),
  })
  const seen = new Set<number>()
  return nodes.filter((node) => !seen.has(requirements.of(node)) && seen.add(requirements.of(node)))
}

export function sampleOf(seed: number): Sample {
  const random = randomOf(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const chance = (p: number): boolean => random() < p
  const letters = (): string[] => LETTERS.filter(() => chance(0.4))
  let leaves = 0
  let ids = 0
  const made = new Map<string, PathwayNode>()

  const leaf = (): PathwayNode => {
    leaves++
    const names = letters()
    const badge = chance(0.1) ? 'any' : names.length > 0 ? names.map((name) => `urn:a:${name}`) : 'urn:a:A'
    return { badge, ...(chance(0.1) ? { issuers: [OTHER, ...(chance(0.5) ? [UNI] : [])] } : {}) }
  }
  const withGroup = (node: PathwayNode): PathwayNode => ({ ...node, group: `g${below(3)}` }) as PathwayNode
  const children = (depth: number, free: boolean): PathwayNode[] =>
    Array.from({ length: 1 + below(3) }, (_, i) => {
      if (i > 0 && free && made.size > 0 && chance(0.15)) return { ref: [...made.keys()][below(made.size)]! }
      return node(depth + 1, free)
    }).filter((each, i, all) => {
      const isOther = (other: PathwayNode): boolean =>
        !('id' in other) || !('ref' in each) || other.id !== each.ref
      const isFirst =
        all.findIndex((other) => 'ref' in other && 'ref' in each && other.ref === each.ref) === i
      return !('ref' in each) || (all.every(isOther) && isFirst)
    })
  const options = (free: boolean): { once?: true; same?: 'inLanguage' | 'issuer' } => ({
    ...(chance(0.25) ? { once: true as const } : {}),
    ...(!free && chance(0.2) ? { same: chance(0.6) ? ('inLanguage' as const) : ('issuer' as const) } : {}),
  })
  const counting = (free: boolean): PathwayNode => {
    const of = Array.from({ length: 1 + below(3) }, leaf)
    const kind = below(4)
    if (kind === 0) return { credits: 1 + below(12) / 2, unit: 'ECTS', of, ...options(free) }
    const grouped = of.map(withGroup)
    const names = [...new Set(grouped.map((each) => (each as { group: string }).group))]
    const atLeast = 1 + below(4)
    if (kind === 1)
      return { atLeast, groups: 1 + below(Math.min(names.length, atLeast)), of: grouped, ...options(free) }
    const inner = names.slice(0, 1 + below(names.length))
    const caps = (most: 'badges' | 'credits') => [
      { of: inner, [most]: 1 + below(3) },
      ...(chance(0.5) ? [{ of: names, [most]: 2 + below(3) }] : []),
    ]
    if (kind === 2) return { atLeast, caps: caps('badges'), of: grouped, ...options(free) } as PathwayNode
    return {
      credits: 1 + below(6),
      unit: 'ECTS',
      caps: caps('credits'),
      of: grouped,
      ...options(free),
    } as PathwayNode
  }
  const node = (depth: number, free: boolean): PathwayNode => {
    if (depth >= 3 || leaves >= 5 || (depth > 0 && chance(0.35))) return leaf()
    if (chance(0.2)) return counting(free)
    const of = children(depth, free)
    const kind = below(4)
    const own = options(free)
    const different = withoutTwins(of, made)
    if (kind === 0) return name({ all: of, ...own })
    // A twin that others refer to cannot be left out.
    const left = JSON.stringify(of.filter((each) => !different.includes(each)))
    const ids = [...made.keys()].filter((id) => left.includes(`"id":"${id}"`))
    const isNamed = ids.some((id) => JSON.stringify(different).includes(`"ref":"${id}"`))
    if (kind === 1 || isNamed) return name({ any: of, ...own })
    for (const id of ids) made.delete(id)
    if (kind === 2) return name({ atLeast: 1 + below(different.length), of: different, ...own })
    const worth = different.map((each) => ({ ...each, worth: 1 + below(3) }))
    const sum = worth.reduce((total, each) => total + each.worth, 0)
    return name({ points: 1 + below(sum), of: worth, ...own })
  }
  const name = (node: PathwayNode): PathwayNode => {
    if (!chance(0.3)) return node
    const named = { ...node, id: `n${ids++}` } as PathwayNode & { readonly id: string }
    made.set(named.id, named)
    return named
  }
  // References may not cross the border of `same`: a pathway has either.
  const free = chance(0.5)
  const top = node(0, free)
  const repeat =
    chance(0.15) && !('badge' in top) && !('atLeast' in top && top.of.some((each) => !('badge' in each)))
  const root = repeat && !('ref' in top) ? ({ ...top, repeat: true } as PathwayNode) : top
  const badges = Array.from({ length: 1 + below(5) }, (_, i): BadgeFacts => {
    const state = chance(0.12) ? 'unknown' : chance(0.05) ? 'failed' : 'verified'
    return {
      id: `urn:x:${i}`,
      achievement: `urn:a:${LETTERS[below(LETTERS.length)]}`,
      awarded: `2025-0${1 + below(8)}-01T00:00:00Z`,
      state,
      ...(chance(0.15) ? { issuer: OTHER } : {}),
      ...(chance(0.05) ? { holder: 'mismatch' as const } : {}),
      ...(chance(0.7) ? { inLanguage: chance(0.5) ? 'en' : 'zh' } : {}),
      ...(chance(0.8) ? { credits: (1 + below(12)) / 2, unit: chance(0.9) ? 'ECTS' : 'hours' } : {}),
    }
  })
  return { pathway: { id: 'urn:example:pathway', name: 'A pathway', issuers: [UNI, OTHER], root }, badges }
}
