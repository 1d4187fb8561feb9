/** The batch path gives what the single path gives, whatever varies from document to document. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { snapshot } from '../../src/encoding/json.js'
import { OpenBadgeError } from '../../src/errors.js'
import { Batch } from '../../src/jsonld/batch/batch.js'
import { type SecuredFormOptions, toCanonical } from '../../src/jsonld/canonize.js'
import { Random } from './random.js'
import { mutate, randomDocument } from './random-documents.js'

type Plain = Record<string, unknown>

const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

const outcome = async (canonical: () => unknown): Promise<unknown> => {
  try {
    return await canonical()
  } catch (error) {
    if (!(error instanceof OpenBadgeError)) throw error
    return [error.code, error.details]
  }
}

const plain = (document: unknown): JsonObject => snapshot(document) as JsonObject

/** A badge of a class; `n` tells its holder. */
const badge = (n: number, change: Plain = {}): JsonObject =>
  plain({
    '@context': CONTEXT,
    id: `urn:uuid:${n}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {
      id: 'https://example.edu/',
      type: 'Profile',
      name: 'Example',
      address: { type: 'Address', addressCountry: 'DE' },
    },
    credentialSubject: {
      type: 'AchievementSubject',
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${n}`,
          identityType: 'emailAddress',
          salt: `s${n}`,
        },
      ],
      achievement: {
        id: 'https://example.edu/a',
        type: 'Achievement',
        name: 'Rust',
        creditsAvailable: 4.5,
        criteria: { narrative: 'Pass' },
        creator: {
          id: 'https://example.edu/',
          type: 'Profile',
          name: 'Example',
          address: { type: 'Address', addressCountry: 'DE' },
        },
      },
    },
    ...change,
  })

