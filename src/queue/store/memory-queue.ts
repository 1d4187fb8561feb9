/** A queue in the memory of one process, for tests. */
import type { Job, Taking, WorkQueue } from './work-queue.js'

interface Topic {
  readonly waiting: { readonly id: string; readonly data: string }[]
  readonly active: Set<string>
  readonly takers: Set<() => void>
}

/**
 * Makes a queue in the memory of this process that works like `redisQueue`. Use it in tests.
 *
 * @returns The queue.
 * @example
 * const queue = memoryQueue()
 * await queue.post('box', new Uint8Array([1]), 60)
 * console.log(await queue.collect('box', 1))
 * await queue.close()
 */
export function memoryQueue(): WorkQueue {
  const topics = new Map<string, Topic>()
  const values = new Map<string, { readonly value: Uint8Array; readonly until: number }>()
  const boxes = new Map<string, Uint8Array[]>()
  const waiters = new Map<string, Set<() => void>>()
  const topicOf = (name: string): Topic => {
    let topic = topics.get(name)
    if (topic === undefined) {
      topic = { waiting: [], active: new Set(), takers: new Set() }
      topics.set(name, topic)
    }
    return topic
  }

  return {
    leaseSeconds: 30,
    add: async (name, id, data, isUrgent = false) => {
      const topic = topicOf(name)
      if (topic.active.has(id) || topic.waiting.some((job) => job.id === id)) return
      if (isUrgent) topic.waiting.unshift({ id, data })
      else topic.waiting.push({ id, data })
      for (const wake of topic.takers) wake()
    },
    has: async (name, id) => {
      const topic = topicOf(name)
      return topic.active.has(id) || topic.waiting.some((job) => job.id === id)
    },
    drop: async (name) => {
      topicOf(name).waiting.length = 0
    },
    take: async (name, work, atOnce) => takeFrom(topicOf(name), work, atOnce),
    put: async (name, value, seconds) => {
      values.set(name, { value: value.slice(), until: performance.now() + seconds * 1000 })
    },
    get: async (name) => {
      const found = values.get(name)
      return found === undefined || found.until < performance.now() ? undefined : found.value.slice()
    },
    remove: async (name) => {
      values.delete(name)
    },
    post: async (box, message) => {
      const messages = boxes.get(box) ?? []
      messages.push(message.slice())
      boxes.set(box, messages)
      for (const wake of waiters.get(box) ?? []) wake()
    },
    collect: async (box, seconds) => {
      const messages = (): Uint8Array[] => boxes.get(box) ?? []
      if (messages().length === 0) {
        const waiting = waiters.get(box) ?? new Set()
        waiters.set(box, waiting)
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            clearTimeout(timer)
            waiting.delete(wake)
            resolve()
          }
          const timer = setTimeout(wake, seconds * 1000)
          waiting.add(wake)
        })
      }
      return messages().shift()
    },
    close: async () => undefined,
  }
}

function takeFrom(topic: Topic, work: (job: Job) => Promise<void>, atOnce: number): Taking {
  let isClosed = false
  const running = new Set<Promise<void>>()
  const next = (): void => {
    while (!isClosed && running.size < atOnce) {
      const job = topic.waiting.shift()
      if (job === undefined) return
      topic.active.add(job.id)
      const done = work({ ...job, keep: async () => true })
        .catch(() => undefined)
        .finally(() => {
          topic.active.delete(job.id)
          running.delete(done)
          next()
        })
      running.add(done)
    }
  }
  topic.takers.add(next)
  next()
  return {
    close: async () => {
      isClosed = true
      topic.takers.delete(next)
      await Promise.all(running)
    },
  }
}
