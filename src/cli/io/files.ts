/** Reads the inputs of commands: bytes, JSON, dates, numbers. */
import { type FileHandle, open } from 'node:fs/promises'
import { fileFailed } from '../../bulk/files/file-error.js'
import { untilAborted } from '../../bulk/tasks/until-aborted.js'
import { isJsonObject, JSON_LIMITS, type JsonObject, parseJson } from '../../encoding/json.js'
import { isSecretKey } from '../../encoding/secret-key.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { refuseOther, type WantedFile } from './file-kind.js'
import { jsonFault } from './json-fault.js'
import { CallError, type Shell } from './shell.js'

/** The maximum size of a JSON file: the maximum number of characters, with four bytes each. */
export const JSON_BYTES = 4 * JSON_LIMITS.length
/** The maximum size of an image. */
export const IMAGE_BYTES = 33_554_432
const STEP = 262_144

function secretKey(path: string): CallError {
  return new CallError(
    `${path} is a secret key`,
    'A secret key must never be in a badge, a profile or an upload. Give another file here, and the key with --key.',
  )
}

/**
 * Reads a file, or standard input for `-`.
 * @param maximum bytes; a larger file is refused before it is read
 * @throws OpenBadgeError `file_failed`, `limit_exceeded`
 */
export async function readInput(shell: Shell, path: string, maximum: number): Promise<Uint8Array> {
  const bytes = await readHead(shell, path, maximum)
  if (bytes.length <= maximum) return bytes
  throw new OpenBadgeError('limit_exceeded', `${path} has more than ${maximum} bytes`, {
    limit: 'file',
    maximum,
  })
}

/**
 * Reads the first bytes of a file or of standard input: at most `maximum` and one more, which shows that there are more.
 * It also stops there for pipes, devices and growing files.
 * @throws OpenBadgeError `file_failed`
 */
export async function readHead(shell: Shell, path: string, maximum: number): Promise<Uint8Array> {
  // A pipe may never send anything.
  return untilAborted(readStart(shell, path, maximum), shell.signal)
}

async function readStart(shell: Shell, path: string, maximum: number): Promise<Uint8Array> {
  if (path === '-') return (await shell.stdin(maximum)).subarray(0, maximum + 1)
  try {
    const file = await open(path, 'r')
    try {
      if ((await file.stat()).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
      return await readFrom(file, maximum + 1)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileFailed('read', path, error)
  }
}

async function readFrom(file: FileHandle, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (let left = most; left > 0; ) {
    const { bytesRead, buffer } = await file.read(
      Buffer.allocUnsafe(Math.min(left, STEP)),
      0,
      undefined,
      null,
    )
    if (bytesRead === 0) break
    chunks.push(buffer.subarray(0, bytesRead))
    left -= bytesRead
  }
  return Buffer.concat(chunks)
}

/**
 * Reads a JSON object from a file.
 * @param wanted what the file must be; without it, any object
 * @throws OpenBadgeError `file_failed`, `limit_exceeded`, `json_invalid`, `encoding_invalid`; CallError for a file of another kind
 */
export async function readJsonObject(shell: Shell, path: string, wanted?: WantedFile): Promise<JsonObject> {
  const object = await readAnyObject(shell, path)
  if (wanted !== undefined) refuseOther(wanted, object, path)
  return object
}

async function readAnyObject(shell: Shell, path: string): Promise<JsonObject> {
  const bytes = await readInput(shell, path, JSON_BYTES)
  let text: string | undefined
  try {
    text = decodeUtf8(bytes)
    const value = parseJson(text)
    if (isSecretKey(value)) throw secretKey(path)
    if (isJsonObject(value)) return value
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    if (isSecretKey(text)) throw secretKey(path)
    const message = `${path}: ${error.message}${text === undefined ? '' : whereIn(text, error)}`
    throw new OpenBadgeError(error.code, message, error.details, { cause: error })
  }
  throw new OpenBadgeError('json_invalid', `${path} is JSON, but not a JSON object`, {
    reason: 'not an object',
  })
}

/**
 * Reads the issuer's profile in `--issuer` of a command that signs. Commands that verify take an id there too.
 * @throws CallError for an id, a DID document or another file, and what `readJsonObject` throws
 */
export async function readProfile(shell: Shell, path: string): Promise<JsonObject> {
  try {
    return await readJsonObject(shell, path, 'profile')
  } catch (error) {
    if (!isOpenBadgeError(error, 'file_failed') || !isId(path)) throw error
    throw new CallError(
      `--issuer ${path} is an id, and here it must be a file`,
      'This command writes the whole profile of the issuer: give the profile.json that "laurel init" wrote.',
    )
  }
}

/** Whether it is a DID or URL. A drive letter of Windows is no scheme. */
export function isId(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text)
}

/** The place of a fault in JSON text, and what is wrong there if the message does not say it. */
function whereIn(text: string, error: OpenBadgeError): string {
  if (!isOpenBadgeError(error, 'json_invalid')) return ''
  const { offset, reason } = error.details
  const fault = offset === undefined && reason !== 'not JSON' ? undefined : jsonFault(text, offset)
  return fault === undefined ? '' : `; ${fault}`
}

/** Reads a date in an option: `2026-06-12` or a full date-time. */
export function readDate(option: string, text: string): Date {
  const date = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) {
    throw new CallError(`${option} "${text}" is not a date`, 'Write 2026-06-12 or 2026-06-12T09:00:00Z.')
  }
  return date
}

/** Reads the value of an option as a whole number within limits. */
export function readCount(option: string, text: string, minimum: number, maximum: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= minimum && number <= maximum)) {
    throw new CallError(`${option} "${text}" is not a whole number from ${minimum} to ${maximum}`)
  }
  return number
}
