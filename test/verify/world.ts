/** A whole small world: issuers with keys, their documents, lists, and a loader over a Map. Nothing is fetched. */

import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { OpenBadgeError } from '../../src/errors.js'
import { generateSigner, type LocalSigner, signerFromSeed } from '../../src/keys/signers/make-signer.js'
import type { Load, Purpose } from '../../src/ports.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { type StatusList, statusList } from '../../src/status/bitstring.js'
import { statusListCredential } from '../../src/status/status-list-credential.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { CheckId, Report } from '../../src/verify/report/report.js'

export const NOW = new Date('2026-05-01T12:00:00Z')
export const VC2 = 'https://www.w3.org/ns/credentials/v2'
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const LIST = 'https://uni.example/status/1'
export const SUSPENSIONS = 'https://uni.example/status/2'

/** A change of plain JSON, in place. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach freely into documents
export type Change = (badge: any) => void

export interface World {
  readonly signer: LocalSigner
  readonly stranger: LocalSigner
  readonly web: LocalSigner
  readonly documents: Map<string, unknown>
  readonly asked: { readonly url: string; readonly purpose: Purpose }[]
  readonly load: Load
  readonly options: VerifyOptions
  /** A good badge of `signer`, unsigned. */
  readonly badge: (change?: Change) => JsonObject
  /** A good endorsement of its achievement by `stranger`, unsigned. */
  readonly endorsement: (change?: Change) => JsonObject
  readonly sign: (document: JsonObject, signer?: LocalSigner) => Promise<JsonObject>
  readonly publishList: (set: readonly number[], options?: ListOptions) => Promise<JsonObject>
}

export interface ListOptions {
  readonly url?: string
  readonly purpose?: string
  readonly signer?: LocalSigner
  readonly list?: StatusList
  readonly change?: Change
}

export async function makeWorld(): Promise<World> {
  const signer = await signerFromSeed(new Uint8Array(32).fill(7))
  const stranger = await signerFromSeed(new Uint8Array(32).fill(9))
  const web = await generateSigner({ controller: 'did:web:uni.example' })
  const documents = new Map<string, unknown>()
  documents.set('https://uni.example/.well-known/did.json', didDocument('did:web:uni.example', web))
  const asked: { url: string; purpose: Purpose }[] = []
  const load: Load = async (url, purpose, signal) => {
    if (purpose === 'context') return bundled(url, purpose, signal)
    asked.push({ url, purpose })
    const document = documents.get(url)
    if (document instanceof Error) throw document
    if (document === undefined) {
      throw new OpenBadgeError('document_unavailable', 'not in this world', {
        url,
        purpose,
        reason: 'status 404',
      })
    }
    return document
  }
  const sign = async (document: JsonObject, by: LocalSigner = signer): Promise<JsonObject> =>
    clone(await addProof(document, by, { created: new Date('2026-01-01T00:00:00Z') }))
  const publishList = async (set: readonly number[], options: ListOptions = {}): Promise<JsonObject> => {
    const { url = LIST, purpose = 'revocation', signer: by = signer, change } = options
    const list = options.list ?? statusList({ purpose })
    for (const index of set) list.set(index)
    const unsigned = clone(
      await statusListCredential({ id: url, issuer: by.controller, list, validFrom: '2026-01-01T00:00:00Z' }),
    )
    change?.(unsigned)
    const signed = await sign(unsigned, by)
    documents.set(url, signed)
    return signed
  }
  return {
    signer,
    stranger,
    web,
    documents,
    asked,
    load,
    options: { load, now: NOW },
    badge: (change) => {
      const made = goodBadge(signer.controller)
      change?.(made)
      return made
    },
    endorsement: (change) => {
      const made = goodEndorsement(stranger.controller)
      change?.(made)
      return made
    },
    sign,
    publishList,
  }
}

export function didDocument(id: string, signer: LocalSigner): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: [
      {
        id: signer.verificationMethod,
        type: 'Multikey',
        controller: id,
        publicKeyMultibase: signer.publicKeyMultibase!,
      },
    ],
    assertionMethod: [signer.verificationMethod],
    authentication: [signer.verificationMethod],
  }
}

export function goodBadge(issuer: string): Record<string, never> {
  return {
    '@context': [VC2, OB],
    id: 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'Example University' },
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2027-01-01T00:00:00Z',
    name: 'Rust I',
    credentialSubject: {
      id: 'did:example:ada',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://uni.example/achievements/rust',
        type: ['Achievement'],
        name: 'Rust I',
        description: 'Ownership and borrowing',
        criteria: { narrative: 'Passed the exam' },
      },
    },
  } as never
}

function goodEndorsement(issuer: string): JsonObject {
  return {
    '@context': [VC2, OB],
    id: 'urn:uuid:00000000-0000-4000-8000-00000000e001',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement of Rust I',
    issuer: { id: issuer, type: ['Profile'], name: 'Rust Guild' },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      id: 'https://uni.example/achievements/rust',
      type: ['EndorsementSubject'],
      endorsementComment: 'A fine course',
    },
  }
}

export function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** `structure:pass proof:fail/signature_invalid …` as a record. */
export function rows(report: Report): Record<CheckId, string> {
  return Object.fromEntries(
    report.checks.map(({ id, outcome, code }) => [id, outcome === 'pass' ? 'pass' : `${outcome} ${code}`]),
  ) as Record<CheckId, string>
}

/** The rows that neither passed nor were skipped. */
export function trouble(report: Report): string {
  return report.checks
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    .map(
      ({ id, outcome, code, pointer }) =>
        `${id} ${outcome} ${code}${pointer === undefined ? '' : ` ${pointer}`}`,
    )
    .join('; ')
}
