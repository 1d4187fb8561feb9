/** A time limit for any work. Its timer keeps the process alive until then. */
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
