/** Issues a batch with workers on any number of machines. */

import { issueBatchWith } from '../bulk/distributed.js'
import type { BatchOptions, BatchResult } from '../bulk/index.js'
import type { OnQueueEvent } from './coordinator/events.js'
import { queuePool } from './coordinator/queue-pool.js'
import { checkQueueOptions } from './queue-options.js'
import type { ObjectStore } from './store/object-store.js'
import type { WorkQueue } from './store/work-queue.js'

export interface QueueBatchOptions extends Omit<BatchOptions, 'workers' | 'dryRun'> {
  /** The queue that the workers share; see `redisQueue`. */
  readonly queue: WorkQueue
  /** Object store for messages of more than 8 MiB; the workers need the same. */
  readonly store?: ObjectStore
  /** The maximum number of bytes of a message in the queue itself; default 8,388,608. */
  readonly inlineMaximum?: number
  /** The maximum number of chunks of 500 rows that are in work at once, by all workers; default 32. It limits the memory of the store. */
  readonly inFlight?: number
  /** Called for events: workers that join or fail, chunks that are handed out again. */
  readonly onEvent?: OnQueueEvent
}

/**
 * Issues a batch as `issueBatch` does, with the rows checked and signed by workers (`queueWorker`) that share a queue. Plan,
 * ids, status numbers, journal and outputs are those of `issueBatch`, byte for byte. This function needs the key too, to sign
 * the status lists and to decrypt the workers' messages. Run it again after a crash.
 *
 * @param options - `queue`, and the options of `issueBatch` except `workers` and `dryRun`; `inFlight`: default 32; `store`: for
 *   large messages. See `QueueBatchOptions`.
 * @returns The same as `issueBatch`.
 * @throws OpenBadgeError as `issueBatch` does, and `queue_failed`: `reason` says why, `position` names the chunk.
 * @example
 * const queue = memoryQueue()
 * const worker = await queueWorker({ queue, signer })
 * const { signed } = await issueOnQueue({
 *   queue,
 *   source: csvSource(table),
 *   mapping: { recipient: { email: '{email}' } },
 *   issuer,
 *   achievement: rust,
 *   signer,
 *   out,
 * })
 * await worker.close()
 */
export async function issueOnQueue(options: QueueBatchOptions): Promise<BatchResult> {
  checkQueueOptions('issueOnQueue', options, ['queue', 'store', 'inlineMaximum', 'inFlight', 'onEvent'])
  const { queue, store, inlineMaximum, inFlight = 32, onEvent, ...batch } = options
  return issueBatchWith(batch, queuePool({ queue, store, inlineMaximum, inFlight, onEvent }), 'issueOnQueue')
}
