/** A key that the issuer's own document has withdrawn stays withdrawn, also if the key set of the host still lists it. */
import { Buffer } from 'node:buffer'
import { generateKeyPairSync, sign as signBytes } from 'node:crypto'
import {
  generateSigner,
  issue,
  OpenBadgeError,
  statusEntry,
  statusList,
  statusListCredential,
  verify,
  verifyCache,
} from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, NOW, type World } from '../verify/world.js'

const HOST = 'https://host.example'
const SET = `${HOST}/.well-known/jwks.json`
const PAST = '2026-01-15T00:00:00Z'

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const pair = generateKeyPairSync('ed25519')
const jwk = pair.publicKey.export({ format: 'jwk' }) as Readonly<Record<string, string>>

const OTHER = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })

function token(header: object, payload: object): string {
  const input = `${encode({ alg: 'EdDSA', typ: 'vc+jwt', ...header })}.${encode(payload)}`
  return `${input}.${signBytes(null, Buffer.from(input), pair.privateKey).toString('base64url')}`
}

const credential = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: HOST,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'did:web:a' },
}

const method = (more: object): object => ({
  id: `${HOST}#k1`,
  type: 'JsonWebKey',
  controller: HOST,
  publicKeyJwk: jwk,
  ...more,
})

const NOT_THERE = new OpenBadgeError('document_unavailable', 'not there', {
  url: HOST,
  purpose: 'controller',
  reason: 'status 404',
})

const document = (methods: readonly object[], listed: readonly string[]): object => ({
  id: HOST,
  verificationMethod: methods,
  assertionMethod: listed,
})

async function proofCode(header: object, own: object | Error): Promise<string> {
  const { check } = await verify(token(header, credential), {
    load: async (url) => loaded(url, own),
    now: NOW,
  })
  return check.proof.code
}

function loaded(url: string, own: object | Error): unknown {
  if (url === SET) return { keys: [{ ...jwk, kid: 'k1', iss: HOST }] }
  if (url !== HOST) throw new Error('not there')
  if (own instanceof Error) throw own
  return own
}

describe.each([
  ['its name', { kid: 'k1' }],
  ['its name and the key itself', { kid: 'k1', jwk }],
])('a token that names %s', (_, header) => {
  it.each([
    ['revoked', document([method({ revoked: PAST })], [`${HOST}#k1`]), 'key_revoked'],
    ['expired', document([method({ expires: PAST })], [`${HOST}#k1`]), 'key_expired'],
    [
      'under another name revoked',
      document([method({ id: `${HOST}#x`, revoked: PAST })], [`${HOST}#x`]),
      'key_revoked',
    ],
  ])('is refused where the document has the key %s', async (_, own, code) => {
    expect(await proofCode(header, own)).toBe(code)
  })

  it('is refused where the document has the key for another purpose only', async () => {
    const own = { ...document([method({})], []), authentication: [`${HOST}#k1`] }
    expect(await proofCode(header, own)).not.toBe('signature_valid')
  })

  it('is refused where the document has too many keys to try them all', async () => {
    const others = Array.from({ length: 16 }, (_, i) =>
      method({ id: `${HOST}#other${i}`, publicKeyJwk: OTHER }),
    )
    const methods = [method({ revoked: PAST }), ...others] as readonly { readonly id: string }[]
    const listed = methods.map(({ id }) => id)
    expect(await proofCode(header, document(methods, listed))).toBe('key_revoked')
    expect(await proofCode(header, document(methods.slice(1), listed.slice(1)))).toBe('signature_valid')
  })

  it.each(['timeout', 'network', 'pieces', 'handshake', 'status 503', 'status 429'])(
    'is not verified where the server with the document does not answer: %s',
    async (reason) => {
      const details = { url: HOST, purpose: 'controller', reason } as const
      const error = new OpenBadgeError('document_unavailable', 'no answer', details)
      expect(await proofCode(header, error)).toBe('document_unavailable')
    },
  )

  it('is not verified where other credentials have used up the documents that may be loaded', async () => {
    const own = document([method({ revoked: PAST })], [`${HOST}#k1`])
    const elsewhere = (i: number): string => {
      const issuer = `https://other.example/${i}`
      return token({ kid: `${issuer}#k` }, { ...credential, issuer, credentialSubject: { id: `urn:x:${i}` } })
    }
    // The first has the key set of the host loaded, but not the document of the issuer.
    const first = token({ kid: 'x' }, { ...credential, issuer: `${HOST}/nobody` })
    const tokens = [first, ...Array.from({ length: 60 }, (_, i) => elsewhere(i)), token(header, credential)]
    const report = await verify(
      {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        verifiableCredential: tokens.map((each) => ({
          '@context': 'https://www.w3.org/ns/credentials/v2',
          id: `data:application/vc+jwt,${each}`,
          type: 'EnvelopedVerifiableCredential',
        })),
      },
      { load: async (url) => loaded(url, own), now: NOW },
    )
    expect(report.badges.at(-1)).toMatchObject({ verified: false, code: 'document_refused' })
  })

  it('is verified where the document has the key, or says nothing about it, or is not there', async () => {
    expect(await proofCode(header, document([method({})], [`${HOST}#k1`]))).toBe('signature_valid')
    expect(await proofCode(header, document([], []))).toBe('signature_valid')
    expect(await proofCode(header, NOT_THERE)).toBe('signature_valid')
  })
})

