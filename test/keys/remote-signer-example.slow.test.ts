/** The remote-signer example ends well, whatever its service does. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('examples/remote-signer: every badge once, through throttling, silence, nonsense and death', async () => {
  const script = ['--import', 'tsx', 'examples/remote-signer/main.ts']
  const { stdout } = await promisify(execFile)(process.execPath, script, {
    cwd: root,
    env: { ...process.env, TSX_TSCONFIG_PATH: 'test/tsconfig.json' },
  })
  expect(stdout).toContain('60 of 60, each once')
  expect(stdout).toMatch(/badges verified: +60\n/)
  expect(stdout).toMatch(/[1-9]\d* of them throttled/)
  expect(stdout).toMatch(/[1-9]\d* × timeout/)
  expect(stdout).toMatch(/service starts: +2;/)
})
