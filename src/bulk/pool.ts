/** Hands chunks to worker threads (tinypool), or does the work here; keeps their order and holds the source back. */

import { readdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Tinypool } from 'tinypool'
import { type ErrorCode, type ErrorDetails, isOpenBadgeError, OpenBadgeError } from '../errors.js'
import type { Signer } from '../ports.js'
import { type PackedPlanTask, packPlan } from './pack-plan.js'
import { openSession, type SessionConfig } from './session.js'
import type { PlanResult, PlanTask, SignResult, SignTask } from './tasks.js'
import type { Failed } from './worker.js'
import { workerEntry } from './worker-entry.js'

export interface Pool {
  readonly plan: (task: PlanTask) => Promise<PlanResult>
  readonly sign: (task: SignTask) => Promise<SignResult>
  /** Takes the bytes of a signed chunk back: the next chunk is written into the same memory. */
  readonly release: (bytes: Uint8Array) => void
  /** Chunks that may be under way at once. */
  readonly width: number
  readonly close: () => Promise<void>
}

export interface PoolOptions {
  /** Threads; 0 does the work in this one. Default: one for each processor, at most 8. */
  readonly workers?: number
  /** A signer that cannot travel to workers; signatures are then made in this thread. */
  readonly signer?: Signer
  readonly signal?: AbortSignal
}

/** How often a chunk whose worker died is tried again. */
const ATTEMPTS = 3

export async function openPool(config: SessionConfig, options: PoolOptions): Promise<Pool> {
  const workers = options.workers ?? Math.min(8, availableParallelism())
  const here = options.signer !== undefined || workers === 0
  const local = here ? await openSession(config, `${process.pid}-main`, options.signer) : undefined
  const pool = workers === 0 ? undefined : threads(config, workers)
  const watch = pool === undefined ? undefined : watchman(pool)
  const rooms: Uint8Array[] = []
  const withRoom = (task: SignTask): SignTask => {
    const room = rooms.pop()
    return room === undefined ? task : { ...task, room }
  }
  const run = async <T>(taskOf: () => PackedPlanTask | PlanTask | SignTask): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const task = taskOf()
        const transferList = task.kind === 'sign' && task.room !== undefined ? [task.room.buffer] : []
        const running = pool!.run(task, { transferList: transferList as never }) as Promise<T | Failed>
        watch!.look()
        const answer = await running
        if (isFailed(answer)) throw revive(answer)
        return answer
      } catch (error) {
        // A typed error is an answer; anything else may be the death of the worker, which the pool replaces.
        if (attempt === ATTEMPTS || isOpenBadgeError(error) || error instanceof TypeError) throw error
      }
    }
  }
  return {
    width: workers === 0 ? 2 : workers + 2,
    plan: (task) => (pool === undefined ? local!.plan(task) : run(() => packPlan(task))),
    sign: (task) =>
      local === undefined ? run(() => withRoom(task)) : local.sign(withRoom(task), options.signal),
    release: ({ buffer }) => rooms.push(new Uint8Array(buffer)),
    close: async () => {
      local?.close()
      watch?.end()
      await pool?.destroy()
      await removeSpools(config.spool)
    },
  }
}

/** Spools of this run and of runs that were killed. */
export async function removeSpools(prefix: string): Promise<void> {
  const folder = dirname(prefix)
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(`${basename(prefix)}-`) && name.endsWith('.spool'))
      await rm(join(folder, name), { force: true })
  }
}

/**
 * Runs `job` over all items, at most `width` at once, and yields the results in the items' order. A slow consumer
 * holds the jobs back, and they the source.
 */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  width: number,
  job: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const open: Promise<R>[] = []
  try {
    for await (const item of items) {
      const running = job(item)
      // Seen to when its turn comes; until then a failure must not count as unhandled.
      running.catch(() => undefined)
      open.push(running)
      if (open.length >= width) yield await open.shift()!
    }
    while (open.length > 0) yield await open.shift()!
  } finally {
    await Promise.allSettled(open)
  }
}

function threads(config: SessionConfig, workers: number): Tinypool {
  return new Tinypool({
    ...workerEntry(),
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    isolateWorkers: false,
    // Little lives longer than its chunk: a small nursery costs no time and keeps memory flat.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
    workerData: config,
  })
}

/** The pool learns of a thread that fails, but not of one that just ends; this tells it. */
function watchman(pool: Tinypool): { readonly look: () => void; readonly end: () => void } {
  const watched = new WeakSet<object>()
  let isOver = false
  // A thread without a task may die too; the pool replaces it, and nobody needs to hear of it.
  pool.on('error', () => undefined)
  return {
    look: () => {
      for (const thread of pool.threads) {
        if (watched.has(thread)) continue
        watched.add(thread)
        thread.once('exit', () => {
          if (!isOver) thread.emit('error', new Error('a worker thread ended before its work'))
        })
      }
    },
    end: () => {
      isOver = true
    },
  }
}

function isFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'failed' in answer
}

function revive({ failed }: Failed): OpenBadgeError {
  return new OpenBadgeError(
    failed.code as ErrorCode,
    failed.message,
    failed.details as ErrorDetails[ErrorCode],
  )
}
