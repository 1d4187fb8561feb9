/** A list that counts its nodes names no requirement twice, in whatever way it is written. */
import { describe, expect, it, vi } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { evaluate, type PathwayInput, type PathwayNode, pathway } from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { OPTIONS } from './random-cases.js'
import { type Random, randomOf } from './random-pathway.js'
import { candidateOf, UNI } from './reports.js'

const OTHER = 'https://other.example/issuer'
const GUID = '11111111-1111-4111-8111-111111111111'
const CTID = `ce-${GUID}`
const A: PathwayNode = { badge: 'urn:a:A' }
const B: PathwayNode = { badge: 'urn:a:B' }
const C: PathwayNode = { badge: 'urn:a:C' }
const named = { issuer: UNI, name: 'Rust' }

const made = (root: PathwayNode, more: Partial<PathwayInput> = {}) =>
  pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root, ...more })

/** The codes of the issues of a list that counts these nodes. */
function codesOf(of: readonly PathwayNode[], more: Partial<PathwayInput> = {}): readonly string[] {
  const lists: readonly PathwayNode[] = [
    { atLeast: 2, of },
    { points: 2, of: of.map((node) => ({ ...node, worth: 1 }) as PathwayNode) },
  ]
  return lists.flatMap((root) => {
    try {
      made(root, more)
      return []
    } catch (error) {
      if (!isOpenBadgeError(error, 'model_invalid')) throw error
      return error.details.issues.map(({ code }) => code)
    }
  })
}

const capped = (badges: number): PathwayNode => ({
  atLeast: 3,
  caps: [{ of: ['a'], badges }],
  of: [
    { ...A, group: 'a' },
    { ...B, group: 'a' },
    { ...C, group: 'b' },
  ],
})

type Row = readonly [string, PathwayNode, PathwayNode, Partial<PathwayInput>?]

const rows = (list: readonly Row[]) => list.map(([name, ...nodes]) => [name, nodes] as const)

