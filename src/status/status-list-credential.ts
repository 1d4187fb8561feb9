/** Makes status list credentials, and reads verified ones (Bitstring Status List v1.0, sections 2.2, 3.2). */

import type { Awaitable } from '#platform'
import { VCDM_2 } from '../documents/context-urls.js'
import { isValidDate } from '../encoding/forms/date-time-stamp.js'
import { parseUrl } from '../encoding/forms/parse-url.js'
import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { encodeStatusList, listOf, MINIMUM_ENTRIES, type StatusList } from './bitstring.js'
import { refuseHttp } from './list-url.js'
import { invalidList, packedText, unpackBits } from './packed-bits.js'
import type { StatusMessage, StatusPointer } from './status-entry.js'
import { readPurposes } from './status-purpose.js'

export interface StatusListCredentialOptions {
  /** URL at which it will be published; it is the `statusListCredential` of entries. */
  readonly id: string
  /** The issuer of the badges. */
  readonly issuer: string | PlainObject
  /** The statuses. */
  readonly list: StatusList
  /** Start of validity; default: `issue` fills it in. */
  readonly validFrom?: Date | string
  /** End of validity; default: none. */
  readonly validUntil?: Date | string
  /** Milliseconds for which a verifier may cache it. */
  readonly ttl?: number
}

const OPTIONS: ReadonlySet<string> = new Set(['id', 'issuer', 'list', 'validFrom', 'validUntil', 'ttl'])

/**
 * Makes the unsigned credential of a status list (Bitstring Status List v1.0 §2.2). Sign it with `issue`, and publish it
 * before the badges that point to it.
 *
 * @param options - `id`: URL of publication; `issuer`; `list`; optionally `validFrom`, `validUntil`, and `ttl` in
 *   milliseconds.
 * @returns The credential, at once on Node, else as a promise.
 * @throws OpenBadgeError `status_invalid` for fewer than 131,072 entries; TypeError for bad options.
 * @example
 * const unsigned = await statusListCredential({
 *   id: 'https://example.edu/status/1',
 *   issuer: signer.controller,
 *   list: statusList(),
 * })
 */
export function statusListCredential(options: StatusListCredentialOptions): Awaitable<JsonObject> {
  checkOptionNames('statusListCredential', options, OPTIONS)
  const { id, issuer, list, validFrom, validUntil, ttl } = options
  if (typeof id !== 'string' || parseUrl(id) === undefined)
    throw new TypeError('statusListCredential: id must be an absolute URL')
  refuseHttp('statusListCredential: id', id)
  if (typeof issuer !== 'string' && typeof (issuer as { readonly id?: unknown } | undefined)?.id !== 'string')
    throw new TypeError('statusListCredential: issuer must be signer.controller, or a profile with that id')
  if (typeof list?.length !== 'number')
    throw new TypeError('statusListCredential: list must be a result of statusList() or decodeStatusList()')
  const purposes = readPurposes('statusListCredential', list.purpose)
  if (purposes.length === 0)
    throw new TypeError(
      "statusListCredential: list has no purpose; write decodeStatusList(text, { purpose: 'revocation' })",
    )
  if (ttl !== undefined && !(typeof ttl === 'number' && ttl >= 0))
    throw new TypeError('statusListCredential: ttl must be a number of milliseconds')
  for (const [name, date] of Object.entries({ validFrom, validUntil })) {
    if (date !== undefined && typeof date !== 'string' && !isValidDate(date))
      throw new TypeError(`statusListCredential: ${name} must be a Date or a string`)
  }
  if (list.length < MINIMUM_ENTRIES) {
    throw invalidList(
      'STATUS_LIST_LENGTH_ERROR',
      'a published status list must have at least 131,072 entries',
    )
  }
  const build = (encodedList: string): JsonObject => ({
    '@context': [VCDM_2],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer as Json,
    ...(validFrom === undefined ? {} : { validFrom: iso(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: iso(validUntil) }),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purposes.length === 1 ? purposes[0]! : [...purposes],
      encodedList,
      ...(ttl === undefined ? {} : { ttl }),
    },
  })
  const encoded = encodeStatusList(list)
  return encoded instanceof Promise ? encoded.then(build) : build(encoded)
}

