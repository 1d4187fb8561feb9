/** Processes that are killed while badges wait for their signatures leave nothing that somebody else can read. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { memoryQueue, queueWorker } from 'laurel/queue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEY, rows, type World, world } from '../bulk/world.js'

let here: World
let running: ChildProcess[]
beforeEach(() => {
  here = world()
  running = []
})
afterEach(async () => {
  for (const child of running) await killed(child)
  here.remove()
})

/** Planned, and waiting for its first signature. */
async function planned(how: string): Promise<ChildProcess> {
  const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
  const table = here.write('rows.csv', rows(1200))
  const args = ['--import', 'tsx', file('run-until-signing.ts'), table, here.path('work'), how]
  const child = spawn(process.execPath, args, {
    cwd: file('../..'),
    env: { ...process.env, TSX_TSCONFIG_PATH: file('../tsconfig.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error('it ended before it signed')))
  })
  return child
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  await gone
}

function files(): readonly string[] {
  const all = readdirSync(here.path('work'), { recursive: true }) as string[]
  return all.map((name) => here.path(`work/${name}`)).filter((path) => statSync(path).isFile())
}

const folders = (): readonly string[] =>
  readdirSync(here.path('work')).filter((name) => name.startsWith('laurel-worker-'))

describe('a process that is killed while badges wait for their signatures', () => {
  beforeEach(() => mkdirSync(here.path('work')))

  it.each(['0', '2', 'queue'])('leaves none of them on the disk, with %s', async (how) => {
    const child = await planned(how)
    await killed(child)
    for (const path of files()) expect(readFileSync(path, 'utf8'), path).not.toMatch(/王|zoe/)
  })

  it('leaves a folder that only its owner can look into, and that the next worker removes', async () => {
    const child = await planned('queue')
    const [left] = folders()
    expect(statSync(here.path(`work/${left}`)).mode & 0o777).toBe(0o700)
    const next = { queue: memoryQueue(), key: KEY, folder: here.path('work') }
    const beside = await queueWorker(next)
    expect(folders()).toContain(left)
    await beside.close()
    await killed(child)
    const after = await queueWorker(next)
    expect(folders()).toHaveLength(1)
    expect(folders()).not.toContain(left)
    await after.close()
    expect(folders()).toEqual([])
  })
})
