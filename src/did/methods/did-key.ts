/** did:key: the identifier is the key, so nothing has to be loaded. */
import type { JsonObject } from '../../encoding/json.js'
import type { KeyFault } from '../../keys/formats/key-invalid.js'
import { keyFromMultikey } from '../../keys/from-multikey.js'
import { andThen } from '../../platform/and-then.js'
import { type ControllerReason, controllerInvalid } from '../verification-method/controller-invalid.js'
import { readKey } from '../verification-method/read-key.js'
import type { SelfCertified } from './methods.js'
import { otherKeys } from './other-multikeys.js'

const PREFIX = 'did:key:'

/** The names of the did:key method specification. Every other fault of a key is `invalidPublicKey`. */
const REASONS: Partial<Record<KeyFault, ControllerReason>> = {
  invalidPublicKeyLength: 'invalidPublicKeyLength',
  unsupportedPublicKeyType: 'unsupportedPublicKeyType',
  notMultibase: 'invalidDid',
}

/** @throws OpenBadgeError `controller_invalid` */
export function didKey(did: string): SelfCertified {
  const multibase = did.slice(PREFIX.length)
  if (multibase.includes(':')) {
    throw controllerInvalid(did, 'invalidDid', 'didVersioned', 'a did:key with a version is not supported')
  }
  if (multibase[0] !== 'z') {
    throw controllerInvalid(
      did,
      'invalidDid',
      'didMalformed',
      'a did:key must begin with did:key:z (base58-btc)',
    )
  }
  const key = readKey(
    () =>
      keyFromMultikey(multibase, (curve, bytes) =>
        andThen(otherKeys(), ({ curveKey }) => curveKey(curve, bytes)),
      ),
    (fault, cause) =>
      controllerInvalid(
        did,
        REASONS[fault] ?? 'invalidPublicKey',
        fault,
        `the did:key: ${cause.message}`,
        cause,
      ),
  )
  return { fragment: multibase, method: didKeyMethod(did), key }
}

/** The only verification method of a did:key, unchecked. */
export function didKeyMethod(did: string): JsonObject {
  const multibase = did.slice(PREFIX.length)
  return { id: `${did}#${multibase}`, type: 'Multikey', controller: did, publicKeyMultibase: multibase }
}
