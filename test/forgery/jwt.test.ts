/** Ways to pass a badge off as somebody else's with a JWT. Each is refused. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { encodeBase64url } from '../../src/encoding/multibase.js'
import { encodeUtf8 } from '../../src/encoding/utf8.js'
import { generateSigner, type LocalSigner, signerFromJwk } from '../../src/keys/signers/make-signer.js'
import type { Load, Signer } from '../../src/ports.js'
import type { VerifyJwtOptions } from '../../src/proof/jwt/jwt.js'
import { verify } from '../../src/verify/verify.js'
import { verifyJwt } from '../proof/verify-alone.js'
import {
  badge,
  COLLEGE,
  controllerDocument,
  makeWorld,
  methodOf,
  NOW,
  parts,
  rawToken,
  token,
  UNIVERSITY,
  type World,
} from './world.js'

interface Attempt {
  readonly text: string
  readonly options?: Partial<VerifyJwtOptions>
}

interface Forgery {
  readonly name: string
  readonly make: (world: World) => Promise<Attempt>
  readonly code: string
  readonly outcome?: 'unknown'
  /** Wrong only as a token of the profile that was asked for. */
  readonly genuineElsewhere?: true
}

/** Another issuer of the same host, whose own document lists no key. */
const TENANT = 'https://college.example/tenants/2'

const isEmpty = (value: unknown): boolean => JSON.stringify(value) === '{}'

let world: World
let rsa: LocalSigner
beforeAll(async () => {
  world = await makeWorld()
  const pair = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  )
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const { key_ops: _, ext: __, ...bare } = jwk
  rsa = await signerFromJwk(bare, { controller: COLLEGE })
})

const genuine = (w: World): Promise<string> => token(badge(UNIVERSITY), w.university)
const joined = (header: JsonObject, rest: readonly string[]): string =>
  [encodeBase64url(encodeUtf8(JSON.stringify(header))), ...rest].join('.')
/** The token with another header, signed again by the given key. */
const headed = async (text: string, change: JsonObject, signer: Signer): Promise<string> => {
  const { header, payload } = parts(text)
  return rawToken(without({ ...header, ...change }), payload, signer)
}
/** The token with other claims, signed again by its own issuer: who else could? */
const claiming = async (w: World, change: JsonObject): Promise<Attempt> => {
  const { header, payload } = parts(await genuine(w))
  return { text: await rawToken(header, without({ ...payload, ...change }), w.university) }
}
const without = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
const jwkOf = (signer: LocalSigner): JsonObject => ({ ...signer.publicKey.jwk }) as JsonObject
const loadWith =
  (w: World, documents: Readonly<Record<string, unknown>>): Load =>
  async (url, purpose, signal) =>
    documents[url] ?? w.load(url, purpose, signal)

