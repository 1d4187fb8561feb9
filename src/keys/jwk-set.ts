/** Reads a JWK Set (RFC 7517 section 5), or a single JSON Web Key. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { type PublicKey, publicKeyFromJwk, samePublicKey } from './public-key.js'

/** Keys of documents that nobody can change, because hundreds of tokens may name one of them. */
const sets = new WeakMap<JsonObject, readonly JsonObject[]>()

/** @param document that nobody can change */
export function keysIn(document: Json): readonly JsonObject[] {
  if (!isJsonObject(document)) return []
  let keys = sets.get(document)
  if (keys === undefined) sets.set(document, (keys = readKeys(document)))
  return keys
}

function readKeys(document: JsonObject): readonly JsonObject[] {
  const { keys } = document
  if (Array.isArray(keys)) return (keys as readonly Json[]).filter(isJsonObject)
  return typeof document['kty'] === 'string' ? [document] : []
}

const byId = new WeakMap<readonly JsonObject[], ReadonlyMap<Json | undefined, readonly JsonObject[]>>()

/** The keys of a set with this `kid`. */
export function keysNamed(keys: readonly JsonObject[], kid: string | undefined): readonly JsonObject[] {
  let named = byId.get(keys)
  if (named === undefined) {
    const found = new Map<Json | undefined, JsonObject[]>()
    for (const key of keys) {
      const others = found.get(key['kid'])
      if (others === undefined) found.set(key['kid'], [key])
      else others.push(key)
    }
    byId.set(keys, (named = found))
  }
  return named.get(kid) ?? []
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