describe('Batch', () => {
  it('gives the canonical form of each badge of a class', () => {
    const batch = new Batch()
    for (let n = 0; n < 50; n++) {
      const document = badge(n)
      expect(batch.canonicalForm(document)).toBe(toCanonical(document))
    }
  })

  it('hashes the canonical form of each, whatever the order of calls and the width of characters', async () => {
    const names = ['Rust', 'Ru\u00dft', '\u94c1\u9508', '\u{1f980}', 'x'.repeat(20_000), '"\\\n', 'R']
    for (const algorithm of ['SHA-256', 'SHA-384'] as const) {
      const batch = new Batch({ algorithm })
      for (let n = 0; n < 60; n++) {
        const { issuer } = badge(n) as { issuer: Plain }
        const name = names[n % 7]!
        const document = badge(n, { name, ...(n % 11 === 0 ? { issuer: { ...issuer, phone: name } } : {}) })
        const expected = createHash(algorithm.replace('-', '')).update(
          await toCanonical(document, { algorithm }),
        )
        expect(Buffer.from(await batch.digest(document)).toString('hex'), String(n)).toBe(
          expected.digest('hex'),
        )
        if (n % 5 === 0) expect(batch.canonicalForm(document)).toBe(toCanonical(document, { algorithm }))
      }
    }
  })

  it('gives hashes that later calls leave alone, contexts loaded in between', async () => {
    const url = 'https://example.org/context'
    const load = async (): Promise<{ document: unknown }> => ({
      document: { '@context': { ex: 'https://ex.example/' } },
    })
    const options = { load: load as never }
    const documents = Array.from({ length: 12 }, (_, n) =>
      badge(n, n % 4 === 3 ? { '@context': [...CONTEXT, url], 'ex:more': String(n) } : {}),
    )
    const batch = new Batch(options)
    const digests = await Promise.all(documents.map((document) => batch.digest(document)))
    for (const [n, document] of documents.entries()) {
      const expected = createHash('sha256')
        .update(await toCanonical(document, options))
        .digest('hex')
      expect(Buffer.from(digests[n]!).toString('hex')).toBe(expected)
    }
  })

  it('merges what the shared part says of a subject with what the varying part says', () => {
    const batch = new Batch()
    const more = [
      {},
      { evidence: { id: 'https://example.edu/a', type: 'Evidence', name: 'Rust' } },
      {
        evidence: [
          { id: 'https://example.edu/a', type: 'Evidence', name: 'Rust' },
          { name: 'x' },
          { name: 'x' },
        ],
      },
      { id: 'https://example.edu/' },
      { id: '_:b0' },
      { id: '_:c14n0' },
      { name: 'of the credential' },
    ]
    for (const [n, change] of more.entries()) {
      const document = badge(n, change)
      expect(batch.canonicalForm(document), JSON.stringify(change)).toBe(toCanonical(document))
    }
  })

  it('does not reuse blank nodes that straddle the shared and the varying part', () => {
    const batch = new Batch()
    for (const id of ['_:a', '_:b', '_:a', 'https://example.org/']) {
      const document = plain({
        '@context': CONTEXT,
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        issuer: { id, type: 'Profile', name: 'Example' },
        credentialSubject: {
          type: 'AchievementSubject',
          achievement: {
            id: 'https://example.edu/a',
            type: 'Achievement',
            creator: { id: '_:a', type: 'Profile', name: 'B' },
          },
        },
      })
      expect(batch.canonicalForm(document)).toBe(toCanonical(document))
    }
  })

  it('goes on after a document that is refused', async () => {
    const batch = new Batch()
    const documents = [
      badge(1),
      badge(2, { undefinedTerm: 1 }),
      badge(3),
      badge(4, { '@context': [] }),
      badge(5),
    ]
    for (const document of documents) {
      expect(await outcome(() => batch.canonicalForm(document))).toEqual(
        await outcome(() => toCanonical(document)),
      )
    }
  })

  it('looks at names as closely as the single path does, where that is asked for', async () => {
    const options = { standardNames: true }
    const context = [...CONTEXT, { ex: 'https://ex.example/' }]
    const more = (id: string, evidence: string, validUntil: string): JsonObject =>
      badge(1, {
        '@context': context,
        id,
        evidence: { id: evidence, type: 'Evidence', name: 'e' },
        validUntil,
      })
    const batch = new Batch(options)
    let refused = 0
    for (const document of [
      more('urn:uuid:1', 'https://ex.example/e', '2030-01-01T00:00:00Z'),
      more('urn:uuid:2', 'https://ex.example/f', '2031-01-01T00:00:00Z'),
      // A prefix that makes another id of it, and the credential's own members in another object.
      more('ex:3', 'https://ex.example/e', '2030-01-01T00:00:00Z'),
      more('urn:uuid:4', 'ex:e', '2030-01-01T00:00:00Z'),
      more('urn:uuid:5', 'urn:uuid:5', '2030-01-01T00:00:00Z'),
      more('urn:uuid:6', 'https://ex.example/g', '2032-01-01T00:00:00Z'),
      // A label, and an id that another object has which says something else.
      more('urn:uuid:7', '_:e', '2032-01-01T00:00:00Z'),
      more('urn:uuid:8', 'https://example.edu/a', '2032-01-01T00:00:00Z'),
      more('urn:uuid:9', 'https://example.edu/', '2032-01-01T00:00:00Z'),
      more('urn:uuid:10', 'https://ex.example/g', '2032-01-01T00:00:00Z'),
    ]) {
      const expected = await outcome(() => toCanonical(document, options))
      expect(await outcome(() => batch.canonicalForm(document))).toEqual(expected)
      if (typeof expected !== 'string') refused++
    }
    expect(refused).toBe(6)
  })

  it('agrees with the single path on random classes', async () => {
    const seed = 20_260_000
    let likeBefore = 0
    for (let i = 0; i < 150; i++) {
      const random = new Random(seed + i)
      random.wild = 0
      const options = i % 2 === 0 ? {} : { standardNames: true }
      const first = await canonicalDocument(random, options)
      const batch = new Batch(options)
      const documents: Plain[] = [first]
      for (let n = 0; n < 4; n++) documents.push(mutate(random, random.pick(documents)))
      for (let n = 0; n < 6; n++) documents.push(refilled(random, first))
      for (const document of documents.map(plain)) {
        const told = `seed ${seed + i} ${JSON.stringify(document)}`
        const expected = await outcome(() => toCanonical(document, options))
        const like = batch.digestLikeBefore(document)
        if (like !== undefined) {
          likeBefore++
          const hash = createHash('sha256').update(String(expected)).digest('hex')
          expect(Buffer.from(like).toString('hex'), told).toBe(hash)
        }
        expect(await outcome(() => batch.canonicalForm(document)), told).toEqual(expected)
      }
    }
    // The template is used, not only left.
    expect(likeBefore).toBeGreaterThan(100)
  })
})

async function canonicalDocument(random: Random, options: SecuredFormOptions): Promise<Plain> {
  for (;;) {
    const document = randomDocument(random)
    if (typeof (await outcome(() => toCanonical(plain(document), options))) === 'string') return document
  }
}

/** The document with other values in some places: mostly longer ones, sometimes odd ones or those of other places. */
function refilled(random: Random, document: Plain): Plain {
  const copy = structuredClone(document)
  const places: { holder: Plain; name: string }[] = []
  const visit = (holder: Plain): void => {
    for (const [name, value] of Object.entries(holder)) {
      if (name === '@context' || name === 'type') continue
      if (typeof value === 'object' && value !== null) visit(value as Plain)
      else places.push({ holder, name })
    }
  }
  visit(copy)
  for (let n = places.length === 0 ? 0 : 1 + random.below(4); n > 0; n--) {
    const { holder, name } = random.pick(places)
    const other = random.pick(places)
    const odd = ['é😀"\\', '', 'urn:uuid:7', 'https://e.example/', 'x'.repeat(5000), '_:b0']
    holder[name] =
      random.below(5) > 0
        ? `${String(holder[name])}${random.below(50)}`
        : random.pick([other.holder[other.name], ...odd])
  }
  return copy
}
