/** Keeps a long computation interruptible. */
import { setImmediate } from 'node:timers/promises'

/** Lets pending events run, such as a SIGINT. @throws the signal's reason on abort */
export async function yieldToEvents(signal: AbortSignal): Promise<void> {
  await setImmediate()
  signal.throwIfAborted()
}
