/** Retrieves verification methods. Keys of published documents are remembered: the same document gives the same key. */
import { retrieveVerificationMethod } from '../../did/verification-method.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import type { VerifyCache } from './verify-cache.js'

export type Retrieve = typeof retrieveVerificationMethod

/** Keys that are in the identifier itself need no document; the room `did` remembers them. */
const SELF_CONTAINED = /^did:(?:key|jwk):/

const published = /* @__PURE__ */ lazy('the keys of published documents', () => import('./published-keys.js'))

export function memoisedRetrieval(cache: () => VerifyCache): Retrieve {
  return (url, options) =>
    SELF_CONTAINED.test(url)
      ? retrieveVerificationMethod(url, options)
      : Promise.resolve(andThen(published(), (room) => room.retrievePublished(url, options, cache())))
}
