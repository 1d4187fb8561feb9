/** The table of DID methods. Methods that are not in it are asked of `load` by the DID itself. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import type { PublicKey } from '../keys/public-key.js'
import { didJwk } from './did-jwk.js'
import { didKey } from './did-key.js'
import { didWebUrl } from './did-web.js'

/** A DID that says all there is to say: its one verification method, which may sign anything. */
export interface SelfCertified {
  /** Name of the method in the DID's document, without `#`. */
  readonly fragment: string
  readonly method: JsonObject
  readonly key: Awaitable<PublicKey>
}

/** One of the two: the method out of the DID itself, or the URL of the DID's document. */
export type DidMethod =
  | { readonly resolve: (did: string) => SelfCertified }
  | { readonly location: (did: string) => string }

export const DID_METHODS: ReadonlyMap<string, DidMethod> = new Map<string, DidMethod>([
  ['jwk', { resolve: didJwk }],
  ['key', { resolve: didKey }],
  ['web', { location: didWebUrl }],
])
