/** Compares an identifier of a badge, hashed or plain, with what the caller knows (C5). */
import { sha256Hex } from '#platform'
import type { JsonObject } from '../encoding/json.js'

export function matchesIdentity(identity: JsonObject, known: string): boolean {
  const { identityHash: held, hashed, salt } = identity
  if (typeof held !== 'string') return false
  if (hashed !== true) {
    return (
      held === known ||
      (identity['identityType'] === 'emailAddress' && held.toLowerCase() === known.toLowerCase())
    )
  }
  const [, algorithm, digest] = /^(\w+)\$([0-9a-f]+)$/i.exec(held) ?? []
  if (algorithm !== 'sha256' || digest === undefined) return false
  return sha256Hex(known + (typeof salt === 'string' ? salt : '')) === digest.toLowerCase()
}
