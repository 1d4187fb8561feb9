/** Stores for messages that are too large for the queue: a folder that all machines share, or a bucket. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OpenBadgeError } from '../../errors.js'

/** An object store. The methods are calls of an S3 client: `PutObject`, `GetObject`, `DeleteObject`. Keys contain slashes. */
export interface ObjectStore {
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  /** `undefined` if there is no such object. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>
  readonly remove: (key: string) => Promise<void>
}

/** The form of keys, so that a key cannot leave the store's folder. */
export const OBJECT_KEY = /^[0-9a-f]{16,64}\/[0-9a-f]{16,64}$/

/**
 * Makes an object store from a folder, such as one that all machines mount. The objects are encrypted.
 *
 * @param folder - Path of the folder. It is created if it does not exist.
 * @returns The store.
 * @throws OpenBadgeError `file_failed` from its methods.
 * @example
 * const store = folderStore(out)
 */
export function folderStore(folder: string): ObjectStore {
  const place = (key: string): string => {
    if (!OBJECT_KEY.test(key))
      throw new TypeError('the key of the object must be two hexadecimal numbers with a slash')
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
