/**
 * `npm run bench:bulk [ROWS]`: what bulk issuing costs, from CSV to NDJSON with journal and status entries, against the
 * raw rate of `crypto.sign`. Runs the built package in a process of its own, so that its memory is its own.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openQueueBench } from './bulk-queue.js'
import { rawSignRate } from './raw-sign-rate.js'

const rows = Number(process.argv[2] ?? 100_000)
const workers = 2
const entry = new URL('../../dist/bulk.js', import.meta.url).href
const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

try {
  const table = join(folder, 'rows.csv')
  await writeTable(table, rows)
  const before = await rawSignRate()
  print('crypto.sign of 64 bytes, one core', before.perSecond, 'a second')
  print('machine load while measuring', loadavg()[0]!, '')

  const first = await run(join(folder, 'out'))
  const after = await rawSignRate()
  const raw = ((before.perSecond + after.perSecond) / 2) * workers
  const rawTime = (before.processorTime + after.processorTime) / 2
  print(`${rows} rows, ${workers} workers, plan and all`, first.perSecond, 'rows a second')
  print('  of raw rate of one core × workers', (100 * first.perSecond) / raw, '%')
  print('  processor time a row, all threads', first.processorTime, 'µs')
  print('  of raw by processor time, whatever else runs', (100 * rawTime) / first.processorTime, '%')
  print('  signing alone', first.signPerSecond, 'rows a second')
  for (const { share, memory } of first.memory) print(`  resident memory at ${share} %`, memory, 'MB')
  print('  resident memory at most', first.most, 'MB')

  await overQueue(first)
  const second = await run(join(folder, 'out'))
  print('the same again: signatures made', second.signed, '')
  print('  checked', second.perSecond, 'rows a second')

  const args = ['audit', join(folder, 'out'), '--workers', String(workers), '--json']
  const began = performance.now()
  const audit = JSON.parse(
    execFileSync(process.execPath, [here('../../dist/cli.js'), ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    }),
  ) as Record<string, number>
  const seconds = (performance.now() - began) / 1000
  print(`laurel audit, ${workers} workers`, audit['badges']! / seconds, 'badges a second')
  console.log(
    `  missing ${audit['missing']}, doubled ${audit['doubled']}, altered ${audit['altered']}, not verifying ${audit['unverified']}`,
  )
  if (rows <= 100_000) issueManyRates()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

interface Result {
  readonly perSecond: number
  /** Microseconds a row. */
  readonly processorTime: number
  /** Megabytes. */
  readonly most: number
  readonly signPerSecond: number
  readonly signed: number
  readonly memory: readonly { readonly share: number; readonly memory: number }[]
}

/** A local run beside each, so that both meet the same machine. */
async function overQueue(local: Result): Promise<void> {
  const bench = await openQueueBench(folder, workers)
  if (bench === undefined) return console.log('over a queue: not measured, there is no redis-server here')
  try {
    // The first run compiles.
    await run(join(folder, 'warm', 'out'), bench.args)
    const shares: number[] = []
    let queued: Result | undefined
    const before = bench.used()
    for (let round = 0; round < 3; round++) {
      queued = await run(join(folder, `queued-${round}`, 'out'), bench.args)
      const beside = await run(join(folder, `beside-${round}`, 'out'))
      shares.push((100 * queued.perSecond) / beside.perSecond)
    }
    const used = bench.used()
    const perRow = (after: number, earlier: number): number => (after - earlier) / rows / shares.length
    print(`${workers} workers over a queue`, queued!.perSecond, 'rows a second')
    print('  of local workers, median of 3 beside each other', [...shares].sort((a, b) => a - b)[1]!, '%')
    print('  processor time a row, local', local.processorTime, 'µs')
    print('  processor time a row, workers', perRow(used.workers, before.workers), 'µs')
    print('  processor time a row, coordinator', queued!.processorTime, 'µs')
    print('  processor time a row, store', perRow(used.store, before.store), 'µs')
    for (const { share, memory } of queued!.memory)
      print(`  coordinator's memory at ${share} %`, memory, 'MB')
    print("  coordinator's memory at most", queued!.most, 'MB')
    print("  the store's memory at most", bench.storeMemory() / 1e6, 'MB')
  } finally {
    bench.close()
  }
}

function run(out: string, more: readonly string[] = []): Promise<Result> {
  const child = spawn(
    process.execPath,
    [here('./bulk-run.mjs'), entry, join(folder, 'rows.csv'), out, String(workers), String(rows), ...more],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`the run ended with ${code}`)),
    )
  })
}

/** Bundled, as its users run it. */
function issueManyRates(): void {
  const bench = ['run', '--silent', 'bench', '--', 'bulk']
  process.stdout.write(execFileSync('npm', bench, { cwd: here('../../'), encoding: 'utf8' }))
}

async function writeTable(path: string, count: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('no,name,email,passed,score\n')
  for (let i = 0; i < count; i += 1000) {
    let block = ''
    for (let j = i; j < Math.min(count, i + 1000); j++) {
      block += `S${j},Zoë ${j} 王,zoe${j}@example.org,2026-06-${String(1 + (j % 28)).padStart(2, '0')},${j % 101}\n`
    }
    if (!file.write(block)) await new Promise<void>((resolve) => file.once('drain', () => resolve()))
  }
  await new Promise<void>((resolve) => file.end(() => resolve()))
}

function print(label: string, value: number, unit: string): void {
  console.log(
    `${label.padEnd(58)} ${value.toFixed(value < 100 && unit !== 'MB' && !Number.isInteger(value) ? 1 : 0).padStart(12)} ${unit}`,
  )
}
