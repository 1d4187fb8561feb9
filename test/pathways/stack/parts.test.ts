/** The bytes, digests and envelopes of parts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { achievement, issue, issueJwt, openBadge, profile, signerFromSeed } from '../../../src/index.js'
import { partBytes, partDigest, sealParts } from '../../../src/pathways/index.js'
import { canonicalDigest } from '../../../src/pathways/stack/part-bytes.js'
import { type ReadPart, readParts } from '../../../src/pathways/stack/read-part.js'
import { isSealedPart, sealedName } from '../../../src/pathways/stack/seal-parts.js'
import { partEntries, pathwayEntry } from '../../../src/pathways/stack/stack-entries.js'
import { bySuite } from '../../by-suite.js'
import { bakeIntoSvg } from './bake-into-svg.js'
import { canonicalJson, independentDigest, independentName } from './independent-digest.js'

const signer = await signerFromSeed(new Uint8Array(32).fill(3))
const unsigned = openBadge({
  id: 'urn:uuid:8f6c1a52-5e0a-4a4e-9a3a-3a0f7a0f0001',
  issuer: profile({ id: signer.controller, name: 'Example Üniversity' }),
  recipient: { id: 'did:web:ada.example' },
  validFrom: '2026-01-01T00:00:00Z',
  achievement: achievement({
    id: 'https://example.edu/a/rust',
    name: 'Rust I',
    description: 'd',
    criteria: 'c',
    creditsAvailable: 2.5,
  }),
})
const badge = await issue(unsigned, { signer })
const jws = await issueJwt(unsigned, { signer })
const LIMITS = { input: 1_000_000, parts: 10 }
const SEED = new Uint8Array(32).fill(9)

const digests = async (input: unknown): Promise<string[]> =>
  (await readParts(input, LIMITS)).map(({ digest }) => digest)

describe('partBytes and partDigest', () => {
  it('are the canonical JSON of the signed document, and its SHA-256 as a multihash', () => {
    expect(Buffer.from(partBytes(badge)).toString('utf8')).toBe(canonicalJson(badge))
    expect(partDigest(badge)).toBe(independentDigest(badge))
    expect(partDigest(badge)).toMatch(/^zQm[1-9A-Za-z]{44}$/)
  })

  it('are the characters of a compact JWS', () => {
    expect(Buffer.from(partBytes(jws)).toString('ascii')).toBe(jws)
    expect(partDigest(jws)).toBe(independentDigest(jws))
  })

  it('agree with an independent computation for any JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const plain = JSON.parse(JSON.stringify(object)) as object
        // Integers beyond 2^53 are refused: another parser may read another number.
        fc.pre(!/\d{16}/.test(JSON.stringify(plain)))
        expect(partDigest(plain)).toBe(independentDigest(plain))
      }),
      { numRuns: bySuite(30, 200) },
    )
  })

  it.each([[[] as never], ['no token'], ['{"a":1}'], [7 as never], [null as never]])('refuse %j', (part) => {
    expect(() => partBytes(part)).toThrow(TypeError)
  })
})

describe('the digest of an entry', () => {
  const digest = independentDigest(badge)
  const bytes = Buffer.concat([Buffer.from([0x12, 0x20]), Buffer.alloc(32, 1)])

  it('is read in base58 and in base64url', () => {
    expect(canonicalDigest(digest)).toBe(digest)
    expect(canonicalDigest(`u${bytes.toString('base64url')}`)).toMatch(/^zQm/)
  })

  it.each([
    ['no text', 7],
    [
      'another hash',
      `u${Buffer.concat([Buffer.from([0x13, 0x40]), Buffer.alloc(64, 1)]).toString('base64url')}`,
    ],
    ['a digest cut short', `u${bytes.subarray(0, 33).toString('base64url')}`],
    [
      'another length in the header',
      `u${Buffer.concat([Buffer.from([0x12, 0x1f]), Buffer.alloc(32)]).toString('base64url')}`,
    ],
    ['no multibase', digest.slice(1)],
    ['letters outside of base58', 'z0OIl'],
    ['a long text', `z${'1'.repeat(10_000)}`],
  ])('is nothing where there is %s', (_, value) => {
    expect(canonicalDigest(value)).toBeUndefined()
  })
})

describe('sealed parts', () => {
  const envelopes = sealParts([badge, jws], SEED)

  it('come out the same of the same seed, and others of another', () => {
    expect(sealParts([badge, jws], SEED)).toEqual(envelopes)
    const others = sealParts([badge, jws], new Uint8Array(32).fill(8))
    expect(others[0]!.salt).not.toBe(envelopes[0]!.salt)
    expect(envelopes[0]!.salt).not.toBe(envelopes[1]!.salt)
    expect(Buffer.from(envelopes[0]!.salt, 'base64url')).toHaveLength(16)
  })

  it('are named by the digest of their envelope', () => {
    expect(sealedName(envelopes[0]!)).toBe(independentName(envelopes[0]!))
  })

  it('need a seed of 16 bytes', () => {
    expect(() => sealParts([badge], new Uint8Array(15))).toThrow(TypeError)
    expect(() => sealParts([badge], 'a'.repeat(32) as never)).toThrow(TypeError)
  })

  it('are objects of a salt and a part alone', () => {
    expect(isSealedPart({ ...envelopes[0]! } as never)).toBe(true)
    expect(isSealedPart({ ...envelopes[0]!, note: 'x' } as never)).toBe(false)
    expect(isSealedPart({ salt: 'x', part: 7 })).toBe(false)
  })
})

describe('what is handed in', () => {
  const expected = [independentDigest(badge)]
  const [envelope] = sealParts([badge], SEED)

  it.each<readonly [string, () => unknown]>([
    ['an object', () => badge],
    ['JSON text', () => JSON.stringify(badge, undefined, 2)],
    ['bytes of JSON', () => Buffer.from(JSON.stringify(badge))],
    ['an SVG', () => bakeIntoSvg(badge)],
    ['a sealed part', () => JSON.stringify(envelope)],
  ])('is one part with the digest of what was signed: %s', async (_, input) => {
    expect(await digests(input())).toEqual(expected)
  })

  it('is a JWS with the digest of its text, wherever it stands', async () => {
    const digest = independentDigest(jws)
    expect(await digests(` ${jws}\n`)).toEqual([digest])
    expect(await digests(bakeIntoSvg(jws))).toEqual([digest])
    const enveloped = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: `data:application/vc+jwt,${jws}`,
      type: 'EnvelopedVerifiableCredential',
    }
    expect(await digests(enveloped)).toEqual([digest])
    const [part] = (await readParts(jws, LIMITS)) as [ReadPart]
    expect(part.id).toBe(unsigned.id)
  })

  it('is all credentials of a presentation or a record, and of no more than the limit', async () => {
    const presentation = { type: ['VerifiablePresentation'], verifiableCredential: [badge, jws, 7, 'x'] }
    expect((await digests(presentation)).slice(1)).toEqual([independentDigest(badge), independentDigest(jws)])
    const record = { credentialSubject: { verifiableCredential: badge } }
    expect((await digests(record)).slice(1)).toEqual([independentDigest(badge)])
    const many = { verifiableCredential: Array.from({ length: 50 }, () => badge) }
    expect(await digests(many)).toHaveLength(11)
  })

  it.each<readonly [string, () => unknown]>([
    ['nothing', () => undefined],
    ['a number', () => 7],
    ['other text', () => 'hello'],
    ['broken JSON', () => '{"a":'],
    ['bytes that are no UTF-8', () => Uint8Array.of(0xff, 0xfe)],
    ['an image without a credential', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a JWS that is none', () => 'a.b.c'],
    [
      'an object that throws',
      () =>
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no')
            },
          },
        ),
    ],
    [
      'a circle',
      () => {
        const a: Record<string, unknown> = {}
        a['a'] = a
        return a
      },
    ],
    ['more than the limit', () => ({ text: 'x'.repeat(2_000_000) })],
  ])('is no part: %s', async (_, input) => {
    expect(await digests(input())).toEqual([])
  })
})

describe('the entries of a larger credential', () => {
  const digestMultibase = independentDigest(badge)
  it('are its parts; other resources are none', () => {
    const named = { id: 'urn:uuid:1', mediaType: 'application/vc', digestMultibase }
    const token = { id: 'urn:uuid:2', mediaType: 'application/vc+jwt', digestMultibase: 'u_' }
    const sealed = { id: 'ni:///sha-256;abc', mediaType: 'application/json', digestMultibase }
    const pathway = { id: 'https://example.edu/p/1', mediaType: 'application/json', digestMultibase }
    const relatedResource = [pathway, named, 7, token, sealed, { mediaType: 'application/vc' }]
    expect(partEntries({ relatedResource } as never)).toEqual([
      { pointer: '/relatedResource/1', id: 'urn:uuid:1', form: 'named', digest: digestMultibase },
      { pointer: '/relatedResource/3', id: 'urn:uuid:2', form: 'named', digest: undefined },
      { pointer: '/relatedResource/4', id: 'ni:///sha-256;abc', form: 'sealed', digest: digestMultibase },
    ])
    expect(partEntries({ relatedResource: named })).toHaveLength(1)
    expect(partEntries({})).toEqual([])
    expect(pathwayEntry({ relatedResource } as never, pathway.id)).toEqual({ digest: digestMultibase })
    expect(pathwayEntry({ relatedResource } as never, 'https://example.edu/p/2')).toBeUndefined()
  })
})
