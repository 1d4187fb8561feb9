/**
 * The owner of a lock, and whether its run is still alive. For a process of this machine the system is asked. A process of another
 * machine counts as alive while it renews its lease, so the lock of a container that died ends by itself.
 */
import { hash, randomBytes } from 'node:crypto'
import { readFile, readlink, stat } from 'node:fs/promises'
import { hostname } from 'node:os'

export interface Owner {
  readonly pid?: number
  readonly host?: string
  /** The boot and the process namespace of `pid`, if the system gives them. */
  readonly machine?: string
  /** The start of the process, if the system gives it, because process numbers are reused. */
  readonly began?: string
  /** The duration of the lease in milliseconds. Runs of laurel 0.1 have none. */
  readonly lease?: number
  /** `<pid>-<machine>-<random>`. */
  readonly token: string
}

/** A run on another machine counts as dead if it does not renew its lease for this number of milliseconds. */
export const LEASE = 60_000
/** The same for runs without a lease: one day. */
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

/** Reads an owner; `undefined` for an incomplete text. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Owner | null
    return typeof owner?.token === 'string' ? owner : undefined
  } catch {
    return undefined
  }
}

/** Whether the owner is alive. It renews its lease with the time of `file`. `own` was written just now, so that one clock gives both times. */
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

/** Two containers can have the same host name and the same process numbers. */
async function thisMachine(): Promise<string | undefined> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    return `${boot} ${await readlink('/proc/self/ns/pid')}`
  } catch {
    return undefined
  }
}

/** The name of this machine in file names. */
async function machineMark(): Promise<string> {
  return hash('sha1', `${hostname()} ${(await thisMachine()) ?? ''}`).slice(0, 8)
}

/** Linux: field 22 of /proc/PID/stat, clock ticks since boot. Elsewhere unknown. */
async function processStart(pid: number): Promise<string | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // A zombie process is dead, although its number is still in use.
    return fields[0] === 'Z' ? 'dead' : fields[19]
  } catch {
    return undefined
  }
}
