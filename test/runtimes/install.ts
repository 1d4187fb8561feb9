/** Brings the runtimes and the packed package onto the machine. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const QUIET = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts'] as const

/**
 * The binaries of the lock file, in a folder that the next run finds again.
 * @returns the folder that holds the packages
 */
export function installRuntimes(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the runtimes are installed as binaries for Linux on x64: run this there')
  }
  const source = fileURLToPath(new URL('./binaries/', import.meta.url))
  const folder = resolve('node_modules/.cache/runtimes')
  const lock = 'package-lock.json'
  const done = join(folder, 'installed.json')
  const wanted = readFileSync(join(source, lock), 'utf8')
  if (!existsSync(done) || readFileSync(done, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true })
    for (const name of ['package.json', lock]) cpSync(join(source, name), join(folder, name))
    execFileSync('npm', ['ci', ...QUIET], { cwd: folder, stdio: 'inherit' })
    writeFileSync(done, wanted)
  }
  return join(folder, 'node_modules')
}

/** A project of somebody else's, with the package from its tarball and Ajv beside it; nothing else that is optional. */
export function installConsumer(tarball: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-runtimes-'))
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  execFileSync('npm', ['install', ...QUIET, tarball, `ajv@${devDependencies['ajv']}`], {
    cwd: folder,
    stdio: 'inherit',
  })
  return folder
}
