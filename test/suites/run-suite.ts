/** Runs one suite in its own folder and in its own process, and reads what its tests said. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Host } from './host.js'
import type { Suite } from './suites.js'

export interface Outcome {
  readonly total: number
  readonly passed: number
  readonly failures: readonly { readonly title: string; readonly message: string }[]
  /** Where no test ran at all: the last words of the process. */
  readonly log?: string
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MINUTES = 10

/** The suites' own configuration file is written for the run, and put back afterwards. */
export async function runSuite(suite: Suite, at: string, host: Host): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'laurel-suites-'))
  const config = join(at, 'localConfig.cjs')
  const before = existsSync(config) ? readFileSync(config) : undefined
  const implementation = { name: 'laurel', implementation: 'laurel', ...suite.implementation(host) }
  const settings = { enableInteropTests: false, testAllImplementations: false }
  writeFileSync(config, `module.exports = ${JSON.stringify({ settings, implementations: [implementation] })}`)
  try {
    const result = join(scratch, 'result.json')
    const log = await mocha(suite, at, result, scratch)
    return existsSync(result) ? read(result, log) : { total: 0, passed: 0, failures: [], log }
  } finally {
    if (before === undefined) rmSync(config)
    else writeFileSync(config, before)
    rmSync(scratch, { recursive: true })
  }
}

function mocha(suite: Suite, at: string, result: string, scratch: string): Promise<string> {
  const preload = join(scratch, 'preload.mjs')
  writeFileSync(preload, PRELOAD)
  if (suite.container === true) container(scratch)
  const reporter = ['--reporter', 'json', '--reporter-option', `output=${result}`]
  const args = [
    join(at, 'node_modules/mocha/bin/mocha.js'),
    ...(suite.files ?? ['tests/']),
    ...reporter,
    '--timeout',
    '30000',
    '--preserve-symlinks',
    '--exit',
  ]
  const child = spawn(process.execPath, args, {
    cwd: at,
    timeout: MINUTES * 60_000,
    env: {
      // By this way, since mocha starts another process where it is given an option of Node's.
      NODE_OPTIONS: `--import ${preload}`,
      ...process.env,
      PATH: `${scratch}${delimiter}${process.env['PATH']}`,
      ISSUER_NAME: 'laurel',
      ISSUER_NAME_JCS: 'laurel',
    },
  })
  let log = ''
  const keep = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-2000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', () => done(log))
  })
}

/** What newer runtimes have and a suite uses: methods of iterators (ECMAScript 2025). */
const PRELOAD = `
const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
if (prototype.map === undefined) {
  Object.defineProperty(prototype, 'map', {
    value: function* (change) { for (const item of this) yield change(item) },
  })
}
`

/** \`docker compose … run … issue|verify …\` without a container: the arguments are the same. */
function container(scratch: string): void {
  const file = join(scratch, 'docker')
  const command = [
    process.execPath,
    join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
    '--tsconfig',
    join(ROOT, 'test/tsconfig.json'),
    join(ROOT, 'test/suites/jose.ts'),
  ]
  writeFileSync(file, `#!/bin/sh\nexec ${command.map((part) => `'${part}'`).join(' ')} "$@"\n`)
  chmodSync(file, 0o755)
}

function read(file: string, log: string): Outcome {
  const { stats, failures } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly stats: { readonly tests: number; readonly passes: number; readonly pending: number }
    readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message?: string } }[]
  }
  return {
    total: stats.tests - stats.pending,
    passed: stats.passes,
    failures: failures.map(({ fullTitle, err }) => ({
      title: fullTitle,
      message: (err.message ?? '').slice(0, 300),
    })),
    ...(stats.tests === 0 ? { log } : {}),
  }
}
