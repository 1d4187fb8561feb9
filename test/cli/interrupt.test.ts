/** A command that waits for a pipe ends when it is told to, and inputs are never written over. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

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

describe('a command that is stopped among many files', () => {
  it('looks at no more of them', async () => {
    const here = world()
    const stop = new AbortController()
    try {
      const files = Array.from({ length: 400 }, (_, i) => here.write(`${i}.json`, { id: `urn:x:${i}` }))
      setTimeout(() => stop.abort(new Error('stopped')), 50)
      const answer = await here.laurel(['verify', ...files, '--json'], '', stop.signal)
      expect(answer.status).toBe(2)
      expect(answer.json.length).toBeLessThan(400)
    } finally {
      here.remove()
    }
  })
})

describe('outputs', () => {
  let here: World
  beforeEach(async () => {
    here = world()
    await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
  })
  afterEach(() => here.remove())

  it('are refused where they are the key, by whatever name', async () => {
    const key = here.path('issuer/key.json')
    const before = readFileSync(key)
    symlinkSync(key, here.path('link'))
    const achievement = here.write('rust.json', { id: 'https://example.edu/a', type: ['Achievement'] })
    const table = here.write('class.csv', 'email\na@example.org\n')
    const issuer = ['--issuer', here.path('issuer/profile.json'), '--key', key]
    for (const name of [key, here.path('link')]) {
      const batch = ['issue', table, ...issuer, '--achievement', achievement, '--out', here.path('out')]
      expect((await here.laurel([...batch, '--journal', name])).status).toBe(2)
      expect(
        (await here.laurel(['issue', here.write('a.json', {}), '--key', key, '--out', name])).status,
      ).toBe(2)
      expect((await here.laurel(['status', 'revoke', '--all', ...issuer, '--journal', name])).status).toBe(2)
      expect(readFileSync(key)).toEqual(before)
    }
  })
})
