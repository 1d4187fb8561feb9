/** A worker of a queue. It plans and signs chunks of its own issuer's batches. */

import { tmpdir } from 'node:os'
import { batchSigner, checkWithRequired, isSigner, keyMaterial, positive } from '../bulk/distributed.js'
import type { KeyMaterial } from '../bulk/index.js'
import { checkOptionNames, type OptionTest } from '../encoding/options.js'
import { callable, object, text } from '../option-tests.js'
import type { Signer } from '../ports.js'
import { isQueue, isStore, QUEUE_SHAPES } from './queue-options.js'
import { ALLOWED, type Allowed } from './session/allow.js'
import { issueTopic } from './session/names.js'
import { secretOfSigner } from './session/secret.js'
import type { ObjectStore } from './store/object-store.js'
import type { WorkQueue } from './store/work-queue.js'
import { privateFolder } from './worker/private-folder.js'
import { type QueueWorker, serve, type WorkerEvent } from './worker/serve.js'
import { signingSession } from './worker/signing-session.js'

export interface QueueWorkerOptions {
  /** The queue that coordinator and workers share; see `redisQueue`. */
  readonly queue: WorkQueue
  /** The secret key; give this or `signer`. It stays in this process. */
  readonly key?: KeyMaterial
  /** A KMS or another signer. Its signatures must be deterministic, as Ed25519's are. */
  readonly signer?: Signer
  /** The maximum number of calls of `signer` at once; default 50. */
  readonly concurrency?: number
  /** The maximum time for one signature of `signer`; default 120,000. */
  readonly signerTimeoutMilliseconds?: number
  /** Further conditions for what it signs: the plan's digest, the issuer's profile, the achievement, the mapping. */
  readonly allow?: Allowed
  /** Object store for messages of more than 8 MiB; the same as the coordinator's. */
  readonly store?: ObjectStore
  /** The maximum number of bytes of a message in the queue itself; default 8,388,608. */
  readonly inlineMaximum?: number
  /** Folder for planned badges until they are signed; default: a new temporary folder. */
  readonly folder?: string
  /** Called for the events of each job. */
  readonly onEvent?: (event: WorkerEvent) => void
}

const OPTIONS: Readonly<Record<keyof QueueWorkerOptions, OptionTest>> = {
  queue: isQueue,
  key: keyMaterial,
  signer: isSigner,
  concurrency: positive,
  signerTimeoutMilliseconds: positive,
  allow: object,
  store: isStore,
  inlineMaximum: positive,
  folder: text,
  onEvent: callable,
}

/**
 * Starts a worker that takes chunks of batches from a queue, plans and signs them. It signs only badges of its own issuer that
 * `allow` permits, and only for a coordinator with the same key. Start one for each processor, on any machine.
 *
 * @param options - `queue`, and `key` or `signer`; `allow`: `plan`, `issuer`, `achievement`, `mapping`; `store`: for large
 *   messages. See `QueueWorkerOptions`.
 * @returns The worker; `close` lets it finish and leave. Close the queue after it.
 * @throws OpenBadgeError `queue_failed`, `key_invalid`; TypeError for bad options.
 * @example
 * const queue = memoryQueue()
 * const worker = await queueWorker({ queue, signer, allow: { achievement: rust } })
 * await worker.close()
 */
export async function queueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  checkWithRequired('queueWorker', options, OPTIONS, ['queue'], QUEUE_SHAPES)
  checkOptionNames('queueWorker: allow', options.allow ?? {}, ALLOWED)
  const { queue, allow = {}, store, inlineMaximum, onEvent } = options
  const signer = await batchSigner('queueWorker', options)
  const folder = await privateFolder(options.folder ?? tmpdir())
  try {
    const worker = await serve({
      queue,
      topic: issueTopic(signer.verificationMethod),
      secretOf: secretOfSigner(signer),
      open: signingSession({ signer, allow, folder: folder.path }),
      store,
      inlineMaximum,
      // Two, so that one can be sent to the store while the other is signed.
      atOnce: 2,
      onEvent,
    })
    return {
      id: worker.id,
      close: async () => {
        await worker.close()
        await folder.remove()
      },
    }
  } catch (error) {
    await folder.remove()
    throw error
  }
}
