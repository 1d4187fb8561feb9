/** Name-based identifiers (RFC 9562 section 5.5): the same name gives the same id on each machine. */

import { hash } from 'node:crypto'
import { requireArgument, requireObject, requireText } from '../../encoding/arguments.js'
import { normalForm } from '../../encoding/forms/normal-form.js'

/** The URL namespace of RFC 9562, appendix. */
const URL_NAMESPACE = Uint8Array.from(Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex'))

/**
 * Makes a UUID version 5 (RFC 9562 §5.5).
 *
 * @param name - The name.
 * @param namespace - 16 bytes. Default: the URL namespace.
 * @returns The UUID in lower case.
 * @example
 * const uuid = uuidV5('https://example.edu')
 */
export function uuidV5(name: string, namespace: Uint8Array = URL_NAMESPACE): string {
  requireText('uuidV5', 'name', name, 'a text')
  const isNamespace = namespace instanceof Uint8Array && namespace.length === 16
  requireArgument('uuidV5', 'namespace', namespace, isNamespace, '16 bytes')
  return hyphenated(uuidV5Hex(name, namespace))
}

/** Its 16 bytes in hexadecimal. */
export function uuidV5Hex(name: string, namespace: Uint8Array = URL_NAMESPACE): string {
  const input = Buffer.allocUnsafe(16 + Buffer.byteLength(name))
  input.set(namespace)
  input.write(name, 16)
  const hex = hash('sha1', input)
  // Version 5, variant 10xx.
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!
  return `${hex.slice(0, 12)}5${hex.slice(13, 16)}${variant}${hex.slice(17, 32)}`
}

export function formatUuid(bytes: Uint8Array): string {
  return hyphenated(Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex'))
}

export function hyphenated(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Bytes of `urn:uuid:…` or of a bare UUID; undefined for anything else. */
export function uuidBytes(id: string): Uint8Array | undefined {
  const match = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(id)
  return match === null ? undefined : Buffer.from(match[1]!.replaceAll('-', ''), 'hex')
}

export interface CredentialName {
  /** The issuer's id. */
  readonly issuer: string
  /** The achievement's id. */
  readonly achievement: string
  /** The name of the batch or course, for example `2026-spring`. The same person can get the badge again in another one. */
  readonly batch: string
  /** The natural key of the award: student number, enrolment id. */
  readonly key: string
}

/**
 * Makes the id of a credential from issuer, achievement, batch and key (UUID version 5, RFC 9562 §5.5). Equal names give the
 * equal id, so an event that fires twice does not make two badges.
 *
 * @param name - `issuer`, `achievement` (ids), `batch` (a name), `key` (such as a student number).
 * @returns `urn:uuid:…`
 * @example
 * const id = credentialId({ issuer: signer.controller, achievement: rust.id, batch: '2026-spring', key: '20-1234' })
 */
export function credentialId(name: CredentialName): string {
  requireObject('credentialId', 'name', name, 'an object: { issuer, achievement, batch, key }')
  for (const part of ['issuer', 'achievement', 'batch', 'key'] as const)
    requireText('credentialId', part, name[part], 'a text')
  return `urn:uuid:${uuidV5(normalForm(name.key, 'NFC'), credentialNamespace(name))}`
}

/** The 16 bytes of the id for one spelling of the key. */
export function credentialIdBytes(name: CredentialName): Uint8Array {
  return Buffer.from(uuidV5Hex(name.key, credentialNamespace(name)), 'hex')
}

/**
 * The Unicode forms of one key, first that of the table. Spreadsheets write the same text in NFC or NFD (UAX #15), and earlier
 * versions of laurel treated these as different keys.
 */
export function keySpellings(key: string): readonly string[] {
  // ASCII has one form.
  if (!/[^\x00-\x7f]/.test(key)) return [key]
  return [...new Set([key, normalForm(key, 'NFC'), normalForm(key, 'NFD')])]
}

/** The part of the name that all rows of a batch share. It is JSON, so that the words cannot run together. */
export function credentialNamespace(name: Omit<CredentialName, 'key'>): Uint8Array {
  return Buffer.from(uuidV5Hex(JSON.stringify(['laurel', name.issuer, name.batch, name.achievement])), 'hex')
}
