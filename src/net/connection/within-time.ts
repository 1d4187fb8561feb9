/** When work is done: within a time limit, or one after the other. */
import { setImmediate } from 'node:timers/promises'
import { untilAborted } from '../../documents/until-aborted.js'

/**
 * The timer keeps the process alive until then.
 * @throws DOMException `TimeoutError`
 */
export async function withinTime<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const timer = setTimeout(
    () => over.abort(new DOMException('The time limit has passed', 'TimeoutError')),
    milliseconds,
  )
  try {
    return await untilAborted(work(over.signal), over.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** The last work in the queue of all loaders of the process. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Does the work when all earlier work is done, and whoever waited for it has heard of it: a verification that has no memory left
 * then aborts its other loads before they are parsed.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(() => setImmediate()).then(work)
  last = turn.then(
    () => undefined,
    () => undefined,
  )
  return turn
}
