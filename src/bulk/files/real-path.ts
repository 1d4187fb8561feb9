/** Finds the real path of a file. Symbolic links are followed, also if the file does not exist yet. */
import { lstat, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileFailed } from './file-error.js'

/** The maximum number of links in a row, as in Linux. */
const LINKS = 40

/** @throws OpenBadgeError `file_failed` */
export async function realPath(path: string): Promise<string> {
  let place = resolve(path)
  try {
    for (let links = 0; links < LINKS; links++) {
      const folder = await realFolder(dirname(place))
      place = join(folder, basename(place))
      if (!(await isLink(place))) return place
      place = resolve(folder, await readlink(place))
    }
  } catch (error) {
    throw fileFailed('resolve', path, error)
  }
  throw fileFailed('resolve', path, Object.assign(new Error(), { code: 'ELOOP' }))
}

/** The real path of a folder. Some of its parents may not exist yet. */
async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error
    return join(await realFolder(parent), basename(path))
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  )
}
