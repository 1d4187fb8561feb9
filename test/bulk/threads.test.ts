import { expect, it, vi } from 'vitest'
import { openThreads } from '../../src/bulk/workers/threads.js'

vi.mock('../../src/bulk/workers/worker-entry.js', () => ({
  workerEntry: () => ({ filename: '/nowhere/laurel-worker.js' }),
}))

it('ends with a typed error when no worker thread can begin', async () => {
  const threads = openThreads('worker', {}, 2)
  await expect(threads.run(() => ({ task: {} }))).rejects.toMatchObject({
    code: 'file_failed',
    details: { path: '/nowhere/laurel-worker.js' },
  })
  await threads.close()
})
