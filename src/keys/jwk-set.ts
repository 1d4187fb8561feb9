/** Reads a JWK Set (RFC 7517 section 5), or a single JSON Web Key. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { type PublicKey, publicKeyFromJwk, samePublicKey } from './public-key.js'

export function keysIn(document: Json): readonly JsonObject[] {
  if (!isJsonObject(document)) return []
  const { keys } = document
  if (Array.isArray(keys)) return (keys as readonly Json[]).filter(isJsonObject)
  return typeof document['kty'] === 'string' ? [document] : []
}

/** The member of the set that is the key. Ignores members that cannot be read. */
export async function findInKeySet(
  key: PublicKey,
  listed: readonly JsonObject[],
): Promise<JsonObject | undefined> {
  for (const each of listed) {
    const other = await Promise.resolve(each)
      .then(publicKeyFromJwk)
      .catch(() => undefined)
    if (other !== undefined && samePublicKey(other, key)) return each
  }
  return undefined
}