const ALGORITHMS: readonly Forgery[] = [
  {
    name: 'alg none, no signature',
    make: async (w) => {
      const [, payload] = (await genuine(w)).split('.')
      return { text: joined({ ...parts(await genuine(w)).header, alg: 'none' }, [payload!, '']) }
    },
    code: 'jwt_unsecured',
  },
  {
    name: 'alg nOnE over a signature',
    make: async (w) => {
      const [, payload, signature] = (await genuine(w)).split('.')
      return { text: joined({ ...parts(await genuine(w)).header, alg: 'nOnE' }, [payload!, signature!]) }
    },
    code: 'jwt_unsecured',
  },
  {
    name: 'a genuine header without signature',
    make: async (w) => ({ text: `${(await genuine(w)).split('.').slice(0, 2).join('.')}.` }),
    code: 'jwt_unsecured',
  },
  {
    name: 'HS256 with the public RSA key as the shared secret',
    make: async (w) => {
      const { header, payload } = parts(await token(badge(COLLEGE), rsa))
      const secret = encodeUtf8(JSON.stringify(jwkOf(rsa)))
      const hmac = await crypto.subtle.importKey(
        'raw',
        secret as BufferSource,
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['sign'],
      )
      const sign = async (data: Uint8Array): Promise<Uint8Array> =>
        new Uint8Array(await crypto.subtle.sign('HMAC', hmac, data as BufferSource))
      const text = await rawToken({ ...header, alg: 'HS256' }, payload, { ...w.mallory, sign })
      return { text }
    },
    code: 'jwt_algorithm_refused',
  },
  {
    name: 'ES256 in the header of an Ed25519 signature',
    make: async (w) => ({ text: await headed(await genuine(w), { alg: 'ES256' }, w.university) }),
    code: 'key_mismatch',
  },
  {
    name: 'EdDSA in the header of an RSA signature',
    make: async () => ({ text: await headed(await token(badge(COLLEGE), rsa), { alg: 'EdDSA' }, rsa) }),
    code: 'signature_invalid',
  },
  {
    name: 'RS256 in the header, under the issuer’s Ed25519 key',
    make: async (w) => ({ text: await headed(await genuine(w), { alg: 'RS256' }, rsa) }),
    code: 'key_mismatch',
  },
  {
    name: 'an algorithm of another world',
    make: async (w) => ({ text: await headed(await genuine(w), { alg: 'ES256K' }, w.university) }),
    code: 'jwt_unsupported',
    outcome: 'unknown',
  },
  {
    name: 'a critical extension',
    make: async (w) => ({ text: await headed(await genuine(w), { crit: ['exp'], exp: 1 }, w.university) }),
    code: 'jwt_critical',
  },
  {
    name: 'an unencoded payload (b64)',
    make: async (w) => ({ text: await headed(await genuine(w), { b64: false }, w.university) }),
    code: 'jwt_critical',
  },
]

