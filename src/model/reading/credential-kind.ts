/** The kind of a credential, by its type names. Views and reports use the same words. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

/** Kinds of documents: credentials, and documents that contain credentials. */
export type DocumentKind =
  | 'open-badge' // Open Badges 3.0, an AchievementCredential
  | 'endorsement' // Open Badges 3.0, an EndorsementCredential
  | 'clr' // Comprehensive Learner Record 2.0
  | 'status-list' // a Bitstring Status List or StatusList2021 credential
  | 'presentation' // a W3C Verifiable Presentation
  | 'credential' // any other W3C Verifiable Credential

/**
 * The most specific kind first. Presentations come before all, because they need no key of an issuer: a document with their type
 * is always checked by their rules, which a credential breaks.
 */
const KINDS: readonly { readonly kind: DocumentKind; readonly types: readonly string[] }[] = [
  { kind: 'presentation', types: ['VerifiablePresentation', 'EnvelopedVerifiablePresentation'] },
  { kind: 'clr', types: ['ClrCredential'] },
  { kind: 'open-badge', types: ['OpenBadgeCredential', 'AchievementCredential'] },
  { kind: 'endorsement', types: ['EndorsementCredential'] },
  { kind: 'status-list', types: ['BitstringStatusListCredential', 'StatusList2021Credential'] },
]

/**
 * The kind by type names alone, for documents that are known to be credentials. A document without a known type, but with the
 * subject of a record, is a record: it contains credentials, whose subjects must be compared with its own.
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

/** Whether a document claims to be a credential or a presentation. */
export function isCredential(document: JsonObject): boolean {
  const { type, credentialSubject } = document
  const types = [type].flat() as readonly (Json | undefined)[]
  return (
    credentialKind(document) !== 'credential' ||
    types.includes('VerifiableCredential') ||
    (credentialSubject !== undefined && [credentialSubject].flat().some((each) => isJsonObject(each as Json)))
  )
}
