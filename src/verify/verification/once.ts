/** Work of a call that hundreds of credentials may ask for, and that is done once: what was read of a loaded document, for example. */
import type { Purpose } from '../../ports.js'
import type { Verification } from './verification.js'

/**
 * @param kind of the work: a constant function or object
 * @param make Its answer or error is remembered under the name until the call ends.
 */
export function once<T>(
  { done }: Pick<Verification, 'done'>,
  kind: object,
  name: string,
  make: () => Promise<T>,
): Promise<T> {
  let known = done.get(kind) as Map<string, Promise<T>> | undefined
  if (known === undefined) done.set(kind, (known = new Map<string, Promise<T>>()))
  let found = known.get(name)
  if (found === undefined) known.set(name, (found = make()))
  return found
}

/**
 * Loads a document and reads it.
 * @param read a constant function
 * @throws what the loader or `read` throws
 */
export function readOnce<T>(
  verification: Pick<Verification, 'done' | 'load'>,
  url: string,
  purpose: Purpose,
  read: (document: unknown) => T,
): Promise<T> {
  return once(verification, read, url, async () => read(await verification.load(url, purpose)))
}