const KEYS: readonly Forgery[] = [
  {
    name: 'the issuer’s key named over Mallory’s signature',
    make: async (w) => ({ text: await headed(await genuine(w), {}, w.mallory) }),
    code: 'signature_invalid',
  },
  {
    name: 'Mallory’s key in the header, a did:web issuer',
    make: async (w) => ({
      text: await headed(await genuine(w), { kid: null, jwk: jwkOf(w.mallory) }, w.mallory),
    }),
    code: 'key_not_bound',
  },
  {
    name: 'Mallory’s key in the header, an https issuer with a key set',
    make: async (w) => ({
      text: await headed(
        await token(badge(COLLEGE), w.college),
        { kid: null, jwk: jwkOf(w.mallory) },
        w.mallory,
      ),
    }),
    code: 'key_not_bound',
  },
  {
    name: 'Mallory’s key in the header under the name of a key of the set',
    make: async (w) => ({
      text: await headed(
        await token(badge(COLLEGE), w.college),
        { kid: 'college-1', jwk: jwkOf(w.mallory) },
        w.mallory,
      ),
    }),
    code: 'key_not_bound',
  },
  {
    name: 'Mallory’s key in the header, the issuer’s document out of reach',
    make: async (w) => {
      const text = await headed(
        await token(badge(COLLEGE), w.college),
        { kid: null, jwk: jwkOf(w.mallory) },
        w.mallory,
      )
      w.documents.delete(COLLEGE)
      return { text }
    },
    code: 'key_not_bound',
    outcome: 'unknown',
  },
  {
    name: 'Mallory’s key in the header beside the issuer’s kid',
    make: async (w) => ({ text: await headed(await genuine(w), { jwk: jwkOf(w.mallory) }, w.mallory) }),
    code: 'signature_invalid',
  },
  {
    name: 'a private key in the header',
    make: async (w) => {
      const extractable = await generateSigner({ extractable: true })
      const jwk = { ...jwkOf(extractable), d: encodeBase64url(new Uint8Array(32)) }
      return { text: await headed(await genuine(w), { kid: null, jwk }, extractable) }
    },
    code: 'key_private',
  },
  {
    name: 'Mallory’s did:key as kid',
    make: async (w) => ({
      text: await headed(await genuine(w), { kid: w.mallory.verificationMethod }, w.mallory),
    }),
    code: 'key_not_bound',
  },
  {
    name: 'a kid at Mallory’s address',
    make: async (w) => ({
      text: await headed(
        await token(badge(COLLEGE), w.college),
        { kid: 'https://mallory.example/key' },
        w.mallory,
      ),
      options: { load: loadWith(w, { 'https://mallory.example/key': jwkOf(w.mallory) }) },
    }),
    code: 'key_not_bound',
  },
  {
    name: 'a kid that begins like the issuer’s address',
    make: async (w) => ({
      text: await headed(
        await token(badge(COLLEGE), w.college),
        { kid: `${COLLEGE}.mallory.example#key` },
        w.mallory,
      ),
      options: { load: loadWith(w, { [`${COLLEGE}.mallory.example#key`]: jwkOf(w.mallory) }) },
    }),
    code: 'key_not_bound',
  },
  {
    name: 'key sets that the header names (jku, x5u)',
    make: async (w) => ({
      text: await headed(
        await token(badge(COLLEGE), w.college),
        { kid: null, jku: 'https://mallory.example/jwks', x5u: 'https://mallory.example/x5u' },
        w.mallory,
      ),
      options: { load: loadWith(w, { 'https://mallory.example/jwks': { keys: [jwkOf(w.mallory)] } }) },
    }),
    code: 'signature_invalid',
  },
  {
    name: 'a key that the host’s set has for another issuer',
    make: async (w) => ({
      text: await headed(
        await token(badge(COLLEGE), w.college),
        { kid: null, jwk: jwkOf(w.mallory) },
        w.mallory,
      ),
      options: {
        load: loadWith(w, {
          'https://college.example/.well-known/jwks.json': {
            keys: [{ ...jwkOf(w.mallory), iss: 'https://college.example/students/mallory' }],
          },
        }),
      },
    }),
    code: 'key_not_bound',
  },
  {
    name: 'no key named, Mallory’s signature',
    make: async (w) => ({ text: await headed(await genuine(w), { kid: null }, w.mallory) }),
    code: 'signature_invalid',
  },
  {
    name: 'no key named, and the issuer has two',
    make: async (w) => {
      const url = 'https://university.example/.well-known/did.json'
      const second = await generateSigner({ controller: UNIVERSITY })
      const first = controllerDocument(UNIVERSITY, w.university)
      const document = {
        ...first,
        verificationMethod: [methodOf(w.university, UNIVERSITY), methodOf(second, UNIVERSITY)],
        assertionMethod: [w.university.verificationMethod, second.verificationMethod],
      }
      return {
        text: await headed(await genuine(w), { kid: null }, w.university),
        options: { load: loadWith(w, { [url]: document }) },
      }
    },
    code: 'key_missing',
  },
  {
    name: 'the bare DID of Mallory as kid',
    make: async (w) => ({
      text: await headed(await genuine(w), { kid: w.mallory.controller }, w.mallory),
    }),
    code: 'key_not_bound',
  },
  {
    name: 'a key of the host’s set under a token that does not say what it is',
    make: async (w) => ({
      text: await headed(await token(badge(TENANT), w.college), { kid: 'college-1' }, w.college),
      options: {
        load: loadWith(w, { [TENANT]: { id: TENANT, verificationMethod: [], assertionMethod: [] } }),
      },
    }),
    code: 'key_missing',
  },
  {
    name: 'a key of the host’s set in the header, unnamed',
    make: async (w) => ({
      text: await headed(
        await token(badge(TENANT), w.college),
        { typ: 'vc+jwt', kid: null, jwk: jwkOf(w.college) },
        w.college,
      ),
      options: {
        load: loadWith(w, { [TENANT]: { id: TENANT, verificationMethod: [], assertionMethod: [] } }),
      },
    }),
    code: 'key_not_bound',
  },
  {
    name: 'a key of the host’s set under the name of another key of it',
    make: async (w) => ({
      text: await headed(
        await token(badge(TENANT), w.mallory),
        { typ: 'vc+jwt', kid: 'college-1', jwk: jwkOf(w.mallory) },
        w.mallory,
      ),
      options: {
        load: loadWith(w, {
          [TENANT]: { id: TENANT, verificationMethod: [], assertionMethod: [] },
          'https://college.example/.well-known/jwks.json': {
            keys: [
              { ...jwkOf(w.college), kid: 'college-1' },
              { ...jwkOf(w.mallory), kid: 'guests' },
            ],
          },
        }),
      },
    }),
    code: 'key_not_bound',
  },
  {
    name: 'an ID token in whose claims the user wrote a badge',
    make: async (w) => {
      const { issuer: _, id: __, ...claims } = badge('https://college.example')
      const origin = 'https://college.example'
      return {
        text: await rawToken(
          { alg: 'EdDSA', typ: 'JWT', kid: 'college-1' },
          {
            ...claims,
            iss: origin,
            sub: 'did:example:ada',
            aud: 'app',
            iat: 1_767_225_600,
            exp: 1_798_761_600,
          },
          w.college,
        ),
        options: { load: loadWith(w, { [origin]: { id: origin, verificationMethod: [] } }) },
      }
    },
    code: 'key_missing',
  },
]

