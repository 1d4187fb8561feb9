/** Compares an identifier of a badge, hashed or plain, with what the caller knows (C5). */

import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { equalBytes, sha256Hex } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import { encodeUtf8 } from '../encoding/utf8.js'

/** The two that Open Badges allows; MD5 is weak, but here it only says "might be this address". */
const HASHES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['sha256', (text) => sha256Hex(text)],
  ['md5', (text) => bytesToHex(md5(encodeUtf8(text)))],
])
const IDENTITY_HASH = /^([a-z0-9]{3,8})\$([0-9a-f]{1,128})$/i

/** `undefined` when the identifier is written in a way that cannot be compared. */
export function matchesIdentity(identity: JsonObject, known: string): boolean | undefined {
  const { identityHash: held, hashed, salt } = identity
  if (typeof held !== 'string') return undefined
  if (hashed !== true) {
    return (
      held === known ||
      (identity['identityType'] === 'emailAddress' && held.toLowerCase() === known.toLowerCase())
    )
  }
  const [, algorithm = '', digest] = IDENTITY_HASH.exec(held) ?? []
  const hash = HASHES.get(algorithm.toLowerCase())
  if (hash === undefined || digest === undefined) return undefined
  const computed = hash(known + (typeof salt === 'string' ? salt : ''))
  return equalBytes(encodeUtf8(computed), encodeUtf8(digest.toLowerCase()))
}
