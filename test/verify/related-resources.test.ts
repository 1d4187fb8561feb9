/** Documents that a credential pins by digests: those that were used are compared, the others are named. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { loadBundledContext } from '../../src/documents/bundled.js'
import { PUBLISHED_DIGESTS } from '../../src/documents/published-digests.js'
import { encodeBase58btc, encodeBase64url } from '../../src/encoding/multibase.js'
import {
  bundled,
  canonize,
  credential,
  documentFromBytes,
  firstOf,
  generateSigner,
  type Load,
  type RelatedResource,
  type Report,
  relatedResource,
  verify,
} from '../../src/index.js'
import { jcs } from '../../src/jsonld/jcs/jcs.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { vectors } from '../vectors.js'

const signer = await generateSigner()
const V2 = 'https://www.w3.org/ns/credentials/v2'
const CONTEXT = 'https://example.edu/context/v1'
const SCHEMA = 'https://example.edu/schema.json'
const texts: Record<string, string> = {
  [CONTEXT]: '{ "@context": { "grade": "https://example.edu/vocab#grade" } }\n',
  [SCHEMA]: '{"type":"object"}',
}
const bytesOf = (url: string): Uint8Array => new TextEncoder().encode(texts[url])
const own: Load = async (url) => documentFromBytes(bytesOf(url))
const load = firstOf(bundled, own)

async function report(
  related: readonly object[],
  using: Load = load,
  more: object = { credentialSchema: { id: SCHEMA, type: 'JsonSchema' } },
): Promise<Report> {
  const unsigned = credential({
    issuer: signer.controller,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada', grade: 'A' },
    ...more,
    context: CONTEXT,
    relatedResource: related as readonly RelatedResource[],
  })
  // `issue` refuses a wrong digest.
  return verify(await addProof(unsigned as never, signer, { load }), { load: using })
}
const row = ({ checks }: Report): string => {
  const { outcome, code, pointer } = checks.find(({ id }) => id === 'structure')!
  return [outcome, code, pointer].filter((each) => each !== undefined).join(' ')
}
const sri = (algorithm: string, url: string): string =>
  `${algorithm}-${createHash(algorithm).update(bytesOf(url)).digest('base64')}`
const multihash = (code: number, algorithm: string, url: string): Uint8Array => {
  const digest = createHash(algorithm).update(bytesOf(url)).digest()
  return Uint8Array.from([code, digest.length, ...digest])
}

describe('a related resource that was used', () => {
  it.each<[string, object]>([
    ['made by relatedResource', relatedResource({ id: CONTEXT, content: texts[CONTEXT]! })],
    ['with SHA-384', { id: CONTEXT, digestSRI: sri('sha384', CONTEXT) }],
    [
      'with SHA-512, beside a weaker one that is wrong',
      { id: CONTEXT, digestSRI: `${sri('sha256', SCHEMA)} ${sri('sha512', CONTEXT)}` },
    ],
    ['as base58', { id: CONTEXT, digestMultibase: encodeBase58btc(multihash(0x12, 'sha256', CONTEXT)) }],
    [
      'as base64url',
      { id: CONTEXT, digestMultibase: [`u${encodeBase64url(multihash(0x13, 'sha512', CONTEXT))}`] },
    ],
    ['a schema', { id: SCHEMA, digestSRI: sri('sha256', SCHEMA) }],
    [
      'the context of VCDM itself',
      { id: V2, digestMultibase: 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA' },
    ],
  ])('verifies %s', async (_, entry) => {
    const found = await report([entry])
    expect(row(found)).toBe('pass well_formed')
    expect(found).toMatchObject({ verified: true, warnings: [] })
  })

  it.each<[string, object]>([
    ['another digest', { id: CONTEXT, digestSRI: sri('sha256', SCHEMA) }],
    ['another digest of a schema', { id: SCHEMA, digestSRI: sri('sha256', CONTEXT) }],
    [
      'one of two that is wrong',
      {
        id: CONTEXT,
        digestSRI: sri('sha256', CONTEXT),
        digestMultibase: encodeBase58btc(multihash(0x12, 'sha256', SCHEMA)),
      },
    ],
    ['a wrong digest of the context of VCDM', { id: V2, digestSRI: sri('sha384', CONTEXT) }],
  ])('fails for %s', async (_, entry) => {
    const found = await report([{ id: 'https://example.edu/other', digestSRI: sri('sha256', SCHEMA) }, entry])
    expect(row(found)).toBe('fail related_resource_changed /relatedResource/1')
    expect(found.verified).toBe(false)
  })

  it('is compared in a credential that asks for nothing else', async () => {
    const found = await report([{ id: CONTEXT, digestSRI: sri('sha256', SCHEMA) }], load, {})
    expect(row(found)).toBe('fail related_resource_changed /relatedResource/0')
    expect(found.verified).toBe(false)
  })

  it('is hashed once for each algorithm, however many digests name it', async () => {
    const one = [sri('sha256', CONTEXT), sri('sha512', CONTEXT)]
    const entry = { id: CONTEXT, digestSRI: Array.from({ length: 500 }, (_, i) => one[i % 2]!) }
    const hashed = vi.spyOn(crypto.subtle, 'digest')
    try {
      expect(row(await report([entry]))).toBe('pass well_formed')
      expect(
        hashed.mock.calls.filter(([, data]) => data.byteLength === bytesOf(CONTEXT).length),
      ).toHaveLength(2)
    } finally {
      hashed.mockRestore()
    }
  })

  it('is unknown where the loader kept no bytes', async () => {
    const parsed = firstOf(bundled, async (url) => JSON.parse(texts[url]!) as object)
    const found = await report([{ id: CONTEXT, digestSRI: sri('sha256', CONTEXT) }], parsed)
    expect(row(found)).toBe('unknown related_resource_unknown /relatedResource/0')
    expect(found.verified).toBe(false)
  })
})

describe('a related resource that was not used', () => {
  it('is named in a warning', async () => {
    const found = await report([relatedResource({ id: 'https://example.edu/transcript.pdf', content: 'x' })])
    expect(found.verified).toBe(true)
    expect(found.warnings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'related_resource_not_checked /relatedResource/0',
    ])
  })
})

describe('the digests of the bundled contexts', () => {
  const index = join(vectors, 'w3c/contexts/INDEX.tsv')
  const rows = existsSync(index)
    ? readFileSync(index, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'))
    : []
  it.skipIf(rows.length === 0)('are those of published bytes that say the same', async () => {
    let compared = 0
    for (const [url, digests] of PUBLISHED_DIGESTS) {
      const bytes = readFileSync(join(vectors, 'w3c/contexts', rows.find(([name]) => name === url)![1]!))
      for (const [algorithm, digest] of Object.entries(digests))
        expect(createHash(algorithm).update(bytes).digest('base64'), url).toBe(digest)
      expect(jcs((await loadBundledContext(url))!), url).toBe(jcs(JSON.parse(bytes.toString())))
      compared++
    }
    expect(compared).toBe(11)
    expect(await canonize({ '@context': V2, id: 'urn:x', name: 'x' })).toContain('schema.org/name')
  })
})
