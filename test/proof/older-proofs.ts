/** Proofs from before Data Integrity, made with jsonld.js and Node's crypto. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { JsonObject } from '../../src/encoding/json.js'
import { signerFromJwk } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import { makeWorld, V2 } from '../forgery/world.js'
import { reference } from '../jsonld/reference.js'

export const V1 = 'https://www.w3.org/2018/credentials/v1'
export const JWS_2020 = 'https://w3id.org/security/suites/jws-2020/v1'
export const ED_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
const SEC = 'https://w3id.org/security#'
export const world = await makeWorld()
/** The terms of the suite that a proof needs, as its context defines them. */
export const load: Load = (url, purpose, signal) =>
  url === JWS_2020
    ? Promise.resolve({
        '@context': {
          JsonWebSignature2020: {
            '@id': `${SEC}JsonWebSignature2020`,
            '@context': {
              '@protected': true,
              id: '@id',
              type: '@type',
              created: {
                '@id': 'http://purl.org/dc/terms/created',
                '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
              },
              jws: `${SEC}jws`,
              proofPurpose: {
                '@id': `${SEC}proofPurpose`,
                '@type': '@vocab',
                '@context': {
                  '@protected': true,
                  id: '@id',
                  type: '@type',
                  assertionMethod: { '@id': `${SEC}assertionMethod`, '@type': '@id', '@container': '@set' },
                },
              },
              verificationMethod: { '@id': `${SEC}verificationMethod`, '@type': '@id' },
            },
          },
        },
      })
    : world.load(url, purpose, signal)

export interface Key {
  readonly secret: KeyObject
  readonly controller: string
  readonly method: string
  readonly alg: string
  readonly hash: string | null
}

export async function key(curve: 'Ed25519' | 'P-256' | 'P-384'): Promise<Key> {
  const pair =
    curve === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve })
  const { verificationMethod, controller } = await signerFromJwk(
    pair.privateKey.export({ format: 'jwk' }) as JsonObject,
  )
  const [alg, hash] = {
    Ed25519: ['EdDSA', null],
    'P-256': ['ES256', 'sha256'],
    'P-384': ['ES384', 'sha384'],
  }[curve] as [string, string | null]
  return { secret: pair.privateKey, controller, method: verificationMethod, alg, hash }
}

export const credential = (issuer: string, context: readonly string[]): JsonObject => ({
  '@context': context,
  id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
  type: ['VerifiableCredential'],
  issuer,
  ...(context[0] === V2 ? { validFrom: '2026-01-01T00:00:00Z' } : { issuanceDate: '2026-01-01T00:00:00Z' }),
  credentialSubject: { id: 'did:example:ada' },
})
export const options = (type: string, { method }: Key): JsonObject => ({
  type,
  created: '2026-01-01T00:00:00Z',
  verificationMethod: method,
  proofPurpose: 'assertionMethod',
})

export async function digestOf(value: JsonObject): Promise<Buffer> {
  const found = await reference(value, load)
  if ('refused' in found) throw new Error(found.refused)
  return createHash('sha256').update(found.text).digest()
}

export const rawSignature = ({ secret, hash }: Key, data: Buffer): Buffer =>
  sign(hash, data, { key: secret, dsaEncoding: 'ieee-p1363' })

export const HEADER = { b64: false, crit: ['b64'] }

export async function detached(
  type: string,
  holder: Key,
  context: readonly string[],
  header: object = { alg: holder.alg, ...HEADER },
): Promise<JsonObject> {
  const document = credential(holder.controller, context)
  const proof = options(type, holder)
  const data = Buffer.concat([await digestOf({ '@context': context, ...proof }), await digestOf(document)])
  const head = Buffer.from(JSON.stringify(header)).toString('base64url')
  const signature = rawSignature(holder, Buffer.concat([Buffer.from(`${head}.`), data]))
  return { ...document, proof: { ...proof, jws: `${head}..${signature.toString('base64url')}` } }
}
