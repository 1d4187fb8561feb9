/** A template gives what canonising each document alone gives, or nothing: whatever strings stand in its holes. */
import { describe, expect, it } from 'vitest'
import { type Json, type JsonObject, snapshot } from '../../src/encoding/json.js'
import { decodeUtf8 } from '../../src/encoding/utf8.js'
import { OpenBadgeError } from '../../src/errors.js'
import { DocumentTemplate } from '../../src/jsonld/batch/document-template.js'
import { CANONIZE_LIMITS, newWork } from '../../src/jsonld/budget/limits.js'
import { canonicalText, toCanonical } from '../../src/jsonld/canonize.js'
import { ContextDocuments } from '../../src/jsonld/context/context-documents.js'
import { LineSources } from '../../src/jsonld/to-rdf/line-sources.js'
import { walk } from '../../src/jsonld/walk.js'
import { isPromise } from '../../src/platform/and-then.js'
import { bySuite } from '../by-suite.js'
import { Random } from './random.js'

const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

const options = { algorithm: undefined, limits: CANONIZE_LIMITS, signal: undefined }

function templateOf(model: JsonObject): DocumentTemplate | undefined {
  const provenance = new LineSources()
  const walked = walk(model, new ContextDocuments({}), newWork(), { lineSources: provenance })
  if (isPromise(walked)) throw new Error('nothing is to be waited for')
  const { dataset, duplicateQuads: ambiguities } = walked
  canonicalText(dataset, ambiguities, options)
  return DocumentTemplate.of(model, dataset, ambiguities, provenance, options)
}

const plain = (value: unknown): JsonObject => snapshot(value) as JsonObject

/** A badge with lists of every kind: literals, references, named nodes and blank ones under one property. */
const model = (more: object = {}): JsonObject =>
  plain({
    '@context': CONTEXT,
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Rust',
    issuer: { id: 'https://example.edu/', type: 'Profile', name: 'Example', phone: '1' },
    credentialSubject: {
      type: 'AchievementSubject',
      identifier: [
        { type: 'IdentityObject', hashed: true, identityHash: 'sha256$1', identityType: 'emailAddress' },
        { type: 'IdentityObject', hashed: true, identityHash: 'sha256$2', identityType: 'emailAddress' },
      ],
      result: Array.from({ length: 3 }, (_, i) => ({
        type: 'Result',
        resultDescription: `urn:uuid:d${i}`,
        value: String(i),
      })),
      achievement: {
        id: 'https://example.edu/a',
        type: 'Achievement',
        tag: ['b', 'd', 'f'],
        name: 'Rust',
        creditsAvailable: 4.5,
        humanCode: 4.5,
        inLanguage: true,
        criteria: { narrative: 'Pass' },
        related: [
          { id: 'https://example.edu/r1', type: 'Related', version: '1' },
          { type: 'Related', version: '2' },
          { type: 'Related', version: '2' },
        ],
      },
    },
    evidence: [
      { id: 'https://example.edu/e', type: 'Evidence', name: 'e' },
      { type: 'Evidence', narrative: 'same' },
    ],
    ...more,
  })

/** Every string, number and boolean of a document, by the place that holds it. */
function strings(value: Json, found: { holder: Record<string, Json>; name: string }[] = []): typeof found {
  if (typeof value !== 'object' || value === null) return found
  for (const [name, member] of Object.entries(value)) {
    if (name === '@context') continue
    if (typeof member !== 'object') found.push({ holder: value as Record<string, Json>, name })
    else strings(member as Json, found)
  }
  return found
}

const ODD = [
  '',
  'a',
  'a b',
  'é',
  '😀',
  '\u{1F600}<\\">\n\t\r\u0000\u007f',
  '\uFFFD\uE000',
  '_:b0',
  '_:c14n0',
  '@id',
  'ob:x',
  'relative',
  'urn:x',
  'urn:a b',
  'urn:a"b',
  'https://example.edu/',
  'https://example.edu/a',
  'https://example.edu/e\\',
  '~',
]

function vary(random: Random, document: JsonObject): JsonObject {
  const copy = structuredClone(document) as JsonObject
  const all = strings(copy)
  for (let n = 1 + random.below(4); n > 0; n--) {
    const { holder, name } = random.pick(all)
    // Another string of the document, so that lines and subjects meet; or an odd one; or a new one.
    const other = random.pick(all)
    holder[name] = random.pick([
      other.holder[other.name]!,
      random.pick(ODD),
      `${String(holder[name])}${random.below(3)}`,
      `https://example.org/${random.below(3)}`,
    ])
  }
  return copy
}

const outcome = async (document: JsonObject): Promise<unknown> => {
  try {
    return await toCanonical(document)
  } catch (error) {
    if (error instanceof OpenBadgeError) return undefined
    throw error
  }
}

