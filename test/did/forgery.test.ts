/** Ways to present a key as somebody else's, each refused with a fault of its own; on both platforms. */
import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc, encodeBase64url } from '../../src/encoding/multibase.js'
import { isOpenBadgeError, OpenBadgeError } from '../../src/errors.js'
import type { Load } from '../../src/ports.js'
import { importOn, platformNames } from '../platform/both.js'

/** The issuer that every row tries to speak for, and the forger. */
const HARVARD = 'did:web:harvard.example'
const PROFILE = 'https://harvard.example/issuer'
const OTHER = 'did:web:other.example'
const good = multikey()
const forged = multikey()
const goodDidJwk = didJwk(publicJwk())
const at = new Date('2026-06-01T00:00:00Z')

const method = (id: string, members: JsonObject = {}): JsonObject => ({
  id: `${id}#key-1`,
  type: 'Multikey',
  controller: id,
  publicKeyMultibase: good,
  ...members,
})

const document = (id: string, members: JsonObject = {}): JsonObject => ({
  id,
  verificationMethod: [method(id)],
  assertionMethod: [`${id}#key-1`],
  ...members,
})

/** One method under `assertionMethod`, as given. */
const withMethod = (members: JsonObject, id = HARVARD): JsonObject =>
  document(id, { verificationMethod: [method(id, members)] })

/** A key as drafts of DID Core wrote it. */
const old58 = bare()
const oldMethod = (members: JsonObject = {}): JsonObject => {
  const { publicKeyMultibase: _, ...rest } = method(HARVARD) as Readonly<JsonObject>
  const own = { ...rest, type: 'Ed25519VerificationKey2018', publicKeyBase58: old58, ...members }
  return document(HARVARD, { verificationMethod: [own as JsonObject] })
}

const KEY = `${HARVARD}#key-1`
const PLACE = 'https://harvard.example/.well-known/did.json'

interface Row {
  readonly name: string
  readonly url: string
  /** What the world answers, by URL. */
  readonly world?: Readonly<Record<string, unknown>>
  readonly fault: string
  readonly reason?: string
}

const URL_FAULT = 'INVALID_VERIFICATION_METHOD_URL'
const METHOD = 'INVALID_VERIFICATION_METHOD'
const DOCUMENT = 'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT'
const RELATIONSHIP = 'INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD'

