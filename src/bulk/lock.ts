/** One run at a time: a lock file that names its process, and gives way once that process is dead. */
import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { OpenBadgeError } from '../errors.js'
import { fileFailed } from './file-failed.js'

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

/** @throws OpenBadgeError `journal_invalid` (`locked`), `file_failed` */
export async function lock(path: string): Promise<Lock> {
  const place = `${path}.lock`
  const began = await processStart(process.pid)
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    token: randomBytes(8).toString('hex'),
    ...(began === undefined ? {} : { began }),
  }
  const own = `${place}.${owner.token}`
  try {
    await writeFile(own, JSON.stringify(owner), { mode: 0o600 })
    for (let attempt = 0; ; attempt++) {
      try {
        await link(own, place)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error
        await removeStale(path, place, own)
      }
    }
  } catch (error) {
    throw fileFailed('lock', path, error)
  } finally {
    await rm(own, { force: true })
  }
  return {
    release: async () => {
      if ((await readOwner(place))?.token === owner.token) await rm(place, { force: true })
    },
  }
}

async function removeStale(path: string, place: string, own: string): Promise<void> {
  const present = await readOwner(place)
  if (present === undefined) return
  if (await isAlive(present)) throw locked(path, present)
  // Moved aside before it is removed: if another run was quicker, what is moved is not what was read.
  const aside = `${own}.stale`
  await rename(place, aside).catch(() => undefined)
  const moved = await readOwner(aside)
  if (moved !== undefined && moved.token !== present.token) {
    await link(aside, place).catch(() => undefined)
    await rm(aside, { force: true })
    throw locked(path, moved)
  }
  await rm(aside, { force: true })
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