const CLAIMS: readonly Forgery[] = [
  {
    name: 'a changed payload',
    make: async (w) => {
      const [header, , signature] = (await genuine(w)).split('.')
      const payload = { ...parts(await genuine(w)).payload, name: 'Rust II' }
      return { text: `${header}.${encodeBase64url(encodeUtf8(JSON.stringify(payload)))}.${signature}` }
    },
    code: 'signature_invalid',
  },
  {
    name: 'iss is somebody else',
    make: (w) => claiming(w, { iss: w.mallory.controller }),
    code: 'jwt_claim_mismatch',
  },
  {
    name: 'jti is another badge',
    make: (w) => claiming(w, { jti: 'urn:uuid:x' }),
    code: 'jwt_claim_mismatch',
  },
  {
    name: 'sub is another person',
    make: (w) => claiming(w, { sub: 'did:example:eve' }),
    code: 'jwt_claim_mismatch',
  },
  ...(
    [
      { iss: 'did:example:eve' },
      { sub: 'did:example:eve' },
      { jti: 'urn:uuid:x' },
      { nbf: 4_000_000_000 },
      { exp: 1 },
      { exp: null },
    ] as const
  ).map((claims) => ({
    name: `the header has a claim that the payload contradicts: ${Object.keys(claims)[0]}, ${Object.values(claims)[0]}`,
    make: async (w: World) => {
      const { header, payload } = parts(await genuine(w))
      return { text: await rawToken({ ...header, ...claims }, payload, w.university) }
    },
    code: 'jwt_claim_mismatch',
  })),
  {
    name: 'sub is another of several persons',
    make: (w) =>
      claiming(w, {
        sub: 'did:example:eve',
        credentialSubject: [{ id: 'did:example:ada' }, { id: 'did:example:bob' }],
      }),
    code: 'jwt_claim_mismatch',
  },
  ...([null, [UNIVERSITY], {}, 7] as const).map((issuer) => ({
    name: `the issuer is ${JSON.stringify(issuer)}, and iss is the university`,
    make: async (w: World) => {
      const { header, payload } = parts(await genuine(w))
      const id = isEmpty(issuer) ? { id: null } : issuer
      return { text: await rawToken(header, { ...payload, issuer: id as Json }, w.university) }
    },
    code: 'jwt_claim_malformed',
  })),
  {
    name: 'the subject’s id is null, and sub is a person',
    make: async (w) => {
      const { header, payload } = parts(await genuine(w))
      const credentialSubject = { ...(payload['credentialSubject'] as JsonObject), id: null }
      return { text: await rawToken(header, { ...payload, credentialSubject }, w.university) }
    },
    code: 'jwt_claim_malformed',
  },
  ...([null, [null], [['did:example:ada']], 7] as const).map((subject) => ({
    name: `the subject is ${JSON.stringify(subject)}, and sub is a person`,
    make: async (w: World) => {
      const { header, payload } = parts(await genuine(w))
      const credentialSubject = subject as unknown as Json
      return { text: await rawToken(header, { ...payload, credentialSubject }, w.university) }
    },
    code: 'jwt_claim_malformed',
  })),
  {
    name: 'a date that is text',
    make: (w) => claiming(w, { nbf: '1767225600' }),
    code: 'jwt_claim_malformed',
  },
  {
    name: 'a badge in the vc claim, and members of another beside it',
    make: async (w) => {
      const { header, payload } = parts(await genuine(w))
      return { text: await rawToken(header, { ...payload, vc: badge(UNIVERSITY) }, w.university) }
    },
    code: 'jwt_claim_malformed',
  },
  ...['validUntil', 'expirationDate', 'credentialStatus', 'status'].map((member) => ({
    name: `a badge in the vc claim, and its ${member} beside it`,
    make: async (w: World) => {
      const { header } = parts(await genuine(w))
      const vc = badge(UNIVERSITY)
      return { text: await rawToken(header, { iss: UNIVERSITY, vc, [member]: '2026-02-01' }, w.university) }
    },
    code: 'jwt_claim_malformed',
  })),
  ...['validUntill', 'valid_until', 'expires', 'credentialstatus', 'Status', 'Issuer', 'recipient'].map(
    (member) => ({
      name: `a member that no context defines, and that could hide an end, a list or a person: ${member}`,
      make: (w: World) => claiming(w, { [member]: '2026-02-01' }),
      code: 'jsonld_unsafe',
    }),
  ),
  {
    name: 'something else without meaning behind a member that no context defines',
    make: (w) => claiming(w, { image: { id: 'logo.png', type: 'Image' }, honours: 'summa cum laude' }),
    code: 'jsonld_unsafe',
  },
  {
    name: 'a __proto__ claim',
    make: async (w) => {
      const { header, payload } = parts(await genuine(w))
      const text = JSON.stringify(payload).replace('{', '{"__proto__":{"issuer":"x"},')
      return { text: await rawToken(header, text, w.university) }
    },
    code: 'jsonld_unsafe',
  },
  {
    name: 'a claim that is there twice',
    make: async (w) => {
      const { header, payload } = parts(await genuine(w))
      return {
        text: await rawToken(header, JSON.stringify(payload).replace('{', '{"name":"X",'), w.university),
      }
    },
    code: 'json_invalid',
  },
  {
    name: 'a header member that is there twice',
    make: async (w) => {
      const { header, payload } = parts(await genuine(w))
      return {
        text: await rawToken(JSON.stringify(header).replace('{', '{"alg":"none",'), payload, w.university),
      }
    },
    code: 'json_invalid',
  },
  {
    name: 'a token of another kind',
    make: async (w) => ({ text: await headed(await genuine(w), { typ: 'at+jwt' }, w.university) }),
    code: 'jwt_type_mismatch',
  },
]

