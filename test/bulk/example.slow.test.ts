import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Runs an example as its reader would; it fails where the example's own checks fail. */
function runExample(name: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', `examples/${name}/main.ts`, ...args], {
    cwd: repository,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(repository, 'test/tsconfig.json') },
    encoding: 'utf8',
  })
}

it('issues a registrar’s export of 10,000 rows, with workers and with a key service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-example-'))
  try {
    const out = runExample('bulk', folder, '10000')
    expect(out).toContain('10000 badges signed')
    expect(out).toContain('0 signed, 10000 unchanged')
    expect(out).toContain('0 missing, 0 doubled, 0 altered')
    expect(out).toContain('1000 badges, 1000 signatures')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)

it('gives a class its badges, and leaves them as they are the second time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-example-'))
  try {
    const first = runExample('quickstart', folder)
    expect(first).toContain('110 written, 0 left as they were')
    expect(first).toMatch(/row 18, column "email"/)
    expect(first).toMatch(/row 42, column "completed"/)
    expect(first).not.toContain('  NO  ')
    expect(runExample('quickstart', folder)).toContain('0 written, 110 left as they were')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
