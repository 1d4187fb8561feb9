/** What `toCtdl` writes, `fromCtdl` reads as the same requirements, except for what `lost` lists. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../../src/errors.js'
import { fromCtdl, type Pathway, type PathwayNode, pathway, toCtdl } from '../../../src/pathways/index.js'
import { Requirements } from '../../../src/pathways/pathway/requirements.js'
import { placesOf } from '../../../src/pathways/pathway/rules.js'
import { bySuite } from '../../by-suite.js'
import { randomOf, withoutTwins } from '../random-pathway.js'
import { UNI } from '../reports.js'

type Members = Record<string, unknown>

const CTID = 'ce-11111111-1111-4111-8111-111111111111'
const BADGES = [
  'urn:a:A',
  'https://e.edu/a/B#x',
  'urn:p',
  'urn:p#/root/all/0/0',
  { issuer: UNI, name: 'Rust' },
  { issuer: UNI, humanCode: 'R:1/2' },
]
const SKILLS = [
  'urn:s:1',
  CTID,
  CTID.toUpperCase().replace('CE', 'ce'),
  { url: 'https://f.example/framework', code: '1' },
  { url: 'https://f.example/framework', code: '2' },
  { url: 'https://f.example/framework' },
  { url: 'https://f.example/framework', code: CTID },
  { url: CTID, code: 'x' },
  { url: 'http://data.europa.eu/esco/skill/1', code: 'x' },
]
const UNITS = ['ECTS', 'x:ECTS', 'https://e.org/u#ECTS', 'a/b', ' ECTS ', 'creditUnit:ECTS', ':', '%3A']

function sampleOf(seed: number): { readonly id: string; readonly root: PathwayNode } {
  const random = randomOf(seed)
  const chance = (p: number): boolean => random() < p
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const several = <T>(list: readonly T[]): T | T[] =>
    chance(0.5) ? one(list) : Array.from({ length: 1 + Math.floor(random() * 3) }, () => one(list))
  // Every other pathway has only what CTDL can express.
  const plain = seed % 2 === 0
  const maybe = (members: Members, p = 0.12): Members =>
    plain ? {} : Object.fromEntries(Object.entries(members).filter(() => chance(p)))
  const made = new Map<string, PathwayNode>()
  const withId = (node: Members): PathwayNode => {
    if (!chance(0.25)) return node as unknown as PathwayNode
    const named = { ...node, id: `n${made.size}` }
    made.set(named.id, named as unknown as PathwayNode)
    return named as unknown as PathwayNode
  }
  const leaf = (): Members => {
    const what = chance(0.4)
      ? { skill: several(plain ? SKILLS.filter((each) => typeof each === 'string') : SKILLS) }
      : !plain && chance(0.1)
        ? { badge: 'any' }
        : { badge: several(plain ? BADGES.filter((each) => typeof each === 'string') : BADGES) }
    return {
      ...what,
      ...maybe({ name: one(['x', 'Zürich: "a"']) }),
      ...maybe({ result: one([{ min: 5 }, { min: '5', type: 'Percent' }]), within: one(['P1Y', 'P2W']) }),
      ...maybe({ version: '1', issuers: [UNI, 'urn:other'], keep: true }),
      ...('badge' in what ? maybe({ exclude: ['urn:a:A'] }) : {}),
    }
  }
  const node = (depth: number): PathwayNode => {
    if (depth === 3 || chance(0.3)) return withId(leaf())
    const options = maybe(
      { name: 'n', once: true, same: one(['issuer', 'inLanguage']), keep: true, issuers: 'any' },
      0.08,
    )
    if (chance(0.2)) {
      const of = Array.from({ length: 1 + Math.floor(random() * 3) }, () => withId(leaf()))
      const more = maybe({ creditsFrom: 'creditsAvailable', repeat: true })
      if (!plain && chance(0.2))
        return withId({
          credits: 4,
          unit: 'E',
          groups: 1,
          of: of.map((each) => ({ ...each, group: 'g' })),
          ...more,
        })
      return withId({ credits: one([0.001, 2.5, 30]), unit: one(UNITS), of, ...more, ...options })
    }
    if (!plain && chance(0.05)) return withId({ unsupported: one(['do it', 'or: "that"']) })
    const list = Array.from(
      { length: 1 + Math.floor(random() * 3) },
      (_, i): PathwayNode =>
        i > 0 && chance(0.2) && made.size > 0 ? { ref: one([...made.keys()]) } : node(depth + 1),
    )
    const of = withoutTwins(list, made)
    if (chance(0.3)) return withId({ all: of, ...options })
    if (chance(0.4)) return withId({ any: of, ...options })
    if (plain || chance(0.8)) return withId({ atLeast: 1 + Math.floor(random() * of.length), of, ...options })
    return withId({ points: 1, of: of.map((each) => ({ ...each, worth: 2 })), ...options })
  }
  return { id: one(['urn:p', 'https://e.edu/p#1']), root: node(0) }
}

function valid(id: string, root: unknown): Pathway | undefined {
  try {
    return pathway({ id, name: 'P', issuers: [UNI], root: root as PathwayNode })
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return undefined
    throw error
  }
}

/** The pathway without what is lost. What CTDL cannot name becomes its component, which is no achievement of anybody. */
function withoutLost(p: Pathway, lost: readonly string[]): Pathway | undefined {
  const all = new Set(lost)
  const cut = (node: PathwayNode, pointer: string, isCounted: boolean): Members[] => {
    const own: Members = Object.fromEntries(
      Object.entries(node).filter(([name]) => !all.has(`${pointer}/${name}`) || KINDS.has(name)),
    )
    if ('points' in own) return [{ ...own, points: undefined, of: undefined, all: below('of') }]
    for (const list of ['all', 'any', 'of']) if (Array.isArray(own[list])) own[list] = below(list)
    if (!all.has(pointer)) return [own]
    const kind = 'skill' in node ? 'skill' : 'badge'
    const leaves = [own[kind]].flat().map((each, i): Members => {
      const place = Array.isArray(own[kind]) ? `${pointer}/skill/${i}` : `${pointer}/skill`
      const isLost = kind === 'skill' ? all.has(`${place}/code`) : each === 'any' || typeof each === 'object'
      return isLost ? { badge: `${p.id}#${pointer}/${i}` } : { [kind]: each }
    })
    return isCounted ? leaves : [{ any: leaves, ...('id' in own ? { id: own['id'] } : {}) }]

    function below(list: string): Members[] {
      const children = (node as unknown as Record<string, readonly PathwayNode[]>)[list]!
      return children.flatMap((child, i) => cut(child, `${pointer}/${list}/${i}`, 'credits' in node))
    }
  }
  return valid(p.id, cut(p.root, '/root', false)[0])
}

