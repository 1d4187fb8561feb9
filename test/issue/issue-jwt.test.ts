/** Issuing JWTs, and reading them with another library. */
import { base64url, compactVerify, decodeProtectedHeader, importJWK, type JWK, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { issueJwt } from '../../src/issue/issue-jwt.js'
import { generateSigner, type LocalSigner, signerFromJwk } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import { badgeBy } from '../digitalbazaar/badge.js'
import { verifyJwt } from '../proof/verify-alone.js'

const NOW = new Date('2026-05-01T12:00:00Z')

const ALGORITHMS = [
  ['EdDSA', { name: 'Ed25519' }],
  ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }],
  ['ES384', { name: 'ECDSA', namedCurve: 'P-384' }],
  [
    'RS256',
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
  ],
] as const

/** One key for each algorithm: to make one of RSA takes long. */
const made = new Map<string, Promise<JWK>>()
function privateJwk(parameters: object): Promise<JWK> {
  const name = JSON.stringify(parameters)
  const jwk = made.get(name) ?? newPrivateJwk(parameters)
  made.set(name, jwk)
  return jwk
}

async function newPrivateJwk(parameters: object): Promise<JWK> {
  const pair = (await crypto.subtle.generateKey(parameters as Algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const { key_ops: _, ext: __, alg: ___, ...jwk } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return jwk as JWK
}

const publicOf = (signer: LocalSigner): JWK => ({ ...signer.publicKey.jwk }) as JWK
/** An issuer whose document lists the key as a JWK. */
const publishing =
  (signer: LocalSigner): Load =>
  async (url, purpose, signal) =>
    purpose === 'controller' && url === 'https://college.example/issuer'
      ? {
          id: url,
          verificationMethod: [
            {
              id: signer.verificationMethod,
              type: 'JsonWebKey',
              controller: url,
              publicKeyJwk: publicOf(signer),
            },
          ],
          assertionMethod: [signer.verificationMethod],
        }
      : bundled(url, purpose, signal)

describe.each(ALGORITHMS)('%s', (alg, parameters) => {
  const make = async (): Promise<LocalSigner> =>
    signerFromJwk(await privateJwk(parameters), { controller: 'https://college.example/issuer' })

  test.each(['open-badges', 'vc-jose'] as const)('%s: jose reads it, laurel reads it', async (profile) => {
    const signer = await make()
    const badge = badgeBy(signer.controller)
    const token = await issueJwt(badge, { signer, profile })
    const { payload, protectedHeader } = await compactVerify(token, await importJWK(publicOf(signer), alg))
    expect(protectedHeader).toEqual(
      profile === 'open-badges'
        ? { alg, kid: signer.verificationMethod, typ: 'JWT' }
        : { alg, kid: signer.verificationMethod, typ: 'vc+jwt', cty: 'vc' },
    )
    const claims = JSON.parse(new TextDecoder().decode(payload)) as JsonObject
    expect(claims).toEqual(
      profile === 'vc-jose'
        ? badge
        : {
            ...badge,
            iss: signer.controller,
            jti: badge['id'],
            sub: 'did:example:ada',
            nbf: Date.parse('2026-01-01T00:00:00Z') / 1000,
          },
    )
    const result = await verifyJwt(token, { load: publishing(signer), now: NOW, profile })
    expect(result).toMatchObject({
      verified: true,
      bound: true,
      controller: signer.controller,
      suite: `JWT ${alg}`,
    })
    expect(result.credential).toEqual(badge)
  })

  test('laurel reads what jose writes', async () => {
    const jwk = await privateJwk(parameters)
    const signer = await signerFromJwk(jwk, { controller: 'https://college.example/issuer' })
    const badge = badgeBy(signer.controller)
    const token = await new SignJWT(badge as Record<string, unknown>)
      .setProtectedHeader({ alg, kid: signer.verificationMethod, typ: 'JWT' })
      .setIssuer(signer.controller)
      .setJti(badge['id'] as string)
      .setSubject('did:example:ada')
      .setNotBefore(Date.parse('2026-01-01T00:00:00Z') / 1000)
      .sign(await importJWK(jwk, alg))
    expect(await verifyJwt(token, { load: publishing(signer), now: NOW })).toMatchObject({
      verified: true,
      warnings: [],
    })
  })
})

test('an RSA key below 2048 bits is refused', async () => {
  const weak = await privateJwk({ ...ALGORITHMS[3][1], modulusLength: 1024 })
  await expect(signerFromJwk(weak, { controller: 'https://college.example/issuer' })).rejects.toMatchObject({
    code: 'key_invalid',
  })
})

test('version 1.1 goes into a vc claim, and comes back', async () => {
  const signer = await generateSigner()
  const { validFrom, ...rest } = badgeBy(signer.controller)
  const old = {
    ...rest,
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
    ],
    issuanceDate: validFrom!,
    expirationDate: '2027-01-01T00:00:00Z',
  }
  const token = await issueJwt(old as object, { signer })
  const claims = JSON.parse(new TextDecoder().decode(base64url.decode(token.split('.')[1]!))) as JsonObject
  expect(Object.keys(claims).sort()).toEqual(['exp', 'iss', 'jti', 'nbf', 'sub', 'vc'])
  const result = await verifyJwt(token, { load: bundled, now: NOW })
  expect(result).toMatchObject({ verified: true, credential: old })
})

test('what is filled in is in the claims too', async () => {
  const signer = await generateSigner()
  const { id: _, validFrom: __, ...rest } = badgeBy(signer.controller)
  const token = await issueJwt(rest, { signer, now: () => NOW })
  const { credential } = await verifyJwt(token, { load: bundled, now: NOW })
  expect(credential).toMatchObject({
    validFrom: '2026-05-01T12:00:00Z',
    id: expect.stringMatching(/^urn:uuid:/) as string,
  })
})

test('a subject that is known by an identifier only has no sub', async () => {
  const signer = await generateSigner()
  const badge = badgeBy(signer.controller)
  const { id: _, ...subject } = badge['credentialSubject'] as JsonObject
  const identifier = [
    { type: 'IdentityObject', hashed: false, identityHash: 'ada@example.org', identityType: 'emailAddress' },
  ]
  const token = await issueJwt({ ...badge, credentialSubject: { ...subject, identifier } }, { signer })
  expect(await verifyJwt(token, { load: bundled, now: NOW })).toMatchObject({ verified: true, warnings: [] })
})

test('the header’s own key binds a did:key and a did:jwk issuer', async () => {
  for (const parameters of [ALGORITHMS[0][1], ALGORITHMS[3][1]]) {
    const signer = await signerFromJwk(await privateJwk(parameters))
    const token = await issueJwt(badgeBy(signer.controller), { signer })
    const [, payload] = token.split('.')
    const { alg } = decodeProtectedHeader(token)
    const header = base64url.encode(JSON.stringify({ alg, jwk: publicOf(signer), typ: 'JWT' }))
    const signature = await signer.sign(new TextEncoder().encode(`${header}.${payload}`))
    const own = `${header}.${payload}.${base64url.encode(signature)}`
    expect(await verifyJwt(own, { load: bundled, now: NOW })).toMatchObject({ verified: true, bound: true })
  }
})

test('what issue refuses is refused here', async () => {
  const signer = await generateSigner()
  await expect(issueJwt({ ...badgeBy(signer.controller), honours: 'x' }, { signer })).rejects.toMatchObject({
    code: 'jsonld_unsafe',
  })
  await expect(issueJwt(badgeBy('did:web:other.example'), { signer })).rejects.toMatchObject({
    code: 'model_invalid',
  })
  await expect(issueJwt(badgeBy(signer.controller), { signer, cryptosuite: 'x' } as never)).rejects.toThrow(
    TypeError,
  )
  await expect(issueJwt(badgeBy(signer.controller), { signer, profile: 'x' } as never)).rejects.toThrow(
    TypeError,
  )
})
