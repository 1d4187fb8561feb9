/** A service hands uploads to workers, and gets reports. */
import { checkOptionNames } from '../encoding/options.js'
import { type Report, verify } from '../verify/index.js'
import { Dispatcher } from './coordinator/dispatcher.js'
import type { OnQueueEvent } from './coordinator/events.js'
import { verifyTopic } from './session/names.js'
import { sharedSecret } from './session/secret.js'
import type { ObjectStore } from './store/object-store.js'
import type { WorkQueue } from './store/work-queue.js'
import { packDocument, type RemoteVerifyOptions } from './verifying/verify-document.js'

export interface VerifyQueueOptions {
  /** The queue that the workers share; see `redisQueue`. */
  readonly queue: WorkQueue
  /** 32 bytes or more that the workers have too: without it whoever writes into the store could call a badge genuine. */
  readonly secret: Uint8Array
  /** The options of `verify` that can travel. */
  readonly options?: RemoteVerifyOptions
  /** Where messages of more than 8 MiB go; the workers need the same. */
  readonly store?: ObjectStore
  /** Called with what happens around the verifications. */
  readonly onEvent?: OnQueueEvent
}

export interface VerifyQueue {
  /** The report that `verify` would give. Rejects with `queue_failed` where no worker can say. */
  readonly verify: (input: string | Uint8Array) => Promise<Report>
  readonly close: () => Promise<void>
}

const OPTIONS: ReadonlySet<string> = new Set([
  'queue',
  'secret',
  'options',
  'store',
  'onEvent',
] satisfies (keyof VerifyQueueOptions)[])

/**
 * Opens a service's way to workers that verify (`verifyWorker`): they do the work, on any machine, and fetch what is needed.
 * An upload that ends its worker is tried again a few times, and then refused; it does not harm the others.
 *
 * @param settings - `queue`, `secret`; `options`: the options of `verify` that can travel; `store`: for large uploads. See
 *   `VerifyQueueOptions`.
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
  checkOptionNames('verifyQueue', settings, OPTIONS)
  const { queue, secret, options = {}, store, onEvent } = settings
  // A misspelt option is told here, and not by each worker for each upload.
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
