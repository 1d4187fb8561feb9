/** Small pathways that count badges or credits, where one badge could count in several groups. */
import type { PathwayInput, PathwayNode } from '../../src/pathways/index.js'
import { randomOf, type Sample } from './random-pathway.js'
import { type BadgeFacts, UNI } from './reports.js'

const LETTERS = ['A', 'B', 'C', 'D']
const VERSIONS = ['1', '2']

export function countingSampleOf(seed: number): Sample {
  const random = randomOf(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const chance = (p: number): boolean => random() < p
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!

  // Few achievements, so that many badges are of one, and an amount that some of the badges give exactly.
  const letters = LETTERS.slice(0, 2 + below(3))
  const badges = Array.from(
    { length: 1 + below(6) },
    (_, i): BadgeFacts => ({
      id: `urn:x:${i}`,
      achievement: `urn:a:${pick(letters)}`,
      awarded: `2025-0${1 + below(8)}-01T00:00:00Z`,
      state: chance(0.06) ? 'unknown' : 'verified',
      inAchievement: { version: pick(VERSIONS) },
      ...(chance(0.95) ? { credits: (1 + below(12)) / 2, unit: 'ECTS' } : {}),
    }),
  )
  const some = badges.filter(() => chance(0.75)).reduce((sum, { credits = 0 }) => sum + credits, 0)
  const grouped = chance(0.9)
  const repeat = chance(0.3)
  const leaf = (): PathwayNode => {
    const badge = letters.filter(() => chance(0.5)).map((name) => `urn:a:${name}`)
    return {
      badge: badge.length === 0 ? (chance(0.3) ? 'any' : 'urn:a:A') : badge,
      ...(chance(0.5) ? { version: pick(VERSIONS) } : {}),
    }
  }
  const counting = (): PathwayNode => {
    const groups = grouped && chance(0.8)
    const caps = grouped && (!groups || chance(0.4))
    const isCredits = chance(0.6) || !(groups || caps || repeat)
    const of = Array.from({ length: 2 + below(3) }, () => ({
      ...leaf(),
      ...(groups || caps ? { group: `g${below(3)}` } : {}),
    })) as (PathwayNode & { group?: string })[]
    const names = [...new Set(of.flatMap(({ group }) => group ?? []))]
    const most = isCredits ? 'credits' : 'badges'
    const need = isCredits ? (chance(0.7) && some) || 1 + below(24) / 2 : 1 + below(4)
    const inner = { of: names.slice(0, 1 + below(names.length)), [most]: 1 + below(4) }
    return {
      ...(isCredits ? { credits: need, unit: 'ECTS' } : { atLeast: need }),
      of,
      ...(groups ? { groups: 1 + below(isCredits ? names.length : Math.min(names.length, need)) } : {}),
      ...(caps ? { caps: [inner, ...(chance(0.4) ? [{ of: names, [most]: 2 + below(6) }] : [])] } : {}),
      ...(repeat ? { repeat } : {}),
    } as unknown as PathwayNode
  }
  /** Each badge could be in several groups, in some of them by another version, and few amounts are too many. */
  const spread = (): PathwayNode => {
    const names = ['g0', 'g1', 'g2'].slice(0, 2 + below(2))
    const of = letters.flatMap((letter) =>
      names
        .filter(() => chance(0.7))
        .map((group) => ({
          badge: `urn:a:${letter}`,
          group,
          ...(chance(0.6) ? { version: pick(VERSIONS) } : {}),
        })),
    )
    const used = new Set(of.map(({ group }) => group))
    if (of.length === 0) return counting()
    const need = letters.reduce((sum, letter) => {
      const own = badges.filter(({ achievement }) => achievement === `urn:a:${letter}`)
      return sum + (own.length === 0 ? 0 : (pick(own).credits ?? 0))
    }, 0)
    return { credits: need || 1, unit: 'ECTS', groups: Math.max(1, used.size - below(2)), of }
  }
  const isSpread = chance(0.5) && !repeat
  const node = isSpread ? spread() : counting()
  const beside = (): PathwayNode[] => [node, ...(chance(0.5) ? [counting()] : []), leaf()]
  const root: PathwayNode = chance(0.7)
    ? chance(0.3)
      ? ({ ...node, once: true } as PathwayNode)
      : node
    : { once: true, ...(repeat ? { repeat } : {}), all: beside() }
  const pathway: PathwayInput = { id: 'urn:example:pathway', name: 'A pathway', issuers: [UNI], root }
  return { pathway, badges }
}
