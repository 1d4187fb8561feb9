import type { Tinypool } from 'tinypool'
import { expect, it, vi } from 'vitest'
import { openThreads } from '../../src/bulk/workers/threads.js'

const pools = vi.hoisted((): Tinypool[] => [])

vi.mock('../../src/bulk/workers/worker-entry.js', () => ({
  workerEntry: () => ({ filename: '/nowhere/laurel-worker.js' }),
}))
vi.mock('tinypool', async (original) => {
  const whole = await original<typeof import('tinypool')>()
  class Seen extends whole.Tinypool {
    constructor(options: ConstructorParameters<typeof Tinypool>[0]) {
      super(options)
      pools.push(this)
    }
  }
  return { ...whole, Tinypool: Seen }
})

it('ends with a typed error when no worker thread can begin', async () => {
  const threads = openThreads('worker', {}, 2)
  await expect(threads.run(() => ({ task: {} }))).rejects.toMatchObject({
    code: 'file_failed',
    details: { path: '/nowhere/laurel-worker.js' },
  })
  await threads.close()
})

it('ends threads that fail meanwhile, as they do for want of open files, and begins no others', async () => {
  const threads = openThreads('worker', {}, 3)
  const pool = pools.at(-1)!
  const all = [...pool.threads]
  expect(all).toHaveLength(3)
  const closed = threads.close()
  for (const thread of all) thread.emit('error', new Error('cannot begin'))
  await closed
  expect(pool.threads).toEqual([])
})
