/** Hundreds of credentials may name one document, so that it is read once for a call, and not once for each of them. */
import { verify } from 'laurel'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { EXTENSIONS, OPEN_BADGES } from '../../src/documents/context-urls.js'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Load, Purpose } from '../../src/ports.js'
import { makeWorld, VC2, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const PUBLISHER = 'did:web:a.example'
const KEY = 'z6MkmRkzt3DjrzePSrNA1s8GEjWgMzqe7TBLSzGcUdDJz5xU'

/** A document that counts how often its names are listed. */
function counted(document: object): { readonly document: object; readonly count: () => number } {
  let count = 0
  const ownKeys = (target: object): (string | symbol)[] => {
    count++
    return Reflect.ownKeys(target)
  }
  return { document: new Proxy(document, { ownKeys }), count: () => count }
}

const held = (credentials: readonly unknown[]) => ({
  '@context': [VC2],
  type: ['VerifiablePresentation'],
  verifiableCredential: credentials,
})

/** How often a loaded document is read if this many credentials name it. */
async function readings(
  credentials: readonly unknown[],
  purpose: Purpose,
  given: object,
  more: object = {},
  others: Load = world.options.load!,
): Promise<number> {
  const { document, count } = counted(given)
  const asked: string[] = []
  await verify(held(credentials), {
    ...world.options,
    load: async (url: string, why: Purpose) => {
      if (why !== purpose) return others(url, why)
      asked.push(url)
      return document
    },
    ...more,
  })
  expect(asked).toHaveLength(1)
  return count()
}

const of = async (count: number, make: (i: number) => unknown): Promise<readonly unknown[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)))

const signed = (more: JsonObject) => async (i: number) =>
  world.sign(world.badge((b) => Object.assign(b, { id: `urn:x:${i}` }, more)))

const method = (i: number) => ({
  id: `${PUBLISHER}#${i}`,
  type: 'Multikey',
  controller: PUBLISHER,
  publicKeyMultibase: KEY,
})
const unproven = (i: number) => ({
  ...world.badge((b) => (b.issuer.id = PUBLISHER)),
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: method(i).id,
    proofPurpose: 'assertionMethod',
    proofValue: `z${'2'.repeat(88)}`,
  },
})
const methods = Array.from({ length: 40 }, (_, i) => method(i))
const controller = {
  id: PUBLISHER,
  verificationMethod: methods,
  assertionMethod: methods.map(({ id }) => id),
}

describe('a document that twenty credentials name is read as often as one that a single one names', () => {
  it.each<[string, Purpose, object]>([
    ['a DID document', 'controller', controller],
    [
      'a DID document with a secret key',
      'controller',
      { ...controller, publicKey: [{ ...method(41), privateKeyMultibase: KEY }] },
    ],
    ['a DID document of another id', 'controller', { ...controller, id: 'did:web:b.example' }],
    [
      'a DID document that is too large',
      'controller',
      { ...controller, more: Array.from({ length: 60_000 }, () => 0) },
    ],
  ])('%s', async (_, purpose, document) => {
    const once = await readings(await of(1, unproven), purpose, document)
    expect(await readings(await of(20, unproven), purpose, document)).toBe(once)
  })

  const KEY_URL = 'https://a.example/key'
  const OWNER = 'https://a.example/issuer'
  const keyDocument = {
    ...method(0),
    id: KEY_URL,
    controller: OWNER,
    more: Array.from({ length: 50 }, (_, i) => i),
  }
  it.each<[string, Purpose]>([
    ['a key document', 'key'],
    ['the controller of a key document', 'controller'],
  ])('%s', async (_, purpose) => {
    const documents = new Map<Purpose, object>([
      ['key', keyDocument],
      ['controller', { id: OWNER, verificationMethod: [keyDocument], assertionMethod: [KEY_URL] }],
    ])
    const byKey = (i: number) => {
      const made = unproven(i)
      return { ...made, proof: { ...made.proof, verificationMethod: KEY_URL } }
    }
    const load = async (url: string, why: Purpose) => documents.get(why) ?? world.options.load!(url, why)
    const count = async (credentials: number) =>
      readings(await of(credentials, byKey), purpose, documents.get(purpose)!, {}, load)
    const writes = vi.spyOn(JSON, 'stringify')
    const one = await count(1)
    const first = writes.mock.calls.filter(([value]) => (value as { id?: string })?.id === KEY_URL).length
    writes.mockClear()
    expect(await count(20)).toBe(one)
    expect(writes.mock.calls.filter(([value]) => (value as { id?: string })?.id === KEY_URL)).toHaveLength(
      first,
    )
    writes.mockRestore()
  })

  it.each<[string, object, number]>([
    ['a context', { '@context': { a: 'https://a.example/a' }, more: [[], []] }, 1],
    ['a list in the place of a context', [{ a: 'https://a.example/a' }], 0],
  ])('%s', async (_, context, most) => {
    const CONTEXT = 'https://a.example/context'
    const named = async (i: number) => {
      const badge = unproven(i)
      const contexts = (badge as unknown as { '@context': string[] })['@context']
      const proof = { ...badge.proof, cryptosuite: 'eddsa-rdfc-2022' }
      return { ...badge, '@context': [...contexts, CONTEXT], proof }
    }
    const copies = vi.spyOn(globalThis, 'structuredClone')
    for (const count of [1, 20]) {
      copies.mockClear()
      await verify(held(await of(count, named)), {
        ...world.options,
        load: async (url, why) =>
          url === CONTEXT ? context : why === 'controller' ? controller : world.options.load!(url, why),
      })
      const text = JSON.stringify(context)
      expect(copies.mock.calls.filter(([value]) => JSON.stringify(value) === text)).toHaveLength(most)
    }
    copies.mockRestore()
  })

  const LIST = 'https://a.example/list'
  it.each<[string, Purpose, JsonObject, object, object]>([
    [
      'a revocation list',
      'status',
      {
        '@context': [VC2, OPEN_BADGES, EXTENSIONS],
        credentialStatus: { id: LIST, type: '1EdTechRevocationList' },
      },
      { id: LIST, issuer: 'https://a.example', revokedCredential: [{ id: 'urn:x:none' }] },
      {},
    ],
    [
      'a status list that is not signed',
      'status',
      {
        credentialStatus: {
          id: `${LIST}#1`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '1',
          statusListCredential: LIST,
        },
      },
      { '@context': [VC2], id: LIST, type: ['VerifiableCredential', 'BitstringStatusListCredential'] },
      {},
    ],
    [
      'a JSON Schema',
      'schema',
      { credentialSchema: [{ id: LIST, type: 'JsonSchema' }] },
      { type: 'object' },
      {},
    ],
    [
      'a registry',
      'registry',
      {},
      { registry: ['did:example:somebody'] },
      { issuers: { registries: [{ name: 'R', url: LIST, type: 'dcc-legacy' }] } },
    ],
  ])('%s', async (_, purpose, members, document, options) => {
    const one = await readings(await of(1, signed(members)), purpose, document, options)
    expect(await readings(await of(20, signed(members)), purpose, document, options)).toBe(one)
  })
})
