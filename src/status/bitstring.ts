/** The bits of a status list: get, set, and the compressed text form (Bitstring Status List v1.0, section 4). */

import { type Awaitable, gzip } from '#platform'
import { encodeBase64url } from '../encoding/multibase.js'
import { checkOptionNames, checkOptions, type OptionTest, requireResult } from '../encoding/options.js'
import { invalidList, MAXIMUM_BYTES, packedText, unpackBits } from './packed-bits.js'
import { readPurposes } from './status-purpose.js'

/** Fewest entries of a list that protects the privacy of holders (Bitstring Status List §2.2: 16 KB at one bit each). */
export const MINIMUM_ENTRIES = 131_072

/** Most bits of one entry, so that every value fits into a byte. */
const MAXIMUM_STATUS_SIZE = 8

export interface StatusListOptions {
  /** Number of entries; rounded up to whole bytes. Default and minimum for publishing: 131,072. */
  readonly length?: number
  /** Bits of one entry, 1 to 8; default 1. */
  readonly statusSize?: number
  /**
   * `revocation` (default), `suspension`, `refresh`, `message`, or a purpose of your own. Only the first two say whether a
   * credential is withdrawn. A list for `revocation` refuses to clear an entry (Bitstring Status List §2.2).
   */
  readonly purpose?: string | readonly string[]
  /** Statuses to begin with: the bytes of an earlier list. */
  readonly bytes?: Uint8Array
}

/** A list in memory. Nothing else holds a reference to its bytes. */
export interface StatusList {
  readonly length: number
  readonly statusSize: number
  readonly purpose: readonly string[]
  /** Status of one entry: 0 to 2^statusSize − 1. Throws `status_invalid` RANGE_ERROR. */
  readonly get: (index: number) => number
  /** Sets one entry; default status 1. */
  readonly set: (index: number, status?: number) => void
  /** Sets one entry back to 0. Throws `status_invalid` if the purpose is revocation. */
  readonly clear: (index: number) => void
  /** A copy of the bits, index 0 left-most. */
  readonly toBytes: () => Uint8Array<ArrayBuffer>
}

const OPTIONS: ReadonlySet<string> = new Set([
  'length',
  'statusSize',
  'purpose',
  'bytes',
] satisfies (keyof StatusListOptions)[])

/**
 * Makes an empty status list in memory, or continues an earlier one (Bitstring Status List v1.0 §2.2).
 *
 * @param options - `length`: entries, default 131,072; `statusSize`: bits of an entry, default 1; `purpose`: default
 *   `revocation`; `bytes`: the bits of an earlier list, default all 0.
 * @returns The list. A list for `revocation` does not clear an entry.
 * @throws TypeError for bad options.
 * @example
 * const list = statusList()
 * list.set(42)
 */
export function statusList(options: StatusListOptions = {}): StatusList {
  checkOptionNames('statusList', options, OPTIONS)
  const { statusSize = 1, length = MINIMUM_ENTRIES, purpose = 'revocation', bytes } = options
  if (!Number.isInteger(statusSize) || statusSize < 1 || statusSize > MAXIMUM_STATUS_SIZE) {
    throw new TypeError('statusList: statusSize must be a whole number from 1 to 8')
  }
  if (!Number.isSafeInteger(length) || length < 1 || length * statusSize > MAXIMUM_BYTES * 8) {
    throw new TypeError('statusList: length must be a whole number of entries, at most 16 MiB of bits')
  }
  const size = Math.ceil((length * statusSize) / 8)
  if (bytes !== undefined && !(bytes instanceof Uint8Array && bytes.length === size)) {
    throw new TypeError('statusList: bytes must be a Uint8Array with exactly length × statusSize bits')
  }
  const purposes = readPurposes('statusList', purpose)
  return wrap(bytes === undefined ? new Uint8Array(size) : Uint8Array.from(bytes), statusSize, purposes)
}

/**
 * Writes the bits of a status list as `encodedList` (Bitstring Status List v1.0 §3.3). Equal bits give equal text on one
 * platform.
 *
 * @param list - The list.
 * @returns `u` and the base64url of the gzipped bits, at once on Node, else as a promise.
 * @example
 * const encodedList = await encodeStatusList(statusList())
 */
export function encodeStatusList(list: StatusList): Awaitable<string> {
  requireResult('encodeStatusList', list, 'statusList', 'toBytes')
  const packed = gzip(list.toBytes())
  return packed instanceof Promise ? packed.then(toText) : toText(packed)
}

export interface DecodeOptions {
  /** Bits of one entry, 1 to 8; default 1. */
  readonly statusSize?: number
  /** Purposes of the list; default: none. `statusListCredential` needs one. */
  readonly purpose?: string | readonly string[]
  /** Fewest entries accepted; default 131,072. Lower it only for an ecosystem known to publish short lists. */
  readonly minimumEntries?: number
  /** Most bytes after decompression; default, and at most, 16 MiB. */
  readonly maximumBytes?: number
  /** Lists of StatusList2021 have no multibase header. */
  readonly header?: 'u' | 'none'
}