const SAME: readonly Row[] = [
  [
    'ids that a chain of lists makes one',
    A,
    B,
    {
      sameAs: [
        ['urn:a:A', 'urn:x'],
        ['urn:a:B', 'urn:x'],
      ],
    },
  ],
  [
    'ids that a chain makes one, first in the middle',
    A,
    B,
    {
      sameAs: [
        ['urn:x', 'urn:a:A'],
        ['urn:a:B', 'urn:x'],
      ],
    },
  ],
  [
    'a skill by its CTID and by its address',
    { skill: CTID },
    { skill: `https://example.org/resources/${CTID}` },
  ],
  [
    'a skill at two addresses',
    { skill: `https://a.example/resources/${CTID}` },
    { skill: `https://a.example/graph/${CTID.toUpperCase().replace('CE', 'ce')}` },
  ],
  [
    'a skill of two versions of CASE',
    { skill: `https://f.example/ims/case/v1p0/CFItems/${GUID}` },
    { skill: `https://f.example/ims/case/v1p1/CFItems/${GUID}` },
  ],
  [
    'a skill with and without a code that adds nothing',
    { skill: `https://a.example/${CTID}` },
    { skill: { url: `https://a.example/${CTID}`, code: 'X' } },
  ],
  ['a badge and a list that names it twice', A, { badge: ['urn:a:A', 'urn:a:A'] }],
  ['a list of badges and a node with each', { badge: ['urn:a:A', 'urn:a:B'] }, { any: [B, A] }],
  ['a badge and a choice of one', A, { any: [A] }],
  ['a badge and all of one', A, { all: [{ all: [A] }] }],
  ['a badge and at least one of one', A, { atLeast: 1, of: [A] }],
  ['a badge and points that only it gives', A, { points: 1, of: [{ ...A, worth: 3 }] }],
  ['a badge and one award of it', A, { atLeast: 1, repeat: true, of: [A] }],
  ['a badge and a node in which it counts once', A, { once: true, any: [A] }],
  ['a badge and a badge of one issuer', A, { same: 'issuer', all: [A] }],
  ['all, and at least as many as there are', { all: [A, B] }, { atLeast: 2, of: [B, A] }],
  [
    'all, and points for all',
    { all: [A, B] },
    {
      points: 5,
      of: [
        { ...A, worth: 4 },
        { ...B, worth: 2 },
      ],
    },
  ],
  [
    'at least two, and points for two',
    { atLeast: 2, of: [A, B, C] },
    { points: 3, of: [A, B, C].map((node) => ({ ...node, worth: 2 }) as PathwayNode) },
  ],
  ['lists in lists', { all: [A, { all: [B, C] }] }, { all: [{ all: [C, A] }, B] }],
  ['a part that the rest implies', A, { any: [A, { all: [A, B] }] }],
  ['a part that implies the rest', { all: [A, B] }, { all: [A, { any: [A, C] }, B] }],
  ['a year and twelve months', { ...A, within: 'P1Y' }, { ...A, within: 'P12M' }],
  ['weeks and days', { ...A, within: 'P2W' }, { ...A, within: 'P14D' }],
  ['a result of nothing as number and as text', { ...A, result: { min: 0 } }, { ...A, result: { min: '0' } }],
  ['a result as number and as text', { ...A, result: { min: 50 } }, { ...A, result: { min: '50' } }],
  ['issuers that are inherited and that are written', A, { ...A, issuers: [UNI] }],
  ['issuers that the node above writes', A, { all: [A], issuers: [UNI, UNI] }],
  ['issuers in another order', { ...A, issuers: [UNI, OTHER] }, { ...A, issuers: [OTHER, UNI] }],
  ['a name of one issuer, whoever else may award', { badge: named, issuers: 'any' }, { badge: named }],
  ['an exclusion of another badge', A, { ...A, exclude: ['urn:a:Z'] }],
  ['an exclusion from a list', A, { badge: ['urn:a:A', 'urn:a:B'], exclude: ['urn:a:B'] }],
  [
    'exclusions in another order',
    { badge: 'any', exclude: ['urn:a:A', 'urn:a:B'] },
    { badge: 'any', exclude: ['urn:a:B', 'urn:a:A'] },
  ],
  ['names, ids and upkeep', { ...A, name: 'x', id: 'x' }, { ...A, name: 'y', id: 'y', keep: true }],
  ['a reference and its node', { all: [{ ...A, id: 'x' }] }, { any: [{ ref: 'x' }] }],
  [
    'credits from one list of badges',
    { credits: 5, unit: 'E', of: [A, B] },
    { credits: 5, unit: 'E', creditsFrom: 'creditsEarned', of: [{ badge: ['urn:a:B', 'urn:a:A'] }] },
  ],
  [
    'groups with other names',
    {
      atLeast: 2,
      groups: 2,
      of: [
        { ...A, group: 'a' },
        { ...B, group: 'b' },
      ],
    },
    {
      atLeast: 2,
      groups: 2,
      of: [
        { ...A, group: '1' },
        { ...B, group: '2' },
      ],
    },
  ],
  [
    'scopes with the same inside',
    { once: true, all: [A, { badge: ['urn:a:A', 'urn:a:B'] }] },
    { once: true, atLeast: 2, of: [{ any: [A, B] }, A] },
  ],
]