const rows: readonly Row[] = [
  {
    name: 'a key in the fragment of the issuer profile',
    url: `${PROFILE}#${forged}`,
    world: { [PROFILE]: document(PROFILE) },
    fault: 'methodMissing',
    reason: METHOD,
  },
  {
    name: 'a key in the fragment of a did:web',
    url: `${HARVARD}#${forged}`,
    world: { [PLACE]: document(HARVARD) },
    fault: 'methodMissing',
  },
  {
    name: 'a method that belongs to another controller',
    url: KEY,
    world: { [PLACE]: withMethod({ controller: OTHER }) },
    fault: 'controllerForeign',
    reason: METHOD,
  },
  {
    name: 'a method embedded under assertionMethod that belongs to another controller',
    url: KEY,
    world: { [PLACE]: { id: HARVARD, assertionMethod: [method(HARVARD, { controller: OTHER })] } },
    fault: 'controllerForeign',
  },
  {
    name: "the forger's document lists the issuer's key id",
    url: KEY,
    world: { [PLACE]: document(OTHER, { verificationMethod: [method(HARVARD)], assertionMethod: [KEY] }) },
    fault: 'documentForeign',
    reason: 'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID',
  },
  {
    name: 'a did.json with the id of another DID',
    url: KEY,
    world: { [PLACE]: document(`${HARVARD}:department`) },
    fault: 'documentForeign',
  },
  ...[true, 'true', null, 1].map((deactivated) => ({
    name: `a did.json that says deactivated: ${JSON.stringify(deactivated)}`,
    url: KEY,
    world: { [PLACE]: document(HARVARD, { deactivated }) },
    fault: 'documentDeactivated',
  })),
  {
    name: 'an issuer profile with an id of another path',
    url: `${PROFILE}#key-1`,
    world: { [PROFILE]: document('https://harvard.example/issuers') },
    fault: 'documentForeign',
  },
  {
    name: 'a key that is listed without the relationship',
    url: KEY,
    world: { [PLACE]: document(HARVARD, { assertionMethod: [] }) },
    fault: 'relationshipMissing',
    reason: RELATIONSHIP,
  },
  {
    name: 'a key that is listed for another relationship',
    url: KEY,
    world: {
      [PLACE]: { ...document(HARVARD, { authentication: [KEY] }), assertionMethod: [`${HARVARD}#key-2`] },
    },
    fault: 'relationshipMissing',
  },
  {
    name: 'a key embedded under authentication alone',
    url: KEY,
    world: { [PLACE]: { id: HARVARD, authentication: [method(HARVARD)] } },
    fault: 'relationshipMissing',
  },
  {
    name: 'a profile that says of no key what it is for',
    url: `${PROFILE}#key-1`,
    world: { [PROFILE]: { id: PROFILE, verificationMethod: [method(PROFILE)] } },
    fault: 'relationshipMissing',
  },
  {
    name: 'a relationship that lists a fragment of another document',
    url: KEY,
    world: { [PLACE]: document(HARVARD, { assertionMethod: [`${OTHER}#key-1`] }) },
    fault: 'relationshipMissing',
  },
  {
    name: 'an expired key',
    url: KEY,
    world: { [PLACE]: withMethod({ expires: '2026-06-01T00:00:00Z' }) },
    fault: 'keyExpired',
    reason: METHOD,
  },
  {
    name: 'a revoked key',
    url: KEY,
    world: { [PLACE]: withMethod({ revoked: '2026-05-31T23:59:59+00:00', expires: '2030-01-01T00:00:00Z' }) },
    fault: 'keyRevoked',
  },
  {
    name: 'an expiry that cannot be read',
    url: KEY,
    world: { [PLACE]: withMethod({ expires: 'never' }) },
    fault: 'methodMalformed',
  },
  {
    name: 'a revocation without an offset',
    url: KEY,
    world: { [PLACE]: withMethod({ revoked: '2030-01-01T00:00:00' }) },
    fault: 'methodMalformed',
  },
  {
    name: 'two forms of key in one method',
    url: KEY,
    world: { [PLACE]: withMethod({ publicKeyJwk: publicJwk() }) },
    fault: 'keyForms',
    reason: METHOD,
  },
  {
    name: 'two different methods of one name',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        verificationMethod: [method(HARVARD), method(HARVARD, { publicKeyMultibase: forged })],
      }),
    },
    fault: 'methodAmbiguous',
    reason: METHOD,
  },
  {
    name: 'another key embedded under the relationship',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, { assertionMethod: [method(HARVARD, { publicKeyMultibase: forged })] }),
    },
    fault: 'methodAmbiguous',
  },
  {
    name: 'the same method by a relative name with another key',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        verificationMethod: [method(HARVARD), method(HARVARD, { id: '#key-1', publicKeyMultibase: forged })],
      }),
    },
    fault: 'methodAmbiguous',
  },
  {
    name: 'a private JWK in the document',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        verificationMethod: [
          {
            id: KEY,
            type: 'JsonWebKey',
            controller: HARVARD,
            publicKeyJwk: { ...publicJwk(), d: publicJwk()['x']! },
          },
        ],
      }),
    },
    fault: 'privateMaterial',
    reason: METHOD,
  },
  {
    name: 'a secretKeyMultibase in the document',
    url: KEY,
    world: { [PLACE]: withMethod({ secretKeyMultibase: multikey('8026') }) },
    fault: 'privateMaterial',
    reason: DOCUMENT,
  },
  {
    name: 'a secret Multikey where the public one belongs',
    url: KEY,
    world: { [PLACE]: withMethod({ publicKeyMultibase: multikey('8026') }) },
    fault: 'privateMaterial',
    reason: METHOD,
  },
  {
    name: 'a key of small order',
    url: KEY,
    world: {
      [PLACE]: withMethod({ publicKeyMultibase: encodeBase58btc(bytes(`ed0101${'00'.repeat(31)}`)) }),
    },
    fault: 'smallOrderPoint',
  },
  {
    name: 'a key in non-canonical multibase',
    url: KEY,
    world: { [PLACE]: withMethod({ publicKeyMultibase: `${good} ` }) },
    fault: 'notMultibase',
  },
  {
    name: 'a key under another multicodec header',
    url: KEY,
    world: { [PLACE]: withMethod({ publicKeyMultibase: multikey('ec01') }) },
    fault: 'unsupportedPublicKeyType',
  },
  {
    name: 'a weak RSA key',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        verificationMethod: [{ id: KEY, type: 'JsonWebKey', controller: HARVARD, publicKeyJwk: weakRsa() }],
      }),
    },
    fault: 'weakRsa',
  },
  {
    name: 'no key in the method',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        verificationMethod: [{ id: KEY, type: 'Multikey', controller: HARVARD }],
      }),
    },
    fault: 'keyMissing',
  },
  {
    name: 'a key in bare base58 of a type that names no curve',
    url: KEY,
    world: { [PLACE]: oldMethod({ type: 'Multikey' }) },
    fault: 'keyMissing',
  },
  {
    name: 'a key in bare base58 of another length',
    url: KEY,
    world: { [PLACE]: oldMethod({ publicKeyBase58: good.slice(1) }) },
    fault: 'invalidPublicKeyLength',
  },
  {
    name: 'a key in bare base58 beside another',
    url: KEY,
    world: { [PLACE]: oldMethod({ publicKeyMultibase: good }) },
    fault: 'keyForms',
  },
  {
    name: 'a key of a draft that no relationship lists',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        verificationMethod: [],
        publicKey: [{ id: KEY, type: 'Multikey', controller: HARVARD, publicKeyMultibase: good }],
        assertionMethod: [],
      }),
    },
    fault: 'relationshipMissing',
  },
  {
    name: 'a key of a draft under a name that another has',
    url: KEY,
    world: {
      [PLACE]: document(HARVARD, {
        publicKey: [{ id: KEY, type: 'Multikey', controller: HARVARD, publicKeyMultibase: multikey('ed01') }],
      }),
    },
    fault: 'methodAmbiguous',
  },
  {
    name: 'a method without controller in a DID document',
    url: KEY,
    world: { [PLACE]: withMethod({ controller: '' }) },
    fault: 'controllerMissing',
  },
  {
    name: 'a document that is a string',
    url: KEY,
    world: { [PLACE]: 'eyJhbGciOiJub25lIn0.e30.' },
    fault: 'documentMalformed',
    reason: DOCUMENT,
  },
  {
    name: 'a document without id',
    url: KEY,
    world: { [PLACE]: { verificationMethod: [] } },
    fault: 'documentMalformed',
  },
  {
    name: 'a method that is only a name',
    url: KEY,
    world: { [PLACE]: document(HARVARD, { verificationMethod: [KEY] }) },
    fault: 'documentMalformed',
  },
  {
    name: 'a key document that claims a controller which does not list it',
    url: 'https://forger.example/key',
    world: {
      'https://forger.example/key': {
        id: 'https://forger.example/key',
        type: 'Multikey',
        controller: HARVARD,
        publicKeyMultibase: forged,
      },
      [PLACE]: document(HARVARD),
    },
    fault: 'relationshipMissing',
    reason: RELATIONSHIP,
  },
  {
    name: 'a key document that claims a did:key',
    url: 'https://forger.example/key',
    world: {
      'https://forger.example/key': {
        id: 'https://forger.example/key',
        type: 'Multikey',
        controller: `did:key:${good}`,
        publicKeyMultibase: forged,
      },
    },
    fault: 'controllerForeign',
  },
  {
    name: 'a key document that is its own controller',
    url: 'https://forger.example/key',
    world: {
      'https://forger.example/key': {
        id: 'https://forger.example/key',
        type: 'Multikey',
        controller: 'https://forger.example/key',
        publicKeyMultibase: forged,
      },
    },
    fault: 'controllerMissing',
  },
  {
    name: 'a key document that the controller lists with another key',
    url: 'https://harvard.example/key',
    world: {
      'https://harvard.example/key': {
        id: 'https://harvard.example/key',
        type: 'Multikey',
        controller: HARVARD,
        publicKeyMultibase: forged,
      },
      [PLACE]: document(HARVARD, {
        assertionMethod: [method(HARVARD, { id: 'https://harvard.example/key' })],
      }),
    },
    fault: 'methodAmbiguous',
  },
  {
    name: 'a did:key with the fragment of another',
    url: `did:key:${good}#${forged}`,
    fault: 'fragmentForeign',
    reason: METHOD,
  },
  { name: 'a did:key without fragment', url: `did:key:${good}`, fault: 'fragmentMissing', reason: URL_FAULT },
  {
    name: 'a did:key of small order',
    url: twice(encodeBase58btc(bytes(`ed0101${'00'.repeat(31)}`))),
    fault: 'smallOrderPoint',
    reason: 'invalidPublicKey',
  },
  {
    name: 'a did:key with y = p + 3',
    url: twice(encodeBase58btc(bytes(`ed01f0${'ff'.repeat(30)}7f`))),
    fault: 'nonCanonicalPoint',
  },
  {
    name: 'a did:key in base64url',
    url: twice(`u${encodeBase64url(bytes(`ed01${'11'.repeat(32)}`))}`),
    fault: 'didMalformed',
    reason: 'invalidDid',
  },
  {
    name: 'a did:key that is too long',
    url: twice(encodeBase58btc(bytes(`ed01${'11'.repeat(33)}`))),
    fault: 'invalidPublicKeyLength',
    reason: 'invalidPublicKeyLength',
  },
  {
    name: 'a did:key of X25519',
    url: twice(encodeBase58btc(bytes(`ec01${'11'.repeat(32)}`))),
    fault: 'unsupportedPublicKeyType',
    reason: 'unsupportedPublicKeyType',
  },
  {
    name: 'a did:key with a long varint',
    url: twice(encodeBase58btc(bytes(`ed8100${'11'.repeat(32)}`))),
    fault: 'unsupportedPublicKeyType',
  },
  { name: 'a did:key with a version', url: `did:key:1.1:${good}#${good}`, fault: 'didVersioned' },
  { name: 'a did:key with a secret key', url: twice(multikey('8026')), fault: 'privateMaterial' },
  { name: 'a DID in capitals', url: `DID:key:${good}#${good}`, fault: 'didMalformed', reason: 'invalidDid' },
  { name: 'a DID method in capitals', url: `did:KEY:${good}#${good}`, fault: 'didMalformed' },
  { name: 'a DID with a query', url: `did:web:harvard.example?versionId=1#key-1`, fault: 'didMalformed' },
  {
    name: 'a did:jwk with a private key',
    url: `${didJwk({ ...publicJwk(), d: 'AA' })}#0`,
    fault: 'privateMaterial',
  },
  { name: 'a did:jwk by another fragment', url: `${didJwk(publicJwk())}#1`, fault: 'fragmentForeign' },
  {
    name: 'a did:jwk for encryption',
    url: `${didJwk({ ...publicJwk(), use: 'enc' })}#0`,
    fault: 'relationshipMissing',
    reason: RELATIONSHIP,
  },
  {
    name: 'a did:jwk with two x',
    url: `did:jwk:${encodeBase64url(new TextEncoder().encode(twoMembers()))}#0`,
    fault: 'didMalformed',
  },
  {
    name: 'a did:web at an address',
    url: 'did:web:127.0.0.1#key-1',
    fault: 'hostIsAddress',
    reason: 'invalidDid',
  },
  { name: 'a did:web at localhost', url: 'did:web:localhost%3A8080#key-1', fault: 'hostIsLocal' },
  { name: 'http', url: 'http://harvard.example/issuer#key-1', fault: 'urlScheme', reason: URL_FAULT },
  { name: 'a data: URL', url: 'data:application/json,{}#key-1', fault: 'urlScheme' },
  { name: 'a relative reference', url: '#key-1', fault: 'urlScheme' },
  {
    name: 'a user name before the host',
    url: 'https://harvard.example@forger.example/issuer#key-1',
    fault: 'urlMalformed',
  },
  {
    name: 'a line break that URL parsers drop',
    url: 'https://harvard.example/iss\nuer#key-1',
    fault: 'urlMalformed',
  },
  { name: 'two fragments', url: `${PROFILE}#key-1#key-2`, fault: 'urlMalformed' },
  { name: 'an empty fragment', url: `${PROFILE}#`, fault: 'urlMalformed' },
]

