/**
 * Allows one run at a time. A lock is one file with two names: `PATH.lock`, which only one run can have, and
 * `PATH.lock.<pid>-<machine>-<random>`, which belongs to one run alone. The first name decides between runs that start together. It can
 * be taken when its run is dead. The second name stays as long as its run. A run that has the first name still checks for second
 * names, so it does not start if it took the first name from a living run by mistake. No second name is used twice. Its run removes
 * it, or a later run when it is dead. So a killed run leaves nothing that the next run does not remove. `lock-owner.ts` decides which
 * runs are dead.
 */
import { type FileHandle, link, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { OpenBadgeError } from '../../errors.js'
import { fileFailed } from '../files/file-error.js'
import { isAlive, isOwnToken, LEASE, type Owner, parseOwner, thisOwner } from './lock-owner.js'

export interface Lock {
  /**
   * Called before each record is written, because a run that was stopped for longer than its lease may have lost the lock.
   * @throws OpenBadgeError `journal_invalid` (`lock_lost`)
   */
  readonly confirm: () => Promise<void>
  readonly release: () => Promise<void>
}

/** How often, and at which interval in milliseconds, another run is checked for its end. */
const ASKED = 40
const PAUSE = 25
/** How often `PATH.lock` is tried, because several runs may remove the name of a dead one at once. */
const ATTEMPTS = 40
/** Milliseconds between two renewals of the lease. */
const BEAT = 10_000

/** @throws OpenBadgeError `journal_invalid` (`locked`), `file_failed` */
export async function lock(path: string): Promise<Lock> {
  const place = `${path}.lock`
  const owner = await thisOwner()
  const own = `${place}.${owner.token}`
  const held = await hold(path, place, own, owner)
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await link(own, place)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === ATTEMPTS) throw error
        await removeStale(path, place, own)
      }
    }
    await seeOthersOff(path, place, owner)
  } catch (error) {
    await held.release().catch(() => undefined)
    throw fileFailed('lock', path, error)
  }
  return held
}

/** Writes the second name, and renews the lease from then on: the system sets the time of the file. */
async function hold(path: string, place: string, own: string, owner: Owner): Promise<Lock> {
  const text = JSON.stringify(owner)
  let last = Date.now()
  let isLost = false
  let opened: FileHandle | undefined
  try {
    const file = await open(own, 'wx', 0o600)
    opened = file
    const beat = async (): Promise<void> => {
      await file.write('\n', text.length)
      // A run that is taken for dead loses its second name. The first name may be lost by mistake.
      isLost ||= !(await exists(own))
      last = Date.now()
    }
    await file.writeFile(`${text}\n`)
    await file.sync()
    // A renewal may fail; `confirm` finds that out.
    const timer = setInterval(() => void beat().catch(() => undefined), BEAT).unref()
    return {
      confirm: async () => {
        if (Date.now() - last > LEASE / 2) await beat().catch((error) => failed(path, error))
        if (isLost) throw lost(path)
      },
      release: async () => {
        clearInterval(timer)
        await file.close()
        if ((await readOwner(place))?.token === owner.token) await rm(place, { force: true })
        await rm(own, { force: true })
      },
    }
  } catch (error) {
    await opened?.close()
    await rm(own, { force: true }).catch(() => undefined)
    throw fileFailed('lock', path, error)
  }
}

function failed(path: string, error: unknown): never {
  throw fileFailed('lock', path, error)
}

/** Removes the first name if its run is dead. @throws OpenBadgeError `journal_invalid` if it is alive */
async function removeStale(path: string, place: string, own: string): Promise<void> {
  const text = await readFile(place, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const present = parseOwner(text)
  if (present !== undefined && (await isAlive(present, place, own))) throw await locked(path, place, present)
  if (present === undefined && !/^\s*$|^\{"pid":/.test(text)) throw notLock(place)
  // Another run may have taken the name between reading and removing. It has its own second name, which is found later.
  await rm(place, { force: true })
}

/**
 * Removes the names of dead runs, and waits for living ones. A run that started second ends at once.
 * @throws OpenBadgeError `journal_invalid` if one stays, or has taken the lock meanwhile
 */
async function seeOthersOff(path: string, place: string, owner: Owner): Promise<void> {
  const own = `${place}.${owner.token}`
  for (let asked = 0; ; asked++) {
    const other = await otherRun(place, owner)
    if (other === undefined) return
    const first = await readOwner(place)
    const isLost = first !== undefined && first.token !== owner.token && (await isAlive(first, place, own))
    if (isLost || asked === ASKED) throw await locked(path, other.file, isLost ? first : other.owner)
    await setTimeout(PAUSE)
  }
}

interface OtherRun {
  readonly owner: Owner
  readonly file: string
}

/** Finds another living run, and removes the names of dead ones. */
async function otherRun(place: string, { token }: Owner): Promise<OtherRun | undefined> {
  const folder = dirname(place)
  const prefix = `${basename(place)}.`
  let alive: OtherRun | undefined
  for (const name of await readdir(folder)) {
    const other = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    if (!isOwnToken(other) || other === token) continue
    const file = join(folder, name)
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) continue
    // The run was killed before it wrote the file, or is about to write it. The name shows which process it is.
    const owner = parseOwner(text) ?? { token: other }
    if (await isAlive(owner, file, `${place}.${token}`)) alive = { owner, file }
    else await rm(file, { force: true })
  }
  return alive
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function readOwner(place: string): Promise<Owner | undefined> {
  return parseOwner(await readFile(place, 'utf8').catch(() => ''))
}

async function locked(path: string, file: string, { pid, host }: Owner): Promise<OpenBadgeError> {
  const who = pid === undefined ? 'another run' : `another run (process ${pid} on ${host ?? 'this machine'})`
  const heard = await stat(file).then(
    ({ mtimeMs }) => `, last active at ${new Date(mtimeMs).toISOString()},`,
    () => '',
  )
  return new OpenBadgeError('journal_invalid', `${who}${heard} is using ${path}`, {
    path,
    reason: 'locked',
    hint: `Wait until it ends. If it died on another machine, its lock ends ${LEASE / 1000} seconds after its last activity.`,
  })
}

function lost(path: string): OpenBadgeError {
  return new OpenBadgeError(
    'journal_invalid',
    `this run was not active for too long, and another run uses ${path} now`,
    {
      path,
      reason: 'lock_lost',
      hint: 'Run it again after the other run has ended. Recorded badges are kept.',
    },
  )
}

function notLock(place: string): OpenBadgeError {
  return new OpenBadgeError(
    'journal_invalid',
    `the file ${place} has the name of a lock, but is not a lock of laurel`,
    {
      path: place,
      reason: 'locked',
      hint: 'Move that file away, or give another journal (journal, --journal).',
    },
  )
}
