/** The bytes of a part and their digest, by which a larger credential names its parts (VCDM 2.0 §5.3). */
import { sha256 } from '#platform'
import { isCompactJws } from '../../encoding/forms/jws.js'
import {
  frozenSnapshot,
  isJsonObject,
  type JsonLimits,
  type JsonObject,
  type PlainObject,
} from '../../encoding/json.js'
import { decodeMultibase, encodeBase58btc } from '../../encoding/multibase.js'
import { encodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { jcs } from '../../jsonld/jcs/jcs.js'

/** Multihash code of SHA-256, and the length of its digest. */
const HEADER = [0x12, 0x20] as const

/** Large enough for images as data URLs, and for the values of the longest record that `verify` reads. */
export const PART_LIMITS: JsonLimits = { length: 16_777_216, depth: 64, nodes: 400_000 }

/**
 * Returns the bytes of a credential, a sealed part or a pathway: the canonical JSON (RFC 8785) of an object with its proof, or
 * the characters of a compact JWS. Publish them at an address that others compare with `relatedResource`.
 *
 * @param part - A signed credential, a pathway or a sealed part as plain JSON, or a compact JWS as text.
 * @returns UTF-8 bytes.
 * @throws OpenBadgeError `json_invalid` or `limit_exceeded` if the part is not plain JSON; TypeError for other text.
 * @example
 * const bytes = partBytes(signed)
 */
export function partBytes(part: PlainObject | string): Uint8Array<ArrayBuffer> {
  if (typeof part === 'string') {
    if (!isCompactJws(part)) throw new TypeError('the part must be a JSON object or a compact JWS')
    return encodeUtf8(part)
  }
  const value = frozenSnapshot(part, PART_LIMITS)
  if (!isJsonObject(value)) throw new TypeError('the part must be a JSON object or a compact JWS')
  return encodeUtf8(jcs(value))
}

/**
 * Returns the digest of `partBytes`: SHA-256 as a base58-btc multihash, for `digestMultibase` (VC Data Integrity, "Resource Integrity").
 *
 * @param part - As for `partBytes`.
 * @returns Text that begins with `zQm`.
 * @throws OpenBadgeError and TypeError as `partBytes` does.
 * @example
 * const digest = partDigest(signed)
 */
export function partDigest(part: PlainObject | string): string {
  return multihash(sha256(partBytes(part)))
}

/** The digest of JSON that is already a snapshot. */
export function documentDigest(document: JsonObject): string {
  return multihash(sha256(encodeUtf8(jcs(document))))
}

export function multihash(digest: Uint8Array): string {
  const bytes = new Uint8Array(34)
  bytes.set(HEADER)
  bytes.set(digest, 2)
  return encodeBase58btc(bytes)
}

/** The digest in the same spelling as `partDigest`; `undefined` for other hashes and other text. */
export function canonicalDigest(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 100) return undefined
  try {
    const bytes = decodeMultibase(text)
    return bytes.length === 34 && bytes[0] === HEADER[0] && bytes[1] === HEADER[1]
      ? encodeBase58btc(bytes)
      : undefined
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    return undefined
  }
}
