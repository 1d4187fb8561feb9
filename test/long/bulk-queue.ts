/** The part of `npm run bench:bulk` that goes over a queue: as many worker processes as the local run has threads. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}
const PORT = 6397

export interface QueueBench {
  /** Arguments of `bulk-run.mjs` that make it a coordinator. */
  readonly args: readonly string[]
  /** Microseconds of processor time so far: workers, store. */
  readonly used: () => { readonly workers: number; readonly store: number }
  /** Most memory that the store had, bytes. */
  readonly storeMemory: () => number
  readonly close: () => void
}

/** `undefined` where there is no store on this machine, or no `/proc` to look at. */
export async function openQueueBench(folder: string, workers: number): Promise<QueueBench | undefined> {
  if (spawnSync('sh', ['-c', 'command -v redis-server && test -r /proc/self/stat']).status !== 0)
    return undefined
  const children: ChildProcess[] = []
  const store = spawn('redis-server', ['--port', String(PORT), '--save', '', '--dir', folder], {
    stdio: 'ignore',
  })
  children.push(store)
  const address = `redis://127.0.0.1:${PORT}`
  const key = join(folder, 'key.json')
  writeFileSync(key, JSON.stringify(KEY))
  const args = ['worker', '--queue', address, '--key', key, '--workers', '1']
  const joined: ChildProcess[] = []
  for (let i = 0; i < workers; i++) {
    const worker = spawn(process.execPath, [here('../../dist/cli.js'), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await new Promise<void>((resolve) => worker.stderr.once('data', () => resolve()))
    joined.push(worker)
  }
  children.push(...joined)
  return {
    args: [new URL('../../dist/queue.js', import.meta.url).href, address],
    used: () => ({
      workers: joined.reduce((sum, { pid }) => sum + processorTime(pid!), 0),
      store: processorTime(store.pid!),
    }),
    storeMemory: () => {
      const { stdout } = spawnSync('redis-cli', ['-p', String(PORT), 'info', 'memory'], { encoding: 'utf8' })
      return Number(/used_memory_peak:(\d+)/.exec(stdout)?.[1] ?? 0)
    },
    close: () => {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}

/** Ticks of a hundredth of a second, user and system (proc(5)). */
function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}
