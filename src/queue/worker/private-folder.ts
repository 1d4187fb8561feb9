/** The folder of one worker. If the worker is killed, the next worker removes the folder. */
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileFailed } from '../../bulk/files/file-error.js'
import { type Lock, lock } from '../../bulk/journal/lock.js'
import { isOpenBadgeError } from '../../errors.js'

const PREFIX = 'laurel-worker-'
/** The prefix with the random letters of `mkdtemp`. */
const NAME = /^laurel-worker-[A-Za-z0-9]{6}$/
/** Milliseconds that a worker has to mark its folder. */
const YOUNG = 60_000

export interface PrivateFolder {
  readonly path: string
  readonly remove: () => Promise<void>
}

/**
 * Only its owner may read it (mode 0700). A lock in it names its worker, and shows whether the worker is alive.
 * @throws OpenBadgeError `file_failed`
 */
export async function privateFolder(place: string): Promise<PrivateFolder> {
  const { path, held } = await marked(place)
  await removeDead(place, path)
  return {
    path,
    remove: async () => {
      await held.release()
      await rm(path, { recursive: true, force: true })
    },
  }
}

/** Another worker may lock the folder for a moment before it is marked. */
async function marked(place: string): Promise<{ readonly path: string; readonly held: Lock }> {
  for (let attempt = 1; ; attempt++) {
    const path = await mkdtemp(join(place, PREFIX)).catch((error: unknown) => {
      throw fileFailed('create', place, error)
    })
    try {
      return { path, held: await lock(join(path, 'owner')) }
    } catch (error) {
      await rm(path, { recursive: true, force: true })
      if (!isOpenBadgeError(error, 'journal_invalid') || attempt === 3) throw error
    }
  }
}

/** Folders of other users, and folders that cannot be removed, stay. */
async function removeDead(place: string, own: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    const path = join(place, name)
    if (!NAME.test(name) || path === own) continue
    try {
      if (!(await isOwn(path)) || !(await isAbandoned(path))) continue
      await rm(path, { recursive: true, force: true })
    } catch {
      // Its owner is alive, or another worker removed it first.
    }
  }
}

/** Whether it is a folder of this user, and not a link to one. */
async function isOwn(path: string): Promise<boolean> {
  const found = await lstat(path)
  return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())
}

/** @throws OpenBadgeError `journal_invalid` (`locked`) if its owner is alive */
async function isAbandoned(path: string): Promise<boolean> {
  const names = await readdir(path)
  if (!names.some((name) => name.startsWith('owner.lock'))) {
    return Date.now() - (await lstat(path)).mtimeMs > YOUNG
  }
  const held = await lock(join(path, 'owner'))
  await held.release()
  return true
}
