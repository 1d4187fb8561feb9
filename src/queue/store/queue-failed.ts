/** Errors of a queue that cannot continue. */
import { OpenBadgeError } from '../../errors.js'

/** The reasons of `queue_failed`. */
export type QueueFault =
  | 'store_unavailable'
  | 'store_full'
  | 'peer_missing'
  | 'too_large'
  | 'poisoned'
  | 'foreign_plan'
  | 'stale_lease'
  | 'chunk_differs'
  | 'chunk_lost'

interface Place {
  readonly position?: number
  readonly hint?: string
  readonly cause?: unknown
}

export function queueFailed(
  reason: QueueFault,
  message: string,
  { position, hint = HINTS[reason], cause }: Place = {},
): OpenBadgeError<'queue_failed'> {
  return new OpenBadgeError(
    'queue_failed',
    message,
    { reason, ...(position === undefined ? {} : { position }), ...(hint === undefined ? {} : { hint }) },
    cause === undefined ? undefined : { cause },
  )
}

const HINTS: Readonly<Partial<Record<QueueFault, string>>> = {
  store_unavailable:
    'Start Redis or Valkey, check the address and the password, and run again. Recorded work is kept.',
  store_full:
    'Raise maxmemory (and keep the policy noeviction), lower the number of chunks in work (inFlight, --in-flight), or use an object store. Then run again.',
  peer_missing: 'Install them: npm install bullmq ioredis',
  too_large: 'Give coordinator and workers the same object store (store, --store).',
  poisoned:
    'Somebody without the key wrote to the store, or two versions of laurel share it. Restrict access to the store, and run again.',
  foreign_plan: 'Start the worker with the key, issuer, achievement and mapping of this run.',
  chunk_differs:
    'All workers must run the same version of laurel, with a signer that gives the same signature for the same bytes. Nothing of this chunk was recorded.',
  chunk_lost:
    'Read the messages of the workers: a row of this chunk may crash the process. Correct the row and run again.',
}
