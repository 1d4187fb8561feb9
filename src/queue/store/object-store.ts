/** Where messages go that are too large for the queue: a folder that all machines share, or a bucket. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OpenBadgeError } from '../../errors.js'

/** The calls of an S3 client: `PutObject`, `GetObject`, `DeleteObject`, by a key with slashes in it. */
export interface ObjectStore {
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  /** `undefined` where there is none. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>
  readonly remove: (key: string) => Promise<void>
}

/** What a key may be: nobody leads a store out of its folder with it. */
export const OBJECT_KEY = /^[0-9a-f]{16,64}\/[0-9a-f]{16,64}$/

/**
 * Makes an object store of a folder, such as one that all machines mount. What lies in it is encrypted.
 *
 * @param folder - Path of the folder. It is made where it is not there.
 * @returns The store.
 * @throws OpenBadgeError `file_failed` from its methods.
 * @example
 * const store = folderStore(out)
 */
export function folderStore(folder: string): ObjectStore {
  const place = (key: string): string => {
    if (!OBJECT_KEY.test(key)) throw new TypeError('this is no key of an object')
    return join(folder, key)
  }
  return {
    put: async (key, bytes) => {
      const path = place(key)
      try {
        await mkdir(dirname(path), { recursive: true })
        const file = await open(`${path}.part`, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.datasync()
        } finally {
          await file.close()
        }
        await rename(`${path}.part`, path)
      } catch (error) {
        throw failed('write', path, error)
      }
    },
    get: async (key) => {
      const path = place(key)
      try {
        return await readFile(path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw failed('read', path, error)
      }
    },
    remove: async (key) => {
      await rm(place(key), { force: true })
    },
  }
}

function failed(verb: string, path: string, cause: unknown): OpenBadgeError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
  return new OpenBadgeError('file_failed', `cannot ${verb} ${path} (${reason})`, { path, reason }, { cause })
}