describe.each(platformNames)('%s', (platform) => {
  let did: typeof import('../../src/did/verification-method.js')
  beforeAll(async () => {
    did = await importOn(platform, () => import('../../src/did/verification-method.js'))
  })

  test.each(rows)('refused: $name', async ({ url, world = {}, fault, reason }) => {
    const error = await caught(async () =>
      did.retrieveVerificationMethod(url, { relationship: 'assertionMethod', load: loadFrom(world), at }),
    )
    expect(error.details.fault).toBe(fault)
    if (reason !== undefined) expect(error.details.reason).toBe(reason)
    expect(error.details.url.length).toBeLessThan(202)
  })

  test('what every row departs from is accepted', async () => {
    const options = { relationship: 'assertionMethod', at } as const
    for (const [url, controller, world] of [
      [KEY, HARVARD, { [PLACE]: document(HARVARD) }],
      [KEY, HARVARD, { [PLACE]: oldMethod() }],
      [
        KEY,
        HARVARD,
        { [PLACE]: document(HARVARD, { verificationMethod: [], publicKey: [method(HARVARD)] }) },
      ],
      [`${PROFILE}#key-1`, PROFILE, { [PROFILE]: document(PROFILE) }],
      [twice(good), `did:key:${good}`, {}],
      [`${goodDidJwk}#0`, goodDidJwk, {}],
    ] as const) {
      const found = await did.retrieveVerificationMethod(url, { ...options, load: loadFrom(world) })
      expect(found.controller).toBe(controller)
      expect(found.warnings).toEqual([])
    }
  })
})

