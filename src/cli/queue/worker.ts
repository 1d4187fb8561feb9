/** `laurel worker`: joins a queue and works on its batches and audits. */
import { type ChildProcess, spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import type { Mapping } from '../../bulk/index.js'
import type { Allowed, QueueWorker, WorkerEvent } from '../../queue/index.js'
import { failureOf } from '../io/failure.js'
import { readCount, readJsonObject, readProfile } from '../io/files.js'
import { CallError, type CommandOf, GOOD, type Shell, WRONG } from '../io/shell.js'
import { readSigner, type SignerOptions } from '../io/signer.js'
import { jsonLine, safe } from '../io/terminal-text.js'
import { loadFor } from '../verification/load-for.js'
import { connect, type QueueOptions, readSecret } from './connect.js'

interface Options extends QueueOptions, SignerOptions {
  readonly issuer?: string
  readonly achievement?: string
  readonly map?: string
  readonly plan?: string
  readonly folder?: string
  readonly secret?: string
  readonly online?: true
  readonly workers?: string
  readonly json?: true
}

export const workerCommand: CommandOf = (shell, done) =>
  new Command('worker')
    .description(
      'Work for a queue: sign chunks of batches that are issued with --queue, and verify for audits and services.',
    )
    .requiredOption('--queue <address>', 'the queue: redis://HOST:6379, or rediss://HOST:6379 for TLS')
    .option('--key <file>', 'the signing key, which never leaves this machine')
    .option('--signer <module>', 'or a module that exports "signer": a KMS or an HSM')
    .option('--controller <id>', 'the controller of the key (DID or URL), if the key file does not name it')
    .option('--secret <file>', 'verify for "laurel audit --queue" and services with this secret')
    .option('--online', 'fetch keys, contexts and status lists for services')
    .optionsGroup('What it may sign (default: all of its issuer):')
    .option('--issuer <file>', 'only badges with the profile in this file')
    .option('--achievement <file>', 'only badges for this achievement')
    .option('--map <file>', 'only badges with this mapping (JSON)')
    .option('--plan <digest>', 'only this plan; the coordinator prints the digest')
    .optionsGroup('How it works:')
    .option('--store <folder>', 'shared folder for messages of more than 8 MiB')
    .option('--folder <path>', "folder for planned badges until they are signed (default: the system's)")
    .option('--lease <seconds>', 'silence after which its chunks go to others (default: 30)')
    .option('--workers <count>', 'processes (default: one for each processor)')
    .option('--json', 'print events as JSON lines')
    .addHelpText(
      'after',
      `
Examples:
  laurel worker --queue redis://10.0.0.5:6379 --key issuer/key.json
  laurel worker --queue rediss://10.0.0.5:6379 --signer ./kms.mjs --achievement rust.json
  laurel worker --queue redis://10.0.0.5:6379 --secret queue.secret

The password of the queue can be in LAUREL_QUEUE_PASSWORD. SIGTERM ends the worker after its current chunks.
`,
    )
    .action(async (options: Options, command: Command) => {
      const most = Math.min(8, availableParallelism())
      const count = options.workers === undefined ? most : readCount('--workers', options.workers, 1, 256)
      done(count === 1 ? await runOne(shell, options) : await runMany(shell, count, command))
    })

async function runOne(shell: Shell, options: Options): Promise<number> {
  const signs = options.key !== undefined || options.signer !== undefined || options.secret === undefined
  const signing = signs ? await readSigner(shell, options) : undefined
  const secret = options.secret === undefined ? undefined : await readSecret(options.secret)
  const allow = await allowed(shell, options)
  const { queueWorker, verifyWorker } = await import('../../queue/index.js')
  const connected = await connect(options)
  const common = { ...connected, onEvent: teller(shell, options.json === true) }
  const folder = options.folder === undefined ? {} : { folder: options.folder }
  try {
    const workers: QueueWorker[] = []
    if (signing !== undefined) workers.push(await queueWorker({ ...common, ...signing, ...folder, allow }))
    if (secret !== undefined)
      workers.push(await verifyWorker({ ...common, ...(await loadFor(options)), secret }))
    await untilStopped(shell, workers, options.json === true)
  } finally {
    await connected.queue.close()
  }
  return GOOD
}

async function allowed(shell: Shell, { plan, issuer, achievement, map }: Options): Promise<Allowed> {
  return {
    ...(plan === undefined ? {} : { plan: digest(plan) }),
    ...(issuer === undefined ? {} : { issuer: await readProfile(shell, issuer) }),
    ...(achievement === undefined
      ? {}
      : { achievement: await readJsonObject(shell, achievement, 'achievement') }),
    ...(map === undefined
      ? {}
      : { mapping: (await readJsonObject(shell, map, 'mapping')) as unknown as Mapping }),
  }
}

async function untilStopped(shell: Shell, workers: readonly QueueWorker[], json: boolean): Promise<void> {
  for (const { id } of workers) {
    if (json) shell.out(jsonLine({ worker: id }))
    else shell.err(safe`worker ${id} is ready\n`)
  }
  await new Promise<void>((resolve) => {
    if (shell.signal.aborted) resolve()
    else shell.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await Promise.all(workers.map((worker) => worker.close()))
}

function teller(shell: Shell, json: boolean): (event: WorkerEvent) => void {
  return ({ kind, job, error }) => {
    const failure = error === undefined ? undefined : failureOf(error)
    if (json) return shell.out(jsonLine({ kind, job, error: failure }))
    if (failure !== undefined) shell.err(safe`  ${job ?? 'a job'} ${kind}: ${failure.message}\n`)
  }
}

/** Runs one process for each processor. Each has the key. A process that dies is started again. */
async function runMany(shell: Shell, count: number, command: Command): Promise<number> {
  const args = ownArguments(command)
  const children = new Set<ChildProcess>()
  const status = await new Promise<number>((resolve) => {
    const start = (): void => {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
      children.add(child)
      child.on('exit', (code) => {
        children.delete(child)
        // Do not restart after a wrong call, only after a process was killed.
        if (shell.signal.aborted || code === WRONG || code === GOOD) {
          if (code === WRONG) for (const each of children) each.kill('SIGTERM')
          if (children.size === 0) resolve(code === WRONG ? WRONG : GOOD)
        } else setTimeout(start, 1000)
      })
    }
    shell.signal.addEventListener('abort', () => {
      for (const child of children) child.kill('SIGTERM')
      if (children.size === 0) resolve(GOOD)
    })
    for (let i = 0; i < count; i++) start()
  })
  return status
}

function ownArguments(command: Command): string[] {
  const options = command.opts<Record<string, unknown>>()
  const given = command.options.flatMap((option) => {
    const name = option.attributeName()
    if (name === 'workers' || options[name] === undefined || option.long === undefined) return []
    return options[name] === true ? [option.long!] : [option.long!, String(options[name])]
  })
  return [...process.execArgv, process.argv[1]!, 'worker', ...given, '--workers', '1']
}

function digest(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text
  throw new CallError(
    '--plan is not a digest',
    'Write the 64 hexadecimal digits that the coordinator prints.',
  )
}
