/** Local signers: every form of key, in and out, identity, and secrecy. */
import * as crypto from 'node:crypto'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeBase58btc, encodeBase64url } from '../../src/encoding/multibase.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { importOn, platformNames } from '../platform/both.js'

const message = new TextEncoder().encode('the message')
const seed = new Uint8Array(32).map((_, i) => i + 1)
/** RFC 8032 section 7.1, test 1. */
const rfc8032 = {
  seed: bytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'),
  publicKey: bytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'),
  signature: bytes(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ),
}

const node = {
  Ed25519: crypto.generateKeyPairSync('ed25519'),
  'P-256': crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': crypto.generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  RSA: crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }),
}
const types = Object.keys(node) as (keyof typeof node)[]
const algorithms = { Ed25519: 'Ed25519', 'P-256': 'ES256', 'P-384': 'ES384', RSA: 'RS256' }

describe.each(platformNames)('%s', (platform) => {
  let keys: typeof import('../../src/keys/signers/make-signer.js') &
    typeof import('../../src/keys/signers/export-key.js') &
    typeof import('../../src/keys/public-key.js')
  beforeAll(async () => {
    keys = await importOn(platform, async () => ({
      ...(await import('../../src/keys/signers/make-signer.js')),
      ...(await import('../../src/keys/signers/export-key.js')),
      ...(await import('../../src/keys/public-key.js')),
    }))
  })

  test('RFC 8032, test 1', async () => {
    const signer = await keys.signerFromSeed(rfc8032.seed)
    expect(await signer.sign(new Uint8Array())).toEqual(rfc8032.signature)
    expect(signer.publicKeyMultibase).toBe(encodeBase58btc(Buffer.concat([bytes('ed01'), rfc8032.publicKey])))
    expect(signer.sign(message) instanceof Promise).toBe(platform === 'web')
  })

  test('without options the key is its own identity', async () => {
    const signer = await keys.generateSigner()
    expect(signer.controller).toBe(`did:key:${signer.publicKeyMultibase}`)
    expect(signer.verificationMethod).toBe(`${signer.controller}#${signer.publicKeyMultibase}`)
    expect((await keys.generateSigner()).controller).not.toBe(signer.controller)
  })

  test.each(types)('%s: JWK and PEM from node:crypto sign, and node:crypto verifies', async (type) => {
    const { privateKey, publicKey } = node[type]
    const made = [
      await keys.signerFromJwk(privateKey.export({ format: 'jwk' })),
      await keys.signerFromPem(privateKey.export({ format: 'pem', type: 'pkcs8' }) as string),
      await keys.signerFromPem(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))),
    ]
    const digest = type === 'Ed25519' ? null : type === 'P-384' ? 'sha384' : 'sha256'
    for (const signer of made) {
      expect(signer.algorithm).toBe(algorithms[type])
      const signature = await signer.sign(message)
      expect(crypto.verify(digest, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(
        true,
      )
      expect(await signer.publicKey.verify(signature, message)).toBe(true)
      expect(signer.verificationMethod).toBe(made[0]!.verificationMethod)
    }
  })

  test.each(types)('%s: what is exported is read back, here and by node:crypto', async (type) => {
    const jwk = node[type].privateKey.export({ format: 'jwk' })
    const signer = await keys.signerFromJwk(jwk, { extractable: true })
    expect(keys.exportSecretKey(signer, 'jwk')).toEqual({ ...jwk, kid: signer.verificationMethod })
    const pem = keys.exportSecretKey(signer, 'pem')
    expect(crypto.createPrivateKey(pem).export({ format: 'jwk' })).toEqual(jwk)
    const der = keys.exportSecretKey(signer, 'der')
    expect(Buffer.from(der)).toEqual(node[type].privateKey.export({ format: 'der', type: 'pkcs8' }))
    expect((await keys.signerFromPem(pem)).verificationMethod).toBe(signer.verificationMethod)
    const spki = keys.exportPublicKey(signer, 'pem')
    expect(spki).toBe(node[type].publicKey.export({ format: 'pem', type: 'spki' }))
    expect(keys.exportPublicKey(signer.publicKey, 'jwk')).toEqual(
      node[type].publicKey.export({ format: 'jwk' }),
    )
    expect(keys.exportPublicKey(signer, 'jwk')).not.toHaveProperty('d')
  })

  test('seed and both secret Multikey forms', async () => {
    const signer = await keys.signerFromSeed(seed, { extractable: true })
    expect(keys.exportSecretKey(signer, 'seed')).toEqual(seed)
    const short = keys.exportSecretKey(signer, 'multikey')
    expect(short.startsWith('z3u2')).toBe(true)
    const publicKey = Buffer.from(
      signer.publicKey.jwk.kty === 'OKP' ? signer.publicKey.jwk.x : '',
      'base64url',
    )
    const long = encodeBase58btc(Buffer.concat([bytes('8026'), seed, publicKey]))
    for (const text of [short, long]) {
      expect((await keys.signerFromMultikey(text)).publicKeyMultibase).toBe(signer.publicKeyMultibase)
    }
    expect(keys.exportPublicKey(signer, 'multikey')).toBe(signer.publicKeyMultibase)
  })

  test('a JWK keeps the controller of the key', async () => {
    for (const controller of ['did:web:example.edu', 'https://example.edu/issuer', undefined]) {
      const options = controller === undefined ? {} : { controller }
      const made = await keys.generateSigner({ extractable: true, ...options })
      const jwk = keys.exportSecretKey(made, 'jwk')
      const again = await keys.signerFromJwk(JSON.parse(JSON.stringify(jwk)))
      expect([again.controller, again.verificationMethod]).toEqual([made.controller, made.verificationMethod])
    }
  })

  test('the caller’s options take precedence over kid, and a kid that is not a verification method is ignored', async () => {
    const made = await keys.generateSigner({
      extractable: true,
      verificationMethod: 'did:web:a.example#key-1',
    })
    const jwk = keys.exportSecretKey(made, 'jwk')
    const method = async (options: object, kid: unknown = jwk['kid']): Promise<string> =>
      (await keys.signerFromJwk({ ...jwk, kid }, options)).verificationMethod
    const multikey = made.publicKeyMultibase
    expect(await method({})).toBe('did:web:a.example#key-1')
    expect(await method({ controller: 'did:web:a.example' })).toBe('did:web:a.example#key-1')
    expect(await method({ controller: 'did:web:b.example' })).toBe(`did:web:b.example#${multikey}`)
    expect(await method({ verificationMethod: 'did:web:b.example#k' })).toBe('did:web:b.example#k')
    for (const kid of ['thumb-print', 'key#1', 7, undefined, 'http://example.edu#1'])
      expect(await method({}, kid ?? null)).toBe(`did:key:${multikey}#${multikey}`)
  })

  test.each([
    'did:web:localhost',
    'did:web:localhost%3A3000:issuer',
    'did:web:uni.local',
    'did:web:127.0.0.1%3a3000',
  ])('%s is refused, with the way out', async (controller) => {
    await expect(keys.generateSigner({ controller })).rejects.toThrow(/allowLocal: \['https:\/\//)
    const jwk = keys.exportSecretKey(await keys.generateSigner({ extractable: true }), 'jwk')
    expect(await reasonOf(() => keys.signerFromJwk({ ...jwk, kid: `${controller}#1` }))).toBe('malformedJwk')
  })

  test.each([
    'did:web:https://example.edu',
    'did:web:uni-köln.de',
    'did:web:example.edu/path',
    'did:web:example.edu:a::b',
    'did:web:example.edu:..:b',
    'did:web:example.edu%3A99999',
    'did:web:-a.example',
    'DID:web:example.edu',
    'did:Web:example.edu',
    'did:ebsi:',
  ])('%s is refused, because nobody can resolve it', async (controller) => {
    await expect(keys.generateSigner({ controller })).rejects.toThrow(TypeError)
    const jwk = keys.exportSecretKey(await keys.generateSigner({ extractable: true }), 'jwk')
    await expect(keys.signerFromJwk(jwk, { controller })).rejects.toThrow(TypeError)
  })

  test('a kid that names another key is refused', async () => {
    const [one, other] = [await keys.generateSigner({ extractable: true }), await keys.generateSigner()]
    const jwk = { ...keys.exportSecretKey(one, 'jwk'), kid: other.verificationMethod }
    expect(await reasonOf(() => keys.signerFromJwk(jwk))).toBe('malformedJwk')
  })

  test('the caller may overwrite the seed that it gave', async () => {
    const given = seed.slice()
    const signer = await keys.signerFromSeed(given, { extractable: true })
    const before = await signer.sign(message)
    given.fill(0)
    expect(await signer.sign(message)).toEqual(before)
    expect(keys.exportSecretKey(signer, 'seed')).toEqual(seed)
  })

  test('a signer shows no secret, in print, JSON or copies, and cannot be changed', async () => {
    const signer = await keys.signerFromSeed(seed, { extractable: true })
    const shown = [
      inspect(signer, { depth: 10, showHidden: true }),
      JSON.stringify(signer),
      JSON.stringify({ ...signer }),
    ].join()
    const jwk = keys.exportSecretKey(signer, 'jwk')
    expect(shown).not.toContain(jwk['d'])
    expect(shown).not.toContain('1, 2, 3, 4')
    expect(() => Object.assign(signer, { sign: () => new Uint8Array(64) })).toThrow(TypeError)
  })

  test('not extractable by default', async () => {
    const signer = await keys.generateSigner()
    expect(await reasonOf(async () => keys.exportSecretKey(signer, 'jwk'))).toBe('notExtractable')
  })

  test('only a signer made here is local', async () => {
    const signer = await keys.generateSigner()
    expect(keys.isLocalSigner(signer)).toBe(true)
    const others = [
      { ...signer },
      Object.create(signer),
      new Proxy(signer, {}),
      { sign: signer.sign },
      null,
      'x',
    ]
    for (const other of others) expect(keys.isLocalSigner(other)).toBe(false)
  })

  test('sign can be passed on without its signer', async () => {
    const { sign, publicKey } = await keys.generateSigner()
    expect(await publicKey.verify(await sign(message), message)).toBe(true)
  })

  test.each([
    [{ controller: 'did:web:example.edu' }, 'did:web:example.edu', /^did:web:example\.edu#z6Mk/],
    [{ controller: 'https://example.edu/issuer?v=3_0' }, 'https://example.edu/issuer?v=3_0', /\?v=3_0#z6Mk/],
    [
      { verificationMethod: 'did:web:example.edu#key-1' },
      'did:web:example.edu',
      /^did:web:example\.edu#key-1$/,
    ],
    [
      { verificationMethod: 'https://example.edu/keys/1', controller: 'https://example.edu/issuer' },
      'https://example.edu/issuer',
      /^https:\/\/example\.edu\/keys\/1$/,
    ],
  ])('identity %j', async (options, controller, method) => {
    const signer = await keys.generateSigner(options)
    expect(signer.controller).toBe(controller)
    expect(signer.verificationMethod).toMatch(method)
  })

  test('RSA is its own did:jwk, and elsewhere named by its thumbprint', async () => {
    const jwk = node.RSA.privateKey.export({ format: 'jwk' })
    const own = await keys.signerFromJwk(jwk)
    expect(own.verificationMethod).toMatch(/^did:jwk:[\w-]+#0$/)
    expect(own.publicKeyMultibase).toBeUndefined()
    const { e, kty, n } = jwk
    const thumbprint = crypto.createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
    const web = await keys.signerFromJwk(jwk, { controller: 'did:web:example.edu' })
    expect(web.verificationMethod).toBe(`did:web:example.edu#${thumbprint}`)
    expect(() => keys.exportPublicKey(own, 'multikey')).toThrow(TypeError)
  })

  test('a did:jwk with more members than the key is taken for it', async () => {
    const jwk = node.Ed25519.privateKey.export({ format: 'jwk' })
    const { d: _, ...publicJwk } = jwk
    const did = `did:jwk:${encodeBase64url(Buffer.from(JSON.stringify({ alg: 'EdDSA', ...publicJwk })))}`
    expect((await keys.signerFromJwk(jwk, { controller: did })).verificationMethod).toBe(`${did}#0`)
  })

  test.each([
    ['unknown option', { controler: 'did:web:example.edu' }],
    ['controller with fragment', { controller: 'did:web:example.edu#a' }],
    ['controller that is no URL', { controller: 'example.edu' }],
    ['empty controller', { controller: '' }],
    ["somebody else's did:key", { controller: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' }],
    ["somebody else's did:jwk", { controller: 'did:jwk:e30' }],
    [
      'method of another controller',
      { controller: 'did:web:a.example', verificationMethod: 'did:web:b.example#k' },
    ],
    ['method that is no URL', { verificationMethod: '#key-1' }],
  ])('TypeError: %s', async (_, options) => {
    await expect(keys.generateSigner(options as never)).rejects.toBeInstanceOf(TypeError)
  })

  const other = node.Ed25519.publicKey.export({ format: 'jwk' })
  test.each<readonly [string, () => Promise<unknown>, string]>([
    ['a seed of 31 bytes', () => keys.signerFromSeed(seed.slice(1)), 'invalidPublicKeyLength'],
    [
      'a public Multikey',
      () => keys.signerFromMultikey('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'),
      'publicMaterial',
    ],
    ['a public JWK', () => keys.signerFromJwk(other), 'publicMaterial'],
    [
      'a public PEM',
      () => keys.signerFromPem(node.RSA.publicKey.export({ format: 'pem', type: 'spki' }) as string),
      'publicMaterial',
    ],
    ['a JWK of two keys', () => keys.signerFromJwk({ ...other, d: encodeBase64url(seed) }), 'keyMismatch'],
    [
      'an EC JWK of two keys',
      () =>
        keys.signerFromJwk({
          ...crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
          ...node['P-256'].publicKey.export({ format: 'jwk' }),
        }),
      'keyMismatch',
    ],
    [
      'a 64-byte Multikey of two keys',
      () => keys.signerFromMultikey(encodeBase58btc(Buffer.concat([bytes('8026'), seed, rfc8032.publicKey]))),
      'keyMismatch',
    ],
    [
      'an encrypted PEM',
      () =>
        keys.signerFromPem(
          node.RSA.privateKey.export({
            format: 'pem',
            type: 'pkcs8',
            cipher: 'aes-256-cbc',
            passphrase: 'x',
          }) as string,
        ),
      'encryptedPem',
    ],
    [
      'a PKCS#1 PEM',
      () => keys.signerFromPem(node.RSA.privateKey.export({ format: 'pem', type: 'pkcs1' }) as string),
      'malformedPem',
    ],
    [
      'RSA without its primes',
      () => {
        const { p: _, ...jwk } = node.RSA.privateKey.export({ format: 'jwk' })
        return keys.signerFromJwk(jwk)
      },
      'malformedJwk',
    ],
    [
      'a JWK for encryption',
      () => keys.signerFromJwk({ ...node['P-256'].privateKey.export({ format: 'jwk' }), use: 'enc' }),
      'wrongAlgorithm',
    ],
    ['no object', () => keys.signerFromJwk('z3u2'), 'malformedJwk'],
  ])('refused: %s', async (_, run, reason) => {
    expect(await reasonOf(run)).toBe(reason)
  })
})

async function reasonOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run()
  } catch (error) {
    if (isOpenBadgeError(error, 'key_invalid')) return error.details.reason
    throw error
  }
  return 'none'
}

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
