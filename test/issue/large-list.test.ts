/** Lists and documents that are larger than a badge may be: what laurel makes, it verifies. */
import { randomBytes } from 'node:crypto'
import {
  bundled,
  didDocument,
  didWebUrl,
  documentFromBytes,
  documents,
  firstOf,
  generateSigner,
  issue,
  issueJwt,
  type Load,
  openBadge,
  profile,
  revocationList,
  revokeKey,
  rotateKey,
  statusEntry,
  statusList,
  statusListCredential,
  verify,
} from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'

const DID = 'did:web:example.edu'
const LIST = 'https://example.edu/list'
const ID = 'urn:uuid:4c1d7a3e-0f53-4bd5-9d53-5d2d9a1f6f10'

type Signer = Awaited<ReturnType<typeof generateSigner>>
let signer: Signer
let own: ReturnType<typeof didDocument>

beforeAll(async () => {
  signer = await generateSigner({ controller: DID })
  own = didDocument(signer)
})

async function badge(more: object = {}): Promise<object> {
  const made = openBadge({
    id: ID,
    issuer: profile({ id: DID, name: 'University' }),
    recipient: { email: 'ada@example.org' },
    achievement: { id: 'https://example.edu/a', name: 'A', description: 'b', criteria: 'c' },
    ...more,
  } as never)
  return (await issue(made, { signer })) as object
}

const holding =
  (held: Readonly<Record<string, unknown>>): Load =>
  async (url, purpose, signal) =>
    held[url] ?? (url === didWebUrl(DID) ? own : bundled(url, purpose, signal))

const uuids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `urn:uuid:4c1d7a3e-0f53-4bd5-9d53-${String(i).padStart(12, '0')}`)

describe('a badge is verified with', () => {
  it('a document of its issuer with 2,000 keys, of which one can be added and revoked', async () => {
    const [method] = own['verificationMethod'] as readonly object[]
    const ids = Array.from({ length: 2000 }, (_, i) => `${DID}#old-${i}`)
    const large = {
      ...own,
      verificationMethod: [method, ...ids.map((id) => ({ ...method, id }))],
      assertionMethod: [signer.verificationMethod, ...ids],
    }
    const load = holding({ [didWebUrl(DID)]: large })
    expect(await verify(await badge(), { load })).toMatchObject({ verified: true })
    const next = await generateSigner({ controller: DID })
    const revoked = revokeKey(rotateKey(large, next), signer.verificationMethod, new Date())
    const { check } = await verify(await badge(), { load: holding({ [didWebUrl(DID)]: revoked }) })
    expect(check.proof.code).toBe('key_revoked')
  })

  it('a revocation list of 10,000 ids, which revocationList makes', async () => {
    const signed = await badge({ credentialStatus: { id: LIST, type: '1EdTechRevocationList' } })
    const list = revocationList({ id: LIST, issuer: DID, revoked: uuids(10_000) })
    expect(await verify(signed, { load: holding({ [LIST]: list }) })).toMatchObject({ verified: true })
    const revoked = revocationList({ id: LIST, issuer: DID, revoked: [...uuids(10_000), ID] })
    const load = firstOf(bundled, documents({ [LIST]: revoked, [didWebUrl(DID)]: own }))
    expect((await verify(signed, { load })).check.status.code).toBe('revoked')
    const bytes = new TextEncoder().encode(JSON.stringify(revoked))
    expect(documentFromBytes(bytes)).toEqual(revoked)
  })

  async function listOf(length: number): Promise<object> {
    const list = statusList({ length })
    const bits = randomBytes(length / 8)
    for (let i = 8; i < length; i++) if (((bits[i >> 3]! >> (i & 7)) & 1) === 1) list.set(i)
    return statusListCredential({ id: LIST, issuer: DID, list })
  }

  it('a list of 4,194,304 random bits, and one of half as many in a token', async () => {
    const [unsigned, half] = [await listOf(4_194_304), await listOf(2_097_152)]
    const signed = await badge({ credentialStatus: statusEntry({ statusListCredential: LIST, index: 5 }) })
    const sealed = [
      await issue(unsigned as never, { signer }),
      await issue(unsigned as never, { signer, cryptosuite: 'eddsa-jcs-2022' }),
      await issueJwt(half as never, { signer, profile: 'vc-jose' }),
    ]
    for (const each of sealed) {
      expect(await verify(signed, { load: holding({ [LIST]: each }) })).toMatchObject({ verified: true })
    }
    const load = firstOf(bundled, documents({ [LIST]: sealed[0], [didWebUrl(DID)]: own }))
    expect(await verify(signed, { load })).toMatchObject({ verified: true })
  })
})

it('a revocation list of more than a megabyte is refused, because no verifier loads it', () => {
  const make = (): unknown => revocationList({ id: LIST, issuer: DID, revoked: uuids(16_000) })
  expect(make).toThrow(expect.objectContaining({ code: 'limit_exceeded' }))
})
