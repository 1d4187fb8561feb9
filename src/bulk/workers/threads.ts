/** Worker threads (tinypool). A thread that dies is replaced, and its task is done again. */
import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import { isOpenBadgeError, type OpenBadgeError } from '../../errors.js'
import { fileFailed } from '../files/file-error.js'
import { isSerializedError, reviveError } from './serialize-error.js'
import { type WorkerName, workerEntry } from './worker-entry.js'

export interface Threads {
  /** `handOut` makes the task again for each attempt, because a failed attempt took its memory. */
  readonly run: <T>(handOut: () => HandOut) => Promise<T>
  readonly close: () => Promise<void>
}

export interface HandOut {
  readonly task: unknown
  /** Memory that is transferred and not copied. */
  readonly transfer?: readonly ArrayBufferLike[]
}

/** How often a task is tried again after its worker died. */
const ATTEMPTS = 3
/** How often each worker may fail without an answer. */
const STARTS = 4
/** Milliseconds between two checks of the threads. */
const BEAT = 250

/** One for each processor, at most 8. */
export function defaultWorkers(): number {
  return Math.min(8, availableParallelism())
}

/** `data` has the settings of each worker; plain data. */
export function openThreads(worker: WorkerName, data: unknown, workers: number): Threads {
  const entry = workerEntry(worker)
  const pool = new Tinypool({
    ...entry,
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    isolateWorkers: false,
    // Few objects live longer than their chunk, so a small young generation costs no time and saves memory.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
    workerData: data,
  })
  const watch = watchman(pool, entry.filename, workers * STARTS)
  return {
    run: async <T>(handOut: () => HandOut): Promise<T> => {
      for (let attempt = 1; ; attempt++) {
        try {
          const { task, transfer = [] } = handOut()
          const running = pool.run(task, { transferList: transfer as never }) as Promise<T>
          watch.look()
          // Keeps the process alive, and finds threads that died before their events were observed.
          const beat = setInterval(watch.look, BEAT)
          const answer = await watch.orBroken(running).finally(() => clearInterval(beat))
          watch.answered()
          if (isSerializedError(answer)) throw reviveError(answer)
          return answer
        } catch (error) {
          // A typed error is an answer. Another error may be the death of the worker, which the pool replaces.
          if (isOpenBadgeError(error) || error instanceof TypeError) throw error
          if (attempt === ATTEMPTS) throw isOfSystem(error) ? fileFailed(VERB, entry.filename, error) : error
        }
      }
    },
    close: async () => {
      watch.end()
      await end(pool)
    },
  }
}

/** The operation, for the message if threads fail. */
const VERB = 'start worker threads from'

/** Whether the thread failed, and not the work in it. */
function isOfSystem(error: unknown): boolean {
  return typeof (error as { code?: unknown } | undefined)?.code === 'string'
}

/**
 * Ends the pool. Threads that fail meanwhile are not replaced, and are awaited like the others. The pool itself would wait with
 * `events.once`, which does not work for its threads if they fail, and would end the process.
 */
async function end(pool: Tinypool): Promise<void> {
  Object.assign(pool.options, { minThreads: 0 })
  for (const thread of pool.threads) {
    const once = thread.once.bind(thread)
    Object.assign(thread, {
      once: (event: string, listener: () => void) => (event === 'error' ? thread : once(event, listener)),
    })
  }
  await pool.destroy()
}

interface Watchman {
  readonly look: () => void
  /** The same, but rejects when threads fail repeatedly without an answer. */
  readonly orBroken: <T>(running: Promise<T>) => Promise<T>
  readonly answered: () => void
  readonly end: () => void
}

/**
 * Tells the pool about a thread that ended without an error, which it does not notice. It also stops the pool from replacing threads
 * without end if they cannot start, for example because too many files are open.
 */
function watchman(pool: Tinypool, path: string, most: number): Watchman {
  const watched = new WeakSet<object>()
  let isOver = false
  let failures = 0
  let broken: OpenBadgeError | undefined
  /** No race with one promise for all tasks: it would keep each answer until it is settled. */
  const waiting = new Set<(error: OpenBadgeError) => void>()
  const failed = (error: unknown): void => {
    if (isOver || ++failures <= most) return
    broken ??= fileFailed(VERB, path, error)
    for (const reject of waiting) reject(broken)
  }
  pool.on('error', failed)
  return {
    orBroken: (running) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) reject(broken)
        waiting.add(reject)
        running.then(resolve, reject).finally(() => waiting.delete(reject))
      }),
    answered: () => {
      failures = 0
    },
    look: () => {
      if (pool.threads.length === 0) failed(new Error('no worker thread could start'))
      for (const thread of pool.threads) {
        if (watched.has(thread)) continue
        watched.add(thread)
        if (thread.threadId < 0) {
          thread.emit('error', ended())
          continue
        }
        thread.once('exit', () => {
          if (!isOver) thread.emit('error', ended())
        })
      }
    },
    end: () => {
      isOver = true
    },
  }
}

function ended(): Error {
  return Object.assign(new Error('a worker thread ended before its work'), { code: 'thread_ended' })
}
