/** Adds to maps that keep a limited number of entries: the oldest is removed first. */
import type { Awaitable } from '#platform'
import { isPromise } from './and-then.js'

export function remember<V>(map: Map<string, V>, key: string, value: V, maximum: number): void {
  if (map.size >= maximum) {
    const oldest = map.keys().next()
    if (!oldest.done) map.delete(oldest.value)
  }
  map.set(key, value)
}

/** The same for a result that may come later. Its promise is replaced by its value; a failure is forgotten. */
export function rememberResult<V>(
  map: Map<string, Awaitable<V>>,
  key: string,
  result: Awaitable<V>,
  maximum: number,
): Awaitable<V> {
  remember(map, key, result, maximum)
  if (isPromise(result)) {
    result.then(
      (value) => map.set(key, value),
      () => map.delete(key),
    )
  }
  return result
}
