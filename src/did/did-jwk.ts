/** did:jwk: a public JSON Web Key, base64url, as identifier. Its one method is `#0`. */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject, parseJson } from '../encoding/json.js'
import { decodeBase64url } from '../encoding/multibase.js'
import { decodeUtf8 } from '../encoding/utf8.js'
import { isOpenBadgeError } from '../errors.js'
import { type PublicKey, publicKeyFromJwk } from '../keys/public-key.js'
import { controllerInvalid } from './controller-invalid.js'

const PREFIX = 'did:jwk:'

/** @throws OpenBadgeError `controller_invalid`: invalidDid, or invalidPublicKey and its kin */
export function didJwkMethod(did: string): JsonObject {
  let jwk: Json
  try {
    jwk = parseJson(decodeUtf8(decodeBase64url(did.slice(PREFIX.length))))
  } catch (cause) {
    throw controllerInvalid(did, 'invalidDid', 'didMalformed', 'the did:jwk is not base64url of JSON', cause)
  }
  if (!isJsonObject(jwk)) {
    throw controllerInvalid(did, 'invalidDid', 'didMalformed', 'the did:jwk holds no JSON object')
  }
  return { id: `${did}#0`, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk }
}

/** A key with `use: "enc"` has no signing relationship (did:jwk section "Read"). */
export function didJwkPublicKey(did: string, method: JsonObject): Awaitable<PublicKey> {
  const jwk = method['publicKeyJwk'] as JsonObject
  if (jwk['use'] === 'enc') {
    throw controllerInvalid(
      did,
      'INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD',
      'relationshipMissing',
      'the did:jwk is an encryption key',
    )
  }
  try {
    return publicKeyFromJwk(jwk)
  } catch (error) {
    if (!isOpenBadgeError(error, 'key_invalid')) throw error
    const fault = error.details.reason as Parameters<typeof controllerInvalid>[2]
    throw controllerInvalid(did, 'invalidPublicKey', fault, `the did:jwk: ${error.message}`, error)
  }
}
