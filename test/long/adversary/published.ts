/**
 * Documents that servers answer with: contexts, keys, status lists, JSON Schemas, lists of issuers. A server may write far more than
 * the credential that names it, and hundreds of credentials may name one document.
 */
import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import { EXTENSIONS } from '../../../src/documents/context-urls.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import { dial, object, type Part, TERMS, text, times, URLS } from './parts.js'
import { signer } from './signer.js'

type Members = Record<string, unknown>
type Kind = (bytes: number, a: number, b: number) => Part

/** The most characters of one answer: as many as `remote()` reads by default. */
const ANSWER = 1_000_000
const HOST = 'https://keys.example'
const KEY = 'z6MkmRkzt3DjrzePSrNA1s8GEjWgMzqe7TBLSzGcUdDJz5xU'
const JWK = { kty: 'OKP', crv: 'Ed25519', x: 'A2Jk1n7mJHLh7Bgrd4nEY9ZlpYMBTrZ_pAsZ4cQ-3mI' }

/** A list of about this share of what a server may answer with. */
const listed = <T>(share: number, each: T, make: (i: number) => T): T[] =>
  times((ANSWER * share) / JSON.stringify(each).length, make)

const method = (controller: string, i: number | string): Members => ({
  id: `${controller}#${i}`,
  type: 'Multikey',
  controller,
  publicKeyMultibase: KEY,
})

function didDocument(controller: string, share: number, short: boolean): Members {
  const made = (i: number): Members => {
    const full = method(controller, i)
    return short ? { ...full, id: `#${i}` } : full
  }
  const verificationMethod = listed(share * 0.7, made(10_000), made)
  return {
    id: controller,
    verificationMethod,
    assertionMethod: verificationMethod.map((_, i) => `${controller}#${i}`),
  }
}

let made = 0

/** What one context of a server may hold. It differs from all before, because a process keeps what it compiled. */
function contextOf(share: number, shape: number, i: number): unknown {
  const own = ++made
  const terms = (prefix: string, count: number): Members =>
    object(times(count, (j) => [`${prefix}${j}`, `https://a.example/${own}/${j}`]))
  const count = (ANSWER * share) / 40
  if (shape < 0.25) return terms(`t${i}-`, count)
  if (shape < 0.5) return { p: `https://a.example/${text(ANSWER * share * 0.5)}#`, ...terms('p:', count / 2) }
  if (shape < 0.75) return { s: { '@id': TERMS.x, '@context': terms('s', count) } }
  return times(count, (j) => ({ [`l${j % 10}`]: TERMS.x }))
}

/** Packed bits after this many blocks that give no bytes. */
function packed(blocks: number, bytes: number): string {
  const bits = Buffer.alloc(bytes)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(bits), 0)
  trailer.writeUInt32LE(bytes, 4)
  const empty = Buffer.alloc(5 * Math.floor(blocks), Buffer.from([0, 0, 0, 0xff, 0xff]))
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
  return `u${Buffer.concat([header, empty, deflateRawSync(bits), trailer]).toString('base64url')}`
}

const PURPOSES = ['revocation', 'suspension', 'refresh', 'a', 'b', 'c', 'd', 'e']

async function statusList(id: string, subject: Members, more: Members = {}): Promise<unknown> {
  const list = {
    '@context': [URLS[0], TERMS],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: signer.controller,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: PURPOSES, ...subject },
    ...more,
  }
  const created = new Date('2026-01-02T00:00:00Z')
  try {
    return await addProof(list as never, signer, { created, cryptosuite: 'eddsa-jcs-2022' })
  } catch {
    return list
  }
}

