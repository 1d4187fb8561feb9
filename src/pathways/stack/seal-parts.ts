/** Sealed parts: a larger credential shows only the number of its parts, and the holder chooses which parts to show. */

import { sha256 } from '#platform'
import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../../encoding/json.js'
import { encodeBase64url } from '../../encoding/multibase.js'
import { encodeUtf8 } from '../../encoding/utf8.js'
import { jcs } from '../../jsonld/jcs/jcs.js'
import { partBytes } from './part-bytes.js'

/** A part with a salt that hides its digest. */
export interface SealedPart {
  /** 128 bits, base64url. */
  readonly salt: string
  /** The signed credential: a JSON object, or a compact JWS. */
  readonly part: JsonObject | string
}

/** Length of a salt, and minimum length of a seed. */
const SALT_BYTES = 16

/**
 * Makes the envelopes of parts for a larger credential of the form `sealed`. Readers of the credential learn only how many
 * parts it has. A reader who gets an envelope can compare it with the credential.
 *
 * @param parts - Signed credentials: plain JSON, or compact JWS as text.
 * @param seed - At least 16 secret random bytes, new for each larger credential.
 * @returns One envelope for each part, in order.
 * @throws OpenBadgeError as `partBytes` does; TypeError for a short seed.
 * @example
 * const seed = crypto.getRandomValues(new Uint8Array(32))
 * const envelopes = sealParts([signed], seed)
 */
export function sealParts(parts: readonly (PlainObject | string)[], seed: Uint8Array): readonly SealedPart[] {
  if (!(seed instanceof Uint8Array) || seed.length < SALT_BYTES) {
    throw new TypeError(`sealParts: seed must be a Uint8Array of at least ${SALT_BYTES} bytes`)
  }
  if (!Array.isArray(parts)) throw new TypeError('sealParts: parts must be a list of signed credentials')
  const key = sha256(seed)
  return parts.map((part) => Object.freeze({ salt: saltOf(key, partBytes(part)), part: part as JsonObject }))
}

/** A hash of key and part digest. Both have fixed lengths, so that it is as secure as a keyed hash. */
function saltOf(key: Uint8Array, part: Uint8Array): string {
  const input = new Uint8Array(64)
  input.set(key)
  input.set(sha256(part), 32)
  return encodeBase64url(sha256(input).subarray(0, SALT_BYTES))
}

/** Whether the value is an object with exactly the members `salt` and `part`. */
export function isSealedPart(value: Json): value is JsonObject & SealedPart {
  if (!isJsonObject(value) || Object.keys(value).length !== 2) return false
  const { salt, part } = value
  return typeof salt === 'string' && (typeof part === 'string' || isJsonObject(part))
}

/** The name of an envelope: a URI of its digest (RFC 6920 §3). */
export function sealedName(envelope: JsonObject | SealedPart): string {
  return `${SEALED}${encodeBase64url(sha256(encodeUtf8(jcs(envelope as JsonObject))))}`
}

export const SEALED = 'ni:///sha-256;'
