/** Makes and reads `credentialStatus` entries (Bitstring Status List v1.0, section 2.1). */

import { isAbsoluteUri } from '../encoding/forms/uri.js'
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { OpenBadgeError } from '../errors.js'
import { refuseHttp } from './list-url.js'
import { readPurposes } from './status-purpose.js'

export interface StatusMessage {
  /** The status value as `0x…`. */
  readonly status: string
  readonly message: string
}

export interface StatusEntryOptions {
  /** URL at which the status list credential will be published. */
  readonly statusListCredential: string
  /** Index in the list, from 0. */
  readonly index: number
  /**
   * `revocation` (default), `suspension`, `refresh`, `message`, or a purpose of your own. Only the first two say whether a
   * credential is withdrawn.
   */
  readonly purpose?: string
  /** Bits of one entry; more than one needs `messages`. */
  readonly statusSize?: number
  /** Meaning of each status value. */
  readonly messages?: readonly StatusMessage[]
  /** Pages that explain the statuses. */
  readonly reference?: string | readonly string[]
  /** Default: the list and the index, joined by `#`. */
  readonly id?: string
}

/** A status entry, read and checked. */
export interface StatusPointer {
  readonly type: 'BitstringStatusListEntry' | 'StatusList2021Entry'
  readonly purpose: string
  /** Infinity if a JavaScript number cannot hold it; it is then outside every list. */
  readonly index: number
  readonly list: string
  readonly statusSize: number
  readonly messages: readonly StatusMessage[]
}

const OPTIONS: ReadonlySet<string> = new Set([
  'statusListCredential',
  'index',
  'purpose',
  'statusSize',
  'messages',
  'reference',
  'id',
])
/** The maximum number of entries of a credential that `verify` reads. More would only take time. */
export const ENTRIES_MAXIMUM = 8
const INDEX = /^(?:0|[1-9][0-9]*)$/
const ENTRY_TYPES = ['BitstringStatusListEntry', 'StatusList2021Entry'] as const

/**
 * Makes a `BitstringStatusListEntry` for `credentialStatus` (Bitstring Status List v1.0 §2.1).
 *
 * @param options - `statusListCredential`: URL of the list; `index`: from 0; `purpose`: default `revocation`; `id`;
 *   `statusSize`: bits, default 1; `messages`; `reference`.
 * @returns The entry as plain JSON.
 * @throws OpenBadgeError `status_invalid` if a verifier would refuse the entry; TypeError for bad options.
 * @example
 * const credentialStatus = statusEntry({ statusListCredential: 'https://example.edu/status/1', index: 42 })
 */
export function statusEntry(options: StatusEntryOptions): JsonObject {
  checkOptionNames('statusEntry', options, OPTIONS)
  const { statusListCredential, index, purpose = 'revocation', statusSize, messages, reference } = options
  if (!Number.isSafeInteger(index) || index < 0) {
    throw new TypeError('statusEntry: index must be a whole number, 0 or more')
  }
  refuseHttp('statusEntry: statusListCredential', statusListCredential)
  const [statusPurpose, ...others] = readPurposes('statusEntry', purpose)
  if (statusPurpose === undefined || others.length > 0)
    throw new TypeError('statusEntry: an entry has one purpose; make an entry for each purpose')
  const entry: JsonObject = {
    id: options.id ?? `${statusListCredential}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential,
    ...(statusSize === undefined || statusSize === 1 ? {} : { statusSize }),
    ...(messages === undefined
      ? {}
      : { statusMessage: messages.map(({ status, message }) => ({ status, message })) }),
    ...(reference === undefined ? {} : { statusReference: reference as Json }),
  }
  readStatusEntry(entry)
  return entry
}

/** Whether the entry has a type that `readStatusEntry` supports. */
export function isStatusListEntry(entry: JsonObject): boolean {
  return ENTRY_TYPES.some((type) => hasType(entry, type))
}

/**
 * Reads and checks an entry (Bitstring Status List §2.1).
 * @throws OpenBadgeError `status_invalid`, reason MALFORMED_VALUE_ERROR
 */
export function readStatusEntry(entry: JsonObject): StatusPointer {
  const type = ENTRY_TYPES.find((name) => hasType(entry, name))
  if (type === undefined) throw malformed('the type of the status entry is not supported')
  const { statusPurpose, statusListCredential: list, statusListIndex, id } = entry
  if (typeof statusPurpose !== 'string' || statusPurpose === '') throw malformed('statusPurpose is missing')
  if (typeof list !== 'string' || !isAbsoluteUri(list))
    throw malformed('statusListCredential is not an absolute URL')
  if (id !== undefined && (typeof id !== 'string' || id === list)) {
    throw malformed('the id of the status entry must differ from statusListCredential')
  }
  const statusSize = entry['statusSize'] ?? 1
  if (typeof statusSize !== 'number' || !Number.isInteger(statusSize) || statusSize < 1 || statusSize > 8) {
    throw malformed('statusSize must be a whole number from 1 to 8')
  }
  const messages = readMessages(entry['statusMessage'], statusSize)
  checkReference(entry['statusReference'])
  return { type, purpose: statusPurpose, index: readIndex(statusListIndex), list, statusSize, messages }
}

/** The specification requires a string of digits. A number is accepted too, because some issuers write one. */
function readIndex(index: Json | undefined): number {
  if (typeof index === 'number' && Number.isSafeInteger(index) && index >= 0) return index
  if (typeof index !== 'string' || !INDEX.test(index))
    throw malformed('statusListIndex is not a whole number')
  const value = Number(index)
  return Number.isSafeInteger(value) ? value : Number.POSITIVE_INFINITY
}

function readMessages(value: Json | undefined, statusSize: number): readonly StatusMessage[] {
  if (value === undefined) {
    if (statusSize > 1) throw malformed('a statusSize above 1 needs statusMessage')
    return []
  }
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value]
  if (items.length !== 2 ** statusSize)
    throw malformed(`statusMessage must have ${2 ** statusSize} messages, one for each status`)
  return items.map((item) => {
    const { status, message } = isJsonObject(item) ? item : {}
    if (typeof status !== 'string' || !/^0x[0-9a-f]+$/i.test(status) || typeof message !== 'string') {
      throw malformed('each statusMessage must have a status 0x… and a message')
    }
    return { status, message }
  })
}

function checkReference(value: Json | undefined): void {
  if (value === undefined) return
  for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
    if (typeof item !== 'string' || !isAbsoluteUri(item)) throw malformed('statusReference is not a URL')
  }
}

function hasType(entry: JsonObject, name: string): boolean {
  const { type } = entry
  return type === name || (Array.isArray(type) && (type as readonly Json[]).includes(name))
}

function malformed(message: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason: 'MALFORMED_VALUE_ERROR' })
}
