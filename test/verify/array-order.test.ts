/** A holder can change the order of arrays under a signature of the graph. Whatever `verify` accepts must say the same. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { issueJwt } from '../../src/issue/issue-jwt.js'
import {
  type Candidate,
  evaluate,
  explain,
  type PathwayInput,
  partDigest,
  pathway,
  verifyStack,
} from '../../src/pathways/index.js'
import { certificate } from '../../src/share/pages/certificate.js'
import { credentialPage } from '../../src/share/pages/credential-page.js'
import type { Report, VerifiedCredentialReport } from '../../src/verify/report/report.js'
import { bySuite } from '../by-suite.js'
import { data, diploma, load, NOW, PARTS, university, unsignedCopy } from '../pathways/stack/world.js'
import { verify } from './checked.js'
import {
  another,
  endorsedBadge,
  placesIn,
  plainCredential,
  reordered,
  richBadge,
  richRecord,
  SIGNED,
  valueAt,
  withValue,
} from './order-cases.js'
import { signGraph } from './shared-ids.js'
import { NOW as CHECKED, makeWorld, SUSPENSIONS, VC2, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.publishList([])
  await world.publishList([], { url: SUSPENSIONS, purpose: 'suspension' })
})

/** Without the order of lists, and without the places in them. */
function settled(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\/\d+/g, '/#')
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(settled(item))).sort()
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([name]) => name !== '@context')
  return Object.fromEntries(
    members
      .map(([name, member]) => [name, settled(member)] as const)
      .sort(([one], [two]) => (one < two ? -1 : 1)),
  )
}

/** The texts of a page or a certificate, its heads, its pictures and its record for search engines. */
function textsOf(html: string): readonly unknown[] {
  const record = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1]
  const texts = html
    .replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '')
    .split(/<[^>]*>| &nbsp; |, | · /)
    .filter((text) => text.trim() !== '')
  const heads = [...html.matchAll(/<(?:title|h1)[^>]*>([^<]*)/g), ...html.matchAll(/content="([^"]*)"/g)]
  const pictures = [...html.matchAll(/src="([^"]*)"/g)].map(([, source]) => source)
  return [texts, heads.map(([, text]) => text!.split(/, | · /)), pictures, record && JSON.parse(record)]
}

const asked = (root: PathwayInput['root']) =>
  pathway({ id: 'urn:p', name: 'P', issuers: [world.signer.controller], root })
const BADGE = 'https://uni.example/achievements/rust'
const ROOTS: readonly PathwayInput['root'][] = [
  { badge: BADGE },
  ...['urn:l:a:Fair', 'urn:l:b:Mid', 'B', 50].map((min) => ({ badge: BADGE, result: { min } })),
  ...[1, 2, 3].map((i) => ({ skill: `https://esco.example/${i}` })),
]

/** All that a reader of a verified document meets. */
async function readingOf(report: Report): Promise<unknown> {
  const { credential, badges, warnings, issues, conforms, checks, envelope } = report
  const paper = credential === undefined ? '' : certificate(report as VerifiedCredentialReport)
  const answers = ROOTS.map((root) => {
    const evaluation = evaluate(asked(root), [report as Candidate], {
      holder: { email: 'ada@example.org' },
      at: CHECKED,
    })
    return [evaluation.outcome, evaluation.unused.map(({ because }) => because), explain(evaluation)]
  })
  return settled({
    rows: checks.map(({ id, outcome, code }) => `${id} ${outcome} ${code}`),
    warnings: warnings.map(({ code, details }) => [code, details]),
    credential,
    badges,
    issues,
    conforms,
    envelope,
    page: textsOf(await credentialPage(undefined, report)),
    paper: textsOf(paper),
    answers,
  })
}

/** The places whose order changes what the document says. */
async function differences(signed: JsonObject): Promise<readonly string[]> {
  const first = await verify(signed, world.options)
  if (!first.verified) return []
  const reading = JSON.stringify(await readingOf(first))
  const found = new Set<string>()
  for (const [i, [place, document]] of reordered(signed).entries()) {
    if (i % bySuite(6, 1) !== 0) continue
    const report = await verify(document, world.options)
    if (report.verified && JSON.stringify(await readingOf(report)) !== reading) found.add(place)
  }
  return [...found]
}

const DOCUMENTS: Readonly<Record<string, (world: World) => Promise<JsonObject>>> = {
  'a badge with several values wherever there can be several': async (w) => SIGNED.graph(w, richBadge(w)),
  'a badge with two proofs': async (w) => SIGNED.twice(w, richBadge(w)),
  'a badge with endorsements': async (w) => SIGNED.graph(w, await endorsedBadge(w)),
  'a record': richRecord,
  'a credential with texts in several languages': async (w) => SIGNED.graph(w, plainCredential(w)),
}

