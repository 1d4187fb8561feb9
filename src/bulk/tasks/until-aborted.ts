/** Waits that a signal ends, whatever they wait for: a pipe may be silent for ever. */

/** @throws the signal's reason */
export async function untilAborted<T>(wait: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return wait
  signal.throwIfAborted()
  let stop = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([wait, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** The items up to the abort, which ends them without an error. An iterator that is waiting is left behind. */
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
