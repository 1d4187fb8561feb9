/** Parts of laurel that load when they are first needed, so that a page loads only what its documents need. */
import { OpenBadgeError } from './errors.js'

/**
 * Gives the function that fetches a part: at once when it is loaded already, else as a promise. A part that does not
 * load is an error and is asked for again the next time; whoever asked has then no answer, and must not give one.
 * @param load an `import()`; `name` is for the error alone
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
      `a part of laurel, ${name}, could not be loaded`,
      { lazy: name },
      { cause },
    )
  }
  return () => loaded ?? (loading ??= load().then(keep, fail))
}
