import { queueWorker, type WorkQueue } from 'laurel/queue'
import { expect, test } from 'vitest'
import { KEY, rows } from '../bulk/world.js'
import { type QueueWorld, queueWorld, STATUS } from './world.js'

let made: QueueWorld
const { both } = queueWorld((fresh) => {
  made = fresh
})

/** The worker that planned the chunk, the only one, is asked to sign it with these. */
interface SignJob {
  readonly topic: string
  readonly id: string
  readonly data: string
}

/** Loses the answer to the first order to sign, and then does what the test says. */
function losing(
  queue: WorkQueue,
  then: (job: SignJob) => Promise<void>,
): { queue: WorkQueue; jobs: SignJob[] } {
  const jobs: SignJob[] = []
  let isLost = false
  return {
    jobs,
    queue: {
      ...queue,
      leaseSeconds: 0.5,
      add: async (topic, id, data, isUrgent) => {
        if (id.includes('-sign-')) jobs.push({ topic, id, data })
        await queue.add(topic, id, data, isUrgent)
      },
      post: async (box, message, seconds) => {
        if (jobs.length === 0 || isLost) return queue.post(box, message, seconds)
        isLost = true
        await then(jobs[0]!)
      },
    },
  }
}

test.each([
  ['the answer is lost', async () => undefined],
  ['the same job comes again', ({ topic, id, data }: SignJob) => made.queue.add(topic, `${id}x`, data)],
])('a chunk goes to another worker with its rows where %s', async (_, then) => {
  const { queue, jobs } = losing(made.queue, then)
  const worker = await queueWorker({ queue, key: KEY, folder: made.place.folder })
  await both(rows(200), STATUS, { queue })
  await worker.close()
  expect(made.events).toContainEqual({ kind: 'again', position: 0, attempt: 2 })
  const [first, second] = jobs
  // The worker that planned the chunk has its rows.
  expect(first!.topic).toContain(worker.id)
  expect(second!.topic).not.toContain(worker.id)
  expect(first!.data.length).toBeLessThan(600)
  expect(second!.data.length).toBeGreaterThan(3 * first!.data.length)
})
