/** Leases jobs, does them and answers. It refuses jobs that were not made with the secret. */
import { randomBytes } from 'node:crypto'
import { isOpenBadgeError } from '../../errors.js'
import { boxName, ownTopic, workerName } from '../session/names.js'
import { queueFailed } from '../store/queue-failed.js'
import type { Job, Taking } from '../store/work-queue.js'
import { compress, expand } from '../wire/compress.js'
import { receive, send } from '../wire/letter.js'
import { packed, unpack } from '../wire/packet.js'
import { Rooms } from '../wire/rooms.js'
import { tell } from '../wire/sign-packet.js'
import type { Reply } from './handler.js'
import { type OpenSession, Sessions, type SessionsOptions } from './sessions.js'

export interface QueueWorker {
  /** Sixteen hexadecimal digits. */
  readonly id: string
  /** Takes no more jobs, finishes the current ones, and leaves the queue open. */
  readonly close: () => Promise<void>
}

/** An event of a job. */
export interface WorkerEvent {
  readonly kind: 'done' | 'dropped' | 'refused' | 'stale' | 'failed'
  /** `plan-` or `sign-` and the position of its first row, if the job could be read. */
  readonly job?: string
  readonly error?: unknown
}

export interface ServeOptions extends SessionsOptions {
  readonly topic: string
  readonly inlineMaximum?: number | undefined
  /** The maximum number of jobs of each topic at once. */
  readonly atOnce: number
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined
}

/** @throws OpenBadgeError `queue_failed` */
export async function serve(options: ServeOptions): Promise<QueueWorker> {
  const { queue, topic, atOnce } = options
  const id = randomBytes(8).toString('hex')
  const sessions = new Sessions(options)
  const ending = new AbortController()
  const beat = (): Promise<void> => queue.put(workerName(id), Uint8Array.of(1), queue.leaseSeconds)
  await beat()
  let isBeating = false
  const timer = setInterval(
    () => {
      if (isBeating) return
      isBeating = true
      void beat()
        .then(() => sessions.sweep())
        // Wait for a store that is unavailable. The coordinator hands out the jobs again.
        .catch(() => undefined)
        .finally(() => {
          isBeating = false
        })
    },
    (queue.leaseSeconds * 1000) / 4,
  )
  const worker = { id, rooms: new Rooms() }
  const work = (job: Job): Promise<void> => doJob(job, worker, sessions, options, ending.signal)
  const taking: Taking[] = []
  for (const each of [topic, ownTopic(topic, id)]) taking.push(await queue.take(each, work, atOnce))
  const leave = async (): Promise<void> => {
    await queue.remove(workerName(id))
    await queue.drop(ownTopic(topic, id))
  }
  return {
    id,
    close: async () => {
      await Promise.all(taking.map((each) => each.close()))
      clearInterval(timer)
      ending.abort()
      await leave().catch(() => undefined)
      await sessions.close()
    },
  }
}

interface Worker {
  readonly id: string
  /** For answers that are being sent. */
  readonly rooms: Rooms
}

async function doJob(
  job: Job,
  { id: worker, rooms }: Worker,
  sessions: Sessions,
  options: ServeOptions,
  signal: AbortSignal,
): Promise<void> {
  const { store, onEvent } = options
  const colon = job.data.indexOf(':')
  const session = job.data.slice(0, colon)
  let open: OpenSession | undefined
  try {
    open = await sessions.get(session)
  } catch (error) {
    onEvent?.({ kind: 'refused', error })
    return
  }
  // The coordinator has finished or failed. The next one hands out the work again.
  if (open === undefined) return onEvent?.({ kind: 'dropped' })
  const letter = Buffer.from(job.data.slice(colon + 1), 'base64')
  const received = await receive(letter, { session, store })
  const plain = received && open.seal.open('job', received.sealed)
  if (plain === undefined) {
    const error = queueFailed('poisoned', 'the job was not encrypted with the secret, or was changed')
    onEvent?.({ kind: 'refused', error })
    await answer({ id: orderOf(job.id), outcome: 'refused', reason: 'poisoned', error: tell(error) }, [])
    return
  }
  const packet = unpack(expand(plain))
  const id = String(packet.header['id'])
  let reply: Reply
  try {
    reply = await (await open.handler).work(packet, signal)
  } catch (error) {
    onEvent?.({ kind: isRefusal(error) ? 'refused' : 'failed', job: id, error })
    const reason = isRefusal(error) ? error.details.reason : undefined
    const outcome = reason !== undefined ? 'refused' : isOpenBadgeError(error) ? 'error' : 'crashed'
    await answer({ id, outcome, reason, error: tell(error) }, [])
    return
  }
  const digest = (reply.header as { readonly digest?: string }).digest
  if (!(await job.keep())) {
    reply.release?.()
    // Another worker may have the chunk now. The coordinator compares the bytes.
    onEvent?.({ kind: 'stale', job: id, error: queueFailed('stale_lease', `the lease of ${id} expired`) })
    await answer({ id, outcome: 'stale', digest }, [])
    return
  }
  await answer({ ...reply.header, id, outcome: 'done' }, reply.parts, reply.release)
  onEvent?.({ kind: 'done', job: id })

  async function answer(header: object, parts: readonly Uint8Array[], release?: () => void): Promise<void> {
    const { queue, inlineMaximum } = options
    const plain = compress(packed({ ...header, worker }, parts), rooms)
    release?.()
    const sealed = open!.seal.close('answer', plain)
    const message = await send(sealed, { session, store, inlineMaximum, rooms })
    await queue.post(boxName(session), message, 8 * queue.leaseSeconds)
    // Not after a failure, because the message may still arrive.
    rooms.give(message)
  }
}

/** The id of an order from its job, if the content cannot be read. */
function orderOf(job: string): string {
  return job.replace(/^[0-9a-f]{16}-/, '').replace(/-\d+$/, '')
}

function isRefusal(error: unknown): error is { readonly details: { readonly reason: string } } & Error {
  return isOpenBadgeError(error, 'queue_failed')
}
