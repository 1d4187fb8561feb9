/** A command that waits for a pipe ends when it is told to. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe.skipIf(process.platform === 'win32')('SIGINT', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'laurel-pipe-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['pipe', '-'])('ends a command that reads %s', async (input) => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const args = ['--import', 'tsx', 'src/cli/main.ts', 'verify', input === '-' ? '-' : pipe]
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'test/tsconfig.json') }
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] })
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))
    // Time to load and to begin to read.
    await new Promise((resolve) => setTimeout(resolve, 4000))
    child.kill('SIGINT')
    expect(await ended).toBe('SIGINT')
  })
})
