/** Name-based identifiers (RFC 9562 section 5.5): the same words give the same id, on every machine, for ever. */
import { hash } from 'node:crypto'

/** The URL namespace of RFC 9562 appendix; the default root of ours. */
const URL_NAMESPACE = Uint8Array.from(Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex'))

/** UUID version 5 of `name` in a namespace of 16 bytes (the URL namespace by default). */
export function uuidV5(name: string, namespace: Uint8Array = URL_NAMESPACE): string {
  return formatUuid(uuidV5Bytes(name, namespace))
}

export function uuidV5Bytes(name: string, namespace: Uint8Array = URL_NAMESPACE): Uint8Array {
  const length = Buffer.byteLength(name)
  const input = Buffer.allocUnsafe(16 + length)
  input.set(namespace)
  input.write(name, 16)
  const bytes = hash('sha1', input, 'buffer').subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes
}

export function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex')
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
  /** Names the batch or course run, for example `2026-spring`; the same person may earn the badge again in another. */
  readonly batch: string
  /** The natural key of the award: student number, enrolment id. */
  readonly key: string
}

/**
 * `urn:uuid:…` made from who issues what, in which batch, under which key. An event that fires twice gives one id.
 */
export function credentialId(name: CredentialName): string {
  return `urn:uuid:${formatUuid(uuidV5Bytes(name.key, credentialNamespace(name)))}`
}

/** The part that all rows of a batch share. JSON keeps the borders of the words apart. */
export function credentialNamespace(name: Omit<CredentialName, 'key'>): Uint8Array {
  return uuidV5Bytes(JSON.stringify(['laurel', name.issuer, name.batch, name.achievement]))
}
