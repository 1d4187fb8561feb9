/** A token whose key the key set of its issuer's host lists, and documents of the issuer. */
import { Buffer } from 'node:buffer'
import { generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto'
import { bundled, type Load, publicKeyFromJwk, type Report, verify } from 'laurel'
import { NOW } from '../verify/world.js'

export const HOST = 'https://host.example'
export const ISSUER = `${HOST}/issuer`
export const SET = `${HOST}/.well-known/jwks.json`
export const REVOKED = { revoked: '2026-01-15T00:00:00Z' }

export type Members = Readonly<Record<string, unknown>>

export interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export const jwkOf = ({ publicKey }: Pair): Members => publicKey.export({ format: 'jwk' }) as Members
export const pemOf = ({ publicKey }: Pair): string =>
  publicKey.export({ format: 'pem', type: 'spki' }) as string
export const multikeyOf = async (pair: Pair): Promise<string> =>
  (await publicKeyFromJwk(jwkOf(pair))).multibase!

export const own = generateKeyPairSync('ed25519')
export const other = generateKeyPairSync('ed25519')
export const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export function token(pair = own, alg = 'EdDSA'): string {
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: ISSUER,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:web:a' },
  }
  const input = `${encode({ alg, typ: 'vc+jwt', kid: 'k1' })}.${encode(credential)}`
  const key = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' } as const
  const signature = signBytes(alg === 'EdDSA' ? null : 'sha256', Buffer.from(input), key)
  return `${input}.${signature.toString('base64url')}`
}

export const listed = (pair = own): Members => ({ ...jwkOf(pair), kid: 'k1', iss: ISSUER })
export const method = (more: Members = {}): Members => ({
  id: `${ISSUER}#k1`,
  type: 'JsonWebKey',
  controller: ISSUER,
  publicKeyJwk: jwkOf(own),
  ...more,
})
export const document = (methods: readonly Members[], more: Members = {}): Members => ({
  id: ISSUER,
  verificationMethod: methods,
  assertionMethod: methods.map(({ id }) => id),
  ...more,
})

export function without(value: Members, name: string): Members {
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name))
}

/** @param answer of the loader for the document of the issuer */
export async function judge(answer: () => unknown, pair = own, alg = 'EdDSA'): Promise<Report> {
  const load: Load = async (url, purpose, signal) => {
    if (url === SET) return { keys: [listed(pair)] }
    return url === ISSUER ? answer() : bundled(url, purpose, signal)
  }
  return verify(token(pair, alg), { load, now: NOW })
}

/** Other keys of the issuer, under names of their own. */
export function many(count: number): readonly Members[] {
  const publicKeyJwk = jwkOf(other)
  return Array.from({ length: count }, (_, i) => method({ id: `${ISSUER}#other-${i}`, publicKeyJwk }))
}
