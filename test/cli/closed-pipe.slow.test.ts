/** A command ends as it would have ended, though its reader goes away. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
let child: ChildProcess | undefined
beforeEach(() => {
  here = world()
})
afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
  here.remove()
})

function process_(args: readonly string[]): ChildProcess {
  child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    env: { ...process.env, TSX_TSCONFIG_PATH: 'test/tsconfig.json' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return child
}

describe('a reader that closes the pipe', () => {
  it('changes nothing about the exit status', async () => {
    const bad = Array.from({ length: 300 }, (_, i) => here.write(`bad-${i}.json`, { a: i }))
    const run = process_(['verify', ...bad])
    await once(run.stdout!, 'data')
    run.stdout!.destroy()
    expect((await once(run, 'exit'))[0]).toBe(1)
  }, 30_000)
})
