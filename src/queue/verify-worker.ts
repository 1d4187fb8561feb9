/** A worker that verifies badges for audits and services. */
import { callable } from '../option-tests.js'
import type { Load } from '../ports.js'
import { checkQueueOptions } from './queue-options.js'
import { verifyTopic } from './session/names.js'
import { sharedSecret } from './session/secret.js'
import type { ObjectStore } from './store/object-store.js'
import type { WorkQueue } from './store/work-queue.js'
import { verifyingSession } from './verifying/verifying-session.js'
import { type QueueWorker, serve, type WorkerEvent } from './worker/serve.js'

export interface VerifyWorkerOptions {
  /** The queue that the workers share; see `redisQueue`. */
  readonly queue: WorkQueue
  /** 32 bytes or more, the same as that of the audit or service. */
  readonly secret: Uint8Array
  /** Loader of documents for services, such as `remote()` of `laurel/net`; default: nothing is fetched. */
  readonly load?: Load
  /** Object store for messages of more than 8 MiB. */
  readonly store?: ObjectStore
  /** The maximum number of uploads that are verified at once; default 8. */
  readonly atOnce?: number
  /** Called for the events of each piece of work. */
  readonly onEvent?: (event: WorkerEvent) => void
}

/**
 * Starts a worker that verifies badges for `auditOnQueue` and `verifyQueue`. It has no key. Start one for each processor.
 *
 * @param options - `queue`, `secret`; `load`: default nothing is fetched; `atOnce`: default 8. See `VerifyWorkerOptions`.
 * @returns The worker; `close` lets it finish and leave.
 * @throws OpenBadgeError `queue_failed`; TypeError for a short secret.
 * @example
 * const queue = memoryQueue()
 * const worker = await verifyWorker({ queue, secret: crypto.getRandomValues(new Uint8Array(32)) })
 * await worker.close()
 */
export async function verifyWorker(options: VerifyWorkerOptions): Promise<QueueWorker> {
  checkQueueOptions('verifyWorker', options, ['queue', 'secret', 'store', 'atOnce', 'onEvent'], {
    load: callable,
  })
  const { queue, secret, load, store, atOnce = 8, onEvent } = options
  return serve({
    queue,
    topic: verifyTopic(secret),
    secretOf: sharedSecret(secret),
    open: verifyingSession(load),
    store,
    atOnce,
    onEvent,
  })
}