const DIFFERENT: readonly Row[] = [
  ['two badges', A, B],
  ['a badge and a choice with it', A, { badge: ['urn:a:A', 'urn:a:B'] }],
  [
    'two codes of one framework',
    { skill: { url: 'urn:f', code: '1' } },
    { skill: { url: 'urn:f', code: '2' } },
  ],
  ['a framework and one of its skills', { skill: 'urn:f' }, { skill: { url: 'urn:f', code: '1' } }],
  ['a skill and a badge with one address', { skill: 'urn:a:A' }, A],
  ['two versions', { ...A, version: '1' }, { ...A, version: '2' }],
  ['two versions of which one is absent', A, { ...A, version: '2' }],
  ['two results', { ...A, result: { min: 1 } }, { ...A, result: { min: 2 } }],
  ['two kinds of results', { ...A, result: { min: 1 } }, { ...A, result: { min: 1, type: 'Percent' } }],
  ['a month and thirty days', { ...A, within: 'P1M' }, { ...A, within: 'P30D' }],
  ['two issuers', { ...A, issuers: [UNI] }, { ...A, issuers: [OTHER] }],
  ['issuers that are trusted and that are written', { ...A, issuers: 'trusted' }, A],
  [
    'names of two issuers',
    { badge: named, issuers: 'any' },
    { badge: { ...named, issuer: OTHER }, issuers: 'any' },
  ],
  ['a name and a code', { badge: named }, { badge: { issuer: UNI, humanCode: 'Rust' } }],
  ['any badge, and any but one', { badge: 'any' }, { badge: 'any', exclude: ['urn:a:A'] }],
  ['all and any', { all: [A, B] }, { any: [A, B] }],
  [
    'two and three of four',
    { atLeast: 2, of: [A, B, C, { badge: 'urn:a:D' }] },
    { atLeast: 3, of: [A, B, C, { badge: 'urn:a:D' }] },
  ],
  [
    'other points for the parts',
    {
      points: 3,
      of: [
        { ...A, worth: 2 },
        { ...B, worth: 1 },
        { ...C, worth: 1 },
      ],
    },
    {
      points: 3,
      of: [
        { ...A, worth: 1 },
        { ...B, worth: 2 },
        { ...C, worth: 1 },
      ],
    },
  ],
  ['one and two awards', A, { atLeast: 2, repeat: true, of: [A] }],
  [
    'a scope and all',
    { all: [A, { badge: ['urn:a:A', 'urn:a:B'] }] },
    { once: true, all: [A, { badge: ['urn:a:A', 'urn:a:B'] }] },
  ],
  ['in scopes: two badges of a kind, and one', { once: true, all: [A, A] }, A],
  ['badges in one language, and in any', { all: [A, B] }, { all: [A, B], same: 'inLanguage' }],
  ['a badge, and one that has a language', A, { all: [A], same: 'inLanguage' }],
  ['credits of two units', { credits: 5, unit: 'E', of: [A] }, { credits: 5, unit: 'US', of: [A] }],
  ['two numbers of credits', { credits: 5, unit: 'E', of: [A] }, { credits: 5.001, unit: 'E', of: [A] }],
  [
    'earned and available credits',
    { credits: 5, unit: 'E', of: [A] },
    { credits: 5, unit: 'E', creditsFrom: 'creditsAvailable', of: [A] },
  ],
  [
    'credits of each award, and of each achievement',
    { credits: 5, unit: 'E', of: [A] },
    { credits: 5, unit: 'E', repeat: true, of: [A] },
  ],
  [
    'badges in two groups, and in one',
    { atLeast: 2, of: [A, B] },
    {
      atLeast: 2,
      groups: 2,
      of: [
        { ...A, group: 'a' },
        { ...B, group: 'b' },
        { ...C, group: 'b' },
      ],
    },
  ],
  ['caps of two sizes', capped(1), capped(2)],
  ['two sentences', { unsupported: 'x' }, { unsupported: 'y' }],
]

