/** The folder of a worker. `killed.slow.test.ts` kills processes that have one. */
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { memoryQueue, queueWorker } from 'laurel/queue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEY, type World, world } from '../bulk/world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const folders = (): readonly string[] =>
  readdirSync(here.folder).filter((name) => name.startsWith('laurel-worker-'))

describe('the folder of a worker', () => {
  it('is for its owner alone, is left alone by other workers, and goes with its worker', async () => {
    const options = { queue: memoryQueue(), key: KEY, folder: here.folder }
    const one = await queueWorker(options)
    const [own] = folders()
    if (process.platform !== 'win32') expect(statSync(here.path(own!)).mode & 0o777).toBe(0o700)
    const other = await queueWorker(options)
    expect(folders()).toContain(own)
    await other.close()
    expect(folders()).toEqual([own])
    await one.close()
    expect(folders()).toEqual([])
  })
})

describe('what a worker finds beside its folder', () => {
  it('is left alone unless it is an abandoned folder of a worker', async () => {
    const make = (name: string, minutes: number): void => {
      mkdirSync(here.path(name), { recursive: true })
      const then = Date.now() / 1000 - 60 * minutes
      utimesSync(here.path(name), then, then)
    }
    here.write('precious', 'x')
    make('laurel-worker-young1', 0)
    make('laurel-worker-old123', 5)
    make('laurel-workers', 5)
    symlinkSync(here.folder, here.path('laurel-worker-link12'))
    const worker = await queueWorker({ queue: memoryQueue(), key: KEY, folder: here.folder })
    await worker.close()
    expect(readdirSync(here.folder).sort()).toEqual([
      'laurel-worker-link12',
      'laurel-worker-young1',
      'laurel-workers',
      'precious',
    ])
    expect(readFileSync(join(here.folder, 'precious'), 'utf8')).toBe('x')
  })
})
