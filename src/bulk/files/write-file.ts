/** Writes files under a temporary name and renames them, so that a reader sees the old file or the new one. */
import { randomBytes } from 'node:crypto'
import { constants, copyFile, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { requireArgument } from '../../encoding/arguments.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { boolean, number } from '../../option-tests.js'
import { fileFailed } from './file-error.js'

export interface WriteOptions {
  /** Permission bits, for example 0o600 for a key. */
  readonly mode?: number
  /** Refuses to replace a file (EEXIST). */
  readonly exclusive?: boolean
  /** Waits until the file is on the disk; default true. */
  readonly sync?: boolean
}

/**
 * Writes a whole file beside its place and renames it, so that a reader sees the old file or the new one. It makes missing
 * folders.
 *
 * @param path - Path of the file.
 * @param data - Bytes, or text as UTF-8.
 * @param options - `mode`: permission bits, default 0o666; `exclusive`: refuse to replace a file, default false; `sync`: wait
 *   for the disk, default true.
 * @throws OpenBadgeError `file_failed`.
 * @example
 * await writeFile(`${out}/key.pem`, exportPublicKey(signer, 'pem'), { mode: 0o644 })
 */
export async function writeFile(
  path: string,
  data: Uint8Array | string,
  options: WriteOptions = {},
): Promise<void> {
  checkCall('writeFile', path, data, options)
  const { mode = 0o666, exclusive = false, sync = true } = options
  const part = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(part, 'wx', mode)
    try {
      await file.writeFile(data)
      if (sync) await file.sync()
    } finally {
      await file.close()
    }
    if (exclusive) await placeNew(part, path)
    else await rename(part, path)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw fileFailed('write', path, error)
  }
}

/**
 * Writes a file as `writeFile` does, but only when its content differs.
 *
 * @param path - Path of the file.
 * @param data - Bytes, or text as UTF-8.
 * @param options - As for `writeFile`.
 * @returns True when it wrote.
 * @throws OpenBadgeError `file_failed`.
 * @example
 * const wrote = await writeIfChanged(`${out}/did.json`, JSON.stringify({ id: signer.controller }))
 */
export async function writeIfChanged(
  path: string,
  data: Uint8Array | string,
  options: WriteOptions = {},
): Promise<boolean> {
  checkCall('writeIfChanged', path, data, options)
  const wanted = typeof data === 'string' ? Buffer.from(data) : data
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(wanted)) return false
  await writeFile(path, wanted, options)
  return true
}

const OPTIONS: Readonly<Record<keyof WriteOptions, OptionTest>> = {
  mode: number,
  exclusive: boolean,
  sync: boolean,
}

function checkCall(caller: string, path: unknown, data: unknown, options: WriteOptions): void {
  requireArgument(caller, 'path', path, typeof path === 'string' && path !== '', 'the path of the file')
  const isData = typeof data === 'string' || data instanceof Uint8Array
  requireArgument(caller, 'data', data, isData, 'bytes or a text')
  checkOptions(caller, options, OPTIONS)
}

/** Makes a hard link, because it fails if the name exists. A rename does not fail. */
async function placeNew(part: string, path: string): Promise<void> {
  try {
    await link(part, path)
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') throw error
    await copyFile(part, path, constants.COPYFILE_EXCL)
  }
  await rm(part, { force: true })
}
