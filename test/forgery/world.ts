/** A university, a college, and Mallory, who would like to be either. Nothing is fetched. */
import { bundled } from '../../src/documents/bundled.js'
import { type Json, type JsonObject, parseJson } from '../../src/encoding/json.js'
import { decodeBase64url, encodeBase64url } from '../../src/encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../src/encoding/utf8.js'
import { OpenBadgeError } from '../../src/errors.js'
import { type LocalSigner, signerFromSeed } from '../../src/keys/signers/make-signer.js'
import type { Load, Signer } from '../../src/ports.js'
import { type AddProofOptions, addProof } from '../../src/proof/data-integrity/add-proof.js'
import { signJwt } from '../../src/proof/jwt/jwt.js'

export const NOW = new Date('2026-05-01T12:00:00Z')
export const CREATED = new Date('2026-01-01T00:00:00Z')
export const UNIVERSITY = 'did:web:university.example'
export const COLLEGE = 'https://college.example/issuer'
export const V2 = 'https://www.w3.org/ns/credentials/v2'
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

export interface World {
  /** did:web with a published document. */
  readonly university: LocalSigner
  /** An https issuer with a profile and a key set. */
  readonly college: LocalSigner
  /** did:key. */
  readonly mallory: LocalSigner
  readonly documents: Map<string, unknown>
  readonly load: Load
}

export async function makeWorld(): Promise<World> {
  const university = await signerFromSeed(new Uint8Array(32).fill(1), { controller: UNIVERSITY })
  const college = await signerFromSeed(new Uint8Array(32).fill(2), { controller: COLLEGE })
  const mallory = await signerFromSeed(new Uint8Array(32).fill(3))
  const documents = new Map<string, unknown>([
    ['https://university.example/.well-known/did.json', controllerDocument(UNIVERSITY, university)],
    [COLLEGE, controllerDocument(COLLEGE, college)],
    [
      'https://college.example/.well-known/jwks.json',
      { keys: [{ ...college.publicKey.jwk, kid: 'college-1' }] },
    ],
  ])
  const load: Load = async (url, purpose, signal) => {
    if (purpose === 'context') return bundled(url, purpose, signal)
    const document = documents.get(url)
    if (document !== undefined) return document
    throw new OpenBadgeError('document_unavailable', 'not in this world', {
      url,
      purpose,
      reason: 'status 404',
    })
  }
  return { university, college, mallory, documents, load }
}

export function controllerDocument(id: string, signer: LocalSigner, more: JsonObject = {}): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: [methodOf(signer, id)],
    assertionMethod: [signer.verificationMethod],
    authentication: [signer.verificationMethod],
    ...more,
  }
}

export function methodOf(signer: LocalSigner, controller: string, more: JsonObject = {}): JsonObject {
  return {
    id: signer.verificationMethod,
    type: 'Multikey',
    controller,
    publicKeyMultibase: signer.publicKeyMultibase!,
    ...more,
  }
}

export function badge(issuer: string, more: JsonObject = {}): JsonObject {
  return {
    '@context': [V2, OB],
    id: 'urn:uuid:a2a2f7c0-6a39-49a5-a3a6-4f8f7a0d1d11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'Example University' },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Rust I',
    credentialSubject: {
      id: 'did:example:ada',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://university.example/achievements/rust',
        type: ['Achievement'],
        name: 'Rust I',
        description: 'Ownership, borrowing, lifetimes',
        criteria: { narrative: 'Passed the exam' },
      },
    },
    ...more,
  }
}

/** Signed as it stands, whoever the issuer is said to be; in an array, as `issue` writes it. */
export async function signed(
  document: JsonObject,
  signer: Signer,
  options: AddProofOptions = {},
): Promise<JsonObject & { readonly proof: readonly JsonObject[] }> {
  const { proof, ...rest } = await addProof(document, signer, { created: CREATED, ...options })
  return { ...rest, proof: [proof].flat() as unknown as JsonObject[] }
}

/** The same document with one member of its (only) proof replaced, or taken out by `undefined`. */
export function withProof(
  document: JsonObject & { readonly proof: readonly JsonObject[] },
  change: Readonly<Record<string, Json | undefined>>,
): JsonObject {
  const entries = Object.entries({ ...document.proof[0]!, ...change })
  return {
    ...document,
    proof: [Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as JsonObject],
  }
}

export async function token(
  credential: JsonObject,
  signer: Signer,
  profile: 'open-badges' | 'vc-jose' = 'open-badges',
): Promise<string> {
  return signJwt(credential, signer, { profile })
}

/** A token of any header and payload, properly signed. */
export async function rawToken(
  header: string | JsonObject,
  payload: string | JsonObject,
  signer: Signer,
): Promise<string> {
  const part = (value: string | JsonObject): string =>
    encodeBase64url(encodeUtf8(typeof value === 'string' ? value : JSON.stringify(value)))
  const input = `${part(header)}.${part(payload)}`
  return `${input}.${encodeBase64url(await signer.sign(encodeUtf8(input)))}`
}

/** Header and payload of a token. */
export function parts(text: string): { readonly header: JsonObject; readonly payload: JsonObject } {
  const read = (part: string): JsonObject => parseJson(decodeUtf8(decodeBase64url(part))) as JsonObject
  const [header, payload] = text.split('.')
  return { header: read(header!), payload: read(payload!) }
}
