import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))

it('examples/stack: a class of sixty, whose diplomas are issued and proven again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-stack-'))
  try {
    const out = execFileSync(process.execPath, ['--import', 'tsx', 'examples/stack/main.ts', folder], {
      cwd: repository,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(repository, 'test/tsconfig.json') },
      encoding: 'utf8',
    })
    expect(out.split('\n').filter((line) => / met +proven by [56] badges$/.test(line))).toHaveLength(31)
    expect(out).toContain('31 of 60 diplomas issued')
    expect(out).toMatch(/Linh Rossi .* unmet +other person, foreign issuer/)
    expect(readdirSync(join(folder, 'stack')).filter((name) => name.endsWith('.json'))).toHaveLength(31)
    expect(existsSync(join(folder, 'stack', 'progress.svg'))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
