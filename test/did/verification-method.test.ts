/** Retrieval where it succeeds: what is asked of whom, and which oddities are read over. */
import { describe, expect, test } from 'vitest'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../src/errors.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import type { Load, Purpose } from '../../src/ports.js'
import { bySuite } from '../by-suite.js'

const ISSUER = 'https://badges.example/public/issuers/1?v=3_0'
const signer = await generateSigner({ verificationMethod: `${ISSUER}#key-0` })
const multibase = signer.publicKeyMultibase!
const relationship = 'assertionMethod'

/** What a Badgr fork serves. */
const badgr: JsonObject = {
  id: ISSUER,
  type: 'Profile',
  name: 'An issuer',
  controller: '',
  verificationMethod: {
    id: `${ISSUER}#key-0`,
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdf-2022',
    controller: ISSUER,
    publicKeyMultibase: multibase,
  },
}

function world(documents: Readonly<Record<string, unknown>>) {
  const asked: (readonly [string, Purpose])[] = []
  const load: Load = async (url, purpose) => {
    asked.push([url, purpose])
    if (Object.hasOwn(documents, url)) return documents[url]
    throw new OpenBadgeError('document_unknown', 'not in this world', { url, purpose })
  }
  return { asked, load }
}

const nobody: Load = () => Promise.reject(new Error('somebody was asked'))

describe('self-certifying DIDs', () => {
  test('is remembered, unless its text is so long that a few would fill the memory', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik' }
    const retrieved = (kid: string): unknown => {
      const did = `did:jwk:${Buffer.from(JSON.stringify({ ...jwk, kid })).toString('base64url')}`
      return retrieveVerificationMethod(`${did}#0`, { relationship, load: nobody })
    }
    expect(await retrieved('short')).toBe(await retrieved('short'))
    const long = 'k'.repeat(3000)
    const first = await retrieved(long)
    expect(await retrieved(long)).not.toBe(first)
    expect(await retrieved(long)).toMatchObject({ controller: expect.stringContaining('did:jwk:') })
  })

  test('did:key answers at once on Node, asks nobody, for both relationships', async () => {
    const own = await generateSigner()
    for (const each of ['assertionMethod', 'authentication'] as const) {
      const found = await retrieveVerificationMethod(own.verificationMethod, {
        relationship: each,
        load: nobody,
      })
      expect(found.controller).toBe(own.controller)
      expect(found.method).toEqual({
        id: own.verificationMethod,
        type: 'Multikey',
        controller: own.controller,
        publicKeyMultibase: own.publicKeyMultibase,
      })
      const data = new Uint8Array([1, 2, 3])
      expect(await found.key.verify(await own.sign(data), data)).toBe(true)
    }
  })

  test('more of them than the memo holds', async () => {
    for (let i = 0; i < bySuite(20, 520); i++) {
      const { verificationMethod, controller } = await generateSigner()
      const found = await retrieveVerificationMethod(verificationMethod, { relationship, load: nobody })
      expect(found.controller).toBe(controller)
    }
  })
})

describe('what is asked', () => {
  test.each([
    ['did:web:example.com#key-1', 'https://example.com/.well-known/did.json'],
    ['did:web:example.com%3A3000:user:alice#key-1', 'https://example.com:3000/user/alice/did.json'],
    ['did:example:123#key-1', 'did:example:123'],
    ['https://example.com/issuer?v=3_0#key-1', 'https://example.com/issuer?v=3_0'],
  ])('%s', async (url, location) => {
    const id = url.split('#')[0]!
    const method = { id: url, type: 'Multikey', controller: id, publicKeyMultibase: multibase }
    const { asked, load } = world({
      [location]: { id, verificationMethod: [method], assertionMethod: [url] },
    })
    const found = await retrieveVerificationMethod(url, { relationship, load })
    expect(asked).toEqual([[location, 'controller']])
    expect(found).toMatchObject({ controller: id, method, warnings: [] })
  })

  test("an unknown DID method is the loader's to refuse, not a fault of the badge", async () => {
    const { load } = world({})
    const failing = retrieveVerificationMethod('did:ion:abc#key-1', { relationship, load })
    await expect(failing).rejects.toSatisfy((error) => isOpenBadgeError(error, 'document_unknown'))
  })

  test('the signal is passed on', async () => {
    const { signal } = new AbortController()
    const load: Load = async (_url, _purpose, given) => {
      expect(given).toBe(signal)
      return { ...badgr, assertionMethod: [`${ISSUER}#key-0`] }
    }
    await retrieveVerificationMethod(`${ISSUER}#key-0`, { relationship, load, signal })
    expect.assertions(1)
  })

  test('a key document counts once its controller lists it', async () => {
    const url = 'https://badges.example/keys/1'
    const key = {
      id: url,
      type: 'Multikey',
      controller: 'did:web:badges.example',
      publicKeyMultibase: multibase,
    }
    const { asked, load } = world({
      [url]: key,
      'https://badges.example/.well-known/did.json': { id: 'did:web:badges.example', assertionMethod: [url] },
    })
    const found = await retrieveVerificationMethod(url, { relationship, load })
    expect(found).toMatchObject({ controller: 'did:web:badges.example', method: key })
    expect(asked.map(([, purpose]) => purpose)).toEqual(['key', 'controller'])
  })
})

