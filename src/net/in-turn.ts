/** Large documents are parsed one after the other, in all loaders of the process. */
import { setImmediate } from 'node:timers/promises'

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
