/** Where contexts come from: the bundled ones first, then the caller's loader; never anywhere else. */
import { bundledContext } from '../documents/bundled.js'
import type { Json } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import type { Load } from '../ports.js'
import type { CanonizeLimits } from './limits.js'
import { exceeded } from './limits.js'

export type ContextLoad = (url: string) => Promise<Json>

/** Answers each URL once; counts what is asked of the caller's loader. */
export function contextLoad(
  load: Load | undefined,
  limits: CanonizeLimits,
  signal?: AbortSignal,
): ContextLoad {
  const asked = new Map<string, Promise<Json>>()
  return (url) => {
    const bundled = bundledContext(url)
    if (bundled !== undefined) return Promise.resolve(bundled)
    let answer = asked.get(url)
    if (answer === undefined) {
      if (asked.size >= limits.contexts) return Promise.reject(exceeded('contexts', limits.contexts))
      answer = ask(url, load, signal)
      asked.set(url, answer)
    }
    return answer
  }
}

async function ask(url: string, load: Load | undefined, signal: AbortSignal | undefined): Promise<Json> {
  if (load === undefined) {
    throw new OpenBadgeError('document_unknown', `no loader knows the context ${url}`, {
      url,
      purpose: 'context',
    })
  }
  return (await load(url, 'context', signal)) as Json
}
