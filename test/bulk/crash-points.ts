/** Kills runs at random points, lets them go on, and compares with a run that nobody disturbed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  /** When: milliseconds after the library was loaded, or a size of the output or the journal, whichever was drawn. */
  readonly killedAt: readonly string[]
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
    const calm = join(folder, 'apart', 'calm')
    const undisturbed = await run(options, table, calm)
    const expected = tree(calm)
    const whole = sizeOf(join(calm, 'credentials.ndjson'))
    const journal = sizeOf(`${calm}.journal`)
    // By the clock most kills fall into the plan; by what is on the disk they fall between two writes and two syncs.
    const instants: readonly ((out: string) => Instant)[] = [
      () => after(Math.random() * undisturbed.milliseconds),
      (out) => at('output', Math.random() * whole, () => partSize(out)),
      (out) => at('journal', Math.random() * journal, () => sizeOf(`${out}.journal`)),
    ]
    const points: CrashPoint[] = []
    for (let point = 0; point < options.points; point++) {
      const out = join(folder, `crash-${point}`)
      const killedAt: string[] = []
      for (let kill = 0; kill < (options.kills ?? 1); kill++) {
        const instant = instants[(point + kill) % instants.length]!(out)
        const { finished } = await run(options, table, out, instant.isNow)
        if (!finished) killedAt.push(instant.name)
      }
      const { result } = await run(options, table, out)
      const identical = JSON.stringify(tree(out)) === JSON.stringify(expected) && isUnique(out, options.rows)
      const found = { point, killedAt, kept: result!.unchanged, signed: result!.signed, identical }
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

/** When a run is killed. */
interface Instant {
  readonly name: string
  /** Asked every millisecond. */
  readonly isNow: (elapsed: number) => boolean
}

function after(milliseconds: number): Instant {
  return { name: `${Math.round(milliseconds)} ms`, isNow: (elapsed) => elapsed >= milliseconds }
}

function at(what: string, bytes: number, size: () => number): Instant {
  return { name: `${Math.round(bytes / 1000)} kB of ${what}`, isNow: () => size() > bytes }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Of the NDJSON that the newest run is writing. */
function partSize(out: string): number {
  if (!existsSync(out)) return 0
  const parts = readdirSync(out).filter((name) => /^credentials\.ndjson\.\d+\.[0-9a-f]{16}\.part$/.test(name))
  const newest = parts.sort((a, b) => Number(a.split('.')[2]) - Number(b.split('.')[2])).at(-1)
  return newest === undefined ? 0 : sizeOf(join(out, newest))
}

interface Run {
  readonly finished: boolean
  readonly milliseconds: number
  readonly result?: { readonly unchanged: number; readonly signed: number }
}

function run(options: CrashOptions, table: string, out: string, isNow?: Instant['isNow']): Promise<Run> {
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
    env: { ...process.env, TSX_TSCONFIG_PATH: here('../tsconfig.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let [text, errors, began] = ['', '', 0]
    let watch: NodeJS.Timeout | undefined
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (began > 0 || !text.includes('begun\n')) return
      began = performance.now()
      if (isNow === undefined) return
      watch = setInterval(() => {
        if (isNow(performance.now() - began)) child.kill('SIGKILL')
      }, 1)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearInterval(watch)
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
