/** An issuer's documents over the years: made, rotated, revoked, and always what the retrieval algorithm wants. */
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkPublishedKey } from '../../src/did/check-published-key.js'
import { didDocument, jsonWebKeySet, revokeKey, rotateKey } from '../../src/did/controller/did-document.js'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'
import { isBundled } from '../../src/documents/bundled.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { publicKeyFromJwk } from '../../src/keys/public-key.js'
import { generateSigner, signerFromJwk } from '../../src/keys/signers/make-signer.js'

const controller = 'did:web:example.edu'
const first = await generateSigner({ controller })
const second = await generateSigner({ controller })
const now = new Date('2026-06-01T00:00:00Z')

const find = async (
  document: unknown,
  url: string,
  relationship: 'assertionMethod' | 'authentication' = 'assertionMethod',
) => retrieveVerificationMethod(url, { relationship, load: async () => document, at: now })

describe('didDocument', () => {
  test('is what a verifier needs', async () => {
    const document = didDocument(first)
    expect(document).toEqual({
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: controller,
      verificationMethod: [
        {
          id: first.verificationMethod,
          type: 'Multikey',
          controller,
          publicKeyMultibase: first.publicKeyMultibase,
        },
      ],
      authentication: [first.verificationMethod],
      assertionMethod: [first.verificationMethod],
    })
    expect((await find(document, first.verificationMethod)).controller).toBe(controller)
    expect((await checkPublishedKey(first, { load: async () => document })).controller).toBe(controller)
  })

  test('several keys, RSA among them, and other names', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    const other = await signerFromJwk(rsa, { controller })
    const document = didDocument([first, other], { alsoKnownAs: ['https://example.edu/issuer'] })
    expect(document['alsoKnownAs']).toEqual(['https://example.edu/issuer'])
    expect(document['@context']).toContain('https://w3id.org/security/jwk/v1')
    expect((await find(document, other.verificationMethod)).key.algorithm).toBe('RS256')
    expect(JSON.stringify(document)).not.toContain(rsa.d)
  })

  test('an https issuer', async () => {
    const signer = await generateSigner({ controller: 'https://example.edu/issuer' })
    const document = didDocument(signer)
    expect(document['@context']).toEqual(['https://www.w3.org/ns/cid/v1'])
    expect((await find(document, signer.verificationMethod)).controller).toBe('https://example.edu/issuer')
  })

  test('a remote signer is as good as a local one', () => {
    const { verificationMethod, publicKeyMultibase } = first
    expect(didDocument({ verificationMethod, publicKeyMultibase: publicKeyMultibase! })).toEqual(
      didDocument(first),
    )
  })

  test('its terms are defined by its contexts', async () => {
    const document = didDocument(first)
    const missing = (document['@context'] as readonly string[]).filter((url) => !isBundled(url))
    // Without the context at hand this says nothing, so it must be there.
    expect(missing).toEqual([])
    expect(await toCanonical(document)).toContain('assertionMethod')
  })

  test('TypeErrors', async () => {
    const elsewhere = await generateSigner()
    expect(() => didDocument([])).toThrow(TypeError)
    expect(() => didDocument([first, elsewhere])).toThrow(TypeError)
    expect(() => didDocument([first, first])).toThrow(TypeError)
    expect(() => didDocument({ verificationMethod: `${controller}#key-1` })).toThrow(TypeError)
    expect(() =>
      didDocument({ verificationMethod: 'https://example.edu/key', publicKeyMultibase: 'z6Mk' }),
    ).toThrow(TypeError)
  })
})