describe('under a signature of the graph', () => {
  it.each(Object.keys(DOCUMENTS))('each order of each array says the same: %s', async (name) => {
    const signed = await DOCUMENTS[name]!(world)
    const report = await verify(signed, world.options)
    expect(report.verified, JSON.stringify(report.checks)).toBe(true)
    expect(reordered(signed).length).toBeGreaterThan(3)
    expect(await differences(signed)).toEqual([])
  })

  it('a badge with two values for a member that has one is refused', async () => {
    const badge = richBadge(world)
    const accepted: string[] = []
    let tried = 0
    for (const [i, path] of [...placesIn(badge)].entries()) {
      if (i % bySuite(8, 1) !== 0) continue
      const name = path.at(-1)!
      const value = valueAt(badge, path)
      if (typeof name === 'number' || name === 'id' || name === 'type' || Array.isArray(value)) continue
      const doubled = withValue(badge, path, [value, another(value)] as Json)
      const signed = await SIGNED.graph(world, doubled).catch(() => undefined)
      if (signed === undefined) continue
      tried++
      if ((await verify(signed, world.options)).verified) accepted.push(`/${path.join('/')}`)
    }
    expect(accepted).toEqual([])
    expect(tried).toBeGreaterThan(bySuite(8, 80))
  })
})

describe('a larger credential', () => {
  const shown = async (signed: JsonObject, parts: readonly unknown[]): Promise<unknown> => {
    const seen = await verifyStack(signed, parts, { now: NOW, pathway: data, load: load([]) })
    if (seen.level === undefined) return 'not verified'
    const { level, code, entries, changed, strangers, report } = seen
    const page = await credentialPage(undefined, report, { stack: seen })
    const named = entries.map(({ id, outcome, standing, name }) => [id, outcome, standing, name])
    return settled({ level, code, named, changed, strangers, page: textsOf(page) })
  }

  it.each([
    ['all its parts', PARTS],
    ['some of its parts', PARTS.slice(1)],
    ['no parts', []],
  ])('has one verdict in each order of its arrays, shown with %s', async (_, parts) => {
    const signed = await diploma()
    const expected = await shown(signed, parts)
    expect(expected).not.toBe('not verified')
    const others = reordered(signed)
    expect(others.map(([place]) => place)).toContain('/relatedResource')
    for (const [place, document] of others) {
      const other = await shown(document, parts)
      // Another order of contexts is malformed.
      expect(place === '/@context' ? 'not verified' : JSON.stringify(expected), place).toBe(
        typeof other === 'string' ? other : JSON.stringify(other),
      )
    }
  })

  it('that names its pathway twice, with different digests, is refused', async () => {
    const copy = unsignedCopy(await diploma())
    const entry = copy.relatedResource.find(({ id }: { id: string }) => id === data.id)
    const relatedResource = [...copy.relatedResource, { ...entry, digestMultibase: partDigest(PARTS[0]!) }]
    const signed = await signGraph({ ...copy, relatedResource }, university)
    const seen = await verifyStack(signed, PARTS, { now: NOW, pathway: data, load: load([]) })
    expect([seen.verified, seen.report.verified]).toEqual([false, false])
  })
})

describe('of several refresh services', () => {
  it('the same one is asked in each order', async () => {
    const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
    const signed = await SIGNED.graph(world, {
      ...plainCredential(world),
      '@context': [VC2, EXTENSIONS],
      refreshService: ['b', 'a'].map((name) => ({
        id: `https://uni.example/new/${name}`,
        type: '1EdTechCredentialRefresh',
      })),
    })
    const asked = await Promise.all(
      [signed, ...reordered(signed).map(([, document]) => document)].map(async (document) => {
        const urls: string[] = []
        const load: typeof world.load = (url, purpose, signal) => {
          if (purpose === 'refresh') urls.push(url)
          return world.load(url, purpose, signal)
        }
        const report = await verify(document, { ...world.options, load, refresh: true })
        return report.verified ? urls : 'not verified'
      }),
    )
    expect(asked[0]).toEqual(['https://uni.example/new/a'])
    expect(new Set(asked.map(String))).toEqual(new Set([String(asked[0]), 'not verified']))
    expect(asked.filter((each) => each !== 'not verified')).toHaveLength(asked.length - 2)
  })
})

describe('under a signature of the text', () => {
  it('no order of an array but that of its proofs is accepted', async () => {
    const signed = await SIGNED.text(world, richBadge(world))
    const first = await verify(signed, world.options)
    expect(first.verified, JSON.stringify(first.checks)).toBe(true)
    for (const [place, document] of reordered(signed)) {
      expect((await verify(document, world.options)).check.proof.outcome, place).toBe('fail')
    }
    const token = await issueJwt(richBadge(world) as never, { signer: world.signer })
    const [header, payload, signature] = token.split('.') as [string, string, string]
    const content = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JsonObject
    for (const [place, document] of reordered(content)) {
      const other = Buffer.from(JSON.stringify(document)).toString('base64url')
      const report = await verify(`${header}.${other}.${signature}`, world.options)
      expect(report.check.proof.outcome, place).toBe('fail')
    }
  })
})
