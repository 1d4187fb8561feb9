/** Every context as it was given first: what is checked is what is verified, whatever a loader answers the next time. */

import { freezeJson, type Json } from '../encoding/json.js'
import type { Load } from '../ports.js'
import { cached } from './loaders.js'

export function steadyContexts(load: Load): Load {
  // Hardly a document asks for one.
  let once: Load | undefined
  const first: Load = async (...asked) => freezeJson(structuredClone(await load(...asked)) as Json)
  return (...asked) => (asked[1] === 'context' ? (once ??= cached(first)) : load)(...asked)
}
