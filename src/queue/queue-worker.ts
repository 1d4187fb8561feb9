/** A worker that joins a queue: it plans and signs the chunks of batches of its own issuer. */

import { tmpdir } from 'node:os'
import { limitedSigner, signerLimits } from '../bulk/distributed.js'
import { type KeyMaterial, signerOf } from '../bulk/index.js'
import { checkOptionNames } from '../encoding/options.js'
import type { Signer } from '../ports.js'
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
  /** The secret key; or else `signer`. It stays in this process. */
  readonly key?: KeyMaterial
  /** A KMS or another signer. It must give one signature for one text, as Ed25519 does. */
  readonly signer?: Signer
  /** Calls of `signer` at once; default 50. */
  readonly concurrency?: number
  /** How long `signer` may take for one signature; default 120,000. */
  readonly signerTimeoutMilliseconds?: number
  /** What it signs, closer than by its key: the plan's digest, the issuer's profile, the achievement, the mapping. */
  readonly allow?: Allowed
  /** Where messages of more than 8 MiB go; the same as the coordinator's. */
  readonly store?: ObjectStore
  /** Bytes of a message that go through the queue itself; default 8,388,608. */
  readonly inlineMaximum?: number
  /** Where planned badges wait for their signatures; default: a new folder among the system's temporary ones. */
  readonly folder?: string
  /** Called with what happens to each job. */
  readonly onEvent?: (event: WorkerEvent) => void
}

const OPTIONS: ReadonlySet<string> = new Set([
  'queue',
  'key',
  'signer',
  'concurrency',
  'signerTimeoutMilliseconds',
  'allow',
  'store',
  'inlineMaximum',
  'folder',
  'onEvent',
] satisfies (keyof QueueWorkerOptions)[])

/**
 * Starts a worker: it takes chunks of batches off a queue, plans and signs them. It signs nothing but what its own issuer,
 * and `allow`, permit, and what somebody with the same key ordered. Start one for each processor, on any machine.
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
  checkOptionNames('queueWorker', options, OPTIONS)
  checkOptionNames('queueWorker: allow', options.allow ?? {}, ALLOWED)
  const { queue, key, allow = {}, store, inlineMaximum, onEvent } = options
  if ((key === undefined) === (options.signer === undefined))
    throw new TypeError('queueWorker needs a key or a signer')
  const limits = signerLimits('queueWorker', options)
  const signer = options.signer === undefined ? await signerOf(key!) : limitedSigner(options.signer, limits)
  if (signer.algorithm !== 'Ed25519') throw new TypeError('batches are signed with Ed25519 keys')
  const folder = await privateFolder(options.folder ?? tmpdir())
  try {
    const worker = await serve({
      queue,
      topic: issueTopic(signer.verificationMethod),
      secretOf: secretOfSigner(signer),
      open: signingSession({ signer, allow, folder: folder.path }),
      store,
      inlineMaximum,
      // One is on the way to the store while the other is signed.
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
