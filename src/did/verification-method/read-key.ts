/** Reads a key, and gives its refusal the name that the place where it stands has for it. */
import type { Awaitable } from '#platform'
import { isOpenBadgeError } from '../../errors.js'
import type { KeyFault } from '../../keys/formats/key-invalid.js'
import type { PublicKey } from '../../keys/public-key.js'

/** `refuse` makes the error that is thrown in place of a `key_invalid`; other errors pass as they are. */
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
    // Not everybody who reads the DID goes on to its key.
    answer.catch(() => {})
    return answer
  } catch (error) {
    return failed(error)
  }
}
