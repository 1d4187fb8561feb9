/** Opens the queue and the object store that the options name. */
import { readFile } from 'node:fs/promises'
import { fileFailed } from '../../bulk/files/file-error.js'
import type { AuditOptions, AuditResult, BatchOptions, BatchResult } from '../../bulk/index.js'
import type { ObjectStore, QueueEvent, WorkQueue } from '../../queue/index.js'
import { readCount } from '../io/files.js'
import { CallError, type Shell } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'

export interface QueueOptions {
  readonly queue?: string
  readonly store?: string
  readonly lease?: string
}

export interface QueueRunOptions extends QueueOptions {
  readonly inFlight?: string
  readonly progress?: boolean
}

export interface Connected {
  readonly queue: WorkQueue
  readonly store?: ObjectStore
}

/** The password may be in LAUREL_QUEUE_PASSWORD, so that lists of processes do not show it. */
export async function connect({ queue, store, lease }: QueueOptions): Promise<Connected> {
  if (queue === undefined || !/^rediss?:\/\//.test(queue)) {
    throw new CallError(
      '--queue is not the address of a queue',
      'Write redis://HOST:6379, or rediss://HOST:6379 for TLS.',
    )
  }
  const { folderStore, redisQueue } = await import('../../queue/index.js')
  const password = process.env['LAUREL_QUEUE_PASSWORD']
  return {
    queue: await redisQueue(queue, {
      ...(lease === undefined ? {} : { leaseSeconds: readCount('--lease', lease, 1, 3600) }),
      ...(password === undefined ? {} : { redis: { password } }),
    }),
    ...(store === undefined ? {} : { store: folderStore(store) }),
  }
}

/** Issues a table with the workers of a queue. */
export async function issueOverQueue(
  shell: Shell,
  options: QueueRunOptions,
  batch: BatchOptions,
): Promise<BatchResult> {
  const { workers: _, dryRun: __, ...rest } = batch
  const { issueOnQueue } = await import('../../queue/index.js')
  const { inFlight, progress } = options
  const connected = await connect(options)
  try {
    return await issueOnQueue({
      ...rest,
      ...connected,
      ...(inFlight === undefined ? {} : { inFlight: readCount('--in-flight', inFlight, 1, 10_000) }),
      ...(progress === false ? {} : { onEvent: queueTeller(shell, progress === true) }),
    })
  } finally {
    await connected.queue.close()
  }
}

/** Audits a batch with the workers of a queue. */
export async function auditOverQueue(
  options: QueueOptions & { readonly secret?: string },
  { workers, ...audit }: AuditOptions,
): Promise<AuditResult> {
  if (workers !== undefined) {
    throw new CallError(
      '--workers has no effect',
      'With --queue the work is done by "laurel worker" on other machines.',
    )
  }
  const secret = await readSecret(options.secret)
  const { auditOnQueue } = await import('../../queue/index.js')
  const connected = await connect(options)
  try {
    return await auditOnQueue({ ...audit, ...connected, secret })
  } finally {
    await connected.queue.close()
  }
}

/** Reads the secret: at least 32 bytes that coordinator and workers share. */
export async function readSecret(path: string | undefined): Promise<Uint8Array> {
  if (path === undefined) {
    throw new CallError(
      'an audit with --queue needs --secret',
      'Give a file with 32 bytes or more, which only coordinator and workers can read.',
    )
  }
  let secret: Uint8Array
  try {
    secret = await readFile(path)
  } catch (error) {
    throw fileFailed('read', path, error)
  }
  if (secret.length >= 32) return secret
  throw new CallError(
    `${path} is too short for a secret`,
    'Write 32 bytes or more, for example: openssl rand 32 > FILE',
  )
}

/** Prints the events of a run: on a terminal as text, elsewhere as JSON with --progress. */
function queueTeller(shell: Shell, asked: boolean): (event: QueueEvent) => void {
  return (event) => {
    if (!shell.errIsTerminal) {
      if (asked) shell.err(jsonLine({ queue: event }))
      return
    }
    const text = TEXTS[event.kind]?.(event as never)
    if (text !== undefined) shell.err(safe`\r\u001B[K  ${text}\n`)
  }
}

type Texts = { readonly [K in QueueEvent['kind']]?: (event: Extract<QueueEvent, { kind: K }>) => string }

const TEXTS: Texts = {
  opened: ({ plan }) => (plan === undefined ? 'connected to the queue' : `the plan is ${plan}`),
  waiting: ({ seconds }) =>
    `no worker has answered for ${seconds} s; start one with "laurel worker --queue ADDRESS"`,
  lost: ({ worker }) => `worker ${worker} does not answer; its chunks go to others`,
  stray: () => 'ignored a message that was not encrypted with the key',
}
