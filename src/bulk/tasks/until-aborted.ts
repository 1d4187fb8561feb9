/** Ends a wait when a signal is aborted, because a pipe may never give data. */
import { untilAborted } from '../../documents/until-aborted.js'

export { untilAborted }

/** Yields the items until the abort, and ends without an error. An iterator that waits is not closed. */
export async function* itemsUntilAborted<T>(
  items: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]()
  let isWaiting = false
  try {
    for (;;) {
      isWaiting = true
      const next = await untilAborted(iterator.next(), signal)
      isWaiting = false
      if (next.done === true) return
      yield next.value
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error
  } finally {
    if (!isWaiting) await iterator.return?.()
  }
}
