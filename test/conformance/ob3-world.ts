/** The issuers of the public samples, as they would answer if their example hosts existed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundled } from '../../src/documents/bundled.js'
import { OpenBadgeError } from '../../src/errors.js'
import type { Load } from '../../src/ports.js'
import { vectors } from '../vectors.js'

const ED25519 = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi'
/** Issuers of the samples, with the keys that their good samples are signed with. */
const ISSUERS: Readonly<Record<string, readonly string[]>> = {
  'https://example.com/issuers/876543': [
    ED25519,
    'z6MknNHHrBzPytzu6CUBP9Lg7fg4KSBjzimc2Frh693YbMiv',
    'z6MkrvfzkMnvCroEUP2DVc9SHPE48CRsvHiVSusHioxTYu1x',
    'z6MkvREVgsHx7Ppae68vCoByy73ZD4aMSJiPML2cryVL8JAx',
  ],
  'https://example.edu/issuers/565049': [ED25519],
  'https://1edtech.edu/issuers/565049': [
    ED25519,
    'z6Mknyb2Gb4NxzW3xSr9ChTtdQZ1zs77piQ3r9SaJ9vMzmrs',
    'zDnaekGZTbQBerwcehBSXLqAg6s55hVEBms1zFy89VHXtJSa9',
  ],
  'https://state.gov/issuers/565049': [
    'z6MkoMGF38Ck9xkdqrbZt4h9eHb1qc3GhAAkoSWa4Vy3SHRN',
    'z6MkmQ49FhpMN7V11B7Qzc6WC6Q3ymVW4xmHUsHBR2MWMMo1',
  ],
  'did:web:dc.1edtech.org:wellspring2022:wellspring-portal:org:da1e96e9-afcc-4eed-b9a2-2ddf7353214c': [
    ED25519,
  ],
}
const TESTLIST =
  'https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/inspector-vc/src/test/resources/ob30/bit-string-list/testlist'

export function sample(file: string): Uint8Array {
  return readFileSync(join(vectors, 'ob3/samples', file))
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(vectors, path), 'utf8')) as unknown
}

/** `tokenKeys`: JSON Web Keys by issuer, which the issuers of the JWT samples list for signing credentials. */
export function sampleWorld(tokenKeys: ReadonlyMap<string, unknown>): Load {
  const held = sampleDocuments(tokenKeys)
  return async (url, purpose, signal) => {
    if (Object.hasOwn(held, url)) return held[url]
    if (purpose === 'context') return bundled(url, purpose, signal)
    throw new OpenBadgeError('document_unavailable', 'not served', { url, purpose, reason: 'status 404' })
  }
}

/** What the issuers publish, by URL. */
export function sampleDocuments(tokenKeys: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  const held: Record<string, unknown> = { [TESTLIST]: json('ob3/samples/ob30/bit-string-list/testlist') }
  for (const [id, keys] of Object.entries(ISSUERS)) held[location(id)] = controllerDocument(id, keys)
  for (const [id, jwk] of tokenKeys) held[id] = controllerDocument(id, ISSUERS[id] ?? [], jwk)
  return held
}

function location(id: string): string {
  return id.startsWith('did:web:') ? `https://${id.slice(8).replaceAll(':', '/')}/did.json` : id
}

function controllerDocument(id: string, keys: readonly string[], jwk?: unknown): unknown {
  const token =
    jwk === undefined ? [] : [{ id: `${id}#jwt`, type: 'JsonWebKey', controller: id, publicKeyJwk: jwk }]
  return {
    '@context': ['https://www.w3.org/ns/cid/v1'],
    id,
    verificationMethod: [
      ...keys.map((key) => ({
        id: `${id}#${key}`,
        type: 'Multikey',
        controller: id,
        publicKeyMultibase: key,
      })),
      ...token,
    ],
    assertionMethod: [...keys, ...token.map(() => 'jwt')].map((key) => `${id}#${key}`),
  }
}

/** Header and issuer of a compact JWS, to publish the header's key as its issuer would. */
export function keyOf(jws: string): { readonly issuer: string; readonly jwk: unknown } | undefined {
  const [header, payload] = jws
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>)
  const issuer = payload?.['iss']
  if (header?.['jwk'] === undefined || typeof issuer !== 'string' || !issuer.startsWith('https:'))
    return undefined
  return { issuer, jwk: header['jwk'] }
}