function loadFrom(world: Readonly<Record<string, unknown>>): Load {
  return async (url, purpose) => {
    if (Object.hasOwn(world, url)) return world[url]
    throw new OpenBadgeError('document_unknown', 'not in this world', { url, purpose })
  }
}

async function caught(run: () => Promise<unknown>) {
  try {
    await run()
  } catch (error) {
    if (isOpenBadgeError(error, 'controller_invalid')) return error
    throw error
  }
  throw new Error('the forgery was taken')
}

function twice(multibase: string): string {
  return `did:key:${multibase}#${multibase}`
}

function multikey(header = 'ed01'): string {
  const { x } = publicJwk()
  return encodeBase58btc(Buffer.concat([bytes(header), Buffer.from(x as string, 'base64url')]))
}

function bare(): string {
  return encodeBase58btc(Buffer.from(publicJwk()['x'] as string, 'base64url')).slice(1)
}

function publicJwk(): JsonObject {
  return { ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) } as JsonObject
}

function weakRsa(): JsonObject {
  return {
    ...generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }),
  } as JsonObject
}

function didJwk(jwk: JsonObject): string {
  return `did:jwk:${encodeBase64url(new TextEncoder().encode(JSON.stringify(jwk)))}`
}

function twoMembers(): string {
  return JSON.stringify(publicJwk()).replace('"x"', '"x":"AA","x"')
}

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
