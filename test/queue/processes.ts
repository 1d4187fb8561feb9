/** Real processes: a store, workers and coordinators, each to be killed. What `scripts/ci-services.sh` installs must be there. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Machine } from './machines.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** @throws Error that says what to install: a test that was skipped would prove nothing */
export function needed(program: string, ...others: readonly string[]): string {
  for (const name of [program, ...others]) {
    if (spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) return name
  }
  throw new Error(`npm run test:real needs ${program}: as root, run "bash scripts/ci-services.sh" once`)
}

export interface Store {
  readonly address: string
  readonly port: number
  /** Kills it with −9 and starts it again on what its append-only file has. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A store of its own, with an append-only file in the folder. */
export async function startStore(folder: string, ...more: readonly string[]): Promise<Store> {
  const server = needed('redis-server', 'valkey-server')
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const args = ['--port', String(port), '--dir', folder, '--appendonly', 'yes', '--save', '', ...more]
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(server, args, { stdio: 'ignore' })
    await answers(port)
    return child
  }
  return { address: `redis://127.0.0.1:${port}`, port, ...(await kept(start)) }
}

/** The same on another machine, where it asks for a password. */
export async function startStoreOn({ address, prefix }: Machine, folder: string): Promise<Store> {
  const server = needed('redis-server', 'valkey-server')
  const cli = needed('redis-cli', 'valkey-cli')
  mkdirSync(folder, { recursive: true })
  const password = 'correct-horse'
  const port = 6379
  const args = [
    '--bind',
    address,
    '--requirepass',
    password,
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--save',
    '',
  ]
  const [program = '', ...before] = prefix
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(program, [...before, server, ...args], { stdio: 'ignore' })
    const ping = [...before, cli, '-h', address, '-a', password, '--no-auth-warning', 'ping']
    while (spawnSync(program, ping, { encoding: 'utf8' }).stdout.trim() !== 'PONG') {
      if (child.exitCode !== null) throw new Error(`the store ended with ${child.exitCode}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return child
  }
  return { address: `redis://:${password}@${address}:${port}`, port, ...(await kept(start)) }
}

async function kept(start: () => Promise<ChildProcess>): Promise<Pick<Store, 'restart' | 'stop'>> {
  let child = await start()
  return {
    restart: async () => {
      await ended(child, 'SIGKILL')
      child = await start()
    },
    stop: () => ended(child, 'SIGKILL'),
  }
}

export interface Command {
  readonly process: ChildProcess
  readonly out: () => string
  readonly err: () => string
  /** Resolves once it has printed this. */
  readonly says: (text: string | RegExp) => Promise<void>
  /** Exit status; 137 for a process that was killed. */
  readonly status: Promise<number>
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

/** The built command, here or on another machine. */
export function laurel(args: readonly string[], on?: Machine): Command {
  return run([here('../../dist/cli.js'), ...args], on)
}

/** A run of the built library with fixed seed and time, over a queue or on this machine. */
export function coordinate(args: readonly string[], on?: Machine): Command {
  return run([here('coordinate.mjs'), ...args], on)
}

function run(args: readonly string[], on?: Machine): Command {
  const [program = '', ...rest] = [...(on?.prefix ?? []), process.execPath, ...args]
  const child = spawn(program, rest)
  let [out, err] = ['', '']
  const listeners = new Set<() => void>()
  child.stdout.on('data', (chunk) => {
    out += chunk
    for (const listener of listeners) listener()
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
    for (const listener of listeners) listener()
  })
  const status = new Promise<number>((resolve) => {
    child.on('close', (code) => {
      for (const listener of listeners) listener()
      resolve(code ?? 137)
    })
  })
  return {
    process: child,
    out: () => out,
    err: () => err,
    status,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const all = out + err
          if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve()
          else if (child.exitCode !== null || child.signalCode !== null)
            reject(
              new Error(`ended with ${child.exitCode ?? child.signalCode} before it said ${text}: ${all}`),
            )
          else return
          listeners.delete(look)
        }
        listeners.add(look)
        look()
      }),
    kill: (signal) => ended(child, signal),
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await gone
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number }
      server.close(() => resolve(port))
    })
  })
}

async function answers(port: number): Promise<void> {
  const { Redis } = await import('ioredis')
  const redis = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  redis.on('error', () => undefined)
  await redis.ping()
  redis.disconnect()
}
