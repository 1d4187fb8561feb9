/** What signatures and keys cost: each is counted before the work, so that the account ends it. */
import { Buffer } from 'node:buffer'
import { VERIFY_LIMITS, type VerifyOptions, verify } from 'laurel'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { generateSigner, type LocalSigner, signerFromJwk } from '../../src/keys/signers/make-signer.js'
import { signJwt } from '../../src/proof/jwt/jwt.js'
import { digest } from '../../src/proof/suites/hash-data.js'
import { jsonCanonicalisation } from '../../src/proof/suites/json-canonicalisation.js'
import { WorkAccount } from '../../src/work-account.js'
import { bySuite } from '../by-suite.js'
import { build } from '../long/adversary/build.js'
import { type Genome, genomeOf } from '../long/adversary/genome.js'
import { newJwk, newPublicJwk } from '../new-jwk.js'
import { makeWorld, NOW, VC2, type World } from './world.js'

vi.mock('../../src/proof/suites/hash-data.js', async (load) => {
  const room = await load<typeof import('../../src/proof/suites/hash-data.js')>()
  return { ...room, digest: vi.fn(room.digest) }
})

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const genome = (kind: string, more?: Partial<Genome>): Genome => genomeOf(kind, { a: 0.6, b: 0.5 }, more)

interface Told {
  readonly code: string
  readonly reason?: string
}

/** What became of each proof of an input. */
async function proofsOf(input: unknown, options: VerifyOptions = {}): Promise<readonly Told[]> {
  const { checks } = await verify(input, { now: NOW, ...options })
  const row = checks.find(({ id }) => id === 'proof')
  return row?.details?.['proofs'] as unknown as readonly Told[]
}

const count = (told: readonly Told[], code: string): number =>
  told.filter((each) => each.code === code).length

describe('a signature', () => {
  it.each<[string, number, number]>([
    ['Ed25519', 0, 110],
    ['Ed25519 over the text', 1, 110],
    ['P-256', 2, 120],
    ['P-384', 3, 350],
  ])('of %s is paid with its key, before it is checked', async (_, suite, price) => {
    const { input } = await build(genome('a DID', { suite }), 2000)
    expect(await proofsOf(input, { limits: { hashes: price } })).toMatchObject([
      { code: 'signature_invalid' },
    ])
    expect(await proofsOf(input, { limits: { hashes: price - 1 } })).toMatchObject([
      { code: 'limit_exceeded', reason: 'hashes' },
    ])
  })

  it.each<[string, number, number]>([
    ['EdDSA', 0, 200],
    ['ES256', 1, 120],
    ['ES384', 2, 350],
    ['ES512', 3, 550],
    ['RS256 with a long key', 4, 200],
  ])('of a token of %s is paid with its key', async (_, suite, price) => {
    const { input } = await build(genome('a DID', { suite, wrap: 9 }), 5000)
    const [token] = (JSON.parse(input as string) as { readonly verifiableCredential: unknown[] })
      .verifiableCredential
    expect(await proofsOf(token, { limits: { hashes: price } })).toMatchObject([
      { code: 'signature_invalid' },
    ])
    expect(await proofsOf(token, { limits: { hashes: price - 1 } })).toMatchObject([
      { code: 'limit_exceeded', reason: 'hashes' },
    ])
  })

  it('of all credentials that a presentation holds draws on one account', async () => {
    const many = genome('a DID', { suite: 3, proofs: 16, wrap: 1, wrapped: bySuite(3, 36), distinct: true })
    const { input } = await build(many)
    // The usual suite spends a part of the account, which takes a part of the time.
    const limits = { hashes: VERIFY_LIMITS.hashes / bySuite(6, 1) }
    const { badges } = await verify(input, { now: NOW, limits })
    const codes = badges.map((badge) => (badge.verified ? 'verified' : badge.code))
    expect(codes.length).toBeGreaterThan(bySuite(3, 20))
    expect(codes[0]).toBe('signature_invalid')
    expect(codes.at(-1)).toBe('limit_exceeded')
  })

  it('hashes the text of a document once, however many proofs it has', async () => {
    const { input } = await build(genome('a long id with many values', { proofs: 16 }), 20_000)
    vi.mocked(digest).mockClear()
    expect(count(await proofsOf(input), 'signature_invalid')).toBe(16)
    const long = vi.mocked(digest).mock.calls.filter(([text]) => text.length > 5000)
    expect(long).toHaveLength(1)
  })

  it('over a text is paid by the values of the document, before that text is made', () => {
    const document = { a: [1, 2, 3], b: { c: 'd' } }
    const transform = (scalars: number): unknown =>
      jsonCanonicalisation.transform(document, 'SHA-256', {
        work: new WorkAccount({ ...newWork().limits, scalars }),
      })
    expect(transform(7)).toBe('{"a":[1,2,3],"b":{"c":"d"}}')
    expect(() => transform(6)).toThrow(expect.objectContaining({ code: 'limit_exceeded' }))
  })

  it.each([
    ['signatures', 0.4, 'hashes', 1000],
    ['numbers of lines', 0.6, 'generalObjects', 70],
  ])('of another library is paid by the %s that its value can hold', async (_, filled, limit, price) => {
    const { input } = await build(genome('values of many nodes', { suite: 4, filled }), 12_000)
    const amounts: number[] = []
    const real = WorkAccount.prototype.spend
    const spend = vi.spyOn(WorkAccount.prototype, 'spend').mockImplementation(function (
      this: WorkAccount<never>,
      name,
      amount,
    ) {
      if (name === limit && new Error('who asks').stack?.includes('payForValue') === true)
        amounts.push(amount)
      real.call(this, name as never, amount)
    })
    expect(await proofsOf(input)).toMatchObject([{ code: 'signature_invalid' }])
    spend.mockRestore()
    expect(amounts.at(-1)).toBeGreaterThan(price)
    expect(await proofsOf(input, { limits: { [limit]: price, combined: 1000 } })).toMatchObject([
      { code: 'limit_exceeded', reason: limit },
    ])
  })

  it('of another library is paid by the length of the list of contexts, before the document is canonicalised', async () => {
    const { input } = await build(genome('values of many nodes', { suite: 4 }), 2000)
    const [standard, badges] = JSON.parse(input as string)['@context']
    /** For the document, and for the proof, which has the contexts of the document. */
    const paid = async (contexts: readonly unknown[]): Promise<readonly number[]> => {
      const spend = vi.spyOn(WorkAccount.prototype, 'spend')
      await proofsOf(JSON.stringify({ ...JSON.parse(input as string), '@context': contexts }))
      const amounts = spend.mock.calls
        .filter(([name]) => name === 'generalObjects')
        .map(([, amount]) => amount)
      spend.mockRestore()
      return amounts.slice(0, 2)
    }
    const repeated = [standard, ...Array.from({ length: 12 }, () => badges)]
    const [long, short] = [await paid(repeated), await paid([standard, badges])]
    for (const i of [0, 1]) expect(long[i]! - short[i]!).toBeGreaterThanOrEqual(1000)

    const quads = vi.spyOn(WorkAccount.prototype, 'spend')
    expect(await proofsOf(input, { limits: { generalObjects: 100 } })).toMatchObject([
      { code: 'limit_exceeded', reason: 'generalObjects' },
    ])
    expect(quads.mock.calls.filter(([name]) => name === 'quads')).toEqual([])
    quads.mockRestore()
  })
})

