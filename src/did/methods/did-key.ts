/** did:key: the identifier is the key, so nothing is asked of anybody. */
import type { JsonObject } from '../../encoding/json.js'
import type { KeyFault } from '../../keys/formats/key-invalid.js'
import { keyFromMultikey } from '../../keys/from-multikey.js'
import { andThen } from '../../platform/and-then.js'
import { type ControllerReason, controllerInvalid } from '../verification-method/controller-invalid.js'
import { readKey } from '../verification-method/read-key.js'
import type { SelfCertified } from './methods.js'
import { otherKeys } from './other-keys.js'

const PREFIX = 'did:key:'

/** The method specification's names; whatever else is wrong with a key is `invalidPublicKey`. */
const REASONS: Partial<Record<KeyFault, ControllerReason>> = {
  invalidPublicKeyLength: 'invalidPublicKeyLength',
  unsupportedPublicKeyType: 'unsupportedPublicKeyType',
  notMultibase: 'invalidDid',
}

/** @throws OpenBadgeError `controller_invalid` */
export function didKey(did: string): SelfCertified {
  const multibase = did.slice(PREFIX.length)
  if (multibase.includes(':')) {
    throw controllerInvalid(did, 'invalidDid', 'didVersioned', 'a did:key with a version is not taken')
  }
  if (multibase[0] !== 'z') {
    throw controllerInvalid(did, 'invalidDid', 'didMalformed', 'a did:key continues with base58-btc text, z…')
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

/** The one verification method of a did:key, unchecked. */
export function didKeyMethod(did: string): JsonObject {
  const multibase = did.slice(PREFIX.length)
  return { id: `${did}#${multibase}`, type: 'Multikey', controller: did, publicKeyMultibase: multibase }
}
