/** Lets a service send uploads to workers and receive reports. */
import { object } from '../option-tests.js'
import { type Report, verify } from '../verify/index.js'
import { Dispatcher } from './coordinator/dispatcher.js'
import type { OnQueueEvent } from './coordinator/events.js'
import { checkQueueOptions } from './queue-options.js'
import { verifyTopic } from './session/names.js'
import { sharedSecret } from './session/secret.js'
import type { ObjectStore } from './store/object-store.js'
import type { WorkQueue } from './store/work-queue.js'
import { packDocument, type RemoteVerifyOptions } from './verifying/verify-document.js'

export interface VerifyQueueOptions {
  /** The queue that the workers share; see `redisQueue`. */
  readonly queue: WorkQueue
  /** 32 bytes or more, the same as the workers'. Without it, anybody who can write to the store could report a badge as genuine. */
  readonly secret: Uint8Array
  /** The options of `verify` that can be sent to workers. */
  readonly options?: RemoteVerifyOptions
  /** Object store for messages of more than 8 MiB; the workers need the same. */
  readonly store?: ObjectStore
  /** Called for events of the verifications. */
  readonly onEvent?: OnQueueEvent
}

export interface VerifyQueue {
  /** Gives the report of `verify`. Rejects with `queue_failed` if no worker can give one. */
  readonly verify: (input: string | Uint8Array) => Promise<Report>
  readonly close: () => Promise<void>
}

/**
 * Connects a service to workers that verify (`verifyWorker`) on any machine and fetch the documents. An upload that crashes its
 * worker is tried again a few times, and then refused; other uploads are not affected.
 *
 * @param settings - `queue`, `secret`; `options`: the options of `verify` that can be sent to workers; `store`: for large
 *   uploads. See `VerifyQueueOptions`.
 * @returns `verify` for one upload, and `close`.
 * @throws OpenBadgeError `queue_failed`; TypeError for bad options.
 * @example
 * const secret = crypto.getRandomValues(new Uint8Array(32))
 * const queue = memoryQueue()
 * const worker = await verifyWorker({ queue, secret })
 * const service = await verifyQueue({ queue, secret, options: { issuers: [issuer.id] } })
 * const { verified } = await service.verify(JSON.stringify(signed))
 * await service.close()
 * await worker.close()
 */
export async function verifyQueue(settings: VerifyQueueOptions): Promise<VerifyQueue> {
  checkQueueOptions('verifyQueue', settings, ['queue', 'secret', 'store', 'onEvent'], { options: object })
  const { queue, secret, options = {}, store, onEvent } = settings
  // Check the options here, so that a misspelt one is reported once and not for each upload.
  await verify('{}', options)
  const dispatcher = await Dispatcher.open({
    queue,
    topic: verifyTopic(secret),
    secretOf: sharedSecret(secret),
    document: packDocument({ kind: 'verify', options }),
    store,
    onEvent,
  })
  let count = 0
  return {
    verify: async (input) => {
      const position = count++
      const isText = typeof input === 'string'
      const { header } = await dispatcher.ask({
        id: `verify-${position}`,
        position,
        header: { kind: 'verify', text: isText },
        parts: [isText ? Buffer.from(input) : input],
      })
      return header['report'] as unknown as Report
    },
    close: () => dispatcher.close(),
  }
}
