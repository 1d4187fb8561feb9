/** Reads a JWK Set (RFC 7517 section 5), or a single JSON Web Key. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { onceForEach } from '../platform/once-for-each.js'
import { type PublicKey, publicKeyFromJwk, samePublicKey } from './public-key.js'

/** @param document that nobody can change, because hundreds of tokens may name it */
export function keysIn(document: Json): readonly JsonObject[] {
  return isJsonObject(document) ? readKeys(document) : []
}

const readKeys = /* @__PURE__ */ onceForEach((document: JsonObject): readonly JsonObject[] => {
  const { keys } = document
  if (Array.isArray(keys)) return (keys as readonly Json[]).filter(isJsonObject)
  return typeof document['kty'] === 'string' ? [document] : []
})

/** The keys of a set with this `kid`, in the order of the set, for the issuer that they name (`iss`) or for none. */
export function keysNamed(
  keys: readonly JsonObject[],
  kid: string | undefined,
  iss: string | undefined,
): readonly JsonObject[] {
  return byName(keys).get(kid)?.get(iss) ?? []
}

/** The first key of a set with this `kid`, for whichever issuer. */
export function firstNamed(keys: readonly JsonObject[], kid: string): JsonObject | undefined {
  return byName(keys).get(kid)?.values().next().value?.[0]
}

/** `kid` → `iss` → keys: a set may have thousands of keys with one name, and hundreds of tokens may ask for it. */
const byName = /* @__PURE__ */ onceForEach((keys: readonly JsonObject[]) => {
  const found = new Map<Json | undefined, Map<Json | undefined, JsonObject[]>>()
  for (const key of keys) {
    const { kid, iss } = key
    let named = found.get(kid)
    if (named === undefined) found.set(kid, (named = new Map<Json | undefined, JsonObject[]>()))
    const others = named.get(iss)
    if (others === undefined) named.set(iss, [key])
    else others.push(key)
  }
  return found
})

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
