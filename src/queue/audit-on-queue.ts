/** Audits a batch with workers on any number of machines. */
import { auditBatchWith } from '../bulk/distributed.js'
import type { AuditOptions, AuditResult } from '../bulk/index.js'
import type { OnQueueEvent } from './coordinator/events.js'
import { checkQueueOptions } from './queue-options.js'
import { verifyTopic } from './session/names.js'
import { sharedSecret } from './session/secret.js'
import type { ObjectStore } from './store/object-store.js'
import type { WorkQueue } from './store/work-queue.js'
import { queueAuditor } from './verifying/queue-auditor.js'

export interface QueueAuditOptions extends Omit<AuditOptions, 'workers'> {
  /** The queue that the workers share; see `redisQueue`. */
  readonly queue: WorkQueue
  /** 32 bytes or more, the same as the workers'. Without it, anybody who can write to the store could report a badge as genuine. */
  readonly secret: Uint8Array
  /** Object store for messages of more than 8 MiB; the workers need the same. */
  readonly store?: ObjectStore
  /** The maximum number of pieces of 256 KiB that are in work at once, by all workers; default 64. */
  readonly inFlight?: number
  /** Called for events of the audit. */
  readonly onEvent?: OnQueueEvent
}

/**
 * Audits a batch as `auditBatch` does, with the badges verified by workers (`verifyWorker`) that share a queue.
 *
 * @param options - `queue`, `secret`, and the options of `auditBatch` except `workers`; `inFlight`: default 64. See
 *   `QueueAuditOptions`.
 * @returns The same as `auditBatch`.
 * @throws OpenBadgeError as `auditBatch` does, and `queue_failed`.
 * @example
 * const secret = crypto.getRandomValues(new Uint8Array(32))
 * const queue = memoryQueue()
 * const worker = await verifyWorker({ queue, secret })
 * await issueBatch({ ...batch, out })
 * const { clean } = await auditOnQueue({ queue, secret, out })
 * await worker.close()
 */
export async function auditOnQueue(options: QueueAuditOptions): Promise<AuditResult> {
  checkQueueOptions('auditOnQueue', options, ['queue', 'secret', 'store', 'inFlight', 'onEvent'])
  const { queue, secret, store, inFlight = 64, onEvent, ...audit } = options
  const secretOf = sharedSecret(secret)
  const topic = verifyTopic(secret)
  return auditBatchWith(
    audit,
    queueAuditor({ queue, topic, secretOf, store, inFlight, onEvent, signal: audit.signal }),
  )
}
