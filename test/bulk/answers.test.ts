import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, vi } from 'vitest'
import { openThreads } from '../../src/bulk/workers/threads.js'

const place = vi.hoisted(() => ({ filename: '' }))
vi.mock('../../src/bulk/workers/worker-entry.js', () => ({ workerEntry: () => place }))

it('threads keep no answer that was given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-answers-'))
  place.filename = join(folder, 'worker.mjs')
  writeFileSync(place.filename, 'export const work = (count) => new Uint8Array(count)')
  const threads = openThreads('worker', {}, 1)
  const answers: WeakRef<Uint8Array>[] = []
  for (let i = 0; i < 20; i++) {
    answers.push(new WeakRef(await threads.run<Uint8Array>(() => ({ task: 1000 }))))
  }
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  // A reference that was just made stays until the end of the turn.
  await new Promise((resolve) => setTimeout(resolve, 10))
  gc()
  const kept = answers.filter((answer) => answer.deref() !== undefined).length
  await threads.close()
  rmSync(folder, { recursive: true })
  // The last one may be on the stack.
  expect(kept).toBeLessThanOrEqual(1)
})