export interface StatusResult {
  /** 0 if no bit is set. */
  readonly status: number
  readonly purpose: string
  /** Present for entries with messages. */
  readonly message?: StatusMessage
}

/** A list credential, checked and decompressed. Others may hold its bits, so that nobody may set them. */
export interface OpenStatusList {
  readonly purposes: readonly string[]
  readonly ttl: number | undefined
  readonly list: StatusList
}

export interface OpenOptions {
  /** As for `decodeStatusList`. */
  readonly minimumEntries?: number | undefined
  /** Decompresses a text of `packedText`. One that remembers the bits saves the work for further entries. */
  readonly unpack?: (packed: string) => Awaitable<Uint8Array>
}

/**
 * Checks type and purpose, and decompresses the bits (Bitstring Status List §3.2 steps 4 to 8). The caller checks its proof
 * and dates.
 * @throws OpenBadgeError `status_invalid`, reason STATUS_VERIFICATION_ERROR, MALFORMED_VALUE_ERROR or
 * STATUS_LIST_LENGTH_ERROR; `limit_exceeded`; and what `unpack` throws
 */
export function openStatusList(
  credential: JsonObject,
  entry: StatusPointer,
  { minimumEntries = MINIMUM_ENTRIES, unpack = unpackBits }: OpenOptions = {},
): Awaitable<OpenStatusList> {
  const legacy = entry.type === 'StatusList2021Entry'
  const type = legacy ? 'StatusList2021' : 'BitstringStatusList'
  const subject = onlyItem(credential['credentialSubject'])
  if (!hasType(credential, `${type}Credential`)) {
    throw invalidList('STATUS_VERIFICATION_ERROR', `the document is not a ${type}Credential`)
  }
  if (!isJsonObject(subject) || !hasType(subject, type)) {
    throw invalidList('STATUS_VERIFICATION_ERROR', `the subject of the status list is not a ${type}`)
  }
  const { statusPurpose, encodedList, ttl } = subject
  const purposes = (Array.isArray(statusPurpose) ? statusPurpose : [statusPurpose]) as readonly Json[]
  if (!purposes.includes(entry.purpose)) {
    throw invalidList('STATUS_VERIFICATION_ERROR', 'the status list does not have the purpose of the entry')
  }
  if (typeof encodedList !== 'string') throw invalidList('MALFORMED_VALUE_ERROR', 'encodedList is missing')
  const open = (bytes: Uint8Array): OpenStatusList => ({
    purposes: purposes.filter((purpose): purpose is string => typeof purpose === 'string'),
    ttl: typeof ttl === 'number' && ttl >= 0 ? ttl : undefined,
    list: listOf(bytes, { statusSize: entry.statusSize, minimumEntries }),
  })
  const bytes = unpack(packedText(encodedList, legacy ? 'none' : 'u'))
  return bytes instanceof Promise ? bytes.then(open) : open(bytes)
}

/**
 * Looks an entry up (Bitstring Status List §3.2 steps 9 to 12).
 * @throws OpenBadgeError `status_invalid`, reason RANGE_ERROR or STATUS_VERIFICATION_ERROR
 */
export function readStatus({ list, purposes }: OpenStatusList, entry: StatusPointer): StatusResult {
  if (!purposes.includes(entry.purpose)) {
    throw invalidList('STATUS_VERIFICATION_ERROR', 'the status list does not have the purpose of the entry')
  }
  const status = list.get(entry.index)
  const message = entry.messages.find((item) => Number.parseInt(item.status, 16) === status)
  return { status, purpose: entry.purpose, ...(message === undefined ? {} : { message }) }
}

/** A value, or the item of a list of one, which says the same in JSON-LD. */
function onlyItem(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return value
  return value.length === 1 ? (value as readonly Json[])[0] : undefined
}

function hasType(object: JsonObject, name: string): boolean {
  const { type } = object
  return type === name || (Array.isArray(type) && (type as readonly Json[]).includes(name))
}

function iso(value: Date | string): string {
  return typeof value === 'string' ? value : value.toISOString()
}