const FORMS: readonly Forgery[] = [
  {
    name: 'two parts',
    make: async (w) => ({ text: (await genuine(w)).split('.').slice(1).join('.') }),
    code: 'jwt_malformed',
  },
  {
    name: 'five parts, an encrypted token',
    make: async (w) => ({ text: `${await genuine(w)}.AA.AA` }),
    code: 'jwt_malformed',
  },
  { name: 'padding', make: async (w) => ({ text: `${await genuine(w)}==` }), code: 'jwt_malformed' },
  {
    name: 'a second spelling of the signature, by a spare bit',
    make: async (w) => {
      const text = await genuine(w)
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      return { text: text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)!) ^ 1]! }
    },
    code: 'jwt_malformed',
  },
  {
    name: 'a payload that is a list',
    make: async (w) => ({ text: await rawToken(parts(await genuine(w)).header, '[]', w.university) }),
    code: 'jwt_malformed',
  },
  {
    name: 'a header that is no JSON',
    make: async (w) => ({ text: await rawToken('alg=EdDSA', parts(await genuine(w)).payload, w.university) }),
    code: 'jwt_malformed',
  },
]

const vcJose =
  (make: (w: World) => Promise<string>): Forgery['make'] =>
  async (w) => ({
    text: await make(w),
    options: { profile: 'vc-jose' },
  })

