/** Parts of laurel that load when they are first needed, so that a page loads only what its documents need. */
import { OpenBadgeError } from './errors.js'

/**
 * Returns a function that gives the part: directly if it is loaded already, else as a promise. After a failure the next call
 * loads again. The caller must report that nothing was checked, and must not give a verdict.
 * @param name for the error only
 * @param load an `import()`
 * @throws OpenBadgeError `part_unavailable`, as a rejection
 */
export function lazy<T extends object>(name: string, load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | undefined
  let loading: Promise<T> | undefined
  const keep = (value: T): T => {
    loaded = value
    return value
  }
  const fail = (cause: unknown): never => {
    loading = undefined
    throw new OpenBadgeError(
      'part_unavailable',
      `laurel could not load its part "${name}"; try again`,
      { lazy: name },
      { cause },
    )
  }
  return () => loaded ?? (loading ??= load().then(keep, fail))
}