describe('a status list whose key is one of the whole host', () => {
  const ISSUER = `${HOST}/tenant`
  const LIST = `${ISSUER}/status/1`
  let world: World
  let badge: object
  let load: World['load']
  beforeAll(async () => {
    world = await makeWorld()
    const signer = await generateSigner({ controller: ISSUER, verificationMethod: `${ISSUER}#k` })
    const { publicKeyMultibase } = signer
    const own = { id: `${ISSUER}#k`, type: 'Multikey', controller: ISSUER, publicKeyMultibase }
    const profile = { id: ISSUER, verificationMethod: [own], assertionMethod: [`${ISSUER}#k`] }
    const list = token(
      { kid: 'other-tenant' },
      await statusListCredential({
        id: LIST,
        issuer: ISSUER,
        list: statusList(),
        validFrom: '2026-01-01T00:00:00Z',
      }),
    )
    load = async (url, purpose, signal) => {
      if (url === LIST) return list
      if (url === ISSUER) return profile
      if (url === SET) return { keys: [{ ...jwk, kid: 'other-tenant' }] }
      return world.load(url, purpose, signal)
    }
    const made = world.badge((b) => {
      b.issuer.id = ISSUER
      b.credentialStatus = statusEntry({ statusListCredential: LIST, index: 7 })
    })
    badge = (await issue(made as never, { signer, now: () => NOW })) as object
  })

  it('is reported, and refused where the caller refuses such keys', async () => {
    const reported = await verify(badge, { load, now: NOW })
    expect(reported.check.status.code).toBe('not_revoked')
    expect(reported.warnings).toContainEqual(
      expect.objectContaining({ code: 'key_shared', pointer: '/credentialStatus' }),
    )
    const refused = await verify(badge, { load, now: NOW, sharedKeys: 'refused' })
    expect(refused.check.status.code).toBe('status_list_invalid')
  })

  it('is not taken from a cache that other options filled, and is reported from the cache too', async () => {
    const cache = verifyCache()
    for (let i = 0; i < 2; i++) {
      const reported = await verify(badge, { load, now: NOW, cache })
      expect(reported.warnings.map(({ code }) => code)).toContain('key_shared')
    }
    const refused = await verify(badge, { load, now: NOW, cache, sharedKeys: 'refused' })
    expect([refused.verified, refused.check.status.code]).toEqual([false, 'status_list_invalid'])
  })
})

describe('the claim sub of a vc+jwt', () => {
  const proof = async (sub: string, credentialSubject: unknown): Promise<string> => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const did = `did:jwk:${encode(publicKey.export({ format: 'jwk' }))}`
    const input = `${encode({ alg: 'EdDSA', typ: 'vc+jwt', kid: `${did}#0` })}.${encode({ ...credential, issuer: did, sub, credentialSubject })}`
    const signed = `${input}.${signBytes(null, Buffer.from(input), privateKey).toString('base64url')}`
    return (await verify(signed, { now: NOW })).check.proof.code
  }

  it('names one of the subjects, also in a list', async () => {
    const [a, b] = [{ id: 'did:web:a' }, { id: 'did:web:b' }]
    expect(await proof('did:web:a', a)).toBe('signature_valid')
    expect(await proof('did:web:a', [a])).toBe('signature_valid')
    expect(await proof('did:web:b', [a, b])).toBe('signature_valid')
    expect(await proof('did:web:c', [a, b])).toBe('jwt_claim_mismatch')
    expect(await proof('did:web:c', a)).toBe('jwt_claim_mismatch')
  })
})
