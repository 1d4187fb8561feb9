/** Loads each context once and freezes it, so that all steps use the same context even if the loader's answer changes. */

import { freezeJson, isKept, type Json } from '../encoding/json.js'
import type { Load } from '../ports.js'

/** For the steps of one call, which have one signal. For several calls there is `cached`, which is longer. */
export function steadyContexts(load: Load): Load {
  const known = new Map<string, Promise<unknown>>()
  const first: Load = async (...asked) => {
    const document = await load(...asked)
    // `verify` has copied it already, once for all proofs of a call.
    return isKept(document) ? document : freezeJson(structuredClone(document) as Json)
  }
  return (url, purpose, signal) => {
    if (purpose !== 'context') return load(url, purpose, signal)
    let answer = known.get(url)
    if (answer === undefined) {
      known.set(url, (answer = first(url, purpose, signal)))
      answer.catch(() => known.delete(url))
    }
    return answer
  }
}
