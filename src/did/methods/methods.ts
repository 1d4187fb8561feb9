/** The table of DID methods whose DIDs contain the key. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { PublicKey } from '../../keys/public-key.js'
import { didJwk } from './did-jwk.js'
import { didKey } from './did-key.js'

/** What a DID that contains its key resolves to: one verification method, for every signing purpose. */
export interface SelfCertified {
  /** Fragment of the verification method, without `#`. */
  readonly fragment: string
  readonly method: JsonObject
  readonly key: Awaitable<PublicKey>
}

/** DID method → function that reads the DID. DID methods with a document have a row in `retrieve-published.ts`. */
export const DID_METHODS: ReadonlyMap<string, (did: string) => SelfCertified> = new Map([
  ['jwk', didJwk],
  ['key', didKey],
])
