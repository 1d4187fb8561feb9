/**
 * One run at a time. A lock is two names of one file that says who holds it: `JOURNAL.lock`, which only one can have, and
 * `JOURNAL.lock.<pid>-<host>-<random>`, which is nobody else's. The first decides between runs that come together, and
 * gives way once its process is dead. The second stays as long as the run: whoever got the first still asks whether
 * another run is there, so a name that was taken from a living run by mistake lets nobody in. No second name is used
 * twice, and each is removed by its run or after its death: a kill, whenever it comes, leaves nothing that the next run
 * does not clear away.
 */
import { hash, randomBytes } from 'node:crypto'
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { OpenBadgeError } from '../../errors.js'
import { fileFailed } from '../files/file-error.js'

export interface Lock {
  readonly release: () => Promise<void>
}

interface Owner {
  readonly pid: number
  readonly host: string
  /** When the process began, where the system tells: process numbers are used again. */
  readonly began?: string
  readonly token: string
}

/** How often, and how many milliseconds apart, a run that is there is asked whether it goes. */
const ASKED = 40
const PAUSE = 25
/** How often `JOURNAL.lock` is tried: runs that come together upon a dead one may take it from each other. */
const ATTEMPTS = 40

/** @throws OpenBadgeError `journal_invalid` (`locked`), `file_failed` */
export async function lock(path: string): Promise<Lock> {
  const place = `${path}.lock`
  const began = await processStart(process.pid)
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    token: `${process.pid}-${hostMark()}-${randomBytes(8).toString('hex')}`,
    ...(began === undefined ? {} : { began }),
  }
  const own = `${place}.${owner.token}`
  const release = async (): Promise<void> => {
    if ((await readOwner(place))?.token === owner.token) await rm(place, { force: true })
    await rm(own, { force: true })
  }
  try {
    await writeFile(own, JSON.stringify(owner), { mode: 0o600, flush: true })
    for (let attempt = 1; ; attempt++) {
      try {
        await link(own, place)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === ATTEMPTS) throw error
        await removeStale(path, place)
      }
    }
    await seeOthersOff(path, place, owner)
  } catch (error) {
    await release().catch(() => undefined)
    throw fileFailed('lock', path, error)
  }
  return { release }
}

/** Removes the first name where its run is dead. @throws OpenBadgeError `journal_invalid` where it is alive */
async function removeStale(path: string, place: string): Promise<void> {
  const present = await readOwner(place)
  if (present !== undefined && (await isAlive(present))) throw locked(path, present)
  // Between reading and removing another run may have taken it: that run has its own name, and we shall meet it.
  if (present !== undefined || (await exists(place))) await rm(place, { force: true })
}

/**
 * Clears away the names of dead runs, and waits for living ones: those that came second go at once.
 * @throws OpenBadgeError `journal_invalid` where one stays, or has taken the place since
 */
async function seeOthersOff(path: string, place: string, owner: Owner): Promise<void> {
  for (let asked = 0; ; asked++) {
    const other = await otherRun(place, owner)
    if (other === undefined) return
    const first = await readOwner(place)
    const isLost = first !== undefined && first.token !== owner.token && (await isAlive(first))
    if (isLost || asked === ASKED) throw locked(path, isLost ? first : other)
    await setTimeout(PAUSE)
  }
}

/** A living run beside this one; removes what dead ones left. */
async function otherRun(place: string, { token, host }: Owner): Promise<Owner | undefined> {
  const folder = dirname(place)
  const prefix = `${basename(place)}.`
  let alive: Owner | undefined
  for (const name of await readdir(folder)) {
    const found = name.startsWith(prefix)
      ? /^(\d+)-([0-9a-f]{8})-[0-9a-f]{16}$/.exec(name.slice(prefix.length))
      : null
    if (found === null || found[0] === token) continue
    const file = join(folder, name)
    // Killed before a word was written, or about to write: the name tells which.
    const named = { pid: Number(found[1]), host: found[2] === hostMark() ? host : 'unknown', token: found[0] }
    const owner = (await readOwner(file)) ?? named
    if (await isAlive(owner)) alive = owner
    else await rm(file, { force: true })
  }
  return alive
}

/** Names this machine in a file's name. */
function hostMark(): string {
  return hash('sha1', hostname()).slice(0, 8)
}

async function exists(place: string): Promise<boolean> {
  return readFile(place).then(
    () => true,
    () => false,
  )
}

async function readOwner(place: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(place, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.host !== hostname()) return true
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const began = await processStart(owner.pid)
  return began === undefined || owner.began === undefined || began === owner.began
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

function locked(path: string, owner: Owner): OpenBadgeError {
  return new OpenBadgeError(
    'journal_invalid',
    `another run (process ${owner.pid} on ${owner.host}) is using the journal ${path}; wait until it ends`,
    { path, reason: 'locked' },
  )
}
