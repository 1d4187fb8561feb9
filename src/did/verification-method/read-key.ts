/** Reads a key, and turns `key_invalid` into the caller's error. */
import type { Awaitable } from '#platform'
import { isOpenBadgeError } from '../../errors.js'
import type { KeyFault } from '../../keys/formats/key-invalid.js'
import type { PublicKey } from '../../keys/public-key.js'

/** @param refuse makes the error that replaces `key_invalid`; other errors are not changed */
export function readKey(
  read: () => Awaitable<PublicKey>,
  refuse: (fault: KeyFault, cause: Error) => Error,
): Awaitable<PublicKey> {
  const failed = (error: unknown): never => {
    throw isOpenBadgeError(error, 'key_invalid') ? refuse(error.details.reason as KeyFault, error) : error
  }
  try {
    const key = read()
    if (!(key instanceof Promise)) return key
    const answer = key.catch(failed)
    // Prevents an unhandled rejection if the caller does not use the key.
    answer.catch(() => {})
    return answer
  } catch (error) {
    return failed(error)
  }
}
