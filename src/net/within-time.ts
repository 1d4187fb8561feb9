/** A time limit that holds whatever the work does, and that keeps the process alive until it has passed. */
import { untilAborted } from '../documents/until-aborted.js'

/** @throws DOMException `TimeoutError` */
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