describe('rotateKey', () => {
  test('says that a did:key cannot change its key', async () => {
    const [one, two] = [await generateSigner(), await generateSigner()]
    expect(() => rotateKey(didDocument(one), two)).toThrow('cannot change its key; use a did:web')
  })

  const before = didDocument(first)
  const after = rotateKey(before, second)

  test('old badges keep the old key, new badges have the new key', async () => {
    for (const { verificationMethod, publicKey } of [first, second]) {
      expect((await find(after, verificationMethod)).key.jwk).toEqual(publicKey.jwk)
    }
    expect((await find(after, second.verificationMethod, 'authentication')).controller).toBe(controller)
    await expect(find(after, first.verificationMethod, 'authentication')).rejects.toThrow()
    expect(before).toEqual(didDocument(first))
  })

  test('members that it does not know stay', () => {
    const service = [{ id: '#a', type: 'LinkedDomains', serviceEndpoint: 'https://example.edu' }]
    expect(rotateKey({ ...before, service }, second)).toMatchObject({ service })
  })

  test('TypeErrors', async () => {
    expect(() => rotateKey(after, second)).toThrow(TypeError)
    expect(() => rotateKey(null, second)).toThrow(TypeError)
    expect(() => rotateKey({}, second)).toThrow(TypeError)
    const elsewhere = await generateSigner()
    expect(() => rotateKey(before, elsewhere)).toThrow(TypeError)
  })
})

describe('revokeKey', () => {
  const after = revokeKey(
    rotateKey(didDocument(first), second),
    first.verificationMethod,
    new Date('2026-05-01T12:00:00.5Z'),
  )

  test('the revoked key is refused, the other is not', async () => {
    expect(faultOf(await find(after, first.verificationMethod).catch((error: unknown) => error))).toBe(
      'keyRevoked',
    )
    expect((await find(after, second.verificationMethod)).controller).toBe(controller)
    expect(JSON.stringify(after)).toContain('"revoked":"2026-05-01T12:00:00Z"')
  })

  test('twice, or for a key that is not there', () => {
    expect(() => revokeKey(after, first.verificationMethod, now)).toThrow(TypeError)
    expect(() => revokeKey(after, `${controller}#none`, now)).toThrow()
  })

  test('a method embedded under relationships is revoked in each of them', async () => {
    const [method] = didDocument(first)['verificationMethod'] as readonly [object]
    const embedded = { id: controller, authentication: [method], assertionMethod: [method] }
    const revoked = revokeKey(embedded, first.verificationMethod, now)
    expect(faultOf(await find(revoked, first.verificationMethod).catch((error: unknown) => error))).toBe(
      'keyRevoked',
    )
  })
})

describe('jsonWebKeySet', () => {
  test('has the keys that may sign, named and bound to the issuer', async () => {
    const document = rotateKey(didDocument(first), second)
    const { keys } = (await jsonWebKeySet(document)) as { keys: readonly Record<string, string>[] }
    expect(keys.map(({ kid }) => kid)).toEqual([second.verificationMethod, first.verificationMethod])
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'OKP', alg: 'EdDSA', use: 'sig', iss: controller })
      expect((await publicKeyFromJwk(key)).algorithm).toBe('Ed25519')
    }
    const revoked = revokeKey(document, first.verificationMethod, now)
    expect(((await jsonWebKeySet(revoked)) as { keys: readonly unknown[] }).keys.length).toBe(1)
  })
})

describe('checkPublishedKey', () => {
  test.each([
    [
      'another key under the name',
      () => didDocument({ ...first, publicKeyMultibase: second.publicKeyMultibase! }),
      'keyMismatch',
    ],
    ['not rotated in yet', () => didDocument(second), 'methodMissing'],
    ['a login page', () => '<html>', 'documentMalformed'],
    ['another id', () => ({ ...didDocument(first), id: `${controller}:x` }), 'documentForeign'],
    ['no assertionMethod', () => ({ ...didDocument(first), assertionMethod: [] }), 'relationshipMissing'],
  ])('%s', async (_, document, fault) => {
    const found = await checkPublishedKey(first, { load: async () => document() }).catch(
      (error: unknown) => error,
    )
    expect(faultOf(found)).toBe(fault)
  })
})

function faultOf(error: unknown): string | undefined {
  return isOpenBadgeError(error, 'controller_invalid') ? error.details.fault : undefined
}
