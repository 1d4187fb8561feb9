/** The public door: options, limits, loaders, what answers at once, and agreement with jsonld.js on random documents. */
import { describe, expect, it } from 'vitest'
import { BUNDLED_CONTEXTS } from '../../src/documents/bundled.js'
import { documents } from '../../src/documents/loaders.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { OpenBadgeError } from '../../src/errors.js'
import { CANONIZE_LIMITS } from '../../src/jsonld/budget/limits.js'
import { canonize, toCanonical } from '../../src/jsonld/canonize.js'
import { Dataset } from '../../src/jsonld/rdf/dataset.js'
import { predicateOf } from '../../src/jsonld/rdf/predicate.js'
import { canonicalBlocks } from '../../src/jsonld/rdfc10/canonicalize.js'
import { differential } from './differential.js'
import { reference } from './reference.js'

const VC = 'https://www.w3.org/ns/credentials/v2'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

const badge: JsonObject = {
  '@context': [VC, OB],
  id: 'urn:uuid:1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: 'https://example.edu/', type: 'Profile', name: 'Example' },
  credentialSubject: {
    type: 'AchievementSubject',
    achievement: { id: 'urn:uuid:2', type: 'Achievement', name: 'Rust' },
  },
}

const codeOf = async (canonical: Promise<unknown>): Promise<string> => {
  try {
    await canonical
  } catch (error) {
    if (error instanceof OpenBadgeError) return error.code
    throw error
  }
  return 'none'
}

describe('canonize', () => {
  it('answers at once when all contexts are bundled', () => {
    const text = toCanonical(badge)
    expect(typeof text).toBe('string')
    expect(text).toContain(
      '_:c14n0 <https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement> <urn:uuid:2> .\n',
    )
  })

  it('answers at once again for a pinned context, and loads it once for a document', async () => {
    const url = 'https://ex.example/context'
    let asked = 0
    const held = documents({ [url]: { '@context': { colour: 'https://ex.example/colour' } } })
    const load: typeof held = (...call) => {
      asked++
      return held(...call)
    }
    const document = { ...badge, '@context': [VC, OB, url], colour: 'red' }
    const text = await canonize(document, { load })
    expect(text).toContain('<urn:uuid:1> <https://ex.example/colour> "red" .\n')
    expect(asked).toBe(1)
  })

  it('never asks anybody for a bundled context', async () => {
    const load = async (): Promise<never> => {
      throw new Error('asked')
    }
    expect(await canonize(badge, { load })).toBe(toCanonical(badge))
  })

  it('says which context nobody knows', async () => {
    expect(await codeOf(canonize({ '@context': 'https://ex.example/', 'https://ex.example/a': 1 }))).toBe(
      'document_unknown',
    )
  })

  it('leaves its argument as it is', async () => {
    const before = JSON.stringify(badge)
    await canonize(badge)
    expect(JSON.stringify(badge)).toBe(before)
  })

  it('knows SHA-384 and refuses options that it does not know', async () => {
    const two = { '@context': { a: 'https://ex.example/a' }, a: [{ a: '1' }, { a: '2' }, { a: '3' }] }
    expect(await canonize(two, { algorithm: 'SHA-384' })).not.toBe(await canonize(two))
    await expect(canonize(two, { documentLoader: null } as never)).rejects.toThrow(TypeError)
  })

  it('lets no two bundled contexts contradict each other unseen', async () => {
    // Scoped contexts of bundled contexts are not validated again; jsonld.js does it, in every order of two.
    const urls = [...BUNDLED_CONTEXTS.keys()]
    for (const first of urls) {
      for (const second of urls) {
        const document = { '@context': [first, second], '@id': 'urn:x:1', 'https://ex.example/a': 'b' }
        const ours = await canonize(document).catch(() => 'refused')
        const judged = await reference(document, async () => ({}))
        expect('text' in judged ? judged.text : 'refused', `${first} ${second}`).toBe(ours)
      }
    }
  }, 120_000)

  it('agrees with jsonld.js on random documents', async () => {
    const first = 7_000_000
    const { findings, documents, same, refused, fast, uncompared } = await differential(first, 600)
    console.log(
      `differential: seeds ${first} to ${first + documents - 1}: same ${same}, both refuse ${refused}, uncompared ${uncompared}, fast way ${fast}`,
    )
    expect(findings).toEqual([])
    expect(same).toBeGreaterThan(150)
  }, 120_000)
})