function entries(count: number, lists: number): Members[] {
  return times(count, (i) => ({
    id: `${HOST}/entry${i}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: PURPOSES[i % PURPOSES.length],
    statusListIndex: `${i}`,
    statusListCredential: `${HOST}/list${i % lists}`,
  }))
}

const lists = (count: number, make: (url: string) => unknown): Members =>
  object(times(count, (i) => [`${HOST}/list${i}`, () => make(`${HOST}/list${i}`)]))

async function statement(header: Members, payload: Members): Promise<string> {
  const encoded = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const signature = await signer.sign(Buffer.from(encoded.join('.')))
  return [...encoded, Buffer.from(signature).toString('base64url')].join('.')
}

export const PUBLISHED: Readonly<Record<string, Kind>> = {
  'published contexts': (n, a, b) => {
    const count = dial(a, 12)
    const named = times(count, (i) => `${HOST}/context${i}`)
    return {
      context: named,
      members: { name: text(n - 40 * count) },
      documents: object(
        named.map((url, i) => [url, () => ({ '@context': contextOf(Math.min(1, 8 / count) * a, b, i) })]),
      ),
    }
  },
  /** Another one in each credential of a presentation. */
  'large published contexts': (n, a, b) => {
    const named = times(dial(b, 3), () => `${HOST}/own-context${++made}`)
    return {
      context: named,
      members: { name: text(n) },
      documents: object(
        named.map((url, i) => [url, () => ({ '@context': contextOf((a * 0.4) / named.length, 0, i) })]),
      ),
    }
  },
  'published contexts that name each other': (n, a, b) => ({
    context: [TERMS],
    members: {
      name: text(n / 2),
      x: times((n * 0.4) / 60, (i) => ({ '@context': `${HOST}/context${i % 2}`, x: `${i}` })).slice(
        0,
        dial(a * b, 400),
      ),
    },
    documents: object(
      times(10, (i) => [
        `${HOST}/context${i}`,
        () => ({ '@context': i === 9 ? contextOf(0.01, 0, i) : times(dial(a, 10), () => `context${i + 1}`) }),
      ]),
    ),
  }),
  'one published context in many nodes': (n, a, b) => ({
    context: [TERMS],
    members: {
      x: times((n * 0.8) / 60, (i) => ({ '@context': `${HOST}/context${i % dial(b, 40)}`, x: `${i}` })),
    },
    documents: object(
      times(dial(b, 40), (i) => [`${HOST}/context${i}`, () => ({ '@context': contextOf(a * 0.7, b, i) })]),
    ),
  }),
  'keys of a published document': (n, a, b) => ({
    members: { issuer: 'did:web:keys.example', name: text(n) },
    method: (i) => `did:web:keys.example#${i}`,
    documents: { [`${HOST}/.well-known/did.json`]: () => didDocument('did:web:keys.example', a, b > 0.5) },
  }),
  'keys of many published documents': (n, a, b) => {
    const count = dial(b, 46)
    const did = (i: number): string => `did:web:keys.example:${i % count}`
    return {
      members: { name: text(n) },
      issuer: did,
      method: (i) => `${did(i)}#${i}`,
      documents: object(
        times(count, (i) => [
          `${HOST}/${i}/did.json`,
          () => didDocument(did(i), (a * 16) / count, i % 2 === 0),
        ]),
      ),
    }
  },
  'a published key': (n, a, b) => {
    const owner = `${HOST}/issuer`
    const key = { ...method(owner, 0), id: `${HOST}/key` }
    const filled = (): Members => ({ ...key, more: listed(a, [0], (i) => [i]) })
    return {
      members: { issuer: owner, name: text(n) },
      method: () => key.id,
      documents: {
        [key.id]: filled,
        [owner]: () => ({
          id: owner,
          verificationMethod: [b < 0.5 ? filled() : key, ...listed(b * 0.5, key, (i) => method(owner, i))],
          assertionMethod: [key.id],
        }),
      },
    }
  },
  'a published key set': (n, a, b) => {
    const issuer = `${HOST}/issuer`
    const jwk = (i: number): Members => ({ ...JWK, kid: `${i}`, ...(b < 0.3 ? { iss: issuer } : {}) })
    return {
      members: { name: text(n) },
      issuer: () => issuer,
      method: (i) => (b < 0.6 ? `${i}` : `${HOST}/.well-known/jwks.json#${i}`),
      documents: {
        [`${HOST}/.well-known/jwks.json`]: () => ({ keys: listed(a, jwk(10_000), jwk) }),
        ...(b < 0.8 ? {} : { [issuer]: () => didDocument(issuer, a, true) }),
      },
    }
  },
  'status lists of empty blocks': (_, a, b) => ({
    members: { credentialStatus: entries(dial(b, 10), dial(b, 8)) },
    documents: lists(dial(b, 8), (url) =>
      statusList(url, { encodedList: packed((ANSWER * 0.75 * a) / 5, b < 0.5 ? 16_384 : 4_000_000 * a) }),
    ),
  }),
  'status lists of many nodes': (_, a, b) => ({
    members: { credentialStatus: entries(dial(b, 10), dial(b, 40)) },
    documents: lists(dial(b, 40), (url) =>
      statusList(
        url,
        { encodedList: packed(1, 16_384) },
        { x: listed(a * 0.25, { x: '10000' }, (i) => ({ x: `${i}` })) },
      ),
    ),
  }),
  'large schemas': (n, a, b) => {
    const urls = times(dial(b, 30), (i) => `${HOST}/schema${i}`)
    const definition = (i: number): Members => ({
      type: 'object',
      properties: { name: { enum: [`v${i}`, i, { i }] }, [`p${i}`]: { $ref: `#/$defs/d${i + 1}` } },
      unevaluatedProperties: true,
    })
    const names = (): number[] =>
      listed<unknown>(a / urls.length ** b, definition(10_000), (i) => i) as number[]
    return {
      members: {
        credentialSchema: urls.map((id) => ({ id, type: 'JsonSchema' })),
        name: text(n - 70 * urls.length),
      },
      documents: {
        default: () => ({
          allOf: names().map((i) => ({ $ref: `#/$defs/d${i}` })),
          $defs: object(names().map((i) => [`d${i}`, definition(i)])),
        }),
      },
    }
  },
  'a list of issuers': (n, a, b) => {
    const entry = (i: number): unknown =>
      b < 0.3 ? `did:example:${i}` : { did: `did:example:${i}`, name: 'n' }
    return {
      members: { name: text(n) },
      documents: { [`${HOST}/issuers`]: () => ({ registry: listed(a, entry(10_000), entry) }) },
      options: {
        issuers: {
          registries: times(dial(b, 10), () => ({
            name: 'list',
            type: 'issuer-list' as const,
            url: `${HOST}/issuers`,
          })),
        },
      },
    }
  },
  'a trust anchor': (n, a, b) => {
    const anchor = `${HOST}/anchor`
    const header = { alg: 'EdDSA', typ: 'entity-statement+jwt', kid: '0' }
    const payload = (sub: string, share: number): Members => ({
      iss: anchor,
      sub,
      exp: 1_900_000_000,
      jwks: { keys: [{ ...signer.publicKey.jwk, kid: '0' }] },
      metadata: { federation_entity: { federation_fetch_endpoint: `${HOST}/fetch` } },
      more: listed(share * 0.7, [0], (i) => [i]),
    })
    const url = new URL(`${HOST}/fetch`)
    url.searchParams.set('sub', signer.controller)
    return {
      members: { name: text(n) },
      documents: {
        [anchor]: () => statement(header, payload(anchor, a)),
        [url.href]: () => statement(header, payload(signer.controller, b)),
      },
      options: {
        issuers: { registries: [{ name: 'anchor', type: 'openid-federation' as const, url: anchor }] },
      },
    }
  },
  'pinned documents': (n, a, b) => {
    const url = `${HOST}/context0`
    return {
      context: [url],
      members: {
        relatedResource: times((n * b) / 200, () => ({
          id: url,
          digestSRI: `sha384-${Buffer.alloc(48, 1).toString('base64')}`,
        })),
        name: text(n * (1 - b)),
      },
      documents: { [url]: () => ({ '@context': contextOf(a, 0, 0) }) },
    }
  },
  'newer versions': (n, a, b) => ({
    context: [EXTENSIONS],
    members: {
      refreshService: times(dial(b, 40), (i) => ({
        id: `${HOST}/new${i}`,
        type: '1EdTechCredentialRefresh',
      })),
      name: text(n - 80 * dial(b, 40)),
    },
    documents: { default: () => ({ x: listed(a, [0], (i) => [i]) }) },
  }),
}
