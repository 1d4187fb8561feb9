/** Kills runs at random points, lets them go on, and compares with a run that nobody disturbed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rows } from './world.js'

export interface CrashOptions {
  readonly points: number
  readonly rows: number
  readonly workers: number
  /** Kills of one batch before it is let through. */
  readonly kills?: number
  /** Module that stands for laurel/bulk: the built one starts faster. */
  readonly entry?: string
  readonly onPoint?: (point: CrashPoint) => void
}

export interface CrashPoint {
  readonly point: number
  /** Milliseconds after the library was loaded. */
  readonly killedAfter: readonly number[]
  /** Rows that the last run found done. */
  readonly kept: number
  readonly signed: number
  readonly identical: boolean
}

/** `identical` is false where any file, or the set of files, differs; ids and indices are checked for doubles. */
export async function crashPoints(options: CrashOptions): Promise<readonly CrashPoint[]> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-crash-'))
  try {
    const table = join(folder, 'rows.csv')
    writeFileSync(table, rows(options.rows))
    const calm = join(folder, 'calm')
    const undisturbed = await run(options, table, calm)
    const expected = tree(calm)
    const points: CrashPoint[] = []
    for (let point = 0; point < options.points; point++) {
      const out = join(folder, `crash-${point}`)
      const killedAfter: number[] = []
      for (let kill = 0; kill < (options.kills ?? 1); kill++) {
        // Every other kill falls into the second half, where signing and syncing are.
        const share = (point + kill) % 2 === 0 ? Math.random() : 0.5 + Math.random() / 2
        const delay = share * undisturbed.milliseconds
        const { finished } = await run(options, table, out, delay)
        if (!finished) killedAfter.push(Math.round(delay))
      }
      const { result } = await run(options, table, out)
      const identical = JSON.stringify(tree(out)) === JSON.stringify(expected) && isUnique(out, options.rows)
      const found = { point, killedAfter, kept: result!.unchanged, signed: result!.signed, identical }
      points.push(found)
      options.onPoint?.(found)
      rmSync(out, { recursive: true })
      rmSync(`${out}.journal`)
    }
    return points
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Run {
  readonly finished: boolean
  readonly milliseconds: number
  readonly result?: { readonly unchanged: number; readonly signed: number }
}

function run(options: CrashOptions, table: string, out: string, killAfter?: number): Promise<Run> {
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  const args = [
    '--import',
    'tsx',
    here('run-batch.ts'),
    table,
    out,
    String(options.workers),
    ...(options.entry === undefined ? [] : [options.entry]),
  ]
  const child = spawn(process.execPath, args, {
    cwd: here('../..'),
    env: { ...process.env, TSX_TSCONFIG_PATH: here('../../tsconfig.run.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let [text, errors, began] = ['', '', 0]
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (began > 0 || !text.includes('begun\n')) return
      began = performance.now()
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const milliseconds = performance.now() - began
      if (signal === 'SIGKILL') resolve({ finished: false, milliseconds })
      else if (code === 0) resolve({ finished: true, milliseconds, result: JSON.parse(text.split('\n')[1]!) })
      else reject(new Error(`the run ended with ${code ?? signal}: ${errors.slice(0, 2000)}`))
    })
  })
}

function tree(folder: string): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort()
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  )
}

function isUnique(out: string, count: number): boolean {
  const entries = readFileSync(join(out, 'manifest.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; statusIndex: number })
  return (
    new Set(entries.map(({ id }) => id)).size === count &&
    new Set(entries.map((entry) => entry.statusIndex)).size === count
  )
}