describe('DocumentTemplate', () => {
  it('gives the canonical form or nothing, whatever strings vary', async () => {
    let hits = 0
    const rounds = bySuite(80, 500)
    for (let seed = 0; seed < rounds; seed++) {
      const random = new Random(seed)
      const first = seed % 3 === 0 ? vary(random, model()) : model()
      if ((await outcome(first)) === undefined) continue
      const template = templateOf(first)
      // What one document fills stays open for the next.
      for (let n = 0; n < 3; n++) {
        const document = vary(random, first)
        const text = template?.canonicalForm(document)
        if (text === undefined) continue
        hits++
        const told = `seed ${seed}: ${JSON.stringify(document)}`
        expect(text, told).toBe(await outcome(document))
        expect(decodeUtf8(template!.canonicalBytes(document)!), told).toBe(text)
      }
    }
    // It is used, not only left.
    expect(hits).toBeGreaterThan(rounds / 2)
  })

  it('has the document’s own members in the order of the model only', () => {
    const template = templateOf(model())!
    const { name, ...rest } = model() as Record<string, Json>
    expect(template.canonicalForm({ ...rest, name: name! })).toBeUndefined()
    expect(template.canonicalForm({ ...model(), validUntil: '2030-01-01T00:00:00Z' })).toBeUndefined()
    expect(template.canonicalForm(rest)).toBeUndefined()
    expect(template.canonicalForm(plain({ ...model(), name: 7 }))).toBeUndefined()
    expect(template.canonicalForm(plain({ ...model(), name: ['Rust'] }))).toBeUndefined()
    expect(template.canonicalForm(model())).toBe(toCanonical(model()))
  })

  it('leaves to the walk what a prefix changes, what must be escaped, and subjects that become one', () => {
    const template = templateOf(model())!
    for (const id of ['_:b', 'urn:a b', 'urn:<', 'https://example.edu/', 'a', '']) {
      expect(template.canonicalForm(model({ id })), id).toBeUndefined()
    }
    const more = { '@context': [...CONTEXT, { ex: 'https://ex.example/' }] }
    expect(templateOf(model(more))!.canonicalForm(model({ ...more, id: 'ex:2' }))).toBeUndefined()
    expect(template.canonicalForm(model({ id: 'urn:uuid:zzz' }))).toBe(
      toCanonical(model({ id: 'urn:uuid:zzz' })),
    )
  })

  it('labels blank nodes anew as their hashes change, ten and more of them', () => {
    const badge = (n: number): JsonObject =>
      plain({
        ...model(),
        id: `urn:uuid:${n}`,
        evidence: Array.from({ length: 30 }, (_, i) => ({
          type: 'Evidence',
          name: `Work ${i % 7 === 0 ? 0 : i}`,
          narrative: `of ${i % 7 === 0 ? 0 : n}`,
        })),
      })
    const template = templateOf(badge(0))!
    for (let n = 0; n < 40; n++) expect(template.canonicalForm(badge(n))).toBe(toCanonical(badge(n)))
  })

  it('takes what is the model’s own part for equal', () => {
    const first = model()
    const template = templateOf(first)!
    const document = { ...first, id: 'urn:uuid:2' }
    expect(template.canonicalForm(document)).toBe(toCanonical(document))
  })

  it('orders subjects of which one begins another, and takes no empty string', () => {
    const template = templateOf(model())!
    const evidence = (id: string): JsonObject =>
      model({ evidence: [{ id, type: 'Evidence', name: 'e' }, ...(model()['evidence'] as Json[]).slice(1)] })
    for (const end of ['/', 'a', '>', '?', '/x', '-', '~']) {
      const document = evidence(`https://example.edu/a${end}`)
      const text = template.canonicalForm(document)
      if (end !== '>') expect(text, end).toBe(toCanonical(document))
    }
    expect(template.canonicalForm(model({ name: '' }))).toBeUndefined()
  })

  it('writes all anew after a filling that broke off', () => {
    // What the issuer is called stands before the tags, and moves them by its length.
    const tagged = (tag: readonly string[], name: string): JsonObject => {
      const copy = structuredClone(model()) as {
        credentialSubject?: { achievement: Record<string, Json> }
        issuer?: Record<string, Json>
      }
      // Two of the same kind would be told apart by a dataset of their own.
      delete copy.credentialSubject!.achievement['related']
      copy.credentialSubject!.achievement['tag'] = tag
      copy.issuer!['name'] = name
      return plain(copy)
    }
    const template = templateOf(tagged(['b', 'd', 'f'], 'A'))!
    for (const [tag, name] of [
      [['c', 'e', 'g'], 'B'],
      [['b', 'd', 'g'], 'B'],
      [['b', 'g', 'g'], 'CCC'],
      [['b', 'd', 'h'], 'DDD'],
      [['h', 'h', 'h'], 'E'],
      [['b', 'd', 'i'], 'F'],
    ] as const) {
      const document = tagged(tag, name)
      const bytes = template.canonicalBytes(document)
      expect(bytes === undefined).toBe(new Set(tag).size < 3)
      if (bytes !== undefined) expect(decodeUtf8(bytes)).toBe(toCanonical(document))
    }
  })
})
