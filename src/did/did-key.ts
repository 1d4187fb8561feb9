/** did:key (CI-4): the identifier is the key, so nothing is asked of anybody. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import { isOpenBadgeError } from '../errors.js'
import { type PublicKey, publicKeyFromMultikey } from '../keys/public-key.js'
import { controllerInvalid } from './controller-invalid.js'

/** Signing keys serve all of these; key agreement is for encryption keys, which are not read here. */
export const SIGNING_RELATIONSHIPS = [
  'authentication',
  'assertionMethod',
  'capabilityInvocation',
  'capabilityDelegation',
] as const

const PREFIX = 'did:key:'

/** @throws OpenBadgeError `controller_invalid` with the did:key method's names as reason */
export function didKeyPublicKey(did: string): Awaitable<PublicKey> {
  const value = did.slice(PREFIX.length)
  if (value.includes(':')) {
    throw controllerInvalid(did, 'invalidDid', 'didVersioned', 'a did:key with a version is not taken')
  }
  if (!did.startsWith(PREFIX) || value[0] !== 'z') {
    throw controllerInvalid(did, 'invalidDid', 'didMalformed', 'a did:key continues with base58-btc text, z…')
  }
  try {
    return publicKeyFromMultikey(value)
  } catch (error) {
    if (!isOpenBadgeError(error, 'key_invalid')) throw error
    const fault = error.details.reason as Parameters<typeof controllerInvalid>[2]
    const reason =
      fault === 'invalidPublicKeyLength' || fault === 'unsupportedPublicKeyType'
        ? fault
        : fault === 'notMultibase'
          ? 'invalidDid'
          : 'invalidPublicKey'
    throw controllerInvalid(did, reason, fault, `the did:key is no usable key: ${error.message}`, error)
  }
}

/** The one verification method of a did:key. */
export function didKeyMethod(did: string): JsonObject {
  const multibase = did.slice(PREFIX.length)
  return { id: `${did}#${multibase}`, type: 'Multikey', controller: did, publicKeyMultibase: multibase }
}