/** Kinds that are listed, and that become another kind or an unmet node. */
const KINDS = new Set(['points', 'unsupported', 'badge'])

function sameRequirements(...pathways: readonly Pathway[]): boolean {
  const places = pathways.flatMap((each) => placesOf(each))
  const byNode = new Map(places.map((place) => [place.node, place]))
  const byId = new Map(places.map(({ node }) => ['id' in node ? node.id : undefined, node]))
  const requirements = new Requirements({
    placeOf: (node) => byNode.get(node)!,
    targetOf: (id) => byId.get(id),
    shared: new Set(),
  })
  return new Set(pathways.map(({ root }) => requirements.of(root))).size === 1
}

describe('a pathway that is written in CTDL and read again', () => {
  it('requires the same, except for what is listed as lost', () => {
    const tally = { kept: 0, cut: 0, skipped: 0 }
    for (let seed = 0; seed < bySuite(400, 6000); seed++) {
      const { id, root } = sampleOf(seed)
      const p = valid(id, root)
      if (p === undefined) continue
      const { graph, lost } = toCtdl(p)
      const wanted = lost.length === 1 ? p : withoutLost(p, lost)
      // Without what is lost, two requirements may be the same.
      if (wanted === undefined) {
        tally.skipped++
        continue
      }
      const back = fromCtdl(graph, { issuers: [UNI] }).pathway
      expect(sameRequirements(back, wanted), JSON.stringify([seed, p.root, lost, back.root])).toBe(true)
      tally[wanted === p ? 'kept' : 'cut']++
    }
    expect(tally.kept).toBeGreaterThan(bySuite(60, 900))
    expect(tally.cut).toBeGreaterThan(bySuite(100, 1500))
    expect(tally.skipped).toBeLessThan(tally.cut)
  })

  it('lists what it cannot name, and makes no weaker requirement of it', () => {
    const root: PathwayNode = {
      all: [
        { skill: { url: 'https://f.example/framework', code: '1' } },
        { skill: ['urn:s:1', { url: 'https://f.example/framework', code: '2' }] },
        { badge: { issuer: UNI, name: 'Rust' } },
      ],
    }
    const { graph, lost } = toCtdl(pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root }))
    expect(lost).toEqual([
      '/issuers',
      '/root/all/0',
      '/root/all/0/skill/code',
      '/root/all/1',
      '/root/all/1/skill/1/code',
      '/root/all/2',
    ])
    const text = JSON.stringify(graph)
    expect(text).not.toContain('"https://f.example/framework"')
    expect(text).toContain('"ceterms:codedNotation":"2"')
  })

  it('keeps a leaf of credits to which another node refers', () => {
    const root: PathwayNode = {
      all: [
        { credits: 3, unit: 'x:ECTS', of: [{ badge: 'urn:a:A', id: 'a' }, { badge: 'urn:a:B' }] },
        { any: [{ ref: 'a' }] },
      ],
    }
    const p = pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root })
    expect(sameRequirements(p, fromCtdl(toCtdl(p).graph, { issuers: [UNI] }).pathway)).toBe(true)
  })

  it('lists a text that only sameAs makes an achievement, and what is awarded', () => {
    const p = pathway({
      id: 'urn:p',
      name: 'P',
      issuers: [UNI],
      sameAs: [['Rust', 'urn:a:A']],
      awards: {
        id: 'urn:a:P',
        type: ['Achievement'],
        name: 'P',
        description: 'd',
        criteria: { narrative: 'c' },
      },
      root: { badge: 'Rust' },
    })
    expect([...toCtdl(p).lost].sort()).toEqual(['/awards', '/issuers', '/root', '/sameAs'])
  })
})