describe('a key', () => {
  const jwk = (): JsonObject => newPublicJwk('P-521') as JsonObject
  const token = (header: object, payload: object): string =>
    [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const issuer = 'https://uni.example/issuer'
  const signature = Buffer.alloc(132, 1).toString('base64url')

  it('is paid also where an issuer lists many of which none is named', async () => {
    const methods = Array.from({ length: 16 }, (_, i) => ({
      id: `${issuer}#${i}`,
      type: 'JsonWebKey',
      controller: issuer,
      publicKeyJwk: jwk(),
    }))
    world.documents.set(issuer, {
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: issuer,
      verificationMethod: methods,
      assertionMethod: methods.map(({ id }) => id),
    })
    const text = `${token(
      { alg: 'ES512', typ: 'vc+jwt' },
      world.badge((b) => (b.issuer.id = issuer)),
    )}.${signature}`
    expect(await proofsOf(text, world.options)).toMatchObject([{ code: 'key_missing' }])
    expect(await proofsOf(text, { ...world.options, limits: { hashes: 16 * 100 } })).toMatchObject([
      { code: 'limit_exceeded', reason: 'hashes' },
    ])
  })

  it('is paid also where a host lists many with the name of one', async () => {
    const keys = Array.from({ length: 20 }, () => ({ ...jwk(), kid: 'one' }))
    world.documents.delete(issuer)
    world.documents.set('https://uni.example/.well-known/jwks.json', { keys })
    const header = { alg: 'ES512', typ: 'vc+jwt', kid: 'one', jwk: jwk() }
    const text = `${token(
      header,
      world.badge((b) => (b.issuer.id = issuer)),
    )}.${signature}`
    expect(await proofsOf(text, { ...world.options, limits: { hashes: 20 * 100 } })).toMatchObject([
      { code: 'limit_exceeded', reason: 'hashes' },
    ])
  })
})

describe('genuine documents', () => {
  const many = bySuite(12, 60)
  const halves = [{ hashes: VERIFY_LIMITS.hashes / 2 }, { combined: VERIFY_LIMITS.combined / 2 }]
  const presented = (held: readonly unknown[]): JsonObject =>
    ({ '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: held }) as JsonObject

  it('of many badges by four issuers cost less than half of the account', async () => {
    const issuers = await Promise.all(Array.from({ length: 4 }, () => generateSigner()))
    const held = await Promise.all(
      Array.from({ length: many }, (_, i) => {
        const by = issuers[i % 4]!
        return world.sign(
          world.badge((b) => (b.issuer.id = by.controller)),
          by,
        )
      }),
    )
    for (const limits of halves) {
      const { badges } = await verify(presented(held), { ...world.options, limits })
      expect(badges.filter(({ verified }) => verified)).toHaveLength(many)
    }
  })

  it('of many tokens with keys of P-384 cost less than half of the account', async () => {
    const by: LocalSigner = await signerFromJwk(newJwk('P-384'))
    const held = await Promise.all(
      Array.from({ length: many }, async (_, i) => {
        const badge = world.badge((b) => {
          b.issuer.id = by.controller
          b.id = `urn:x:${i}`
        })
        const jwt = await signJwt(badge, by, { profile: 'vc-jose' })
        return {
          '@context': VC2,
          type: 'EnvelopedVerifiableCredential',
          id: `data:application/vc+jwt,${jwt}`,
        }
      }),
    )
    for (const limits of halves) {
      const { badges } = await verify(presented(held), { ...world.options, limits })
      expect(badges.map((badge) => badge.verified || badge.code)).toEqual(Array(many).fill(true))
    }
  })
})
