/** A cache that several calls share must never change a result: each second call is compared with one that has no cache. */
import { issueJwt, revokeKey, statusEntry, verify, verifyCache } from 'laurel'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { generateSigner, type LocalSigner } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { signCompactJws } from '../../src/proof/jwt/jws.js'
import { statusList } from '../../src/status/bitstring.js'
import { statusListCredential } from '../../src/status/status-list-credential.js'
import { coseMessage, header } from '../proof/cose-message.js'
import { hide, selectiveToken } from '../proof/selective-token.js'
import { clone, didDocument, LIST, makeWorld, NOW, trouble, VC2, type World } from './world.js'

const DID = 'did:web:many.example'
const ADDRESS = 'https://many.example/.well-known/did.json'

let world: World
let badgeKey: LocalSigner
let listKey: LocalSigner
let badge: JsonObject
let list: JsonObject
beforeEach(async () => {
  world = await makeWorld()
  badgeKey = await generateSigner({ controller: DID })
  listKey = await generateSigner({ controller: DID })
  world.documents.set(ADDRESS, withKeys(badgeKey, listKey))
  badge = await world.sign(
    world.badge((b) => {
      b.issuer.id = DID
      b.credentialStatus = statusEntry({ statusListCredential: LIST, index: 6 })
    }),
    badgeKey,
  )
  list = clone(
    await statusListCredential({
      id: LIST,
      issuer: DID,
      list: statusList(),
      validFrom: '2026-01-01T00:00:00Z',
    }),
  )
})

function withKeys(...signers: readonly LocalSigner[]): JsonObject {
  const documents = signers.map((signer) => clone(didDocument(DID, signer)))
  const all = (name: string): unknown[] => documents.flatMap((each) => each[name] as unknown[])
  return {
    ...documents[0],
    verificationMethod: all('verificationMethod'),
    assertionMethod: all('assertionMethod'),
  } as never
}

const seconds = (count: number): Date => new Date(NOW.getTime() + 1000 * count)

/** The second of two calls, after the change, with the cache of the first and without it. */
async function twice(change: () => void, at = 5): Promise<readonly [cached: string, fresh: string]> {
  const cache = verifyCache()
  const options = { ...world.options, clockSkewSeconds: 0 }
  expect(trouble(await verify(badge, { ...options, cache }))).toBe('')
  change()
  const now = seconds(at)
  return [
    trouble(await verify(badge, { ...options, now, cache })),
    trouble(await verify(badge, { ...options, now })),
  ]
}

async function publish(sign: (signer: LocalSigner) => Promise<unknown>): Promise<void> {
  world.documents.set(LIST, await sign(listKey))
}

async function token(signer: LocalSigner, claims: JsonObject): Promise<string> {
  const plain = await issueJwt(list as never, { signer, profile: 'vc-jose' })
  const [header, payload] = plain.split('.') as [string, string]
  const all = { ...JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), ...claims }
  return await signCompactJws(`${header}.${Buffer.from(JSON.stringify(all)).toString('base64url')}`, signer)
}