describe('what is read over', () => {
  const retrieve = (document: unknown, options: { acceptUnlistedKeys?: boolean; at?: Date } = {}) =>
    retrieveVerificationMethod(`${ISSUER}#key-0`, {
      relationship,
      load: world({ [ISSUER]: document }).load,
      ...options,
    })
  const warningsOf = async (...args: Parameters<typeof retrieve>): Promise<readonly string[]> =>
    (await retrieve(...args)).warnings.map(({ code }) => code)
  const listed = { ...badgr, assertionMethod: [`${ISSUER}#key-0`] }

  test('one object for verificationMethod, an odd type', async () => {
    expect(await warningsOf(listed)).toEqual(['key_type_odd', 'method_single'])
  })

  test.each([{ controller: '' }, { controller: undefined }])(
    'a method with %o in a profile',
    async (members) => {
      const method = { ...(badgr['verificationMethod'] as JsonObject), type: 'Multikey', ...members }
      expect(await warningsOf({ ...listed, verificationMethod: [method] })).toEqual(['controller_empty'])
    },
  )

  test('a profile that lists no key for anything, only when asked to', async () => {
    await expect(retrieve(badgr)).rejects.toThrow()
    expect(await warningsOf(badgr, { acceptUnlistedKeys: true })).toContain('relationship_unlisted')
    const other = { ...badgr, authentication: [`${ISSUER}#key-0`] }
    await expect(retrieve(other, { acceptUnlistedKeys: true })).rejects.toThrow()
  })

  test.each([
    ['by relative reference', { assertionMethod: ['#key-0'] }],
    ['as a single text', { assertionMethod: `${ISSUER}#key-0` }],
    ['by value', { verificationMethod: [], assertionMethod: [badgr['verificationMethod']] }],
    [
      'by value twice over',
      { assertionMethod: [badgr['verificationMethod']], authentication: [badgr['verificationMethod']] },
    ],
    [
      'with a relative id',
      { verificationMethod: [{ ...(badgr['verificationMethod'] as JsonObject), id: '#key-0' }] },
    ],
  ])('listed %s', async (_, members) => {
    expect((await retrieve({ ...listed, ...members })).controller).toBe(ISSUER)
  })

  test('a relative name in an https document is resolved, in a DID document it is not', async () => {
    const url = 'https://badges.example/issuers/1/keys#a'
    const id = url.split('#')[0]!
    const method = { id: 'keys#a', type: 'Multikey', controller: 'keys', publicKeyMultibase: multibase }
    const document = { id, verificationMethod: [method], assertionMethod: ['keys#a'] }
    const found = await retrieveVerificationMethod(url, {
      relationship,
      load: world({ [id]: document }).load,
    })
    expect(found.controller).toBe(id)
  })

  test.each([
    ['before', '2026-01-01T00:00:00Z', true],
    ['at', '2026-06-01T00:00:00Z', false],
    ['after', '2026-06-02T00:00:00Z', false],
    ['an offset counts', '2026-05-31T23:00:00Z', false],
  ])('expires: %s', async (_, now, usable) => {
    const expires = _ === 'an offset counts' ? '2026-06-01T00:00:00+02:00' : '2026-06-01T00:00:00Z'
    const method = { ...(badgr['verificationMethod'] as JsonObject), expires }
    const found = retrieve({ ...listed, verificationMethod: [method] }, { at: new Date(now) })
    if (usable) expect((await found).controller).toBe(ISSUER)
    else await expect(found).rejects.toSatisfy((error) => isOpenBadgeError(error, 'controller_invalid'))
  })

  test('without a time, a method with a date is refused', async () => {
    const method = { ...(badgr['verificationMethod'] as JsonObject), expires: '2999-01-01T00:00:00Z' }
    await expect(retrieve({ ...listed, verificationMethod: [method] })).rejects.toThrow()
  })

  test('the answer is a copy: changing the document afterwards changes nothing', async () => {
    const document = structuredClone<object>(listed) as { verificationMethod: Record<string, unknown> }
    const found = await retrieve(document)
    document.verificationMethod['publicKeyMultibase'] = 'z6Mk'
    expect(found.method['publicKeyMultibase']).toBe(multibase)
  })
})
