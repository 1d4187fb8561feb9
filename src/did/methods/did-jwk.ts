/** did:jwk: the identifier is a public JSON Web Key in base64url. Its only verification method is `#0`. */
import { isJsonObject, type Json, type JsonObject, parseJson } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { andThen } from '../../platform/and-then.js'
import { controllerInvalid } from '../verification-method/controller-invalid.js'
import { readKey } from '../verification-method/read-key.js'
import type { SelfCertified } from './methods.js'
import { otherKeys } from './other-multikeys.js'

const PREFIX = 'did:jwk:'

/** @throws OpenBadgeError `controller_invalid` */
export function didJwk(did: string): SelfCertified {
  const method = didJwkMethod(did)
  const jwk = method['publicKeyJwk'] as JsonObject
  // did:jwk method specification, "Read": an encryption key has no signing relationship.
  if (jwk['use'] === 'enc') {
    throw controllerInvalid(
      did,
      'INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD',
      'relationshipMissing',
      'the did:jwk is not a signing key',
    )
  }
  const key = readKey(
    () => andThen(otherKeys(), ({ publicKeyFromJwk }) => publicKeyFromJwk(jwk)),
    (fault, cause) =>
      controllerInvalid(did, 'invalidPublicKey', fault, `the did:jwk: ${cause.message}`, cause),
  )
  return { fragment: '0', method, key }
}

/** The only verification method of a did:jwk. @throws OpenBadgeError `controller_invalid` if the DID contains no JSON */
export function didJwkMethod(did: string): JsonObject {
  let jwk: Json
  try {
    jwk = parseJson(decodeUtf8(decodeBase64url(did.slice(PREFIX.length))))
  } catch (cause) {
    throw controllerInvalid(did, 'invalidDid', 'didMalformed', 'the did:jwk is not base64url of JSON', cause)
  }
  if (!isJsonObject(jwk)) {
    throw controllerInvalid(did, 'invalidDid', 'didMalformed', 'the did:jwk does not contain a JSON object')
  }
  return { id: `${did}#0`, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk }
}