describe('a status list from the cache', () => {
  it('is used without a further verification if nothing changed', async () => {
    await publish((signer) => world.sign(list, signer))
    const cache = verifyCache()
    await verify(badge, { ...world.options, cache })
    const before = cache.lists!.bytes
    const recalled = vi.spyOn(cache.lists!, 'keep')
    expect(trouble(await verify(badge, { ...world.options, cache }))).toBe('')
    expect(recalled).not.toHaveBeenCalled()
    expect(cache.lists!.bytes).toBe(before)
  })

  it('is not used after its key was revoked', async () => {
    await publish((signer) => world.sign(list, signer))
    const [cached, fresh] = await twice(() =>
      world.documents.set(
        ADDRESS,
        revokeKey(world.documents.get(ADDRESS) as never, listKey.verificationMethod, NOW),
      ),
    )
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })

  it('is not used when the key is no longer in the document of its issuer', async () => {
    await publish((signer) => world.sign(list, signer))
    const [cached, fresh] = await twice(() => world.documents.set(ADDRESS, withKeys(badgeKey)))
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })

  it('is not used after its proof has ended', async () => {
    await publish(async (signer) =>
      clone(await addProof(list, signer, { created: NOW, expires: seconds(60) })),
    )
    const [cached, fresh] = await twice(() => undefined, 200)
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })

  it('is not used after the end of its token', async () => {
    await publish((signer) => token(signer, { exp: Math.floor(NOW.getTime() / 1000) + 60 }))
    const [cached, fresh] = await twice(() => undefined, 200)
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })

  it('is not used after the end of its key', async () => {
    await publish((signer) => world.sign(list, signer))
    const document = withKeys(badgeKey, listKey) as unknown as {
      verificationMethod: Record<string, unknown>[]
    }
    document.verificationMethod[1]!['expires'] = seconds(60).toISOString()
    world.documents.set(ADDRESS, document)
    const [cached, fresh] = await twice(() => undefined, 200)
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })

  it('is used although another key of the issuer was revoked before', async () => {
    await publish((signer) => world.sign(list, signer))
    const old = await generateSigner({ controller: DID })
    const document = withKeys(badgeKey, listKey, old)
    world.documents.set(ADDRESS, revokeKey(document as never, old.verificationMethod, seconds(-60)))
    const cache = verifyCache()
    await verify(badge, { ...world.options, cache })
    const kept = vi.spyOn(cache.lists!, 'keep')
    expect(trouble(await verify(badge, { ...world.options, cache }))).toBe('')
    expect(kept).not.toHaveBeenCalled()
  })

  it('is not used by a call whose loader gives another document of the issuer', async () => {
    const thief = await generateSigner({ controller: DID })
    world.documents.set(LIST, await token(thief, {}))
    world.documents.set(ADDRESS, withKeys(badgeKey, thief))
    const [cached, fresh] = await twice(() => world.documents.set(ADDRESS, withKeys(badgeKey)))
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })

  const DAY = 86_400
  const envelope = (type: string, content: string): object => ({
    '@context': VC2,
    type: 'EnvelopedVerifiableCredential',
    id: `data:application/vc+${type},${content}`,
  })
  const selective = (signer: LocalSigner, seconds: number): Promise<string> => {
    const { payload, disclosures } = hide(
      { payload: { ...list, exp: Math.floor(NOW.getTime() / 1000) + seconds }, disclosures: [] },
      ['exp'],
    )
    const header = { alg: 'EdDSA', typ: 'vc+sd-jwt', kid: signer.verificationMethod }
    return selectiveToken({ payload, disclosures }, disclosures, header, signer)
  }
  const message = async (signer: LocalSigner): Promise<string> => {
    const bytes = await coseMessage({ own: header(signer.verificationMethod), payload: list }, signer)
    return bytes.toString('base64')
  }

  it.each<[string, (signer: LocalSigner, seconds: number) => Promise<unknown>]>([
    ['an SD-JWT', selective],
    ['an SD-JWT in an envelope', async (...of) => envelope('sd-jwt', await selective(...of))],
    ['COSE in an envelope', async (signer) => envelope('cose;base64', await message(signer))],
  ])('is verified each time if it is %s', async (_, sign) => {
    await publish((signer) => sign(signer, DAY))
    const cache = verifyCache()
    expect(trouble(await verify(badge, { ...world.options, cache }))).toBe('')
    expect(cache.lists!.bytes).toBe(0)
  })

  it('is not used after an end that is a disclosure', async () => {
    await publish((signer) => selective(signer, 60))
    const [cached, fresh] = await twice(() => undefined, 200)
    expect(fresh).toBe('status unknown status_list_invalid /credentialStatus')
    expect(cached).toBe(fresh)
  })
})
