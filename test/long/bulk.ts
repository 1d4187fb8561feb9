/**
 * `npm run bench:bulk -- [local|queue] [ROWS] [ROUNDS]`: what bulk issuing costs, from CSV to NDJSON with journal and status
 * entries. `local` compares it with the raw rate of `crypto.sign`; `queue` compares workers over a queue with as many local
 * threads, and samples the memory of the coordinator. Without a word it does both. Runs the built package in a process of its own,
 * so that its memory is its own.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MemorySample, printMemory } from './bulk-memory.js'
import { openQueueBench } from './bulk-queue.js'
import { rawSignRate } from './raw-sign-rate.js'

const [rows = 100_000, wantedRounds] = process.argv
  .slice(2)
  .filter((arg) => /^\d+$/.test(arg))
  .map(Number)
const words = process.argv.slice(2).filter((arg) => !/^\d+$/.test(arg))
const wrong = words.find((word) => word !== 'local' && word !== 'queue')
if (wrong !== undefined) throw new Error(`bench:bulk measures "local" or "queue", and not "${wrong}"`)
const isWanted = (word: string): boolean => words.length === 0 || words.includes(word)
/** A million rows take minutes. */
const rounds = wantedRounds ?? (rows > 200_000 ? 1 : 3)
const workers = 2
const entry = new URL('../../dist/bulk.js', import.meta.url).href
const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
const table = join(folder, 'rows.csv')
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

try {
  await writeTable(table, rows)
  if (isWanted('local')) await measureLocal()
  if (isWanted('queue')) await measureQueue()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measureLocal(): Promise<void> {
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
  printMemory('  memory of the run', first.memory, rows)
  print('  resident memory at most', first.most, 'MB')

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
}

interface Result {
  readonly perSecond: number
  /** Microseconds a row. */
  readonly processorTime: number
  /** Megabytes. */
  readonly most: number
  readonly signPerSecond: number
  readonly signed: number
  readonly memory: readonly MemorySample[]
}

/** A local run beside each, so that both meet the same machine; either is first in turn. */
async function measureQueue(): Promise<void> {
  const bench = await openQueueBench(folder, workers)
  if (bench === undefined) {
    process.exitCode = words.includes('queue') ? 1 : 0
    return console.log('over a queue: not measured, there is no redis-server here')
  }
  const [queued, local]: [Result[], Result[]] = [[], []]
  const used = { workers: 0, store: 0 }
  const overQueue = async (round: number): Promise<void> => {
    const before = bench.used()
    queued.push(await run(join(folder, `queued-${round}`, 'out'), bench.args))
    const after = bench.used()
    used.workers += after.workers - before.workers
    used.store += after.store - before.store
  }
  const beside = async (round: number): Promise<void> => {
    local.push(await run(join(folder, `beside-${round}`, 'out')))
  }
  try {
    await warm(bench.args)
    for (let round = 0; round < rounds; round++) {
      for (const measure of round % 2 === 0 ? [overQueue, beside] : [beside, overQueue]) await measure(round)
      for (const kind of ['queued', 'beside'])
        rmSync(join(folder, `${kind}-${round}`), { recursive: true, force: true })
    }
    const [last, localLast] = [queued.at(-1)!, local.at(-1)!]
    const here = median(local.map(({ processorTime }) => processorTime))
    const coordinator = median(queued.map(({ processorTime }) => processorTime))
    const shares = queued.map(({ perSecond }, i) => (100 * perSecond) / local[i]!.perSecond)
    const perRow = (microseconds: number): number => microseconds / rows / rounds
    print('machine load while measuring', loadavg()[0]!, '')
    print(
      `${rows} rows, ${workers} workers over a queue`,
      median(queued.map(({ perSecond }) => perSecond)),
      'rows a second',
    )
    print(`  ${workers} local workers`, median(local.map(({ perSecond }) => perSecond)), 'rows a second')
    print(`  of local workers, median of ${rounds} beside each other`, median(shares), '%')
    const there = perRow(used.workers) + coordinator + perRow(used.store)
    print('  processor time a row, local: all threads', here, 'µs')
    print('  processor time a row, over the queue: all processes', there, 'µs')
    print('    workers', perRow(used.workers), 'µs')
    print('    coordinator', coordinator, 'µs')
    print('    store', perRow(used.store), 'µs')
    print('  of local workers, at equal processor time', (100 * here) / there, '%')
    printMemory('  memory of the coordinator', last.memory, rows)
    print("  coordinator's resident memory at most", last.most, 'MB')
    printMemory('  memory of the local run beside it', localLast.memory, rows)
    print("  the store's memory at most", bench.storeMemory() / 1e6, 'MB')
  } finally {
    bench.close()
  }
}

/** The first run of a worker compiles. */
async function warm(args: readonly string[]): Promise<void> {
  const few = join(folder, 'few.csv')
  await writeTable(few, Math.min(rows, 20_000))
  await run(join(folder, 'warm', 'out'), args, few)
  rmSync(join(folder, 'warm'), { recursive: true, force: true })
}

function run(out: string, more: readonly string[] = [], of = table): Promise<Result> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', here('./bulk-run.mjs'), entry, of, out, String(workers), String(rows), ...more],
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

function print(label: string, value: number, unit: string): void {
  console.log(
    `${label.padEnd(58)} ${value.toFixed(value < 100 && unit !== 'MB' && !Number.isInteger(value) ? 1 : 0).padStart(12)} ${unit}`,
  )
}
