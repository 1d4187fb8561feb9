/** Loads each context once and freezes it, so that all steps use the same context even if the loader's answer changes. */

import { freezeJson, isKept, type Json } from '../encoding/json.js'
import type { Load } from '../ports.js'
import { cached } from './loaders.js'

export function steadyContexts(load: Load): Load {
  // Made on demand, because few documents need a context that must be loaded.
  let once: Load | undefined
  const first: Load = async (...asked) => {
    const document = await load(...asked)
    // `verify` has copied it already, once for all proofs of a call.
    return isKept(document) ? document : freezeJson(structuredClone(document) as Json)
  }
  return (...asked) => (asked[1] === 'context' ? (once ??= cached(first)) : load)(...asked)
}
