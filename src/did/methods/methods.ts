/** The table of DID methods that need no document. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import type { PublicKey } from '../../keys/public-key.js'
import { didJwk } from './did-jwk.js'
import { didKey } from './did-key.js'

/** A DID that says all there is to say: its one verification method, which may sign anything. */
export interface SelfCertified {
  /** Name of the method in the DID's document, without `#`. */
  readonly fragment: string
  readonly method: JsonObject
  readonly key: Awaitable<PublicKey>
}

/** Methods whose DIDs say it all. Those whose documents lie somewhere have their rows in `retrieve-published.ts`. */
export const DID_METHODS: ReadonlyMap<string, (did: string) => SelfCertified> = new Map([
  ['jwk', didJwk],
  ['key', didKey],
])