const OTHER_PROFILE: readonly Forgery[] = [
  {
    name: 'an Open Badges JWT read as VC-JOSE',
    make: vcJose(genuine),
    code: 'jwt_type_mismatch',
    genuineElsewhere: true,
  },
  {
    name: 'a vp claim',
    make: vcJose(async (w) =>
      rawToken(
        { alg: 'EdDSA', typ: 'vc+jwt', kid: w.university.verificationMethod },
        { ...badge(UNIVERSITY), vp: {} },
        w.university,
      ),
    ),
    code: 'jwt_version_mismatch',
  },
  {
    name: 'a content type that is not vc',
    make: vcJose(async (w) =>
      headed(await token(badge(UNIVERSITY), w.university, 'vc-jose'), { cty: 'vp' }, w.university),
    ),
    code: 'jwt_type_mismatch',
  },
  {
    name: 'a signature that has expired',
    make: vcJose(async (w) =>
      rawToken(
        { alg: 'EdDSA', typ: 'vc+jwt', kid: w.university.verificationMethod },
        { ...badge(UNIVERSITY), exp: 1_767_225_600 },
        w.university,
      ),
    ),
    code: 'jwt_expired',
  },
  {
    name: 'a signature that expires at this second',
    make: vcJose(async (w) =>
      rawToken(
        { alg: 'EdDSA', typ: 'vc+jwt', kid: w.university.verificationMethod },
        { ...badge(UNIVERSITY), exp: NOW.getTime() / 1000 },
        w.university,
      ),
    ),
    code: 'jwt_expired',
  },
  {
    name: 'a signature that is not valid yet',
    make: vcJose(async (w) =>
      rawToken(
        { alg: 'EdDSA', typ: 'vc+jwt', kid: w.university.verificationMethod },
        { ...badge(UNIVERSITY), nbf: 4_102_444_800 },
        w.university,
      ),
    ),
    code: 'jwt_not_yet_valid',
  },
  {
    name: 'iss is somebody else',
    make: vcJose(async (w) =>
      rawToken(
        { alg: 'EdDSA', typ: 'vc+jwt', kid: w.university.verificationMethod },
        { ...badge(UNIVERSITY), iss: COLLEGE },
        w.university,
      ),
    ),
    code: 'jwt_claim_mismatch',
  },
  {
    name: 'no issuer',
    make: vcJose(async (w) => {
      const { issuer: _, ...rest } = badge(UNIVERSITY)
      return rawToken({ alg: 'EdDSA', typ: 'vc+jwt', kid: w.mallory.verificationMethod }, rest, w.mallory)
    }),
    code: 'issuer_missing',
  },
]

describe.each([
  ['algorithms', ALGORITHMS],
  ['keys', KEYS],
  ['claims', CLAIMS],
  ['the form', FORMS],
  ['the VC-JOSE profile', OTHER_PROFILE],
] as const)('forging JWTs: %s', (_, forgeries) => {
  test.each(forgeries)('$name', async ({ make, code, outcome = 'fail', genuineElsewhere }) => {
    const own = await makeWorld()
    const { text, options } = await make(own)
    const result = await verifyJwt(text, { load: own.load, now: NOW, ...options })
    expect(result).toMatchObject({ verified: false, bound: false, outcome, code })
    if (genuineElsewhere) return
    const report = await verify(text, { load: options?.load ?? own.load, now: NOW })
    expect(report).toMatchObject({ verified: false })
    expect(report).not.toHaveProperty('credential')
  })
})

test('nothing of this stands in the way of the genuine tokens', async () => {
  const { load, university, college } = world
  const options = { load, now: NOW }
  expect(await verifyJwt(await genuine(world), options)).toMatchObject({
    verified: true,
    controller: UNIVERSITY,
  })
  const inHeader = await headed(
    await token(badge(COLLEGE), college),
    { kid: null, jwk: jwkOf(college) },
    college,
  )
  expect(await verifyJwt(inHeader, options)).toMatchObject({
    verified: true,
    bound: true,
    controller: COLLEGE,
  })
  const tenant = await headed(
    await token(badge(TENANT), college),
    { typ: 'vc+jwt', kid: 'college-1' },
    college,
  )
  const listing = { load: loadWith(world, { [TENANT]: { id: TENANT } }), now: NOW }
  expect(await verifyJwt(tenant, listing)).toMatchObject({ verified: true, bound: true, controller: TENANT })
  const jose = await token(badge(UNIVERSITY), university, 'vc-jose')
  expect(await verifyJwt(jose, { ...options, profile: 'vc-jose' })).toMatchObject({
    verified: true,
    bound: true,
  })
})