describe('a list that counts its nodes', () => {
  it.each(rows(SAME))('refuses twice the same: %s', (_, [one, other, more]) => {
    const codes = ['duplicate', 'duplicate']
    expect(codesOf([one, other, { badge: 'urn:a:Z1' }], more)).toEqual(codes)
    const inside = (node: PathwayNode): PathwayNode => ({ all: [node, { badge: 'urn:a:Z2' }] })
    expect(codesOf([inside(other), { badge: 'urn:a:Z1' }, inside(one)], more)).toEqual(codes)
  })

  it.each(rows(DIFFERENT))('takes what differs: %s', (_, [one, other, more]) => {
    expect(codesOf([one, other, { badge: 'urn:a:Z' }], more)).toEqual([])
  })

  it('names both items', () => {
    expect(() => made({ atLeast: 2, of: [A, B, { any: [A] }] })).toThrow(
      'items 0 and 2 of this list require the same',
    )
  })

  it('may not require the same twice where a reference leads to it out of a node in which each badge counts once', () => {
    const list: PathwayNode = { id: 'x', atLeast: 2, of: [A, { any: [A] }, B] }
    const scope: PathwayNode = { once: true, any: [list, C] }
    expect(() => made({ all: [scope, { badge: 'any' }] })).not.toThrow()
    expect(() => made({ all: [scope, { any: [{ ref: 'x' }] }] })).toThrow('items 0 and 1 of this list')
  })

  it('may require the same twice where each badge counts once', () => {
    expect(() => made({ once: true, atLeast: 2, of: [A, { any: [A] }] })).not.toThrow()
  })

  const LETTERS = ['A', 'B', 'C']
  const CREDITS = [2, 3, 4]
  const randomNode = (random: Random): PathwayNode => {
    const below = (n: number): number => Math.floor(random() * n)
    const leaf = (): PathwayNode => {
      const names = LETTERS.filter(() => random() < 0.5).map((name) => `urn:a:${name}`)
      return { badge: names.length === 0 ? 'urn:a:A' : names }
    }
    const node = (depth: number): PathwayNode => {
      if (depth === 3 || random() < 0.3) return leaf()
      const kind = below(7)
      const list = (make: () => PathwayNode) => Array.from({ length: 1 + below(3) }, make)
      const scope = random() < 0.2 ? { once: true } : {}
      if (kind === 0) return { credits: 1 + below(8), unit: 'E', of: list(leaf) }
      if (kind === 1) {
        const groups = list(() => ({ ...leaf(), group: `g${below(2)}` }) as PathwayNode)
        return { atLeast: 1 + below(2), groups: 1, of: groups, ...scope }
      }
      const of = list(() => node(depth + 1))
      if (kind === 2) return { all: of, ...scope }
      if (kind === 3) return { any: of, ...scope }
      if (kind === 4) return { atLeast: 1 + below(of.length), of, ...scope }
      const parts = of.map((part) => ({ ...part, worth: 1 + below(3) }) as PathwayNode)
      return { points: 1 + below(parts.reduce((sum, { worth }) => sum + worth!, 0)), of: parts, ...scope }
    }
    return node(0)
  }

  it('refuses only nodes that the same badges meet', () => {
    const random = randomOf(11)
    const badges = LETTERS.flatMap((name, i) =>
      [0, 1].map((copy) =>
        candidateOf({
          id: `urn:x:${i}:${copy}`,
          achievement: `urn:a:${name}`,
          credits: CREDITS[i]! - copy,
          unit: 'E',
        }),
      ),
    )
    const outcomes = (node: PathwayNode): string | undefined => {
      try {
        const p = made({ all: [node] })
        return Array.from({ length: 2 ** badges.length }, (_, set) =>
          evaluate(
            p,
            badges.filter((_, i) => (set >> i) & 1),
            OPTIONS,
          ).outcome.slice(0, 2),
        ).join()
      } catch (error) {
        if (isOpenBadgeError(error, 'model_invalid')) return undefined
        throw error
      }
    }
    let refused = 0
    for (let i = 0; i < bySuite(1500, 20_000); i++) {
      const [one, other] = [randomNode(random), randomNode(random)]
      if (!codesOf([one, other]).includes('duplicate')) continue
      const [left, right] = [outcomes(one), outcomes(other)]
      if (left === undefined || right === undefined) continue
      refused++
      expect(left, JSON.stringify([one, other])).toBe(right)
    }
    expect(refused).toBeGreaterThan(bySuite(30, 400))
  })
})

describe('the comparison of requirements', () => {
  /** How many characters are written as JSON for a pathway of so many levels. */
  function written(levels: number, leaf: PathwayNode): number {
    let node = leaf
    for (let i = 0; i < levels; i++) node = { all: [node, { badge: `urn:a:${i}` }] }
    const spy = vi.spyOn(JSON, 'stringify')
    try {
      made({ atLeast: 1, of: [node, B] })
      return spy.mock.results.reduce((sum, { value }) => sum + String(value).length, 0)
    } finally {
      spy.mockRestore()
    }
  }

  it.each<readonly [string, PathwayNode]>([
    ['a name of backslashes', { badge: { issuer: UNI, name: '\\'.repeat(4000) } }],
    ['many badges', { badge: Array.from({ length: 1000 }, (_, i) => `urn:b:${i}`) }],
    ['many skills', { skill: Array.from({ length: 1000 }, (_, i) => `urn:s:${i}`) }],
    ['a version of quotation marks', { ...A, version: '"'.repeat(4000) }],
  ])('writes %s on fourteen levels no more often than on one', (_, leaf) => {
    expect(written(14, leaf)).toBeLessThan(written(1, leaf) + 2000)
  })

  it('writes a list that many references merge no more often than its size', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `urn:b:${i}`)
    const of = Array.from(
      { length: 300 },
      (_, i): PathwayNode => ({ any: [{ ref: 'many' }, { badge: `urn:c:${i}` }] }),
    )
    expect(written(0, { all: [{ badge: many, id: 'many' }, ...of] })).toBeLessThan(300_000)
  })

  it('finds what a chain of 10,000 ids makes one, from each of them', () => {
    const sameAs = Array.from({ length: 9999 }, (_, i) => [`urn:${i + 1}`, `urn:${i}`])
    const ids = Array.from({ length: 10_000 }, (_, i) => `urn:${i}`)
    expect(codesOf([{ badge: ids }, { badge: 'urn:77' }, C], { sameAs })).toEqual(['duplicate', 'duplicate'])
  })
})
