/**
 * One run at a time. A lock is two names of one file that says who holds it: `PATH.lock`, which only one can have, and
 * `PATH.lock.<pid>-<machine>-<random>`, which is nobody else's. The first decides between runs that come together, and
 * gives way once its run is dead. The second stays as long as the run: whoever got the first still asks whether another
 * run is there, so a name that was taken from a living run by mistake lets nobody in. No second name is used twice, and
 * each is removed by its run or after its death: a kill, whenever it comes, leaves nothing that the next run does not
 * clear away. Who is dead, `lock-owner.ts` decides.
 */
import { type FileHandle, link, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { OpenBadgeError } from '../../errors.js'
import { fileFailed } from '../files/file-error.js'
import { isAlive, isOwnToken, LEASE, type Owner, parseOwner, thisOwner } from './lock-owner.js'

export interface Lock {
  /**
   * Asked before each record is written: a run that was away for longer than its lease may have lost the lock.
   * @throws OpenBadgeError `journal_invalid` (`lock_lost`)
   */
  readonly confirm: () => Promise<void>
  readonly release: () => Promise<void>
}

/** How often, and how many milliseconds apart, a run that is there is asked whether it goes. */
const ASKED = 40
const PAUSE = 25
/** How often `PATH.lock` is tried: runs that come together upon a dead one may take it from each other. */
const ATTEMPTS = 40
/** Milliseconds between two signs of life. */
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

/** Writes the second name, and gives a sign of life from then on: the system then sets the file's time. */
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
      // Whoever takes a run for dead removes its second name; the first may be lost by mistake.
      isLost ||= !(await exists(own))
      last = Date.now()
    }
    await file.writeFile(`${text}\n`)
    await file.sync()
    // A beat that fails is made up for by `confirm`.
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

/** Removes the first name where its run is dead. @throws OpenBadgeError `journal_invalid` where it is alive */
async function removeStale(path: string, place: string, own: string): Promise<void> {
  const text = await readFile(place, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const present = parseOwner(text)
  if (present !== undefined && (await isAlive(present, place, own))) throw await locked(path, place, present)
  if (present === undefined && !/^\s*$|^\{"pid":/.test(text)) throw notLock(place)
  // Between reading and removing another run may have taken it: that run has its own name, and we shall meet it.
  await rm(place, { force: true })
}

/**
 * Clears away the names of dead runs, and waits for living ones: those that came second go at once.
 * @throws OpenBadgeError `journal_invalid` where one stays, or has taken the place since
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

/** A living run beside this one; removes what dead ones left. */
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
    // Killed before a word was written, or about to write: the name tells which.
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
    ({ mtimeMs }) => `, heard of last at ${new Date(mtimeMs).toISOString()},`,
    () => '',
  )
  return new OpenBadgeError('journal_invalid', `${who}${heard} is using ${path}`, {
    path,
    reason: 'locked',
    hint: `Wait until it ends. If it died on another machine, this lock ends by itself ${LEASE / 1000} seconds after its last sign of life.`,
  })
}

function lost(path: string): OpenBadgeError {
  return new OpenBadgeError(
    'journal_invalid',
    `this run was away too long, and another is using ${path} now`,
    {
      path,
      reason: 'lock_lost',
      hint: 'Run it again once the other has ended: what was recorded so far is kept.',
    },
  )
}

function notLock(place: string): OpenBadgeError {
  return new OpenBadgeError('journal_invalid', `${place} is in the way, and is no lock of laurel`, {
    path: place,
    reason: 'locked',
    hint: 'Move that file away, or give another --journal.',
  })
}
