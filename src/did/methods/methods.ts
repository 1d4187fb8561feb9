/** The table of DID methods whose DIDs contain the key. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { PublicKey } from '../../keys/public-key.js'
import { didJwk, didJwkMethod } from './did-jwk.js'
import { didKey, didKeyMethod } from './did-key.js'
import { methodName } from './method-name.js'

/** What a DID that contains its key resolves to: one verification method, for every signing purpose. */
export interface SelfCertified {
  /** Fragment of the verification method, without `#`. */
  readonly fragment: string
  readonly method: JsonObject
  readonly key: Awaitable<PublicKey>
}

export interface SelfCertifyingMethod {
  /** Reads the DID and its key. */
  readonly read: (did: string) => SelfCertified
  /** The verification method of the DID, unchecked. */
  readonly method: (did: string) => JsonObject
}

/** By name. DID methods with a document have a row in `locations.ts`. */
export const DID_METHODS: ReadonlyMap<string, SelfCertifyingMethod> = new Map([
  ['jwk', { read: didJwk, method: didJwkMethod }],
  ['key', { read: didKey, method: didKeyMethod }],
])

/** The row of a DID that contains its key; `undefined` for every other controller. */
export function selfCertifying(controller: string): SelfCertifyingMethod | undefined {
  return DID_METHODS.get(methodName(controller))
}