describe('limits', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

  it('refuses deep documents without overflowing the stack', async () => {
    expect(await codeOf(canonize({ '@context': VC, name: nested(5_000) }))).toBe('limit_exceeded')
    const limits = { depth: 1_000_000 }
    expect(await codeOf(canonize({ '@context': VC, id: 'urn:x:1', name: nested(200) }, { limits }))).toBe(
      'none',
    )
  })

  it('refuses context bombs before processing them', async () => {
    let bomb: JsonObject = { a: 'https://ex.example/a' }
    for (let i = 0; i < 40; i++)
      bomb = { a: { '@id': 'https://ex.example/a', '@context': bomb }, [`t${i}`]: 'https://ex.example/t' }
    expect(await codeOf(canonize({ '@context': bomb, a: 'x' }, { limits: { contextWork: 500 } }))).toBe(
      'limit_exceeded',
    )
    const many = Object.fromEntries(
      Array.from({ length: 30_000 }, (_, i) => [`t${i}`, `https://ex.example/${i}`]),
    )
    expect(await codeOf(canonize({ '@context': { ...many, '@base': 'https://b.example/' }, t1: 'x' }))).toBe(
      'limit_exceeded',
    )
  })

  it('refuses more contexts than it may load, and contexts that load each other for ever', async () => {
    let asked = 0
    const load = async (url: string): Promise<unknown> => {
      asked++
      return { '@context': [`${url}x`, { a: 'https://ex.example/a' }] }
    }
    expect(await codeOf(canonize({ '@context': 'https://ex.example/c', a: 'b' }, { load }))).not.toBe('none')
    const self = async (): Promise<unknown> => ({ '@context': 'https://ex.example/c' })
    expect(await codeOf(canonize({ '@context': 'https://ex.example/c', a: 'b' }, { load: self }))).toBe(
      'jsonld_invalid',
    )
    expect(asked).toBeLessThan(CANONIZE_LIMITS.contexts + 2)
  })

  it('ends at scoped contexts that recur in themselves', async () => {
    const context = {
      '@context': { a: { '@id': 'https://ex.example/a', '@context': 'https://ex.example/c' } },
    }
    const load = async (): Promise<unknown> => context
    const text = await canonize({ '@context': 'https://ex.example/c', a: { a: { a: 'x' } } }, { load })
    expect(text.split('\n')).toHaveLength(4)
  })

  it('refuses big documents that need the general processor', async () => {
    const items = Array.from({ length: 20 }, (_, i) => ({ '@id': `https://ex.example/${i}` }))
    const document = { 'https://ex.example/a': { '@list': items } }
    expect(await codeOf(canonize(document, { limits: { generalObjects: 10 } }))).toBe('limit_exceeded')
    expect(await codeOf(canonize(document))).toBe('none')
  })

  it('refuses documents that name contexts again and again and need the general processor', async () => {
    const node = {
      '@context': 'https://www.w3.org/ns/credentials/v2',
      id: 'urn:a',
      'https://ex.example/b': 'c',
    }
    const document = { 'https://ex.example/a': { '@list': Array(110).fill({ ...node, '@index': 'x' }) } }
    expect(await codeOf(canonize(document))).toBe('limit_exceeded')
    expect(await codeOf(canonize(document, { limits: { generalObjects: 20_000 } }))).toBe('none')
  })

  it('counts quads', async () => {
    const document = {
      'https://ex.example/a': Array.from({ length: 50 }, (_, i) => ({ 'https://ex.example/b': `${i}` })),
    }
    expect(await codeOf(canonize(document, { limits: { quads: 20 } }))).toBe('limit_exceeded')
  })

  it('gives up on a clique of ten blank nodes, and stops when told to', () => {
    const clique = new Dataset()
    const nodes = Array.from({ length: 10 }, () => clique.newBlankNode())
    for (const from of nodes) {
      for (const to of nodes)
        if (from !== to) clique.add(clique.of(from), predicateOf(' <https://ex.example/p> '), to, ' .\n')
    }
    expect(() => canonicalBlocks(clique, { limits: CANONIZE_LIMITS })).toThrow(OpenBadgeError)
    const signal = AbortSignal.abort(new RangeError('stop'))
    expect(() => canonicalBlocks(clique, { limits: CANONIZE_LIMITS, signal })).toThrow(RangeError)
  })

  it('follows a chain of blank nodes deeper than the stack', () => {
    const chains = new Dataset()
    for (let chain = 0; chain < 2; chain++) {
      let previous = chains.newBlankNode()
      for (let i = 0; i < 8_000; i++) {
        const next = chains.newBlankNode()
        chains.add(chains.of(previous), predicateOf(' <https://ex.example/next> '), next, ' .\n')
        chains.add(chains.of(previous), predicateOf(' <https://ex.example/number> '), `"${i}"`, ' .\n')
        previous = next
      }
    }
    const blocks = canonicalBlocks(chains, { limits: CANONIZE_LIMITS })
    expect(blocks).toHaveLength(16_000)
  })
})
