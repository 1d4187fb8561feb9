/** Long work in one thread, which somebody may want to end. */
import { setImmediate } from 'node:timers/promises'

/** Lets signals and timers come through. @throws the signal's reason on abort */
export async function breath(signal: AbortSignal): Promise<void> {
  await setImmediate()
  signal.throwIfAborted()
}
