/** Gives chunks to worker threads, or does the work in this thread. It keeps the order, and slows the source down if needed. */
import type { Signer } from '../../ports.js'
import { HeldFiles } from '../files/staging-file.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import type { EarlierOutputs } from '../journal/earlier-outputs.js'
import { packPlan } from '../tasks/pack-rows.js'
import type { PlanResult, PlanTask, SignResult, SignTask } from '../tasks/tasks.js'
import { openSession, type SessionConfig } from './session.js'
import { defaultWorkers, type HandOut, openThreads } from './threads.js'

export interface Pool {
  readonly count: (task: PlanTask) => Promise<number>
  readonly plan: (task: PlanTask) => Promise<PlanResult>
  readonly sign: (task: SignTask) => Promise<SignResult>
  /** Takes the memory of a signed chunk back, and uses it for the next chunk. */
  readonly release: (bytes: Uint8Array) => void
  /** The maximum number of chunks at once. */
  readonly width: number
  readonly close: () => Promise<void>
}

export interface PoolOptions {
  /** The number of threads; with 0 the work is done in this thread. Default: one for each processor, at most 8. */
  readonly workers?: number
  /** A signer that cannot be sent to workers. It signs in this thread. */
  readonly signer?: Signer
  readonly signal?: AbortSignal
}

/** The results of earlier runs, for workers on machines without their outputs. */
export interface EarlierRuns {
  readonly known: IssuedRows
  readonly earlier: EarlierOutputs
}

export type OpenPool = (config: SessionConfig, options: PoolOptions, runs: EarlierRuns) => Promise<Pool>

export async function openPool(config: SessionConfig, options: PoolOptions): Promise<Pool> {
  const workers = options.workers ?? defaultWorkers()
  const here = options.signer !== undefined || workers === 0
  const local = here ? await openSession(config, `${process.pid}-main`, options.signer) : undefined
  const threads = workers === 0 ? undefined : openThreads('worker', config, workers)
  const rooms: Uint8Array[] = []
  const files = new HeldFiles()
  const withRoom = (task: SignTask): SignTask => {
    const room = rooms.pop()
    return room === undefined ? task : { ...task, room }
  }
  const handOut = (task: SignTask): HandOut => {
    const { room } = task
    return room === undefined ? { task } : { task, transfer: [room.buffer] }
  }
  return {
    width: workers === 0 ? 2 : workers + 2,
    count: async (task) =>
      threads === undefined
        ? local!.count(task)
        : threads.run(() => ({ task: { kind: 'count', of: packPlan(task) } })),
    plan: async (task) => {
      const planned: PlanResult = await (threads === undefined
        ? local!.plan(task)
        : threads.run(() => ({ task: packPlan(task) })))
      return { ...planned, slice: files.held(planned.slice) }
    },
    sign: (task) =>
      local === undefined
        ? threads!.run(() => handOut(withRoom(task)))
        : local.sign(withRoom(task), options.signal),
    release: ({ buffer }) => rooms.push(new Uint8Array(buffer)),
    close: async () => {
      local?.close()
      await threads?.close()
      files.close()
    },
  }
}

/**
 * Runs `job` for all items, at most `width` at once, and yields the results in the order of the items. A slow consumer slows down
 * the jobs and the source.
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
      // A failure is thrown when its turn comes. Until then it must not count as unhandled.
      running.catch(() => undefined)
      open.push(running)
      if (open.length >= width) yield await open.shift()!
    }
    while (open.length > 0) yield await open.shift()!
  } finally {
    await Promise.allSettled(open)
  }
}
