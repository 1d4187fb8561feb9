/** The queue on Redis or Valkey: BullMQ has the jobs and their leases, ordinary keys have everything else. */

import type { Job as BullJob, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { requireArgument } from '../../encoding/arguments.js'
import { parseUrl } from '../../encoding/forms/parse-url.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { object, text } from '../../option-tests.js'
import { queueFailed } from './queue-failed.js'
import type { Taking, WorkQueue } from './work-queue.js'

export interface RedisQueueOptions {
  /** Prefix of every key and topic, so that several users can share a store. Default: `laurel`. */
  readonly prefix?: string
  /** Seconds after which jobs of a worker that does not answer go to others. Default 30. */
  readonly leaseSeconds?: number
  /** Seconds to wait for a store that does not answer. Default 120. */
  readonly patienceSeconds?: number
  /** Further options of ioredis, such as `tls`. The address takes precedence. */
  readonly redis?: Readonly<Record<string, unknown>>
}

/** The maximum number of workers that one chunk may crash. */
const MOST_STALLS = 2
const FIRST_WAIT_SECONDS = 10

const seconds: OptionTest = (value) => typeof value === 'number' && value > 0

const OPTIONS: Readonly<Record<keyof RedisQueueOptions, OptionTest>> = {
  prefix: text,
  leaseSeconds: seconds,
  patienceSeconds: seconds,
  redis: object,
}
const SHAPES = {
  prefix: 'a text',
  leaseSeconds: 'a number of seconds',
  patienceSeconds: 'a number of seconds',
  redis: 'an object with options of ioredis',
}

/**
 * Opens a queue on Redis (6.2 or later) or Valkey, with BullMQ. It needs the packages `bullmq` and `ioredis`. User, password
 * and TLS are those of ioredis: `rediss://user:password@host:6380/0`.
 *
 * @param address - URL of the store.
 * @param options - `prefix`: default `laurel`; `leaseSeconds`: default 30; `patienceSeconds`: default 120; `redis`: more
 *   options of ioredis.
 * @returns The queue. Close it when you are done.
 * @throws OpenBadgeError `queue_failed` (`peer_missing`, `store_unavailable`).
 * @example
 * const open = () => redisQueue('redis://localhost:6379', { leaseSeconds: 60 })
 */
export async function redisQueue(address: string, options: RedisQueueOptions = {}): Promise<WorkQueue> {
  checkOptions('redisQueue', options, OPTIONS, SHAPES)
  const isAddress = typeof address === 'string' && /^rediss?:\/\/./.test(address)
  requireArgument('redisQueue', 'address', address, isAddress, "a URL, such as 'redis://HOST:6379'")
  const { prefix = 'laurel', leaseSeconds = 30, patienceSeconds = 120 } = options
  const { bullmq, ioredis } = await peers()
  const connect = (): Redis => {
    const redis = new ioredis.Redis(address, {
      ...options.redis,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(times * 100, 2000),
    })
    // The failed commands report errors. Without a listener, ioredis would print them.
    redis.on('error', () => undefined)
    return redis
  }
  const commands = connect()
  const blocking = connect()
  await ready(commands, address).catch((error: unknown) => {
    commands.disconnect()
    blocking.disconnect()
    throw error
  })
  const queues = new Map<string, Queue>()
  const queueOf = (topic: string): Queue => {
    let queue = queues.get(topic)
    if (queue === undefined) {
      queue = new bullmq.Queue(topic, { connection: commands as never, prefix: `${prefix}-jobs` })
      queue.on('error', () => undefined)
      queues.set(topic, queue)
    }
    return queue
  }
  const key = (name: string): string => `${prefix}:${name}`
  const within = <T>(work: Promise<T>): Promise<T> => inTime(work, patienceSeconds, address)

  return {
    leaseSeconds,
    add: async (topic, id, data, isUrgent = false) => {
      const keep = { removeOnComplete: true, removeOnFail: true, jobId: id, attempts: 1, lifo: isUrgent }
      await within(queueOf(topic).add('chunk', data, keep))
    },
    has: async (topic, id) => {
      const state = await within(queueOf(topic).getJobState(id))
      return state === 'waiting' || state === 'active' || state === 'prioritized' || state === 'delayed'
    },
    drop: async (topic) => {
      await within(queueOf(topic).obliterate({ force: true }))
    },
    take: async (topic, work, atOnce): Promise<Taking> => {
      const connection = connect()
      const worker = new bullmq.Worker(
        topic,
        async (job: BullJob, token?: string) => {
          await work({
            id: job.id!,
            data: String(job.data),
            keep: async () =>
              isYoung(job, leaseSeconds) ||
              isKept(await job.extendLock(token!, leaseSeconds * 1000).catch(() => 0)),
          })
        },
        {
          connection: connection as never,
          prefix: `${prefix}-jobs`,
          concurrency: atOnce,
          lockDuration: leaseSeconds * 1000,
          stalledInterval: leaseSeconds * 500,
          maxStalledCount: MOST_STALLS,
          removeOnComplete: { count: 0 },
          removeOnFail: { count: 0 },
          runRetryDelay: 1000,
        },
      )
      worker.on('error', () => undefined)
      return {
        close: async () => {
          await Promise.race([worker.close(), later(2 * leaseSeconds)])
          connection.disconnect()
        },
      }
    },
    put: async (name, value, seconds) => {
      await within(commands.set(key(name), asBuffer(value), 'EX', seconds))
    },
    get: async (name) => (await within(commands.getBuffer(key(name)))) ?? undefined,
    remove: async (name) => {
      await within(commands.del(key(name)))
    },
    post: async (box, message, seconds) => {
      // Sent together. With a script the store would copy the message twice, and with a transaction ioredis would copy it.
      const sent = [commands.rpush(key(box), asBuffer(message)), commands.expire(key(box), seconds)]
      await within(Promise.all(sent))
    },
    collect: async (box, seconds) => {
      const found = await inTime(blocking.blpopBuffer(key(box), seconds), patienceSeconds + seconds, address)
      return found?.[1] ?? undefined
    },
    close: async () => {
      await Promise.race([Promise.all([...queues.values()].map((queue) => queue.close())), later(2)])
      commands.disconnect()
      blocking.disconnect()
    },
  }
}

async function peers(): Promise<{
  readonly bullmq: typeof import('bullmq')
  readonly ioredis: typeof import('ioredis')
}> {
  try {
    return { bullmq: await import('bullmq'), ioredis: await import('ioredis') }
  } catch (cause) {
    throw queueFailed('peer_missing', 'a queue on Redis needs the packages bullmq and ioredis', { cause })
  }
}

async function ready(redis: Redis, address: string): Promise<void> {
  await inTime(redis.ping(), FIRST_WAIT_SECONDS, address)
}

/** @throws OpenBadgeError `queue_failed` */
async function inTime<T>(work: Promise<T>, seconds: number, address: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(queueFailed('store_unavailable', `${shown(address)} did not answer within ${seconds} s`)),
      seconds * 1000,
    )
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    throw storeError(error, address)
  } finally {
    clearTimeout(timer)
  }
}

function storeError(error: unknown, address: string): unknown {
  const text = error instanceof Error ? error.message : String(error)
  if (/\bOOM\b|maxmemory/.test(text)) {
    return queueFailed('store_full', `${shown(address)} is full`, { cause: error })
  }
  if (/NOAUTH|WRONGPASS|NOPERM|ECONN|ENOTFOUND|ETIMEDOUT|Connection is closed|READONLY/.test(text)) {
    return queueFailed('store_unavailable', `${shown(address)} cannot be used: ${text}`, { cause: error })
  }
  return error
}

/** The address without user and password. */
function shown(address: string): string {
  return parseUrl(address)?.host ?? 'the store'
}

/**
 * Whether the lease cannot have expired yet, so that the store need not be asked. BullMQ reads the clock before it asks for a job,
 * so the lease is younger still.
 */
function isYoung({ processedOn }: BullJob, leaseSeconds: number): boolean {
  const age = Date.now() - (processedOn ?? 0)
  return age >= 0 && age < leaseSeconds * 250
}

/** BullMQ returns 1, or a string if a script returns one. */
function isKept(answer: unknown): boolean {
  return Number(answer) === 1
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function later(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())
}
