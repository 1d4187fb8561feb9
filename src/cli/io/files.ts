/** Reads what commands are given: bytes, JSON, keys, dates. */
import { readFile, stat } from 'node:fs/promises'
import { fileFailed } from '../../bulk/files/file-error.js'
import { isJsonObject, type JsonObject, parseJson } from '../../encoding/json.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { CallError, type Shell } from './shell.js'

/** Bytes of a file, or of standard input for `-`. @throws OpenBadgeError `file_failed` */
export async function readInput(shell: Shell, path: string): Promise<Uint8Array> {
  if (path === '-') return shell.stdin()
  try {
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    return await readFile(path)
  } catch (error) {
    throw fileFailed('read', path, error)
  }
}

/** A JSON object from a file. @throws OpenBadgeError `file_failed`, `json_invalid`, `encoding_invalid` */
export async function readJsonObject(shell: Shell, path: string): Promise<JsonObject> {
  const bytes = await readInput(shell, path)
  try {
    const value = parseJson(decodeUtf8(bytes).replace(/^\uFEFF/, ''))
    if (isJsonObject(value)) return value
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    throw new OpenBadgeError(error.code, `${path}: ${error.message}`, error.details, { cause: error })
  }
  throw new OpenBadgeError('json_invalid', `${path} holds JSON, but no object`, { reason: 'not an object' })
}

/** A date in an option: `2026-06-12` or a full date-time. */
export function readDate(option: string, text: string): Date {
  const date = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) {
    throw new CallError(`${option} "${text}" is no date`, 'Write 2026-06-12 or 2026-06-12T09:00:00Z.')
  }
  return date
}

/** `--name value` as a whole number within bounds. */
export function readCount(option: string, text: string, minimum: number, maximum: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= minimum && number <= maximum)) {
    throw new CallError(`${option} "${text}" is no whole number from ${minimum} to ${maximum}`)
  }
  return number
}
