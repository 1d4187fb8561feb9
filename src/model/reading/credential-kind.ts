/** What sort of document a credential is, by its type names: the same word in views and in reports. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

/** Documents that hold claims, and documents that hold credentials. */
export type DocumentKind =
  | 'open-badge' // Open Badges 3.0, an AchievementCredential
  | 'endorsement' // Open Badges 3.0, an EndorsementCredential
  | 'clr' // Comprehensive Learner Record 2.0
  | 'status-list' // a Bitstring Status List or StatusList2021 credential
  | 'presentation' // a W3C Verifiable Presentation
  | 'credential' // any other W3C Verifiable Credential

/**
 * Most special first. A presentation needs no issuer's key, so whatever calls itself one is held to its rules, which a
 * credential breaks.
 */
const KINDS: readonly { readonly kind: DocumentKind; readonly types: readonly string[] }[] = [
  { kind: 'presentation', types: ['VerifiablePresentation', 'EnvelopedVerifiablePresentation'] },
  { kind: 'clr', types: ['ClrCredential'] },
  { kind: 'open-badge', types: ['OpenBadgeCredential', 'AchievementCredential'] },
  { kind: 'endorsement', types: ['EndorsementCredential'] },
  { kind: 'status-list', types: ['BitstringStatusListCredential', 'StatusList2021Credential'] },
]

/**
 * A kind by type names alone, for documents that are known to be credentials. What has no name that we know and the subject of
 * a record is one: it holds credentials, whose subjects must be compared with its own.
 */
export function credentialKind({ type, credentialSubject: subject }: JsonObject): DocumentKind {
  const several = Array.isArray(type)
  for (const { kind, types } of KINDS) {
    for (const name of types) if (several ? type.includes(name) : type === name) return kind
  }
  return subject !== undefined && [subject].flat().some(isRecordSubject) ? 'clr' : 'credential'
}

function isRecordSubject(subject: Json): boolean {
  return isJsonObject(subject) && [subject['type'] ?? []].flat().includes('ClrSubject')
}

/** Whether a document sets out to be a credential or a presentation at all. */
export function isCredential(document: JsonObject): boolean {
  const { type, credentialSubject } = document
  const types = [type].flat() as readonly (Json | undefined)[]
  return (
    credentialKind(document) !== 'credential' ||
    types.includes('VerifiableCredential') ||
    (credentialSubject !== undefined && [credentialSubject].flat().some((each) => isJsonObject(each as Json)))
  )
}
