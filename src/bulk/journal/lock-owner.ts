/**
 * Who holds a lock, and whether that run is still alive. A process of this machine is asked for; any other is alive as
 * long as it gives signs of life: a lease, so that the lock of a container that died elsewhere ends by itself.
 */
import { hash, randomBytes } from 'node:crypto'
import { readFile, readlink, stat } from 'node:fs/promises'
import { hostname } from 'node:os'

export interface Owner {
  readonly pid?: number
  readonly host?: string
  /** The boot and the process namespace in which `pid` counts, where the system tells. */
  readonly machine?: string
  /** When the process began, where the system tells: process numbers are used again. */
  readonly began?: string
  /** Milliseconds for which a sign of life counts. Runs of laurel 0.1 give none. */
  readonly lease?: number
  /** `<pid>-<machine>-<random>`. */
  readonly token: string
}

/** Milliseconds without a sign of life after which a run on another machine counts as dead. */
export const LEASE = 60_000
/** Without a lease: a day. */
const NO_LEASE = 86_400_000

export async function thisOwner(): Promise<Owner> {
  const machine = await thisMachine()
  const began = await processStart(process.pid)
  return {
    pid: process.pid,
    host: hostname(),
    ...(machine === undefined ? {} : { machine }),
    ...(began === undefined ? {} : { began }),
    lease: LEASE,
    token: `${process.pid}-${await machineMark()}-${randomBytes(8).toString('hex')}`,
  }
}

export function isOwnToken(text: string): boolean {
  return /^\d+-[0-9a-f]{8}-[0-9a-f]{16}$/.test(text)
}

/** `undefined` for a text that is cut off. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Owner | null
    return typeof owner?.token === 'string' ? owner : undefined
  } catch {
    return undefined
  }
}

/** `file` bears the owner's signs of life; `own` was written just now, so that one clock tells the time of both. */
export async function isAlive(owner: Owner, file: string, own: string): Promise<boolean> {
  if (await isOfThisMachine(owner)) return isRunning(owner)
  const [seen, now] = await Promise.all([timeOf(file), timeOf(own)])
  if (seen === undefined) return false
  return (now ?? Date.now()) - seen < (owner.lease ?? (owner.pid === undefined ? LEASE : NO_LEASE))
}

async function isOfThisMachine({ host, machine, token }: Owner): Promise<boolean> {
  const here = await thisMachine()
  if (machine !== undefined && here !== undefined) return machine === here
  return host === undefined ? token.split('-')[1] === (await machineMark()) : host === hostname()
}

async function isRunning({ pid, began, token }: Owner): Promise<boolean> {
  const number = pid ?? Number(token.split('-')[0])
  try {
    process.kill(number, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const present = await processStart(number)
  return present === undefined || began === undefined || began === present
}

async function timeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
}

/** Two containers may have one host name, and count their processes each for itself. */
async function thisMachine(): Promise<string | undefined> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    return `${boot} ${await readlink('/proc/self/ns/pid')}`
  } catch {
    return undefined
  }
}

/** Names this machine in a file's name. */
async function machineMark(): Promise<string> {
  return hash('sha1', `${hostname()} ${(await thisMachine()) ?? ''}`).slice(0, 8)
}

/** Linux: field 22 of /proc/PID/stat, clock ticks since boot. Elsewhere unknown. */
async function processStart(pid: number): Promise<string | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // A zombie is dead, though its number is still taken.
    return fields[0] === 'Z' ? 'dead' : fields[19]
  } catch {
    return undefined
  }
}
