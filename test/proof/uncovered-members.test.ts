/** The cheap way of telling whether a signature covers a member says what two canonical forms would say. */
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { snapshot } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { rdfCanonicalisation } from '../../src/proof/suites/rdf-canonicalisation.js'
import { requireMembersCovered } from '../../src/proof/suites/uncovered-members.js'
import { bySuite } from '../by-suite.js'
import { Random } from '../jsonld/random.js'
import { randomDocument } from '../jsonld/random-documents.js'

const CONTEXT: Json = [
  'https://www.w3.org/ns/credentials/v2',
  {
    k: { '@id': 'urn:k', '@type': '@id' },
    e: 'urn:e',
    list: { '@id': 'urn:l', '@container': '@list' },
    graph: { '@id': 'urn:g', '@container': '@graph' },
    data: { '@id': 'urn:j', '@type': '@json' },
    words: { '@id': 'urn:w', '@container': '@language' },
    note: '@index',
  },
]

type Outcome = 'covered' | string

async function outcome(run: () => unknown): Promise<Outcome> {
  try {
    await run()
    return 'covered'
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    const { issues } = error.details as { issues?: readonly { code: string; pointer: string }[] }
    return `${error.code} ${issues?.[0]?.code} ${issues?.[0]?.pointer}`
  }
}

/** Both ways, for a document that has a canonical form at all. */
async function both(document: JsonObject): Promise<readonly [Outcome, Outcome] | undefined> {
  const options = { standardNames: false }
  let text: string
  try {
    text = await toCanonical(document, options)
  } catch {
    return undefined
  }
  const cheap = (other: JsonObject, unlabelled: boolean): unknown =>
    toCanonical(other, { ...options, unlabelled })
  const dear = (other: JsonObject): unknown => toCanonical(other, options)
  return [
    await outcome(() => requireMembersCovered(document, text, cheap as never)),
    await outcome(() => requireMembersCovered(document, text, dear as never)),
  ]
}

const document = (subject: JsonObject): JsonObject => ({
  '@context': CONTEXT,
  type: 'VerifiableCredential',
  credentialSubject: { id: 'urn:x', ...subject },
})

describe('requireMembersCovered', () => {
  it.each<[string, JsonObject, string]>([
    ['an empty text', { e: '' }, 'covered'],
    ['several', { e: ['', 'x'], k: { e: '' } }, 'covered'],
    ['an empty text twice', { e: ['', ''] }, 'uncovered'],
    ['in a list', { list: ['', ''] }, 'covered'],
    ['in a graph', { graph: [{ e: '', k: { e: 'x' } }] }, 'covered'],
    ['in JSON', { data: { a: '', b: null } }, 'covered'],
    ['by language', { words: { en: '' } }, 'covered'],
    ['nothing in a list', { list: ['x', null] }, 'uncovered'],
    ['nothing by language', { words: { en: 'x', de: null } }, 'uncovered'],
    ['an index', { k: { e: 'x', note: 'y' } }, 'uncovered'],
    ['a literal with a language', { e: { '@value': 'x', '@language': 'en' } }, 'covered'],
    ['a literal that is empty', { e: { '@value': '', '@language': 'en', '@direction': 'rtl' } }, 'covered'],
    [
      'a literal again in the other direction',
      { e: ['ltr', 'rtl'].map((direction) => ({ '@value': 'x', '@direction': direction })) },
      'uncovered',
    ],
    ['a literal with a direction', { e: { '@value': 'x', '@direction': 'rtl' } }, 'covered'],
    ['a literal without a language', { e: { '@value': 'x', '@language': null } }, 'uncovered'],
    ['a literal with an index', { e: { '@value': 'x', '@index': 'y' } }, 'uncovered'],
    ['one of two twins', { k: [{ e: '', k: { e: 'x' } }, { k: { e: 'x' } }] }, 'covered'],
    [
      'both twins',
      {
        k: [
          { e: '', k: {} },
          { e: '', k: {} },
        ],
      },
      'covered',
    ],
  ])('%s', async (_, subject, expected) => {
    const [cheap, dear] = (await both(document(subject)))!
    expect(cheap).toBe(dear)
    expect(cheap.includes('uncovered_member') ? 'uncovered' : cheap).toBe(expected)
  })

  it('agrees with two canonical forms on random documents', async () => {
    let compared = 0
    let uncovered = 0
    for (let seed = 0; seed < bySuite(80, 400); seed++) {
      const random = new Random(31_000_000 + seed)
      const made = snapshot(sprinkle(randomDocument(random), random)) as JsonObject
      const answers = await both(made)
      if (answers === undefined) continue
      compared++
      if (answers[0] !== 'covered') uncovered++
      expect(answers[0], `seed ${seed}`).toBe(answers[1])
    }
    expect(compared).toBeGreaterThan(bySuite(10, 50))
    expect(uncovered).toBeGreaterThan(bySuite(2, 20))
    expect(compared - uncovered).toBeGreaterThan(bySuite(2, 10))
  })

  it('tries no blank nodes for what a walk can tell', async () => {
    const tree = (depth: number): JsonObject =>
      depth === 0 ? { e: 'x' } : { k: [tree(depth - 1), tree(depth - 1)] }
    const spent = async (text: string): Promise<number> => {
      const work = newWork()
      const before = work.remaining('deepIterations')
      const leaves = Array.from({ length: 30 }, (_, i) => ({ id: `urn:e:${i}`, e: text }))
      await rdfCanonicalisation.transform(document({ k: [tree(4), ...leaves] }), 'SHA-256', { work })
      return before - work.remaining('deepIterations')
    }
    const once = await spent('x')
    expect(once).toBeGreaterThan(0)
    expect(await spent('')).toBe(once)
  })
})

/** Puts in what may say nothing. */
function sprinkle(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sprinkle(item, random))
    return random.below(12) === 0 ? [...items, random.pick([null, '', ''])] : items
  }
  if (typeof value === 'string') return random.below(20) === 0 ? '' : value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    name === '@context' || name === 'id' || name === 'type' ? member : sprinkle(member, random),
  ])
  if (random.below(25) === 0) entries.push(['name', random.pick([null, ''])])
  return Object.fromEntries(entries)
}
