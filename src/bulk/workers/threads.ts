/** Worker threads (tinypool) that answer tasks; one that dies is replaced, and its task is done again. */
import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import { isOpenBadgeError } from '../../errors.js'
import { isFailed, revive } from './serialize-error.js'
import { type WorkerName, workerEntry } from './worker-entry.js'

export interface Threads {
  /** `handOut` is asked anew for each attempt: what went with one that failed is gone. */
  readonly run: <T>(handOut: () => HandOut) => Promise<T>
  readonly close: () => Promise<void>
}

export interface HandOut {
  readonly task: unknown
  /** Memory that changes hands instead of being copied. */
  readonly transfer?: readonly ArrayBufferLike[]
}

/** How often a task whose worker died is tried again. */
const ATTEMPTS = 3

/** One for each processor, at most 8. */
export function defaultWorkers(): number {
  return Math.min(8, availableParallelism())
}

/** `data` is what every worker must know; plain data. */
export function openThreads(worker: WorkerName, data: unknown, workers: number): Threads {
  const pool = new Tinypool({
    ...workerEntry(worker),
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    isolateWorkers: false,
    // Little lives longer than its chunk: a small nursery costs no time and keeps memory flat.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
    workerData: data,
  })
  const watch = watchman(pool)
  return {
    run: async <T>(handOut: () => HandOut): Promise<T> => {
      for (let attempt = 1; ; attempt++) {
        try {
          const { task, transfer = [] } = handOut()
          const running = pool.run(task, { transferList: transfer as never }) as Promise<T>
          watch.look()
          const answer = await running
          if (isFailed(answer)) throw revive(answer)
          return answer
        } catch (error) {
          // A typed error is an answer; anything else may be the death of the worker, which the pool replaces.
          if (attempt === ATTEMPTS || isOpenBadgeError(error) || error instanceof TypeError) throw error
        }
      }
    },
    close: async () => {
      watch.end()
      await pool.destroy()
    },
  }
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
