import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lock } from '../../src/bulk/journal/lock.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-lock-'))
  path = join(folder, 'journal')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the lock', () => {
  it('lets one process in at a time, however many are killed', async () => {
    const log = join(folder, 'log')
    const running = new Set<ChildProcess>()
    const output: string[] = []
    const start = (): void => {
      const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
      const child = spawn(process.execPath, ['--import', 'tsx', here('run-lock.ts'), path, log], {
        cwd: here('../..'),
        env: { ...process.env, TSX_TSCONFIG_PATH: here('../tsconfig.json') },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.stdout.on('data', (chunk) => output.push(String(chunk)))
      child.on('close', () => running.delete(child))
      running.add(child)
    }
    const entries = (): number => (existsSync(log) ? readFileSync(log, 'utf8').split('in ').length - 1 : 0)
    for (let i = 0; i < 4; i++) start()
    for (let kills = 0; kills < 12; kills++) {
      const before = entries()
      while (entries() < before + 3) await pause(5)
      // Where it hits cannot be repeated; it need not be the same in each run either.
      await pause(Math.random() * 20)
      ;[...running][kills % running.size]!.kill('SIGKILL')
      start()
    }
    for (const child of running) child.kill('SIGKILL')
    while (running.size > 0) await pause(5)
    expect(output.join('')).toBe('')
    rmSync(log)
    await (await lock(path)).release()
    expect(readdirSync(folder)).toEqual([])
  }, 60_000)
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