const isNumber: OptionTest = (value) => typeof value === 'number' && value >= 0
const DECODE_OPTIONS: Readonly<Record<keyof DecodeOptions, OptionTest>> = {
  statusSize: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 8,
  purpose: (value) => typeof value === 'string' || Array.isArray(value),
  minimumEntries: isNumber,
  maximumBytes: (value) => typeof value === 'number',
  header: (value) => value === 'u' || value === 'none',
}
const DECODE_SHAPES: Readonly<Record<keyof DecodeOptions, string>> = {
  statusSize: 'a whole number from 1 to 8',
  purpose: "a text or a list, such as ['revocation']",
  minimumEntries: 'a number, 0 or more',
  maximumBytes: 'a number, 0 or more',
  header: "'u' or 'none'",
}

/**
 * Reads the `encodedList` of a status list credential (Bitstring Status List v1.0 §3.4).
 *
 * @param encoded - `u` and the base64url of the gzipped bits.
 * @param options - `statusSize`: bits of an entry, default 1; `minimumEntries`: default 131,072; `maximumBytes`: at most, and
 *   by default, 16 MiB; `purpose`; `header`: `none` for StatusList2021, default `u`.
 * @returns The list, at once on Node, else as a promise.
 * @throws OpenBadgeError `status_invalid` (`MALFORMED_VALUE_ERROR`, `STATUS_LIST_LENGTH_ERROR`) or `limit_exceeded`;
 *   TypeError for a misspelt purpose.
 * @example
 * const list = await decodeStatusList(await encodeStatusList(statusList()))
 * console.log(list.get(42))
 */
export function decodeStatusList(encoded: string, options: DecodeOptions = {}): Awaitable<StatusList> {
  if (typeof encoded !== 'string') throw new TypeError('decodeStatusList: encoded must be a text')
  checkOptions('decodeStatusList', options, DECODE_OPTIONS, DECODE_SHAPES)
  readPurposes('decodeStatusList', options.purpose ?? [])
  const bytes = unpackBits(packedText(encoded, options.header), options.maximumBytes)
  return bytes instanceof Promise ? bytes.then((made) => listOf(made, options)) : listOf(bytes, options)
}

/**
 * The list that these bits are. It does not copy them.
 * @throws OpenBadgeError `status_invalid` STATUS_LIST_LENGTH_ERROR
 */
export function listOf(
  bytes: Uint8Array,
  { statusSize = 1, purpose = [], minimumEntries = MINIMUM_ENTRIES }: DecodeOptions,
): StatusList {
  if (Math.floor((bytes.length * 8) / statusSize) < minimumEntries) {
    throw invalidList('STATUS_LIST_LENGTH_ERROR', `the status list has fewer than ${minimumEntries} entries`)
  }
  return wrap(bytes, statusSize, typeof purpose === 'string' ? [purpose] : purpose)
}

function wrap(bytes: Uint8Array, statusSize: number, purpose: readonly string[]): StatusList {
  const length = Math.floor((bytes.length * 8) / statusSize)
  const within = (index: number): number => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= length) {
      throw invalidList('RANGE_ERROR', `the index must be from 0 to ${length - 1}`)
    }
    return index * statusSize
  }
  const get = (index: number): number => {
    let status = 0
    for (let bit = within(index), end = bit + statusSize; bit < end; bit++) {
      status = (status << 1) | ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1)
    }
    return status
  }
  const set = (index: number, status = 1): void => {
    const start = within(index)
    if (!Number.isInteger(status) || status < 0 || status >= 2 ** statusSize) {
      throw new TypeError(`a status must be a whole number from 0 to ${2 ** statusSize - 1}`)
    }
    const before = get(index)
    if (purpose.includes('revocation') && before !== 0 && status !== before) {
      throw invalidList('irreversible', 'a revocation cannot be undone; issue a new credential instead')
    }
    for (let i = 0; i < statusSize; i++) {
      const bit = start + i
      const mask = 0x80 >> (bit & 7)
      if ((status >> (statusSize - 1 - i)) & 1) bytes[bit >> 3]! |= mask
      else bytes[bit >> 3]! &= ~mask
    }
  }
  return Object.freeze({
    length,
    statusSize,
    purpose: Object.freeze([...purpose]),
    get,
    set,
    clear: (index: number) => set(index, 0),
    toBytes: () => Uint8Array.from(bytes),
  })
}

/** Sets the operating system in the gzip header (RFC 1952, OS) to 255, "unknown", so that the text is the same everywhere. */
function toText(packed: Uint8Array): string {
  const bytes = Uint8Array.from(packed)
  bytes[9] = 255
  return `u${encodeBase64url(bytes)}`
}
