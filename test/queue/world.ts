/** Two runs side by side: one on this machine, one over a queue; and what each left. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BatchOptions, issueBatch } from 'laurel/bulk'
import {
  issueOnQueue,
  memoryQueue,
  type QueueBatchOptions,
  type QueueEvent,
  type QueueWorker,
  queueWorker,
  type WorkQueue,
} from 'laurel/queue'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { expand } from '../../src/queue/wire/compress.js'
import { KEY, type World, world } from '../bulk/world.js'

export const STATUS = { status: { url: 'https://example.edu/status/{list}' } }

/** What each test has anew. */
export interface QueueWorld {
  readonly place: World
  readonly queue: WorkQueue
  readonly workers: QueueWorker[]
  readonly events: QueueEvent[]
}

/** Makes a folder, a queue in memory and room for workers before each test of a file, and ends them after it. */
export function queueWorld(take: (made: QueueWorld) => void): {
  readonly start: (count: number, more?: object) => Promise<void>
  /** The same table on this machine and over the queue. */
  readonly both: (
    table: string,
    more?: Partial<BatchOptions>,
    overQueue?: Partial<QueueBatchOptions>,
  ) => Promise<void>
} {
  let made: QueueWorld
  beforeEach(() => {
    made = { place: world(), queue: memoryQueue(), workers: [], events: [] }
    take(made)
  })
  afterEach(async () => {
    vi.useRealTimers()
    for (const worker of made.workers) await worker.close()
    made.place.remove()
  })
  return {
    start: async (count, more = {}) => {
      const { queue, place, workers } = made
      for (let i = 0; i < count; i++)
        workers.push(await queueWorker({ queue, key: KEY, folder: place.folder, ...more }))
    },
    both: async (table, more = {}, overQueue = {}) => {
      const { queue, place, events } = made
      const options = place.batch(table, more)
      const here = await issueBatch({ ...options, out: place.path('apart/here') })
      const { workers: _, ...batch } = options
      const there = await issueOnQueue({
        ...batch,
        queue,
        out: place.path('there'),
        onEvent: (event) => events.push(event),
        ...overQueue,
      })
      // Other folders of the machine are none of this test's.
      const same = { journal: '', errors: '', published: [], sameIds: [] }
      expect({ ...there, ...same }).toEqual({ ...here, ...same })
      expect(left(place.path('there'))).toEqual(left(place.path('apart/here')))
    },
  }
}

/** Every file below a folder by its SHA-256, the journal beside it included. */
export function left(out: string): Readonly<Record<string, string>> {
  const names = (readdirSync(out, { recursive: true }) as string[])
    .filter((name) => statSync(join(out, name)).isFile())
    .sort()
  const files = Object.fromEntries(names.map((name) => [name, sum(join(out, name))]))
  return { ...files, journal: sum(`${out}.journal`) }
}

function sum(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Whether a compressed message begins at one of the first `places`. */
export function isExpandable(bytes: Buffer, places: number): boolean {
  return Array.from({ length: Math.min(places, bytes.length) }, (_, at) => bytes.subarray(at)).some(
    (rest) => {
      try {
        return expand(rest).length > 0
      } catch {
        return false
      }
    },
  )
}
